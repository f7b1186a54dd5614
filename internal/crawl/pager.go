package crawl

import (
	"strconv"
	"strings"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// A list is read page by page until its dated entries leave the window, its
// pages bring nothing new, or the budget of one list is used up.
const (
	maxListPages = 200 // of one list
	maxUndated   = 20  // pages of a list without any date
	maxDry       = 2   // pages in a row without a new entry
)

// pagers gathers the links to other pages of the list.
type pagers struct {
	run  *run
	next string // the page that comes next
	rank int    // how well it is known to be the next; smaller is better
}

func (r *run) newPagers() *pagers { return &pagers{run: r, rank: 1 << 30} }

// see notes one link. "Next" beats a page number, small numbers beat large ones,
// the last page is never next.
func (p *pagers) see(l *webpage.Link) {
	text := strings.ToLower(strings.TrimSpace(l.Text))
	rank := 1 << 20
	switch n, err := strconv.Atoi(text); {
	case err == nil && n > 0 && n < 1<<19:
		rank = n
	case strings.Contains(text, "尾页"), strings.Contains(text, "末页"), strings.Contains(text, "最后"), strings.Contains(text, "last"):
		return
	case strings.Contains(text, "下一页"), strings.Contains(text, "下页"), strings.Contains(text, "后一页"), text == "next", text == ">", text == "›":
		rank = 0
	}
	if rank >= p.rank {
		return
	}
	if best, known := p.run.known(l.URL); known && best <= priList {
		return
	}
	p.next, p.rank = l.URL, rank
}

// listNote is what a page of a list must know of those before it.
type listNote struct{ page, undated, dry int }

func readNote(s string) listNote {
	var n listNote
	for part := range strings.FieldsSeq(s) {
		key, value, _ := strings.Cut(part, "=")
		v, err := strconv.Atoi(value)
		if err != nil {
			continue
		}
		switch key {
		case "page":
			n.page = v
		case "undated":
			n.undated = v
		case "dry":
			n.dry = v
		}
	}
	return n
}

func (n listNote) String() string {
	return "page=" + strconv.Itoa(n.page) + " undated=" + strconv.Itoa(n.undated) + " dry=" + strconv.Itoa(n.dry)
}

// turn queues the next page of the list if it may still hold something wanted.
func (p *pagers) turn(t evidence.Target, page *webpage.Page, fresh int) error {
	if next := page.Pager.Next; next != "" {
		if _, known := p.run.known(next); !known {
			p.next = next
		}
	}
	if p.next == "" {
		return nil
	}
	n := readNote(t.Note)
	n.page = max(n.page, 1) + 1
	newest, dated, entries := newestOf(page)
	switch {
	case n.page > maxListPages:
		return nil
	case dated && !p.run.cfg.From.IsZero() && newest.Before(p.run.cfg.From):
		return nil // this page lies before the window, and so do all after it
	}
	if !dated {
		n.undated++
	}
	if n.dry = n.dry + 1; fresh > 0 || entries == 0 || t.Kind != kindList {
		n.dry = 0
	}
	if n.undated > maxUndated || n.dry >= maxDry {
		return nil
	}
	// The pages of one list are equally deep.
	t.Depth = max(0, t.Depth-1)
	_, err := p.run.want(t, p.next, kindList, priList, n.String())
	return err
}

// newestOf gives the newest day of the page's main list. Entries pinned to the
// top are older than their place says, never newer, so they do no harm.
func newestOf(page *webpage.Page) (newest time.Time, dated bool, entries int) {
	main := -1
	for i := range page.Lists {
		if main < 0 || len(page.Lists[i].Entries) > len(page.Lists[main].Entries) {
			main = i
		}
	}
	if main < 0 {
		return newest, false, 0
	}
	for _, e := range page.Lists[main].Entries {
		if day, ok := dayOf(e); ok && !e.Pinned && day.After(newest) {
			newest, dated = day, true
		}
	}
	return newest, dated, len(page.Lists[main].Entries)
}
