package checks

import (
	"cmp"
	"fmt"
	"iter"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"ducha/internal/check"
	"ducha/internal/document"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/leak"
	"ducha/internal/webpage"
)

// spill is what one place shows that should not be there. Addresses that differ behind
// the question mark are one place when they show the same: one page asked for in several
// ways, whereas show.asp?id=1 and show.asp?id=2 are two.
type spill struct {
	subject string
	title   string
	column  string
	hits    []leak.Hit
	proof   []finding.Evidence
	sure    bool
}

// maxSpillProofs is how many addresses of one place are shown.
const maxSpillProofs = 3

// spills are the leaks of the wanted kinds by place. seen is how many pages and
// attachments were read, blind how many could not be.
func spills(p *check.Pass, want ...leak.Kind) (all []*spill, seen, blind int) {
	places := map[string]*spill{}
	walk := surveyOf(p)
	for _, l := range walk.looks {
		var hits []leak.Hit
		for _, h := range l.hits {
			if slices.Contains(want, h.Kind) {
				hits = append(hits, h)
			}
		}
		if len(hits) == 0 {
			continue
		}
		subject := placeOf(l.info)
		alike := contentOf(l.info, hits)
		s := cmp.Or(places[subject], places[alike])
		if s == nil {
			s = &spill{subject: subject, title: leak.Mask(cmp.Or(l.info.Title, path.Base(pathOf(l.info.URL)))), column: l.info.Column}
			all = append(all, s)
		}
		places[subject], places[alike] = s, s
		s.add(l.info, hits)
	}
	return all, walk.seen, walk.blind
}

// add takes in one address of the place. A number that another address of it shows is not
// counted again.
func (s *spill) add(info *facts.Info, hits []leak.Hit) {
	known := s.hits
	for _, h := range hits {
		if !slices.ContainsFunc(known, func(k leak.Hit) bool { return k.Masked == h.Masked }) {
			s.hits = append(s.hits, h)
		}
	}
	s.sure = s.sure || slices.ContainsFunc(hits, func(h leak.Hit) bool { return h.Sure })
	if len(s.proof) < maxSpillProofs {
		s.proof = append(s.proof, infoProof(info, quoteOf(hits)))
	}
}

// fileHits scans one attachment that was read while gathering.
func fileHits(p *check.Pass, info *facts.Info) ([]leak.Hit, error) {
	d, _, err := p.Site.Document(info.URL)
	if err != nil {
		return nil, err
	}
	text := d.Entire()
	if d.Reason != "" && len(text) < 8 {
		return nil, fmt.Errorf("附件 %s：%s", info.URL, d.Reason)
	}
	hits := unseen(leak.Scan(text, p.AsOf), d, p.AsOf)
	if len(hits) == 0 && d.Cut {
		return nil, fmt.Errorf("附件 %s 只读取了一部分", info.URL)
	}
	return hits, nil
}

// unseen makes signals of what stands in hidden sheets, rows and columns or in comments
// alone: it was published, but whoever opens the file does not see it at once.
func unseen(hits []leak.Hit, d *document.Document, asOf time.Time) []leak.Hit {
	if len(hits) == 0 || len(d.Remarks) == 0 && !slices.ContainsFunc(d.Tables, func(t document.Table) bool { return t.Hidden }) {
		return hits
	}
	open := *d
	open.Remarks = nil
	open.Tables = slices.DeleteFunc(slices.Clone(d.Tables), func(t document.Table) bool { return t.Hidden })
	seen := leak.Scan(open.Entire(), asOf)
	for i := range hits {
		h := &hits[i]
		if !slices.ContainsFunc(seen, func(s leak.Hit) bool { return s.Kind == h.Kind && s.Masked == h.Masked }) {
			h.Sure, h.Around = false, h.Around+"（在隐藏的工作表、行列或批注中）"
		}
	}
	return hits
}

// pageHits scans one page, and the names of its attachments for marks. Beside the
// text of most pages stands nothing that could be a hit: only where it does, or the
// text itself has hits, the rest is scanned with it, for what it says of them.
func pageHits(page *webpage.Page, asOf time.Time) []leak.Hit {
	var hits []leak.Hit
	if leak.Suspicious(page.Title) || leak.Suspicious(page.Heading) || leak.Suspicious(page.Text) {
		hits = leak.Scan(headed(page), asOf)
	}
	if len(hits) > 0 || spilling(page) {
		hits = leak.Scan(pageText(page), asOf)
	}
	hits = append(namesOf(hits, page, asOf), sourceHits(page, hits, asOf)...)
	for i := range hits {
		hits[i].Masked, hits[i].Around = strings.Clone(hits[i].Masked), strings.Clone(hits[i].Around)
	}
	return hits
}

// sourceHits are the numbers that stand in a page's source alone: those it shows as well
// are told of as shown.
func sourceHits(page *webpage.Page, shown []leak.Hit, asOf time.Time) []leak.Hit {
	return slices.DeleteFunc(leak.InSource(page.Source, asOf), func(h leak.Hit) bool {
		return slices.ContainsFunc(shown, func(s leak.Hit) bool { return s.Kind == h.Kind && s.Masked == h.Masked })
	})
}

// headed is a page's text with its head first: that of an article begins at its title,
// where menus of thirty lines may stand before it.
func headed(page *webpage.Page) string {
	text := page.Text
	if a := page.Article; a != nil && a.Title != "" {
		if at := strings.Index("\n"+text+"\n", "\n"+a.Title+"\n"); at > 0 {
			text = text[at:] + "\n" + text[:at]
		}
	}
	return page.Title + "\n" + page.Heading + "\n" + text
}

// pageText is all that a page shows, its head first. What lists and links say
// is added where the text has it not: titles kept in an attribute, rows of
// script lists.
func pageText(page *webpage.Page) string {
	var b strings.Builder
	b.WriteString(headed(page))
	for text := range beside(page) {
		if leak.Digits(text) && !strings.Contains(page.Text, text) {
			b.WriteString("\n" + text)
		}
	}
	return b.String()
}

// spilling says whether anything beside the text may be a hit by itself.
func spilling(page *webpage.Page) bool {
	for text := range beside(page) {
		if leak.Telling(text) && !strings.Contains(page.Text, text) {
			return true
		}
	}
	return false
}

// beside are the words of a page's rows and links, most of which its text has too.
func beside(page *webpage.Page) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range page.Lists {
			for k := range page.Lists[i].Entries {
				if e := &page.Lists[i].Entries[k]; !yield(e.Raw) || !yield(e.Title) {
					return
				}
			}
		}
		for i := range page.Links {
			if !yield(page.Links[i].Text) {
				return
			}
		}
	}
}

// contentOf is equal for addresses of one program that show the same page: two papers on
// one person are two places.
func contentOf(info *facts.Info, hits []leak.Hit) string {
	var shown []string
	for _, h := range hits {
		shown = append(shown, h.Masked)
	}
	slices.Sort(shown)
	return pathOf(info.URL) + " " + info.Title + " shows " + strings.Join(slices.Compact(shown), " ")
}

// placeOf names a page in words that survive the next crawl.
func placeOf(info *facts.Info) string {
	word := "页面:"
	if info.Class == webpage.ClassAttachment {
		word = "附件:"
	}
	return word + leak.Mask(askedOf(info.URL))
}

// askedOf is an address without its host, which changes when a site moves.
func askedOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.RawQuery == "" {
		return pathOf(address)
	}
	return pathOf(address) + "?" + u.RawQuery
}

// pathOf is the path of an address.
func pathOf(address string) string {
	if u, err := url.Parse(address); err == nil {
		address = u.Path
	}
	if address == "" {
		return "/"
	}
	return address
}

// quoteOf shows a few of the hits, masked; of marks, the mark alone.
func quoteOf(hits []leak.Hit) string {
	var parts []string
	for _, h := range hits {
		words := h.Around
		if words == "" {
			words = h.Masked
		}
		if parts = append(parts, words); len(parts) == 4 {
			break
		}
	}
	return strings.Join(parts, " … ")
}

// numbersOf lists the masked numbers of a place, a few of them.
func numbersOf(hits []leak.Hit) (count int, some string) {
	var all []string
	for _, h := range hits {
		if !slices.Contains(all, h.Masked) {
			all = append(all, h.Masked)
		}
	}
	return len(hits), strings.Join(all[:min(len(all), 3)], "、")
}

// scanned is the outcome of a scan that found nothing: of pages never seen
// nothing can be said.
func scanned(p *check.Pass, seen, blind int) check.Outcome {
	start, err := home(p)
	if err != nil {
		return check.CannotTell(err)
	}
	out := check.Passed(pageProof(start, ""))
	out.Reason = fmt.Sprintf("共检查%d个页面和附件，未发现", seen)
	if blind > 0 {
		out.Reason += fmt.Sprintf("；另有%d个未能读取，不在结论之内", blind)
	}
	return out
}
