package samplesite

import (
	"net/http"
	"strings"
	"sync"
	"time"
)

// faults are the benign troubles of a server: they go away when asked again.
type faults struct {
	mu     sync.Mutex
	struck map[string]bool // paths that were refused once
	soft   map[string]bool
	heals  string
}

func (f *faults) init(s *Site) { f.struck = map[string]bool{} }

// strike refuses or delays a request; true when it has answered.
func (f *faults) strike(s *Site, w http.ResponseWriter, r *http.Request, p string) bool {
	h := mix(s.seed, hash(p))
	if s.has(Slow) && h%37 == 0 {
		time.Sleep(time.Duration(between(h>>8, 60, 240)) * time.Millisecond)
	}
	if s.has(TooMany) && h%97 == 1 && f.first(p) {
		w.Header().Set("Retry-After", "1")
		s.answer(w, r, http.StatusTooManyRequests, "text/html", []byte("<html><body>请求过于频繁，请稍后再试。</body></html>"))
		return true
	}
	if s.has(Hiccup) && h%61 == 2 && f.first(p) {
		s.answer(w, r, http.StatusServiceUnavailable, "text/html", []byte("<html><body><h1>503 Service Unavailable</h1></body></html>"))
		return true
	}
	if s.has(Waking) && (p == "/" || p == "/index.html") && (f.first(p+"#1") || f.first(p+"#2")) {
		s.answer(w, r, http.StatusServiceUnavailable, "text/html", []byte("<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>"))
		return true
	}
	if p == f.heals && f.first(p) {
		s.notFound(w, r)
		return true
	}
	if f.soft[p] {
		s.page(w, r, http.StatusOK, "text/html", `<!DOCTYPE html><html><head><meta charset="`+s.charset()+`"><title>提示信息</title></head><body><p>对不起，您访问的页面不存在或已被删除。</p></body></html>`)
		return true
	}
	return false
}

// maxStruck bounds what the server remembers of visitors.
const maxStruck = 1 << 14

// first says whether the path is asked for the first time.
func (f *faults) first(p string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.struck[p] || len(f.struck) >= maxStruck {
		return false
	}
	f.struck[p] = true
	return true
}

// sloppy writes markup as old editors do: upper-case tags and unquoted attributes.
func sloppy(text string) string {
	r := strings.NewReplacer("<li>", "<LI>", "</li>", "</LI>", "<ul", "<UL", "</ul>", "</UL>", "<a href=", "<A HREF=", "</a>", "</A>",
		"<div class=", "<DIV CLASS=", "</div>", "</DIV>", ` target="_blank"`, " target=_blank", "<meta name=", "<META NAME=", "<p>", "<P>", "</p>", "</P>",
		` width="100%"`, " width=100%", "<title>", "<TITLE>", "</title>", "</TITLE>")
	return r.Replace(text)
}
