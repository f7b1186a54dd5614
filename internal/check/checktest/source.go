// Package checktest runs a kind over its cases. A case is one text archive:
// parameters, pages and the wanted answer; the pages go through the real facts.
package checktest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"net/http"
	"strings"
	"time"

	"ducha/internal/evidence"
)

// home is the address every case's site lives at.
const home = "http://www.example.gov.cn/"

// source is a snapshot in memory.
type source struct {
	snapshot  evidence.Snapshot
	exchanges []evidence.Exchange
	bodies    map[evidence.Digest][]byte
}

func newSource(at time.Time, foreign bool) *source {
	return &source{
		snapshot: evidence.Snapshot{Digest: "test", Site: "example", Home: home, Started: at, Finished: at, Foreign: foreign, Sealed: true},
		bodies:   map[evidence.Digest][]byte{},
	}
}

// add stores one exchange; problem may be empty.
func (s *source) add(path string, status int, problem evidence.Problem, body []byte, at time.Time, why evidence.Purpose) {
	sum := sha256.Sum256(body)
	digest := evidence.Digest(hex.EncodeToString(sum[:]))
	start := s.snapshot.Home
	url := start + strings.TrimPrefix(path, "/")
	switch path {
	case "index.html":
		url = start
	case "dns":
		url, why = "dns:www.example.gov.cn", evidence.ForDNS
	case "https":
		url, why = strings.Replace(start, "http://", "https://", 1), evidence.ForHTTPS
	}
	if address, ok := strings.CutPrefix(path, "seen:"); ok { // a page of another site that the snapshot holds
		url = address
	} else if strings.Contains(path, "://") { // a control outside the site
		url, why = path, evidence.ForControl
	}
	header := http.Header{"Content-Type": {contentType(path)}}
	ex := evidence.Exchange{Seq: int64(len(s.exchanges) + 1), URL: url, FinalURL: url, Purpose: why, At: at,
		Status: status, Problem: problem, Header: header, Body: digest, Size: int64(len(body)), Attempt: 1}
	ex.ID = evidence.Digest(fmt.Sprintf("record-%04d", ex.Seq))
	s.bodies[digest] = body
	s.exchanges = append(s.exchanges, ex)
}

func contentType(path string) string {
	switch {
	case strings.HasSuffix(path, ".xml"):
		return "text/xml"
	case strings.HasSuffix(path, ".js"):
		return "application/javascript"
	case strings.HasSuffix(path, ".json"):
		return "application/json"
	case strings.HasSuffix(path, ".pdf"):
		return "application/pdf"
	}
	return "text/html; charset=utf-8"
}

func (s *source) Snapshot() evidence.Snapshot { return s.snapshot }

func (s *source) Exchanges() iter.Seq2[evidence.Exchange, error] {
	return func(yield func(evidence.Exchange, error) bool) {
		for _, ex := range s.exchanges {
			if !yield(ex, nil) {
				return
			}
		}
	}
}

func (s *source) Body(d evidence.Digest) ([]byte, error) {
	body, ok := s.bodies[d]
	if !ok {
		return nil, fmt.Errorf("no body %s", d)
	}
	return body, nil
}

func (s *source) Facts(evidence.Digest, int) ([]byte, error) { return nil, nil }
