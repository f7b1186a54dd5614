package checks

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"ducha/internal/check"
	"ducha/internal/facts"
)

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
