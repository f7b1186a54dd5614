package facts_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"testing"

	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/realdata"
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

// realSite is a stored site as a snapshot.
func realSite(t testing.TB, name string) *memory {
	t.Helper()
	m := &memory{snap: evidence.Snapshot{Site: name, Home: realdata.Sites[name], Foreign: true, Sealed: true}}
	for _, a := range realdata.Site(t, name) {
		m.add(evidence.Exchange{URL: a.URL, At: a.At, Status: a.Status, Header: a.Header}, a.Body)
	}
	return m
}
