package checks

import (
	"fmt"
	"time"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// DoubtfulDate suspects dates that contradict one another or the calendar. It
// shows every witness and never says that a date was forged.
var DoubtfulDate = check.Define("doubtful-date", "发布日期存疑",
	`查看：评价期内每篇信息在列表、文章页、网页标签、网址和附件网址中的日期，以及评价期内信息的日期分布。
疑似：日期晚于抓取日；列表与文章页的日期相差超过规定天数；网址、标签或附件的日期明显晚于显示的发布日期；发布早于成文；一个栏目当季信息多数标为季度最后一日；日期早于上次检查、当时却不在列表中。
不计：成文日期早于发布日期；相差数日；网址、标签的日期在全站普遍与显示日期不一致，或多篇集中在前后半个月内（迁移、补传）；往期也在月末、季末集中发布的。
无法核验：没有读到一篇有日期的信息。是否属实一律由人工判断。`,
	[]string{"date.future", "date.conflict", "date.crowded", "date.backdated"},
	DoubtfulDateParams{Period: "year", Days: 31, Listed: 7, Share: 60, Min: 6, Max: 30, Columns: []string{"公示公告", "政策法规", "政策解读", "法治建设", "法治监督", "普法宣传"}},
	func(p *check.Pass, params DoubtfulDateParams) check.Outcome {
		all, seen := datedOf(p, start(p, params.Period))
		trust := trustOf(all, params)
		var found []finding.Finding
		total := 0
		for i := range all {
			if f := doubt(&all[i], trust, params); f != nil && all[i].recent(start(p, params.Period)) {
				if total++; len(found) < params.Max {
					found = append(found, *f)
				}
			}
		}
		for _, more := range [][]finding.Finding{crowded(p, params), backdated(p, params.Max)} {
			found, total = append(found, more...), total+len(more)
		}
		switch {
		case total > len(found):
			return check.Suspected(fmt.Sprintf("有%d处日期存疑，列出其中%d处", total, len(found)), found...)
		case total > 0:
			return check.Suspected(fmt.Sprintf("有%d处日期存疑", total), found...)
		case seen == 0:
			return check.CannotTellf("没有读到标注日期的信息，无法判断日期是否属实")
		}
		out := check.Passed()
		out.Reason = fmt.Sprintf("共比对%d篇信息的日期，未发现明显矛盾", seen)
		return out
	})

// dated is one article with the days its places give.
type dated struct {
	facts.Dated
	shown, listed, signed  webpage.Witness // as a reader sees them
	meta, address, uploads webpage.Witness // as machines wrote them; uploads is the earliest attachment
}

// datedOf reads the witnesses of every article. Days without a shown year are
// worked out by us and cannot accuse.
func datedOf(p *check.Pass, from time.Time) (all []dated, seen int) {
	for d := range p.Site.Dated(from) {
		a := dated{Dated: d}
		for _, w := range d.Page {
			if w.Date.IsZero() || w.NoYear {
				continue
			}
			switch w.Source {
			case webpage.DateShown: // a labelled day before one that only stands there
				if a.shown.Date.IsZero() || w.Confidence > a.shown.Confidence {
					a.shown = w
				}
			case webpage.DateMeta:
				first(&a.meta, w)
			case webpage.DateURL:
				first(&a.address, w)
			case webpage.DateSigned:
				first(&a.signed, w)
			case webpage.DateAttachment:
				if a.uploads.Date.IsZero() || w.Date.Before(a.uploads.Date) {
					a.uploads = w
				}
			}
		}
		for _, w := range d.Listed {
			if w.Source == webpage.DateList && !w.NoYear && !w.Date.IsZero() {
				first(&a.listed, w)
			}
		}
		if a.claimed().Date.IsZero() {
			continue
		}
		seen++
		all = append(all, a)
	}
	return all, seen
}

func first(to *webpage.Witness, w webpage.Witness) {
	if to.Date.IsZero() {
		*to = w
	}
}

// claimed is the day a reader is told.
func (a *dated) claimed() webpage.Witness {
	if !a.shown.Date.IsZero() {
		return a.shown
	}
	return a.listed
}

// recent says whether any of its days lies in the judged span.
func (a *dated) recent(from time.Time) bool {
	for _, w := range []webpage.Witness{a.shown, a.listed, a.meta, a.address, a.uploads} {
		if !w.Date.IsZero() && !w.Date.Before(from) {
			return true
		}
	}
	return false
}

// doubt is what is doubtful about one article, nil when nothing is.
func doubt(a *dated, t trust, params DoubtfulDateParams) *finding.Finding {
	claimed := a.claimed()
	fetched := a.Info.At.In(claimed.Date.Location()).AddDate(0, 0, 1)
	switch {
	case claimed.Date.After(fetched):
		return a.finding("date.future", fmt.Sprintf("“%s”标注的发布日期%s晚于网页抓取日期%s。", a.Info.Title, onPaper(claimed.Date), onPaper(a.Info.At.In(claimed.Date.Location()))))
	case a.listed.Date.After(fetched):
		return a.finding("date.future", fmt.Sprintf("“%s”在列表中的日期%s晚于网页抓取日期%s。", a.Info.Title, onPaper(a.listed.Date), onPaper(a.Info.At.In(claimed.Date.Location()))))
	case apart(a.shown, a.listed) > params.Listed && t.list:
		return a.finding("date.conflict", fmt.Sprintf("“%s”在列表中为%s，在文章页为%s，请核实。", a.Info.Title, onPaper(a.listed.Date), onPaper(a.shown.Date)))
	case t.address.later(a.address, claimed, params.Days):
		return a.finding("date.conflict", fmt.Sprintf("“%s”标注%s发布，网址中的日期为%s，请核实。", a.Info.Title, onPaper(claimed.Date), onPaper(a.address.Date)))
	case t.meta.later(a.meta, claimed, params.Days):
		return a.finding("date.conflict", fmt.Sprintf("“%s”标注%s发布，网页标签中的日期为%s，请核实。", a.Info.Title, onPaper(claimed.Date), onPaper(a.meta.Date)))
	case t.uploads.later(a.uploads, claimed, params.Days):
		return a.finding("date.conflict", fmt.Sprintf("“%s”标注%s发布，附件网址中的日期为%s，请核实。", a.Info.Title, onPaper(claimed.Date), onPaper(a.uploads.Date)))
	case a.signed.Confidence >= webpage.Likely && !a.signed.Date.After(fetched) && later(claimed.Date, a.signed.Date) != claimed.Date && days(claimed.Date, a.signed.Date) > params.Days:
		return a.finding("date.conflict", fmt.Sprintf("“%s”标注%s发布，成文日期为%s，发布早于成文，请核实。", a.Info.Title, onPaper(claimed.Date), onPaper(a.signed.Date)))
	}
	return nil
}

func (a *dated) finding(defect, message string) *finding.Finding {
	proofs := []finding.Evidence{infoProof(a.Info, quotesOf(a))}
	if a.Row != nil && !a.listed.Date.IsZero() {
		proofs = append(proofs, entryProof(a.Row))
	}
	return &finding.Finding{Defect: defect, Subject: placeOf(a.Info), Signal: true, Message: message, Evidence: proofs}
}

// quotesOf shows every witness as it stands on the page.
func quotesOf(a *dated) string {
	text := ""
	for _, w := range []webpage.Witness{a.shown, a.meta, a.signed, a.address, a.uploads} {
		if !w.Date.IsZero() && w.Quote != "" {
			if text != "" {
				text += " … "
			}
			text += w.Quote
		}
	}
	return text
}

// apart is how many days lie between two witnesses; none when one is missing.
func apart(a, b webpage.Witness) int {
	if a.Date.IsZero() || b.Date.IsZero() {
		return 0
	}
	if a.Date.After(b.Date) {
		a, b = b, a
	}
	return days(a.Date, b.Date)
}

// DoubtfulDateParams are the parameters of doubtful-date.
type DoubtfulDateParams struct {
	Period  string   `toml:"period"`  // quarter or year: what is older is left alone
	Days    int      `toml:"days"`    // a machine's day later than the shown one by more is doubtful
	Listed  int      `toml:"listed"`  // list and page may differ by so much
	Share   int      `toml:"share"`   // percent of a quarter's entries on its last day
	Min     int      `toml:"min"`     // fewer entries on that day show nothing
	Max     int      `toml:"max"`     // findings shown
	Columns []string `toml:"columns"` // columns whose spread is looked at
}

// Validate bounds the figures.
func (p *DoubtfulDateParams) Validate() error {
	for _, f := range []struct {
		key          string
		v, low, high int
	}{{"days", p.Days, 7, 365}, {"listed", p.Listed, 1, 365}, {"share", p.Share, 30, 100}, {"min", p.Min, 3, 1000}, {"max", p.Max, 1, 500}} {
		if err := inRange(f.key, f.v, f.low, f.high); err != nil {
			return err
		}
	}
	return period(p.Period)
}

// Wants names the columns the crawl should see first.
func (p *DoubtfulDateParams) Wants() []string { return p.Columns }

// firstOfQuarter is the first day of the quarter a day lies in.
func firstOfQuarter(day time.Time) time.Time {
	return time.Date(day.Year(), (day.Month()-1)/3*3+1, 1, 0, 0, 0, 0, day.Location())
}
