package realdata

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Sites are the sites stored as WARC files, each with its home page.
var Sites = map[string]string{
	"gzdzhrss_com": "http://www.gzdzhrss.com/",
	"zjgztb_com":   "http://www.zjgztb.com/",
	"jspn_js_cn":   "http://www.jspn.js.cn/",
	"hncic_net":    "http://www.hncic.net/",
}

// Answer is one response of a stored site.
type Answer struct {
	URL    string
	At     time.Time
	Status int
	Header http.Header
	Body   []byte
}

// Site reads the responses of a stored site.
func Site(t testing.TB, name string) (all []Answer) {
	t.Helper()
	f, err := os.Open(Path(t, "sites/"+name+".warc.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(z)
	for {
		head, block, err := record(r)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if head["warc-type"] != "response" {
			continue
		}
		a, err := answer(head, block)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, a)
	}
}

// record reads one record; io.EOF where none follows.
func record(r *bufio.Reader) (head map[string]string, block []byte, err error) {
	for line := ""; !strings.HasPrefix(line, "WARC/"); {
		if line, err = r.ReadString('\n'); err != nil {
			return nil, nil, err
		}
	}
	head = map[string]string{}
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return nil, nil, io.ErrUnexpectedEOF
		}
		if strings.TrimSpace(line) == "" {
			break
		}
		k, v, _ := strings.Cut(line, ":")
		head[strings.ToLower(k)] = strings.TrimSpace(v)
	}
	n, err := strconv.Atoi(head["content-length"])
	if err != nil {
		return nil, nil, err
	}
	block = make([]byte, n)
	if _, err := io.ReadFull(r, block); err != nil {
		return nil, nil, io.ErrUnexpectedEOF
	}
	return head, block, nil
}

func answer(head map[string]string, block []byte) (Answer, error) {
	resp, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(block)), nil)
	if err != nil {
		return Answer{}, err
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return Answer{}, err
	}
	at, err := time.Parse(time.RFC3339, head["warc-date"])
	return Answer{head["warc-target-uri"], at, resp.StatusCode, resp.Header, body}, err
}

// Pages are the single pages and those of the stored sites, by address.
func Pages(t testing.TB) map[string][]byte {
	t.Helper()
	all := make(map[string][]byte)
	files, err := filepath.Glob(filepath.Join(Path(t, "pages"), "*.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all["http://pages.example.gov.cn/a/b/"+filepath.Base(f)] = body
	}
	for name := range Sites {
		for _, a := range Site(t, name) {
			all[a.URL] = a.Body
		}
	}
	return all
}
