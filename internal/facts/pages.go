package facts

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// Pages gives the index of the site's own pages, sorted by URL.
func (s *Site) Pages() iter.Seq[*Info] {
	return func(yield func(*Info) bool) {
		for _, info := range s.infos {
			if !info.above && !yield(info) {
				return
			}
		}
	}
}

// Once gives what work makes of a site, worked out the first time and the same
// for every later asker of the key: what needs every page reads them once for
// all. The key is of a type of the asker's own; what is kept must be small.
func Once[T any](s *Site, key any, work func() T) T {
	made, _ := s.made.LoadOrStore(key, sync.OnceValue(work))
	return made.(func() T)()
}

// maxCached is how many whole pages are kept at hand.
const maxCached = 64

// Page reads one whole page from the snapshot.
func (s *Site) Page(url string) (*webpage.Page, error) {
	v, err := s.visit(url)
	if err != nil {
		return nil, err
	}
	return s.whole(v)
}

// Info is the index entry of an address, of a page that can be relied on.
func (s *Site) Info(url string) (*Info, error) {
	v, err := s.visit(url)
	if err != nil {
		return nil, err
	}
	return v.info, nil
}

// Indexed is the first index entry of a page's own address; nil without one.
func (s *Site) Indexed(url string) *Info {
	i, found := slices.BinarySearchFunc(s.infos, url, func(info *Info, url string) int { return strings.Compare(info.URL, url) })
	if !found {
		return nil
	}
	return s.infos[i]
}

// visit finds what the snapshot says about an address that can be relied on.
func (s *Site) visit(url string) (*visit, error) {
	v := s.visits[webpage.Key(url)]
	if v == nil {
		if c := webpage.Canonical(url); c != "" {
			v = s.visits[webpage.Key(c)]
		}
	}
	if v == nil {
		return nil, fmt.Errorf("%w：快照中没有 %s 的记录", ErrNotCovered, url)
	}
	if p := v.info.Problem; p != evidence.None {
		return nil, fmt.Errorf("%w：%s（%s）", ErrUnreachable, url, p.Chinese())
	}
	return v, nil
}

// whole reads a visit's page, remembering the latest ones.
func (s *Site) whole(v *visit) (*webpage.Page, error) {
	s.mu.Lock()
	p := s.cache[v.key]
	s.mu.Unlock()
	if p != nil {
		return p, nil
	}
	p, err := s.readExchange(v.chosen)
	if err != nil {
		return nil, fmt.Errorf("%w：%s：%v", ErrUnreachable, v.chosen.URL, err)
	}
	if v.key == s.homeKey && p.Problem == evidence.None {
		p.Class = webpage.ClassHome
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.cache) >= maxCached {
		clear(s.cache)
	}
	s.cache[v.key] = p
	return p, nil
}

// Home is the home page; ErrUnreachable or ErrNotCovered (wrapped, with the
// reason in Chinese) when it proves nothing.
func (s *Site) Home() (*webpage.Page, error) {
	p, err := s.Page(s.snap.Home)
	if err != nil {
		return nil, fmt.Errorf("首页：%w", err)
	}
	if next := s.follow(p, 0); next != nil {
		return next, nil
	}
	return p, nil
}

// follow goes along redirect stubs: meta refresh and location in a script.
func (s *Site) follow(p *webpage.Page, hops int) *webpage.Page {
	if hops > 3 || p.Chars > 80 {
		return nil
	}
	for _, l := range p.Links {
		if l.Kind != webpage.LinkRefresh {
			continue
		}
		next, err := s.Page(l.URL)
		if err != nil {
			continue
		}
		if deeper := s.follow(next, hops+1); deeper != nil {
			return deeper
		}
		return next
	}
	if whole := s.framed(p); whole != nil {
		return whole
	}
	return s.behind(p)
}

// manyLinks is how many links a start page has at least.
const manyLinks = 10

// behind is the start page that stands behind a page without words: the only page it
// frames, or the only one its pictures lead to, but for versions in other tongues.
func (s *Site) behind(p *webpage.Page) *webpage.Page {
	only := ""
	for _, l := range p.Links {
		switch {
		case l.Kind == webpage.LinkAttachment || !s.inScope(l.URL) || webpage.Key(l.URL) == webpage.Key(p.URL) || twinText(l.Text):
		case only != "" && webpage.Key(l.URL) != webpage.Key(only):
			return nil
		default:
			only = l.URL
		}
	}
	if only == "" || p.ScriptsIn {
		return nil
	}
	next, err := s.Page(only)
	if err != nil || len(next.Links) < manyLinks || next.Class == webpage.ClassArticle {
		return nil
	}
	return next
}
