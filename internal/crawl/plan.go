package crawl

import (
	"time"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
	"ducha/internal/webpage"
)

// Priorities: the order of requests is the product's speed. Every page that can
// show a missing or stale column comes before the first article.
const (
	priHome       = 0
	priNamed      = 1 // columns the vocabulary knows
	priColumn     = 2 // other columns and the data behind them
	priList       = 3 // further pages of lists, sitemaps
	priArticle    = 4 // entries within the window
	priAttachment = 5
	priPlain      = 6 // other links of home, columns and lists: are they dead?
	priOld        = 7 // entries before the window, sitemap stock
	priSecond     = 8 // second look at what was not found
)

// Kinds of targets.
const (
	kindHome       = "home"
	kindColumn     = "column"
	kindList       = "list"
	kindArticle    = "article"
	kindAttachment = "attachment"
	kindData       = "data"
	kindPlain      = "plain"
	kindSitemap    = "sitemap"
)

const (
	maxDepth = 20
	maxLinks = 10_000 // of one page; more is a link farm
	maxNames = 4_000  // link texts whose meaning is kept: a site's menu stands on every page
)

// follow queues what a page names.
func (r *run) follow(t evidence.Target, page *webpage.Page) error {
	if t.Depth >= maxDepth {
		return nil
	}
	dates := entryDates(page)
	pagers := r.newPagers()
	own := r.owns(page.URL)
	fresh := 0
	for i := range page.Links {
		if i >= maxLinks {
			break
		}
		l := &page.Links[i]
		if l.Kind == webpage.LinkPager {
			pagers.see(l)
			continue
		}
		kind, pri := r.rank(t, page, l, dates)
		if !own && !r.owns(l.URL) {
			pri = max(pri, priOld) // what a portal holds may wait
		}
		if l.Kind == webpage.LinkRefresh || l.Kind == webpage.LinkFrame {
			// "/" that sends on to "/index.html" is not that page.
			if err := r.distinct(t, l.URL, kind, pri); err != nil {
				return err
			}
			continue
		}
		isNew, err := r.want(t, l.URL, kind, pri, "")
		if err != nil {
			return err
		}
		if isNew && l.Kind == webpage.LinkEntry {
			fresh++
		}
	}
	for _, a := range attachments(page) {
		if _, err := r.want(t, a.URL, kindAttachment, priAttachment, ""); err != nil {
			return err
		}
	}
	return pagers.turn(t, page, fresh)
}

func attachments(page *webpage.Page) []webpage.Link {
	if page.Article == nil {
		return nil
	}
	return page.Article.Attachments
}

// rank says what a link is to the plan.
func (r *run) rank(t evidence.Target, page *webpage.Page, l *webpage.Link, dates map[string]time.Time) (kind string, pri int) {
	switch l.Kind {
	case webpage.LinkRefresh, webpage.LinkFrame:
		return t.Kind, min(t.Priority, priPlain)
	case webpage.LinkData:
		return kindData, priColumn
	case webpage.LinkAttachment:
		return kindAttachment, priAttachment
	case webpage.LinkEntry:
		if day, ok := dates[l.URL]; ok && !r.cfg.From.IsZero() && day.Before(r.cfg.From) {
			return kindArticle, priOld
		}
		return kindArticle, priArticle
	}
	if r.named(l.Text) || r.named(l.Card) {
		return kindColumn, priNamed
	}
	switch {
	case l.Kind == webpage.LinkColumn:
		return kindColumn, priColumn
	case l.Area == webpage.AreaNav && page.Class != webpage.ClassArticle:
		return kindColumn, priColumn
	case page.Class == webpage.ClassArticle:
		return kindPlain, priOld
	}
	return kindPlain, priPlain
}

// named says whether the vocabulary knows the words of a link.
func (r *run) named(text string) bool {
	if text == "" || len(text) > 90 {
		return false
	}
	r.mu.Lock()
	known, ok := r.names[text]
	r.mu.Unlock()
	if ok {
		return known
	}
	keys, _ := r.match(text)
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.names) >= maxNames {
		clear(r.names)
	}
	r.names[text] = len(keys) > 0
	return len(keys) > 0
}

// want queues one address if it is in scope and no trap; isNew says whether it
// was unknown.
func (r *run) want(from evidence.Target, address, kind string, pri int, note string) (isNew bool, err error) {
	if address == "" {
		return false, nil
	}
	if best, known := r.known(address); known && best <= pri || r.cfg.Narrow && pri > priList {
		return false, nil
	}
	canon, err := fetch.Canonical(address)
	if err != nil {
		r.remember(address, 0)
		return false, nil // not an address; facts reports it
	}
	if !r.client.InScope(canon) || r.near.Folder(canon) != "" {
		r.remember(address, 0)
		return false, nil
	}
	_, known := r.known(canon)
	if canon != address {
		r.remember(address, pri)
	}
	template := templateOf(canon)
	if !known && r.trapped(canon, template, kind) {
		return false, nil
	}
	return !known, r.add(evidence.Target{
		URL: canon, Kind: kind, Priority: pri, Depth: from.Depth + 1, Template: template, Referrer: from.URL, Note: note,
	})
}

// distinct queues an address even where its key is that of the page naming it.
func (r *run) distinct(from evidence.Target, address, kind string, pri int) error {
	canon, err := fetch.Canonical(address)
	if err != nil || canon == from.URL || !r.client.InScope(canon) {
		return nil
	}
	if r.key(canon) != r.key(from.URL) {
		_, err := r.want(from, canon, kind, pri, from.Note)
		return err
	}
	return r.push(evidence.Target{URL: canon, Host: fetch.HostKey(canon), Kind: kind, Priority: pri, Depth: from.Depth + 1, Referrer: from.URL, Note: from.Note})
}

func (r *run) known(address string) (best int, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p, ok := r.seen[r.key(address)]
	return int(p), ok
}

func (r *run) remember(address string, pri int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.seen[r.key(address)] = uint8(pri)
}

// entryDates gives the day beside each entry, where one is shown.
func entryDates(page *webpage.Page) map[string]time.Time {
	out := map[string]time.Time{}
	for i := range page.Lists {
		for _, e := range page.Lists[i].Entries {
			if day, ok := dayOf(e); ok && e.URL != "" {
				out[e.URL] = day
			}
		}
	}
	return out
}

func dayOf(e webpage.Entry) (time.Time, bool) {
	var day time.Time
	for _, w := range e.Dates {
		if !w.Date.IsZero() && w.Confidence > webpage.Doubtful && w.Date.After(day) {
			day = w.Date
		}
	}
	return day, !day.IsZero()
}
