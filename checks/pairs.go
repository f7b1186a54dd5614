package checks

import (
	"strings"
	"time"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// pairs are the documents of the period with their interpretations; a nil slice
// comes with the outcome to give.
func pairs(p *check.Pass, name string) ([]facts.Pairing, *check.Outcome) {
	all, err := p.Site.Pairings(start(p, name), p.AsOf)
	if err != nil {
		out := check.CannotTell(err)
		return nil, &out
	}
	if len(all) == 0 {
		out := check.Outcome{Verdict: finding.NotApplicable, Reason: "评价期内没有发现需要解读的政策文件"}
		return nil, &out
	}
	return all, nil
}

// subject names a document by its number, which survives a change of title.
func subject(d *facts.Document) string {
	if d.DocNo != "" {
		return "文件:" + d.DocNo
	}
	return "文件:" + titled(d.Title)
}

// titled puts a title into book marks; one that has some keeps them and gets
// quotation marks around.
func titled(title string) string {
	if strings.ContainsAny(title, "《》") {
		return "“" + title + "”"
	}
	return "《" + title + "》"
}

// documentProof shows the document on its own page, or in the list that names it.
func documentProof(d *facts.Document) finding.Evidence {
	if d.Record == "" && d.Entry != nil {
		return entryProof(d.Entry)
	}
	quote := d.Title
	if d.DocNo != "" {
		quote += "（" + d.DocNo + "）"
	}
	return infoProof(&d.Info, quote)
}

// datedBoth gives both days when neither is in doubt.
func datedBoth(pair *facts.Pairing) (document, interpretation time.Time, ok bool) {
	d, i := pair.Document.Date, pair.First.Date
	ok = sureEnough(d) && sureEnough(i) && !d.NoYear
	if i.NoYear && ok {
		i.Date = soonest(d.Date, i.Date)
	}
	return d.Date, i.Date, ok
}

func sureEnough(w webpage.Witness) bool {
	return w.Confidence >= webpage.Likely && !w.Date.IsZero()
}

// soonest is the first day an interpretation shown without its year may be of: in the
// year worked out for it, or in one before that does not lie before the document.
func soonest(document, day time.Time) time.Time {
	for before := day.AddDate(-1, 0, 0); !before.Before(document.AddDate(0, 0, -10)); before = before.AddDate(-1, 0, 0) {
		day = before
	}
	return day
}

// readings is the column whose contents are interpretations.
const readings = "政策解读"

// documentColumns are where documents and their interpretations stand.
func documentColumns() []string { return []string{"行政规范性文件", "政策法规", readings} }

// held gives an interpretation that stands outside a column of its own: libraries
// of documents show it beside what it interprets.
func held(p *check.Pass, name string) *facts.Info {
	if name != readings {
		return nil
	}
	pairs, err := p.Site.Pairings(start(p, "year"), p.AsOf)
	if err != nil {
		return nil
	}
	for i := range pairs {
		if in := pairs[i].Interpretation; in != nil && in.Problem == evidence.None {
			return in
		}
	}
	return nil
}

// PeriodParams are the parameters of kinds that only look at a period.
type PeriodParams struct {
	Period string `toml:"period"` // quarter or year
}

// Validate wants a period.
func (p *PeriodParams) Validate() error { return period(p.Period) }

// Wants names the columns the crawl should see first.
func (p *PeriodParams) Wants() []string { return documentColumns() }
