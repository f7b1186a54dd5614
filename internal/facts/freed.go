package facts

import (
	"strings"
	"time"

	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// What is kept of a page is freed from it: a piece of its text would keep all of
// the text in memory.

// maxWords bounds the words kept once, longestWord the length of one in bytes.
const (
	maxWords    = 50_000
	longestWord = 48
)

// word gives the one copy of words that stand on many pages: days, columns' names.
func (r *Readings) word(s string) string {
	if s == "" || len(s) > longestWord {
		return strings.Clone(s)
	}
	r.wordsMu.Lock()
	defer r.wordsMu.Unlock()
	kept, ok := r.words[s]
	if !ok {
		kept = strings.Clone(s)
		if len(r.words) < maxWords {
			r.words[kept] = kept
		}
	}
	return kept
}

func (r *Readings) datesOf(dates []webpage.Witness) []webpage.Witness {
	out := make([]webpage.Witness, len(dates))
	for i, w := range dates {
		if len(w.Quote) <= len(time.DateOnly) {
			w.Quote = r.word(w.Quote)
		} else { // with words or the time of day: hardly two are alike
			w.Quote = strings.Clone(w.Quote)
		}
		out[i] = w
	}
	return out
}

// rowsOf are the entries of all lists of a page.
func (r *Readings) rowsOf(p *webpage.Page) []webpage.Entry {
	n := 0
	for i := range p.Lists {
		n += len(p.Lists[i].Entries)
	}
	rows := make([]webpage.Entry, 0, n)
	for i := range p.Lists {
		for k := range p.Lists[i].Entries {
			rows = append(rows, r.entryOf(&p.Lists[i].Entries[k]))
		}
	}
	return rows
}

func (r *Readings) entryOf(e *webpage.Entry) webpage.Entry {
	out := webpage.Entry{URL: strings.Clone(e.URL), Dates: r.datesOf(e.Dates), Pinned: e.Pinned, DocNo: strings.Clone(e.DocNo), Raw: strings.Clone(e.Raw)}
	if i := strings.Index(out.Raw, e.Title); i >= 0 { // a row begins with its title, as a rule
		out.Title = out.Raw[i : i+len(e.Title)]
	} else {
		out.Title = strings.Clone(e.Title)
	}
	for _, l := range e.Related {
		out.Related = append(out.Related, webpage.Link{URL: strings.Clone(l.URL), Text: strings.Clone(l.Text), Area: l.Area, Kind: l.Kind})
	}
	return out
}

func clonedLinks(links []webpage.Link) (out []webpage.Link) {
	for _, l := range links {
		l.URL, l.Text, l.Raw, l.Card = strings.Clone(l.URL), strings.Clone(l.Text), strings.Clone(l.Raw), strings.Clone(l.Card)
		out = append(out, l)
	}
	return out
}

// paperOf keeps links and quoted document numbers of an article that may be a
// document or an interpretation.
func paperOf(p *webpage.Page, g *gist) *paper {
	pp := &paper{}
	for _, l := range p.Article.Links {
		if len(pp.links) < 60 && len(l.Text) < 600 {
			pp.links = append(pp.links, textKey{strings.Clone(l.Text), strings.Clone(l.URL)})
		}
	}
	if g.docNo == "" || zhtext.Interpreting(g.title, false) {
		for _, d := range zhtext.DocNos(zhtext.Clip(p.Text, 32<<10)) {
			if len(pp.docNos) < 40 {
				d.Organ, d.Raw = strings.Clone(d.Organ), strings.Clone(d.Raw)
				pp.docNos = append(pp.docNos, d)
			}
		}
		if !strings.Contains(g.title, "《") {
			pp.names = textNames(p)
		}
	}
	return pp
}
