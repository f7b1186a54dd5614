package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash/maphash"
	"net/url"
	"path"
	"strings"
	"sync"

	"ducha/internal/address"
	"ducha/internal/evidence"
)

// softPages knows what each host answers to an address that cannot exist. A
// page is a soft 404 only when it says nothing that those answers do not say:
// resemblance is not enough, a thin column of a heavy template resembles them.
type softPages struct {
	seed maphash.Seed
	mu   sync.Mutex
	host map[string]*softPage
}

type softPage struct {
	lines    map[uint64]bool // what every probe of the host showed
	redirect string          // where every probe was sent
	pages    bool            // a page other than the home page was seen to differ
}

func newSoftPages() *softPages {
	return &softPages{seed: maphash.MakeSeed(), host: map[string]*softPage{}}
}

// Probe asks a host for two addresses that cannot exist, beside the given page,
// to learn how it says so. The addresses are made from the host's name, so that
// a repeated crawl asks for the same. body is that page's own: when it looks
// like the answers, every page of the host is one shell and nothing is learnt.
func (c *Client) Probe(ctx context.Context, page string, body []byte) error {
	u, err := url.Parse(page)
	if err != nil {
		return nil
	}
	sum := sha256.Sum256([]byte("ducha probe " + u.Scheme + u.Host))
	name := "/ducha-" + hex.EncodeToString(sum[:6])
	var looks []Result
	for _, p := range []string{name + ".html", path.Join("/", path.Dir(u.Path), name+"-2.html")} {
		probe := url.URL{Scheme: u.Scheme, Host: u.Host, Path: p}
		res, err := c.Get(ctx, Request{URL: probe.String(), Purpose: evidence.ForProbe, Tries: 1})
		if err != nil {
			return err
		}
		looks = append(looks, res)
	}
	c.soft.learn(hostKey(u), looks, body)
	return nil
}

func (s *softPages) learn(key string, looks []Result, shell []byte) {
	page := &softPage{}
	for i, r := range looks {
		if r.Exchange.Problem != evidence.None {
			return // a host that says 404 needs no fingerprint
		}
		target := ""
		if len(r.Exchange.Chain) > 1 {
			target = r.Exchange.FinalURL
		}
		lines := s.lines(r.Body, r.Exchange.Header.Get("Content-Type"))
		if i == 0 {
			page.redirect, page.lines = target, lines
			continue
		}
		if target != page.redirect {
			page.redirect = ""
		}
		if !equalLines(lines, page.lines) {
			page.lines = nil // it says something else each time
		}
	}
	if equalLines(page.lines, s.lines(shell, "")) {
		page.lines = nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.host[key] = page
}

// judge says whether an answer is the host's way to say "no such page". The
// home page is never one, for many hosts answer with it.
func (s *softPages) judge(key string, ex evidence.Exchange, body []byte, home string) verdict {
	s.mu.Lock()
	defer s.mu.Unlock()
	page := s.host[key]
	if page == nil || ex.Status != 200 || sameAddress(ex.URL, home) || isRoot(ex.URL) {
		return verdict{}
	}
	const detail = evidence.LikeProbe
	switch {
	case page.redirect != "" && len(ex.Chain) > 1 && ex.FinalURL == page.redirect && !hopOnly(ex.URL, ex.FinalURL):
		if !page.pages {
			// Perhaps every visitor is sent there first: that says nothing of the page.
			return verdict{evidence.AppError, detail + ", and no other page was seen yet"}
		}
		return verdict{evidence.Soft404, detail}
	case page.redirect == "" && len(page.lines) > 0 && equalLines(page.lines, s.lines(body, ex.Header.Get("Content-Type"))):
		if !page.pages {
			return verdict{evidence.ScriptOnly, detail + ", and no other page was seen yet"}
		}
		return verdict{evidence.Soft404, detail}
	}
	page.pages = page.pages || ex.Purpose == evidence.ForPage && len(ex.Chain) <= 1
	return verdict{}
}

func sameAddress(a, b string) bool {
	canon, err := Canonical(b)
	return err == nil && a == canon
}

func isRoot(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Path == "" || u.Path == "/" || strings.HasPrefix(u.Path, "/index.") || strings.HasPrefix(u.Path, "/default.")) && u.RawQuery == ""
}

// hopOnly: the same path on https or www. is the page itself.
func hopOnly(a, b string) bool {
	ua, err1 := url.Parse(a)
	ub, err2 := url.Parse(b)
	return err1 == nil && err2 == nil && address.BareHost(ua) == address.BareHost(ub) && strings.TrimSuffix(ua.RequestURI(), "/") == strings.TrimSuffix(ub.RequestURI(), "/")
}

// lines gives the pieces of visible text between tags, digits and address parts
// left out, for those change by themselves.
func (s *softPages) lines(body []byte, contentType string) map[uint64]bool {
	out := map[uint64]bool{}
	text := decodeHead(body[:min(len(body), headBytes)], len(body) > headBytes, contentType)
	for len(text) > 0 {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			open = len(text)
		}
		if line := settled(text[:open]); line != "" {
			out[maphash.String(s.seed, line)] = true
		}
		text = text[open:]
		end := strings.IndexByte(text, '>')
		if end < 0 {
			break
		}
		name, _ := tagName(text[min(1, len(text)):end])
		text = text[end+1:]
		if name == "script" || name == "style" {
			text = text[closing(text, "</"+name):]
		}
	}
	return out
}

// settled keeps letters only; a line with the asked address in it has none left
// that differ.
func settled(line string) string {
	line = strings.TrimSpace(line)
	if line == "" || strings.Contains(line, "ducha-") || strings.Contains(line, "/") {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if r <= '9' {
			return -1
		}
		return r
	}, line)
}

func equalLines(a, b map[uint64]bool) bool {
	if len(a) != len(b) {
		return false
	}
	for k := range a {
		if !b[k] {
			return false
		}
	}
	return true
}
