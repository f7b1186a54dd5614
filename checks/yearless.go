package checks

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// yearNamed finds a year in a title.
var yearNamed = regexp.MustCompile(`(19|20)\d{2}|[一二][九〇○零][〇○零一二三四五六七八九]{2}`)

// maxUnnamed bounds the documents that are read to learn their year.
const maxUnnamed = 24

// unnamed are the entries of its columns that may be the item under another name:
// called as it is without a year, which the folder they stand in or their text
// names; or called by the year and by little else.
func (y *annual) unnamed(p *check.Pass) (all []alias) {
	seen := map[string]bool{}
	add := func(title, url string, proof finding.Evidence) {
		if len(all) < maxUnnamed && url != "" && !seen[url] && (y.titles(title) || y.byYear(title)) && !ofAnother(p, title) {
			seen[url] = true
			all = append(all, alias{url, title, proof})
		}
	}
	for _, name := range y.columns {
		column, err := p.Site.Column(name)
		if err != nil || column == nil {
			continue
		}
		for i := range column.Entries {
			add(column.Entries[i].Title, column.Entries[i].URL, entryProof(&column.Entries[i]))
		}
		page, err := p.Site.Page(column.URL)
		if err != nil {
			continue
		}
		for _, l := range page.Links { // a row of years is no list
			if l.Area == webpage.AreaMain {
				add(l.Text, l.URL, pageProof(page, l.Text))
			}
		}
	}
	return all
}

// alias is where the item may stand under another name.
type alias struct {
	url   string
	title string
	proof finding.Evidence
}

// byYear says whether a title names the year and nothing that speaks against the
// item: no other word at all, or one of those near it.
func (y *annual) byYear(title string) bool {
	rest, found := "", false
	for _, word := range yearWords(y.year) {
		if before, after, ok := strings.Cut(title, word); ok && !digitEnds.MatchString(before) && !yearNamed.MatchString(before+" "+after) && !ofDay.MatchString(after) {
			rest, found = before+after, true
			break
		}
	}
	has := func(w string) bool { return strings.Contains(rest, w) }
	if !found || slices.ContainsFunc(y.none, has) {
		return false
	}
	return slices.ContainsFunc(y.near, has) || bareYear.MatchString(zhtext.Key(rest))
}

// digitEnds ends what stands before a number that goes on.
var digitEnds = regexp.MustCompile(`\d$`)

// ofDay goes on after a year that is part of a day.
var ofDay = regexp.MustCompile(`^([-/.\d]|年\s*\d)`)

// bareYear is what is left of a title that is a year.
var bareYear = regexp.MustCompile(`^年?度?(信息)?(公开)?$`)

// yearless says in Chinese what in a column may be the item without naming its
// year: the year stands in a heading, in the name of a folder, or in a table's row.
func yearless(p *check.Pass, y annual, c *facts.Column) string {
	for i := range c.Entries {
		e := &c.Entries[i]
		if !y.titles(e.Title) && !y.byYear(e.Title) || e.Page != nil && (e.Page.Class == webpage.ClassColumn || e.Page.Class == webpage.ClassList) {
			continue
		}
		day, ok := e.Best()
		if !ok || !day.Date.After(p.AsOf) && day.Date.Year() >= y.due.Year()-1 && !day.Date.Before(y.due.AddDate(-1, 0, 0)) {
			if y.byYear(e.Title) {
				return "“" + e.Title + "”未能认定是否为" + y.name
			}
			return "“" + e.Title + "”未写明年度"
		}
	}
	page, err := p.Site.Page(c.URL)
	if err != nil {
		return ""
	}
	if away := leadsAway(p, page); len(c.Entries) == 0 && away != "" {
		return "“" + away + "”设在其他网站"
	}
	heading := yearHeading(page, y.year)
	for _, l := range page.Links {
		if l.Area == webpage.AreaMain && y.byYear(l.Text) && !ofAnother(p, l.Text) && !folder(p, l.URL) {
			return "“" + l.Text + "”未能认定是否为" + y.name
		}
		if heading != "" && l.Area == webpage.AreaMain && l.Kind == webpage.LinkAttachment && (y.titles(l.Text) || served[zhtext.Key(l.Text)]) {
			return "“" + heading + "”之下的“" + l.Text + "”未写明年度"
		}
	}
	return ""
}

// folder says whether an address is that of a column of its own, whose items were
// looked at: what is not in the folder of a year is not hidden by its name. One that
// offers files or pictures may be the item.
func folder(p *check.Pass, url string) bool {
	info := p.Site.Indexed(url)
	if info == nil || info.Problem != evidence.None || info.Class == webpage.ClassArticle || info.Class == webpage.ClassAttachment {
		return false
	}
	page, err := p.Site.Page(url)
	return err == nil && !page.ScriptsIn && !page.Offers() && !p.Site.Pictured(page)
}

// served are the words of links in tables that say nothing of what they lead to.
var served = map[string]bool{"查看": true, "下载": true, "点击查看": true, "点击下载": true, "详情": true, "公开": true, "链接": true, "附件": true}

// titles says whether a title names the item and no year at all.
func (y *annual) titles(title string) bool {
	for _, w := range y.all {
		if !strings.Contains(title, w) {
			return false
		}
	}
	for _, w := range y.none {
		if strings.Contains(title, w) {
			return false
		}
	}
	return !yearNamed.MatchString(title)
}

// yearHeading is a short line of a page that names the year, is no day and leads
// nowhere: what stands beneath or beside it belongs to that year.
func yearHeading(page *webpage.Page, year int) string {
	links := make(map[string]bool, len(page.Links))
	for _, l := range page.Links {
		links[l.Text] = true
	}
	for line := range strings.Lines(page.Text) {
		line = strings.TrimSpace(line)
		if utf8.RuneCountInString(line) > 40 || links[line] {
			continue
		}
		if found := zhtext.FindDates(line); len(found) > 0 && found[0].Day != 0 {
			continue
		}
		for _, word := range yearWords(year) {
			if rest, ok := strings.CutPrefix(line, word); ok && (rest == "" || strings.HasPrefix(rest, "年")) {
				return line
			}
		}
	}
	return ""
}
