package checks

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// An annual item is a thing due once a year by a day: a budget, the final
// accounts, the yearly report.
type annual struct {
	defect, subject string
	late            string // code for one that came out after its day; empty: nobody asks
	name            string // for messages: 2022年部门预算
	year            int
	due             time.Time               // last day to publish
	all, none       []string                // words of its title besides the year
	other           [][]string              // words of other titles that it may have: what stands there is read
	columns         []string                // where it usually stands
	near            []string                // words that titles of its column may have instead
	reads           func(url string) bool   // says whether the text there is the item
	about           func(title string) bool // says of a title that it is about such a thing and may be none
}

// judgeYearly looks for the item in the whole site; before its day it is not due.
func judgeYearly(p *check.Pass, y annual) check.Outcome {
	if !p.AsOf.After(y.due) {
		return check.NotDue(fmt.Sprintf("评价指标设定的%s公开期限为%s，评价基准日尚未到期", y.name, onPaper(y.due)))
	}
	var doubt, others error
	for _, year := range yearWords(y.year) {
		hits, err := p.Site.Find(facts.Query{All: append([]string{year}, y.all...), None: y.none})
		var named []facts.Hit
		for i := range hits {
			if what := hitTitle(&hits[i]); y.about != nil && y.about(what) && !ofAnother(p, what) {
				others = fmt.Errorf("只找到“%s”，不能认定是否为%s", what, y.name)
			} else {
				named = append(named, hits[i])
			}
		}
		own, of := ownHits(p, named, y.name)
		if len(own) > 0 {
			return y.published(p, own)
		}
		others = cmp.Or(of, others)
		doubt = errors.Join(doubt, err)
	}
	if a := y.unnamedOne(p); a != nil {
		return check.Passed(a.proof)
	}
	called, doubtful := y.called(p)
	if called != nil {
		return y.published(p, []facts.Hit{*called})
	}
	others = cmp.Or(others, doubtful)
	if doubt = cmp.Or(others, doubt); doubt != nil {
		return check.CannotTell(firstLine(doubt))
	}
	for _, name := range y.columns {
		if column, err := p.Site.Column(name); err != nil {
			return check.CannotTell(err)
		} else if column != nil && column.Problem != evidence.None && !column.Problem.Definite() {
			return check.CannotTell(unread(column))
		} else if column != nil && !column.Complete && len(column.Entries) > 0 && !reaches(column, y.year) {
			return check.CannotTellf("“%s”栏目的列表没有读完，无法认定%s未公开", column.Label, y.name)
		} else if column != nil {
			if what := yearless(p, y, column); what != "" {
				return check.CannotTellf("“%s”栏目的%s，无法认定%s未公开", column.Label, what, y.name)
			}
		}
	}
	return check.Failed("到期仍未找到"+y.name, finding.Finding{
		Defect: y.defect, Subject: y.subject, Absence: true,
		Message:  fmt.Sprintf("评价指标设定的公开期限（%s）已过，栏目、标题、列表和链接中均未找到%s。", onPaper(y.due), y.name),
		Evidence: append(columnsProof(p, y.columns), searched(p.Site)...),
	})
}

// called looks for the item under its other titles. One that names the year but cannot be
// read as the item leaves a doubt.
func (y *annual) called(p *check.Pass) (hit *facts.Hit, doubt error) {
	if y.reads == nil {
		return nil, nil
	}
	for _, words := range y.other {
		none := slices.DeleteFunc(slices.Clone(y.none), func(w string) bool { return strings.Contains(strings.Join(words, " "), w) })
		for _, year := range yearWords(y.year) {
			hits, _ := p.Site.Find(facts.Query{All: append([]string{year}, words...), None: none})
			own, _ := ownHits(p, hits, y.name)
			for i := range own {
				if y.reads(holder(p, &own[i])) {
					return &own[i], nil
				}
				doubt = fmt.Errorf("只找到“%s”，不能认定是否为%s", hitTitle(&own[i]), y.name)
			}
		}
	}
	return nil, doubt
}

// unnamedOne is an entry under another name whose text is the item.
func (y *annual) unnamedOne(p *check.Pass) *alias {
	if y.reads == nil {
		return nil
	}
	for _, a := range y.unnamed(p) {
		if bodyOf(p, a.title) == "" && y.reads(a.url) {
			return &a
		}
	}
	return nil
}

// reaches says whether a list was read back into a year.
func reaches(c *facts.Column, year int) bool {
	return !c.Until.IsZero() && c.Until.Year() < year
}

// columnsProof shows the columns where the item should have been.
func columnsProof(p *check.Pass, names []string) []finding.Evidence {
	var all []finding.Evidence
	for _, name := range names {
		column, err := p.Site.Column(name)
		if err != nil || column == nil || column.Record == "" {
			continue
		}
		all = append(all, rowsProof(column))
	}
	return all
}

// rowsProof shows the first rows of a column on the page where they stand, which may be a
// frame of it.
func rowsProof(c *facts.Column) finding.Evidence {
	if len(c.Entries) == 0 {
		return columnProof(c, "")
	}
	const most = 6
	list := c.Entries[0].List
	var titles []string
	for i := range c.Entries {
		if e := &c.Entries[i]; e.List == list && len(titles) < most {
			titles = append(titles, e.Title)
		}
	}
	return infoProof(list, strings.Join(titles, "；"))
}

// yearWords are the ways a title writes a year.
func yearWords(year int) []string {
	digits := fmt.Sprint(year)
	han := strings.NewReplacer("0", "〇", "1", "一", "2", "二", "3", "三", "4", "四",
		"5", "五", "6", "六", "7", "七", "8", "八", "9", "九").Replace(digits)
	return []string{digits, han, strings.ReplaceAll(han, "〇", "○"), strings.ReplaceAll(han, "〇", "零")}
}

// firstLine keeps the first of several joined errors: they say the same.
func firstLine(err error) error {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return errors.New(line)
}

// monthDay reads "10-31".
func monthDay(key, text string, year int, zone *time.Location) (time.Time, error) {
	t, err := time.ParseInLocation("2006-01-02", fmt.Sprintf("%04d-%s", year, text), zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("%s：应为月-日，如 \"10-31\"，不是 %q", key, text)
	}
	return t, nil
}

func needsWords(words []string) error {
	if len(words) == 0 {
		return errors.New("words：至少需要一个关键词")
	}
	return nil
}
