package facts

import (
	"time"

	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// early is how long before its document an interpretation may come out; what is older
// interprets an earlier document of the same name.
const early = 10 * 24 * time.Hour

// first is the interpretation of a document that came out first of those that were
// found: pictures and answers to questions often follow the text.
func (pr *pairer) first(p *Pairing) *Info {
	best, d, key := p.Interpretation, &p.Document, webpage.Key(p.Document.URL)
	no, numbered := zhtext.FirstDocNo(d.DocNo)
	for i := range pr.all {
		in := &pr.all[i]
		w := in.info.Date
		if w.Date.IsZero() || w.NoYear || w.Confidence < webpage.Likely || webpage.Key(in.info.URL) == key {
			continue
		}
		if w.Date.Before(d.Date.Date.Add(-early)) || !best.Date.Date.IsZero() && !w.Date.Before(best.Date.Date) {
			continue
		}
		if pr.linksBack(in, key) && in.explains() || numbered && pr.quotes(in, no) || zhtext.Interprets(in.title, d.Title, in.inColumn) {
			best = in.info
		}
	}
	return best
}

// unreadSince says why an interpretation may have gone unseen among those that came
// out since the document; empty when none can have.
func (pr *pairer) unreadSince(d *Document) string {
	switch {
	case pr.doubtful != "":
		return pr.doubtful
	case !pr.until.IsZero() && !d.Date.Date.IsZero() && pr.until.After(d.Date.Date):
		return "解读栏目的列表没有读到文件发布之日"
	}
	return ""
}
