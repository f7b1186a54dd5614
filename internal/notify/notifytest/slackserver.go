// Package notifytest holds what the tests of notices share: the services that
// cannot run here, faked at the wire, and the one suite all channels pass.
package notifytest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Faults are the shares, of one, of requests to post that go wrong.
type Faults struct {
	Limit   float64       // 429, with Retry-After
	Down    float64       // 503, nothing taken
	Lost    float64       // taken, but the connection breaks before the answer
	Login   float64       // a proxy's page with status 200, nothing taken
	Lag     time.Duration // until the history shows what was taken
	After   int           // Retry-After in seconds
	Slow    time.Duration // before every answer
	Refusal string        // answered with ok:false and this error
}

// Message is one the workspace holds.
type Message struct {
	Channel, TS, Key, Text string
	Blocks                 string // JSON
	File                   string // name of a file
	Data                   []byte
	at                     time.Time
}

// Slack is a workspace at the wire.
type Slack struct {
	*httptest.Server

	mu       sync.Mutex
	faults   Faults
	random   *rand.Rand
	messages []Message
	files    map[string]*Message
	posts    map[string][]time.Time // by channel: when it was asked to post
	whispers map[string][]string    // by user: what nobody else sees
	sockets  []*websocket.Conn
	acks     chan string
	views    chan string // private metadata of opened forms
	seq      int
}

// NewSlack starts a workspace.
func NewSlack() *Slack {
	s := &Slack{random: rand.New(rand.NewPCG(7, 11)), files: map[string]*Message{}, posts: map[string][]time.Time{}, whispers: map[string][]string{}, acks: make(chan string, 100), views: make(chan string, 100)}
	mux := http.NewServeMux()
	mux.HandleFunc("/api/chat.postMessage", s.post)
	mux.HandleFunc("/api/conversations.history", s.history)
	mux.HandleFunc("/api/chat.postEphemeral", s.whisper)
	mux.HandleFunc("/api/files.getUploadURLExternal", s.uploadURL)
	mux.HandleFunc("/api/upload/", s.upload)
	mux.HandleFunc("/api/files.completeUploadExternal", s.complete)
	mux.HandleFunc("/api/apps.connections.open", s.open)
	mux.HandleFunc("/api/views.open", s.view)
	mux.HandleFunc("/socket", s.socket)
	s.Server = httptest.NewServer(mux)
	return s
}

// API is what a client takes for Slack's address.
func (s *Slack) API() string { return s.URL + "/api/" }

// Set changes what goes wrong.
func (s *Slack) Set(f Faults) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = f
}

// Messages gives all that was taken, in order.
func (s *Slack) Messages() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Message(nil), s.messages...)
}

// Posts gives when a channel was asked to post.
func (s *Slack) Posts(channel string) []time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]time.Time(nil), s.posts[channel]...)
}

// Whispers gives what was said to a user alone.
func (s *Slack) Whispers(user string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.whispers[user]...)
}

func (s *Slack) whisper(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	user := r.FormValue("user")
	s.whispers[user] = append(s.whispers[user], r.FormValue("text"))
	answer(w, map[string]any{"ok": true, "message_ts": "1.1"})
}

func answer(w http.ResponseWriter, v map[string]any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(v) // the client is gone; nobody is to be told
}

// spoil answers as a fault wants; it says whether it did, and whether the
// message is to be taken all the same.
func (s *Slack) spoil(w http.ResponseWriter) (spoiled, taken bool) {
	s.mu.Lock()
	f, x := s.faults, s.random.Float64()
	s.mu.Unlock()
	time.Sleep(f.Slow)
	switch {
	case f.Refusal != "":
		answer(w, map[string]any{"ok": false, "error": f.Refusal})
		return true, false
	case x < f.Limit:
		w.Header().Set("Retry-After", strconv.Itoa(f.After))
		w.WriteHeader(http.StatusTooManyRequests)
		return true, false
	case x < f.Limit+f.Down:
		w.WriteHeader(http.StatusServiceUnavailable)
		return true, false
	case x < f.Limit+f.Down+f.Login:
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<html><title>上网认证</title></html>")
		return true, false
	case x < f.Limit+f.Down+f.Login+f.Lost:
		return true, true
	}
	return false, true
}

// hangUp ends the connection without an answer.
func hangUp(w http.ResponseWriter) {
	if h, ok := w.(http.Hijacker); ok {
		if conn, _, err := h.Hijack(); err == nil {
			conn.Close()
		}
	}
}

func (s *Slack) post(w http.ResponseWriter, r *http.Request) {
	channel := r.FormValue("channel")
	s.mu.Lock()
	s.posts[channel] = append(s.posts[channel], time.Now())
	s.mu.Unlock()
	spoiled, taken := s.spoil(w)
	if spoiled && !taken {
		return
	}
	var meta struct {
		Payload struct {
			Key string `json:"key"`
		} `json:"event_payload"`
	}
	_ = json.Unmarshal([]byte(r.FormValue("metadata")), &meta) // a message without a key is kept without one
	m := s.take(Message{Channel: channel, Key: meta.Payload.Key, Text: r.FormValue("text"), Blocks: r.FormValue("blocks")})
	if spoiled {
		hangUp(w)
		return
	}
	answer(w, map[string]any{"ok": true, "channel": channel, "ts": m.TS})
}

func (s *Slack) take(m Message) Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seq++
	m.at = time.Now()
	m.TS = fmt.Sprintf("%d.%06d", m.at.Unix(), s.seq)
	s.messages = append(s.messages, m)
	return m
}

// history gives the newest first, as Slack does, a hundred at a time.
func (s *Slack) history(w http.ResponseWriter, r *http.Request) {
	channel := r.FormValue("channel")
	oldest, _ := strconv.ParseFloat(r.FormValue("oldest"), 64)
	skip, _ := strconv.Atoi(r.FormValue("cursor"))
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []map[string]any
	for i := len(s.messages) - 1; i >= 0; i-- {
		m := s.messages[i]
		if m.Channel != channel || float64(m.at.Unix()) < oldest || time.Since(m.at) < s.faults.Lag {
			continue
		}
		one := map[string]any{"type": "message", "ts": m.TS, "text": m.Text}
		if m.File != "" {
			one["files"] = []map[string]any{{"id": "F" + m.TS, "title": m.Key, "name": m.File}}
		} else {
			one["metadata"] = map[string]any{"event_type": "ducha_notice", "event_payload": map[string]any{"key": m.Key}}
		}
		all = append(all, one)
	}
	all = all[min(skip, len(all)):]
	const page = 100
	next, more := "", len(all) > page
	if more {
		all, next = all[:page], strconv.Itoa(skip+page)
	}
	answer(w, map[string]any{"ok": true, "messages": all, "has_more": more, "response_metadata": map[string]any{"next_cursor": next}})
}

func (s *Slack) uploadURL(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.seq++
	id := fmt.Sprintf("F%06d", s.seq)
	s.files[id] = &Message{File: r.FormValue("filename")}
	s.mu.Unlock()
	answer(w, map[string]any{"ok": true, "upload_url": s.URL + "/api/upload/" + id, "file_id": id})
}

func (s *Slack) upload(w http.ResponseWriter, r *http.Request) {
	id := strings.TrimPrefix(r.URL.Path, "/api/upload/")
	file, _, err := r.FormFile("file")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	defer file.Close()
	var b strings.Builder
	buf := make([]byte, 4096)
	for {
		n, err := file.Read(buf)
		b.Write(buf[:n])
		if err != nil {
			break
		}
	}
	s.mu.Lock()
	if m := s.files[id]; m != nil {
		m.Data = []byte(b.String())
	}
	s.mu.Unlock()
}

func (s *Slack) complete(w http.ResponseWriter, r *http.Request) {
	spoiled, taken := s.spoil(w)
	if spoiled && !taken {
		return
	}
	var files []struct{ ID, Title string }
	if err := json.Unmarshal([]byte(r.FormValue("files")), &files); err != nil || len(files) != 1 {
		answer(w, map[string]any{"ok": false, "error": "invalid_arguments"})
		return
	}
	s.mu.Lock()
	m := s.files[files[0].ID]
	s.mu.Unlock()
	if m == nil {
		answer(w, map[string]any{"ok": false, "error": "file_not_found"})
		return
	}
	s.take(Message{Channel: r.FormValue("channel_id"), Key: files[0].Title, Text: r.FormValue("initial_comment"), File: m.File, Data: m.Data})
	if spoiled {
		hangUp(w)
		return
	}
	answer(w, map[string]any{"ok": true, "files": []map[string]any{{"id": files[0].ID, "title": files[0].Title}}})
}
