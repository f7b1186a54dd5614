package facts_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/rules"
)

// moduleRoot walks up to go.mod.
func moduleRoot(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("no go.mod above the test")
	return ""
}

func vocabulary(t testing.TB) facts.Vocabulary {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(moduleRoot(t), "rules", "vocabulary.toml"))
	if err != nil {
		t.Fatal(err)
	}
	v, _, err := rules.ParseVocabulary("vocabulary.toml", src)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// memory is a snapshot held in memory.
type memory struct {
	snap      evidence.Snapshot
	exchanges []evidence.Exchange
	bodies    map[evidence.Digest][]byte
}

func (m *memory) Snapshot() evidence.Snapshot { return m.snap }
func (m *memory) Exchanges() iter.Seq2[evidence.Exchange, error] {
	return func(yield func(evidence.Exchange, error) bool) {
		for _, ex := range m.exchanges {
			if !yield(ex, nil) {
				return
			}
		}
	}
}
func (m *memory) Body(d evidence.Digest) ([]byte, error) {
	b, ok := m.bodies[d]
	if !ok {
		return nil, fmt.Errorf("no body %s", d)
	}
	return b, nil
}
func (m *memory) Facts(evidence.Digest, int) ([]byte, error) { return nil, nil }

// add stores one exchange, filling in what the caller leaves out.
func (m *memory) add(ex evidence.Exchange, body []byte) {
	if m.bodies == nil {
		m.bodies = make(map[evidence.Digest][]byte)
	}
	if len(body) > 0 {
		sum := sha256.Sum256(body)
		ex.Body = evidence.Digest(hex.EncodeToString(sum[:]))
		m.bodies[ex.Body] = body
	}
	if ex.FinalURL == "" {
		ex.FinalURL = ex.URL
	}
	if ex.Purpose == "" {
		ex.Purpose = evidence.ForPage
	}
	ex.Seq = int64(len(m.exchanges) + 1)
	sum := sha256.Sum256([]byte(fmt.Sprint(ex.Seq, ex.URL, ex.Body)))
	ex.ID = evidence.Digest(hex.EncodeToString(sum[:]))
	m.exchanges = append(m.exchanges, ex)
}

// readWARC reads the responses of a gzipped WARC file.
func readWARC(t testing.TB, path, home string) *memory {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	m := &memory{snap: evidence.Snapshot{Site: filepath.Base(path), Home: home, Foreign: true, Sealed: true}}
	r := bufio.NewReader(z)
	for {
		line, err := r.ReadString('\n')
		if err == io.EOF {
			return m
		}
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(line, "WARC/") {
			continue
		}
		head := map[string]string{}
		for {
			line, err := r.ReadString('\n')
			if err != nil {
				t.Fatal(err)
			}
			if strings.TrimSpace(line) == "" {
				break
			}
			k, v, _ := strings.Cut(line, ":")
			head[strings.ToLower(k)] = strings.TrimSpace(v)
		}
		n, err := strconv.Atoi(head["content-length"])
		if err != nil {
			t.Fatal(err)
		}
		block := make([]byte, n)
		if _, err := io.ReadFull(r, block); err != nil {
			t.Fatal(err)
		}
		if head["warc-type"] != "response" {
			continue
		}
		resp, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(block)), nil)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse(time.RFC3339, head["warc-date"])
		if err != nil {
			t.Fatal(err)
		}
		m.add(evidence.Exchange{URL: head["warc-target-uri"], At: at, Status: resp.StatusCode, Header: resp.Header}, body)
	}
}
