// Package checks holds every kind of check (检查类型), one file each. A kind is a
// pure function: it sees the site's facts and its parameters, nothing else, and
// "could not see" is never "missing".
package checks

//go:generate go run ducha/internal/gen/kinds

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// proof makes evidence of an exchange with the words relied on; when there are
// none, the address stands for them.
func proof(record evidence.Digest, url string, at time.Time, sum evidence.Digest, quote string) finding.Evidence {
	quote = strings.Join(strings.Fields(quote), " ")
	if quote == "" {
		quote = url
	}
	return finding.Evidence{Record: string(record), URL: url, FetchedAt: at.UTC(), SHA256: string(sum), Quote: finding.Clip(quote)}
}

func infoProof(i *facts.Info, quote string) finding.Evidence {
	if quote == "" {
		quote = i.Title
	}
	return proof(i.Record, i.URL, i.At, i.SHA256, quote)
}

func pageProof(p *webpage.Page, quote string) finding.Evidence {
	if quote == "" {
		quote = p.Title
	}
	return proof(p.Record, p.URL, p.At, p.SHA256, quote)
}

func columnProof(c *facts.Column, quote string) finding.Evidence {
	if quote == "" {
		quote = c.Quote
	}
	return proof(c.Record, c.URL, c.At, c.SHA256, quote)
}

// entryProof shows the list row, on the list page it was read from.
func entryProof(e *facts.SiteEntry) finding.Evidence {
	quote := e.Raw
	if quote == "" {
		quote = e.Title
	}
	return proof(e.List.Record, e.List.URL, e.List.At, e.List.SHA256, quote)
}

// datedProof shows the list row and the day it is taken to be of: in the row, on the
// entry's own page or in its address.
func datedProof(e *facts.SiteEntry) []finding.Evidence {
	row := entryProof(e)
	w, ok := e.Best()
	packed := func(s string) string { return strings.Join(strings.Fields(s), "") }
	switch {
	case !ok || w.Quote == "" || strings.Contains(packed(row.Quote), packed(w.Quote)):
	case e.Page != nil && e.Page.Date.Quote == w.Quote && e.Page.Problem == evidence.None && w.Source != webpage.DateURL:
		return []finding.Evidence{row, infoProof(e.Page, w.Quote)}
	case w.Source == webpage.DateURL:
		row.Quote += "　" + e.URL
	default:
		row.Quote += "　" + w.Quote
	}
	return []finding.Evidence{row}
}

// maxPlaces is how many searched pages an absence finding shows; the whole
// certificate is in the result.
const maxPlaces = 4

// searched is the evidence of an absence: the pages that were searched whole,
// each with the words it offers instead.
func searched(site *facts.Site) []finding.Evidence {
	var all []finding.Evidence
	for _, place := range site.Certificate().Places {
		if len(all) == maxPlaces {
			break
		}
		page, err := site.Page(place.URL)
		if err != nil {
			continue
		}
		words := menu(page)
		if words == "" {
			continue // a start page that only leads on shows nothing
		}
		all = append(all, pageProof(page, words))
	}
	if len(all) == 0 {
		if page, err := site.Home(); err == nil {
			all = append(all, pageProof(page, ""))
		}
	}
	return all
}

// menu is what a page offers: its menu and columns, in order.
func menu(p *webpage.Page) string {
	var labels []string
	seen := map[string]bool{}
	for _, l := range p.Links {
		if (l.Area == webpage.AreaNav || l.Kind == webpage.LinkColumn) && l.Text != "" && !seen[l.Text] {
			seen[l.Text] = true
			labels = append(labels, l.Text)
		}
	}
	if len(labels) == 0 {
		return p.Text
	}
	return "页面导航：" + strings.Join(labels, "、")
}

// home is the home page when it has content of its own to judge: a stub that
// only leads on, or a frameset, has not.
func home(p *check.Pass) (*webpage.Page, error) {
	page, err := p.Site.Home()
	if err != nil {
		return nil, err
	}
	leads := slices.ContainsFunc(page.Links, func(l webpage.Link) bool {
		return l.Kind == webpage.LinkRefresh || l.Kind == webpage.LinkFrame
	})
	if leads && page.Chars < 60 || page.Chars == 0 {
		return nil, errors.New("首页只有跳转、框架或脚本，未读到内容")
	}
	return page, nil
}

// seen finds a column whose content can be judged. When it cannot, the outcome
// says why: not covered, not there (that is another rule's finding), or there
// but unreadable.
func seen(p *check.Pass, name string) (*facts.Column, *check.Outcome) {
	column, err := p.Site.Column(name)
	var out check.Outcome
	switch {
	case err != nil:
		out = check.CannotTell(err)
	case column == nil:
		out = check.Outcome{Verdict: finding.NotApplicable, Reason: "未设“" + name + "”栏目，由栏目设置规则评价，不重复扣分"}
	case column.Problem != evidence.None:
		out = check.CannotTell(unread(column))
	case column.Under != "":
		out = check.CannotTell(branch(column))
	default:
		return column, nil
	}
	return nil, &out
}

// unled makes a suspicion of what fails a column that only a page calls itself: it may be
// another's of that name, or lie beneath the site's own.
func unled(c *facts.Column, out check.Outcome) check.Outcome {
	if !c.Self || out.Verdict != finding.Fail {
		return out
	}
	return doubted(out, "未见网站以“"+c.Label+"”为名指向该页面，是否为本栏目由人工认定")
}

// doubted makes a suspicion of a fail, with what a person has to decide.
func doubted(out check.Outcome, why string) check.Outcome {
	for i := range out.Findings {
		out.Findings[i].Signal = true
	}
	return check.Suspected(out.Reason+"；"+why, out.Findings...)
}

// unread words why a column that exists could not be read.
func unread(c *facts.Column) error {
	reason := c.Reason
	if reason == "" {
		reason = c.Problem.Chinese()
	}
	return fmt.Errorf("“%s”栏目已设置，但内容未能看到：%s", c.Label, reason)
}

// branch words why a column found under another is not judged in the site's place.
func branch(c *facts.Column) error {
	return fmt.Errorf("“%s”是“%s”下的子栏目，能否作为本栏目需人工判断", c.Label, c.Under)
}

// judgedDay is the last day a list can be judged for: the as-of day, or the day
// it was fetched when that is earlier.
func judgedDay(p *check.Pass, fetched time.Time) time.Time {
	day := fetched.In(p.AsOf.Location())
	day = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, day.Location())
	if day.Before(p.AsOf) {
		return day
	}
	return p.AsOf
}

func days(from, to time.Time) int { return int(to.Sub(from).Hours()/24 + 0.5) }

// ageOn words how old something is on the day it is judged on. That is not the judged day
// when the last thing seen is older.
func ageOn(p *check.Pass, day, made time.Time) string {
	if day.Equal(p.AsOf) {
		return fmt.Sprintf("至评价基准日%s已%d天", onPaper(day), days(made, day))
	}
	return fmt.Sprintf("截至%s（快照所见的最后一日）已%d天", onPaper(day), days(made, day))
}

func onPaper(t time.Time) string { return t.Format("2006年1月2日") }

// clock is a moment as people read it, Beijing time.
func clock(t time.Time) string { return t.In(zhtext.Beijing).Format("2006年1月2日15时04分") }

// needsName is the validation every kind with a column shares.
func needsName(key, value string) error {
	if value == "" {
		return errors.New(key + "：不能为空")
	}
	return nil
}

func inRange(key string, v, low, high int) error {
	if v < low || v > high {
		return fmt.Errorf("%s：%d 应在 %d 与 %d 之间", key, v, low, high)
	}
	return nil
}

// oneOf checks a name against the ones a kind knows.
func oneOf[T any](key, name string, known map[string]T) error {
	if _, ok := known[name]; ok {
		return nil
	}
	return fmt.Errorf("%s：没有名为 %q 的要素；可用：%s", key, name, strings.Join(slices.Sorted(maps.Keys(known)), "、"))
}
