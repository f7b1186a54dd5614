package notifytest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

func (s *Slack) open(w http.ResponseWriter, _ *http.Request) {
	answer(w, map[string]any{"ok": true, "url": "ws" + strings.TrimPrefix(s.URL, "http") + "/socket"})
}

// view opens a form; what it remembers is kept for the test to submit it.
func (s *Slack) view(w http.ResponseWriter, r *http.Request) {
	var req struct {
		View struct {
			Meta     string `json:"private_metadata"`
			Callback string `json:"callback_id"`
		} `json:"view"`
	}
	if err := json.NewDecoder(r.Body).Decode(&req); err != nil {
		answer(w, map[string]any{"ok": false, "error": "invalid_arguments"})
		return
	}
	s.views <- req.View.Meta
	answer(w, map[string]any{"ok": true, "view": map[string]any{"id": "V1"}})
}

func (s *Slack) socket(w http.ResponseWriter, r *http.Request) {
	// Slack takes connections of any origin.
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	_ = conn.WriteJSON(map[string]any{"type": "hello", "num_connections": 1}) // a gone client shows below
	s.mu.Lock()
	s.sockets = append(s.sockets, conn)
	s.mu.Unlock()
	for {
		var ack struct {
			Envelope string `json:"envelope_id"`
		}
		if err := conn.ReadJSON(&ack); err != nil {
			return
		}
		s.acks <- ack.Envelope
	}
}

// Connected says whether anybody listens.
func (s *Slack) Connected() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.sockets) > 0
}

// Press presses a button of a case; the same press again is a repeat.
func (s *Slack) Press(envelope, action, number, channel, user, stamp string) error {
	return s.push(envelope, map[string]any{
		"type": "block_actions", "trigger_id": "T1", "user": map[string]any{"id": user}, "channel": map[string]any{"id": channel},
		"actions": []map[string]any{{"type": "button", "action_id": action, "value": number, "action_ts": stamp, "block_id": "case:" + number}},
	})
}

// Submit waits for a form and submits it with a reason.
func (s *Slack) Submit(envelope, user, why string) error {
	select {
	case meta := <-s.views:
		return s.push(envelope, map[string]any{
			"type": "view_submission", "user": map[string]any{"id": user},
			"view": map[string]any{"id": "V" + envelope, "callback_id": "ducha_reason", "private_metadata": meta,
				"state": map[string]any{"values": map[string]any{"reason": map[string]any{"why": map[string]any{"type": "plain_text_input", "value": why}}}}},
		})
	case <-time.After(10 * time.Second):
		return fmt.Errorf("no form was opened")
	}
}

func (s *Slack) push(envelope string, payload map[string]any) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.sockets) == 0 {
		return fmt.Errorf("nobody listens")
	}
	return s.sockets[len(s.sockets)-1].WriteJSON(map[string]any{"type": "interactive", "envelope_id": envelope, "accepts_response_payload": true, "payload": payload})
}

// Acknowledged waits for the answer to an envelope.
func (s *Slack) Acknowledged(within time.Duration) (string, bool) {
	select {
	case e := <-s.acks:
		return e, true
	case <-time.After(within):
		return "", false
	}
}
