package facts

import (
	"strconv"
	"strings"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// A copy of a site may hold the second page of a list and not the first, or the
// first and the third: what was published last, or between, is then not known.

// beginning gives the first page of the list that a page is part of; false when it
// was not read. A page to which the site's menus lead is a first page and is not
// asked; one that only calls itself by the column's name may be any of them.
func (s *Site) beginning(p outline) (outline, bool) {
	first, later := p.before()
	if !later {
		return p, true
	}
	v := s.visits[webpage.Key(first)]
	if first == "" || v == nil || !s.readable(v) {
		return p, false
	}
	q, err := s.outline(v)
	if err != nil {
		return p, false
	}
	_, later = q.before()
	return q, !later
}

// before says whether pages of the list may come before this one, and gives the
// first of them where a link names it.
func (o outline) before() (first string, later bool) {
	later = o.Pager.Index > 1 || o.Pager.Index == 0 && numbered(o.URL)
	for l := range o.Links() {
		if l.Kind != webpage.LinkPager || webpage.Key(l.URL) == webpage.Key(o.URL) {
			continue
		}
		switch zhtext.Key(l.Text) {
		case "首页", "第一页", "1", "第1页":
			first, later = l.URL, true
		case "上一页", "上页", "前一页", "prev", "previous":
			later = true
		}
	}
	return first, later
}

// numbered says whether an address ends in a small number, as those of a list's
// further pages do: index_2.html, list-3.shtml, page/4/, ?page=5.
func numbered(address string) bool {
	path, query, _ := strings.Cut(address, "?")
	path = strings.TrimSuffix(path, "/")
	name := path[strings.LastIndexByte(path, '/')+1:]
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		name = name[:dot]
	}
	if stem := strings.TrimRight(name, "0123456789"); len(name)-len(stem) <= 4 && stem != name && (stem == "" || strings.HasSuffix(stem, "_") || strings.HasSuffix(stem, "-")) {
		return true
	}
	for pair := range strings.SplitSeq(query, "&") {
		key, value, _ := strings.Cut(strings.ToLower(pair), "=")
		if n, err := strconv.Atoi(value); err == nil && n > 1 && (strings.Contains(key, "page") || key == "p" || key == "pn") {
			return true
		}
	}
	return false
}

// chain follows a list from its first page on, as long as its pages were read one
// after the other, and gives the earliest day that they show: what lies beyond a page
// that was not read is no part of what is known.
func (g *gatherer) chain(p outline) time.Time {
	entries, byNumber, seen := []SiteEntry(nil), map[int]string{}, map[string]bool{}
	for n := 1; n <= maxColumnPages; n++ {
		seen[webpage.Key(p.URL)] = true
		for i := range g.col.Entries {
			if e := &g.col.Entries[i]; e.List == p.info {
				entries = append(entries, *e)
			}
		}
		for l := range p.Links() {
			if k, err := strconv.Atoi(l.Text); err == nil && l.Kind == webpage.LinkPager && byNumber[k] == "" {
				byNumber[k] = l.URL
			}
		}
		next := p.Pager.Next
		if next == "" {
			next = byNumber[n+1]
		}
		v := g.s.visits[webpage.Key(next)]
		if next == "" || seen[webpage.Key(next)] || v == nil || v.info.Problem != evidence.None {
			break
		}
		q, err := g.s.outline(v)
		if err != nil {
			break
		}
		p = q
	}
	if !falling(entries, (*SiteEntry).shown) {
		return time.Time{} // the newest may be at the end that was not read
	}
	return oldest(entries)
}

// Falling says whether the column's entries run from new to old, by the most
// trustworthy day of each.
func (c *Column) Falling() bool {
	return falling(c.Entries, func(e *SiteEntry) time.Time {
		w, ok := e.Best()
		if !ok {
			return time.Time{}
		}
		return w.Date
	})
}

// shown is the day that the list shows, its year known.
func (e *SiteEntry) shown() time.Time {
	if d := e.ShownDate(); d.Year() > webpage.UnknownYear {
		return d
	}
	return time.Time{}
}

// falling says whether entries run from new to old: the first is newer than the last,
// and few are newer than the one before. A list in the order of numbers or kinds may
// begin with a newer entry by chance.
func falling(entries []SiteEntry, day func(*SiteEntry) time.Time) bool {
	var first, last time.Time
	down, up := 0, 0
	for i := range entries {
		d := day(&entries[i])
		if entries[i].Pinned || d.IsZero() {
			continue
		}
		switch {
		case first.IsZero():
			first = d
		case d.Before(last):
			down++
		case d.After(last):
			up++
		}
		last = d
	}
	return first.After(last) && up*3 <= down
}
