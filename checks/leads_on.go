package checks

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
)

// maxOnward is how many pages one page's links are followed to.
const maxOnward = 12

// leadsOn is the text of a link in a page's content to a list or column that the
// home page does not lead to: what looks blank may be the way to its sub-columns. A
// menu of neighbours is none: their pages lead to one another and to the page.
func leadsOn(p *check.Pass, page *facts.Page) string {
	home, err := p.Site.Home()
	if err != nil {
		return ""
	}
	var links []facts.Link
	var next []*facts.Page
	for _, l := range page.Links {
		if l.Area != facts.AreaMain || l.URL == home.URL || strings.HasSuffix(l.Text, "首页") || utf8.RuneCountInString(l.Text) < 2 || linksTo(home, l.URL) || len(next) == maxOnward {
			continue
		}
		info, err := p.Site.Info(l.URL)
		if err != nil || info.Record == page.Record || info.Problem != evidence.None || l.Kind != facts.LinkColumn && info.Class != facts.ClassList && info.Class != facts.ClassColumn {
			continue
		}
		if q, err := p.Site.Page(l.URL); err == nil {
			links, next = append(links, l), append(next, q)
		}
	}
	menu := contentLinks(home, page.URL) // the menu of the whole site leads back from everywhere
	for _, l := range links {
		here := contentLinks(page, l.URL)
		if !slices.ContainsFunc(next, func(q *facts.Page) bool { return contentLinks(q, page.URL) > menu && contentLinks(q, l.URL) >= here }) {
			return l.Text
		}
	}
	return ""
}

// leadsAway is the text of a link in a page's content to another site, which the
// home page does not have: a common platform that holds what the column is for.
func leadsAway(p *check.Pass, page *facts.Page) string {
	return leadsAwayTo(p, page, func(text string) bool { return utf8.RuneCountInString(text) >= 4 })
}

// leadsAwayTo is the same for links of some words.
func leadsAwayTo(p *check.Pass, page *facts.Page, wanted func(text string) bool) string {
	home, err := p.Site.Home()
	if err != nil {
		return ""
	}
	own := bareHost(hostOf(page.URL))
	for _, l := range page.Links {
		host := hostOf(l.URL)
		if l.Area != facts.AreaMain || host == "" || bareHost(host) == own || !wanted(l.Text) && l.Kind != facts.LinkFrame {
			continue
		}
		if !slices.ContainsFunc(home.Links, func(o facts.Link) bool { return o.URL == l.URL }) {
			return cmp.Or(l.Text, host)
		}
	}
	return ""
}

// asks says whether a page holds a form that not every page has: what it is for is
// filled in there.
func asks(p *check.Pass, page *facts.Page) bool {
	home, err := p.Site.Home()
	return err == nil && fields(page) >= fields(home)+2
}

func fields(page *facts.Page) (n int) {
	for _, f := range page.Forms {
		n += len(f.Fields)
	}
	return n
}

// contentLinks counts a page's links to an address outside its menus and bottom, but
// not those of a card's heading.
func contentLinks(page *facts.Page, url string) (n int) {
	for _, l := range page.Links {
		if l.Area == facts.AreaMain && l.URL == url && l.Card == "" {
			n++
		}
	}
	return n
}

func linksTo(page *facts.Page, url string) bool {
	return slices.ContainsFunc(page.Links, func(l facts.Link) bool { return l.URL == url })
}
