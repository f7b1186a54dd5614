package main

import (
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"ducha/internal/notify/notifytest"
	"ducha/internal/samplesite"
)

// world is what stands around the program in the two-quarter script: sites whose
// faults are mended and come back, a Slack workspace, a mail server.
type world struct {
	sites map[string]*bureauSite
	slack *notifytest.Slack
	press int
}

// bureauSite serves one sample site whose defects can be changed while it runs.
type bureauSite struct {
	mu   sync.Mutex
	seed int64
	now  http.Handler
}

func (b *bureauSite) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	h := b.now
	b.mu.Unlock()
	h.ServeHTTP(w, r)
}

func (b *bureauSite) set(asOf time.Time, defects []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now = samplesite.New(samplesite.Config{Seed: b.seed, Style: samplesite.StylePlain, Pages: 1, AsOf: asOf, Defects: defects})
}

type worldKey struct{}

func worldOf(ts *testscript.TestScript) *world {
	w, ok := ts.Value(worldKey{}).(*world)
	if !ok {
		ts.Fatalf("no world")
	}
	return w
}

// cmdBureau starts a site and sets $NAME to its address, or changes its day and
// defects: bureau jtj 2022-12-31 column.stale link.dead.
func cmdBureau(ts *testscript.TestScript, _ bool, args []string) {
	w, name := worldOf(ts), args[0]
	day, err := time.Parse(time.DateOnly, args[1])
	ts.Check(err)
	defects := append([]string{}, args[2:]...)
	site := w.sites[name]
	if site == nil {
		site = &bureauSite{seed: int64(11 * (len(w.sites) + 1))}
		w.sites[name] = site
		site.set(day, defects)
		server := httptest.NewServer(site)
		ts.Defer(server.Close)
		ts.Setenv(strings.ToUpper(name), server.URL+"/")
		return
	}
	site.set(day, defects)
}

// cmdExpand puts the environment into a file.
func cmdExpand(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	ts.Check(os.WriteFile(path, []byte(os.Expand(ts.ReadFile(path), ts.Getenv)), 0o644))
}

// cmdCaseOf sets a variable to the number of the case whose row holds some words:
// caseof STALE list.txt 法治建设.
func cmdCaseOf(ts *testscript.TestScript, _ bool, args []string) {
	number, said := "", map[string]string{} // a row's words run over several lines
	for _, line := range strings.Split(ts.ReadFile(args[1]), "\n") {
		cells := strings.Split(line, "│")
		if len(cells) < 3 {
			continue
		}
		if first := strings.TrimSpace(cells[1]); first != "" {
			number = first
		}
		said[number] += strings.TrimSpace(cells[len(cells)-2])
	}
	for number, words := range said {
		if strings.Contains(words, args[2]) {
			ts.Setenv(args[0], number)
			return
		}
	}
	ts.Fatalf("no case says %q", args[2])
}

// cmdSlack starts a workspace, presses buttons, submits reasons, and looks:
// slack start | press ACTION CASE CHANNEL USER | submit USER WHY | received CHANNEL WORD… | lacks CHANNEL WORD…
func cmdSlack(ts *testscript.TestScript, _ bool, args []string) {
	w := worldOf(ts)
	switch args[0] {
	case "start":
		w.slack = notifytest.NewSlack()
		ts.Defer(w.slack.Close)
		ts.Setenv("SLACK_API", w.slack.API())
	case "press":
		waitFor(ts, "somebody listens to Slack", w.slack.Connected)
		w.press++
		ts.Check(w.slack.Press(fmt.Sprint("e", w.press), args[1], args[2], args[3], args[4], fmt.Sprint(w.press)))
		acknowledged(ts, w)
	case "submit":
		w.press++
		ts.Check(w.slack.Submit(fmt.Sprint("e", w.press), args[1], args[2]))
		acknowledged(ts, w)
	case "received":
		waitFor(ts, "Slack has "+strings.Join(args[2:], ", "), func() bool { return w.heard(args[1], args[2:]) })
	case "lacks":
		for _, m := range w.slack.Messages() {
			for _, word := range args[2:] {
				if m.Channel == args[1] && strings.Contains(m.Text+m.Blocks, word) {
					ts.Fatalf("Slack was told %q", word)
				}
			}
		}
	case "once":
		seen := map[string]int{}
		for _, m := range w.slack.Messages() {
			if seen[m.Key]++; seen[m.Key] > 1 {
				ts.Fatalf("%s arrived twice", m.Key)
			}
		}
	default:
		ts.Fatalf("slack %s?", args[0])
	}
}

func (w *world) heard(channel string, words []string) bool {
	for _, m := range w.slack.Messages() {
		all := m.Channel == channel
		for _, word := range words {
			all = all && strings.Contains(m.Text+m.Blocks, word)
		}
		if all {
			return true
		}
	}
	return false
}

func acknowledged(ts *testscript.TestScript, w *world) {
	if _, ok := w.slack.Acknowledged(20 * time.Second); !ok {
		ts.Fatalf("the answer was not acknowledged")
	}
}

func waitFor(ts *testscript.TestScript, what string, ok func() bool) {
	for range 600 {
		if ok() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("waited in vain: %s", what)
}

// cmdMailbox starts a mail server whose mails are kept under $WORK/mail, each with
// its text and its attachments, and sets $SMTP_PORT.
func cmdMailbox(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs("mail")
	ts.Check(os.MkdirAll(dir, 0o755))
	server := smtp.NewServer(&mailbox{dir: dir})
	server.Domain = "localhost"
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	go func() { _ = server.Serve(l) }() // ends with Close
	ts.Defer(func() { server.Close() })
	ts.Setenv("SMTP_PORT", fmt.Sprint(l.Addr().(*net.TCPAddr).Port))
}

type mailbox struct {
	mu  sync.Mutex
	dir string
	n   int
}

func (m *mailbox) NewSession(*smtp.Conn) (smtp.Session, error) { return &mailSession{box: m}, nil }

type mailSession struct {
	box *mailbox
	to  []string
}

func (s *mailSession) Mail(string, *smtp.MailOptions) error { s.to = nil; return nil }
func (s *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = append(s.to, to)
	return nil
}
func (s *mailSession) Reset()        {}
func (s *mailSession) Logout() error { return nil }

func (s *mailSession) Data(r io.Reader) error {
	m, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	s.box.mu.Lock()
	defer s.box.mu.Unlock()
	s.box.n++
	dir := filepath.Join(s.box.dir, strings.Join(s.to, ","))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, "all.txt"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	fmt.Fprintf(f, "%s\n", subject)
	return unpack(m, dir, f)
}

// unpack writes a mail's text and its attachments.
func unpack(m *mail.Message, dir string, text io.Writer) error {
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return err
	}
	if !strings.HasPrefix(kind, "multipart/") {
		_, err := io.Copy(text, decoded(m.Header.Get("Content-Transfer-Encoding"), m.Body))
		return err
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for {
		p, err := parts.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		name, err := new(mime.WordDecoder).DecodeHeader(p.FileName())
		if err != nil {
			return err
		}
		to := text
		if name != "" {
			file, err := os.Create(filepath.Join(dir, filepath.Base(name)))
			if err != nil {
				return err
			}
			defer file.Close()
			to = file
		}
		if _, err := io.Copy(to, decoded(p.Header.Get("Content-Transfer-Encoding"), p)); err != nil {
			return err
		}
	}
}

func decoded(encoding string, r io.Reader) io.Reader {
	switch strings.ToLower(encoding) {
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	case "base64":
		return base64Reader(r)
	}
	return r
}

// cmdFill answers a row of a returned list: fill FILE CASE STATE WORK.
func cmdFill(ts *testscript.TestScript, _ bool, args []string) {
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	slices.Sort(found)
	if len(found) == 0 {
		ts.Fatalf("no file %s", args[0])
	}
	ts.Check(fill(found[len(found)-1], args[1], args[2], args[3]))
	ts.Check(os.Rename(found[len(found)-1], ts.MkAbs("returned.xlsx")))
}

func base64Reader(r io.Reader) io.Reader { return base64.NewDecoder(base64.StdEncoding, r) }

func fill(path, number, state, work string) error {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := f.GetRows("问题清单")
	if err != nil {
		return err
	}
	for i, row := range rows {
		if len(row) > 1 && row[1] == number {
			for c, v := range []string{state, work} {
				at, _ := excelize.CoordinatesToCellName(9+c, i+1)
				if err := f.SetCellStr("问题清单", at, v); err != nil {
					return err
				}
			}
			return f.Save()
		}
	}
	return fmt.Errorf("%s has no row %s", path, number)
}

// TestTwoQuarters plays docs/two-quarters.txtar.
func TestTwoQuarters(t *testing.T) {
	t.Run("story", func(t *testing.T) { playDesk(t, testscript.Params{Files: []string{"../../docs/two-quarters.txtar"}}) })
	t.Run("desk", func(t *testing.T) { playDesk(t, testscript.Params{Dir: "testdata/desk"}) })
}

// playDesk runs scripts with sites, a Slack workspace and a mail server around them.
func playDesk(t *testing.T, p testscript.Params) {
	p.Setup = func(env *testscript.Env) error {
		env.Values[worldKey{}] = &world{sites: map[string]*bureauSite{}}
		return nil
	}
	p.Cmds = map[string]func(*testscript.TestScript, bool, []string){
		"bureau": cmdBureau, "slack": cmdSlack, "mailbox": cmdMailbox, "fill": cmdFill, "expand": cmdExpand, "caseof": cmdCaseOf, "code": cmdCode,
	}
	testscript.Run(t, p)
}
