package checks

import (
	"cmp"
	"regexp"
	"slices"
	"unicode/utf8"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// leadsAway is the text of a link in a page's content to another site, which the
// home page does not have: a common platform that holds what the column is for.
func leadsAway(p *check.Pass, page *webpage.Page) string {
	return leadsAwayTo(p, page, func(l *webpage.Link) bool {
		return l.Kind == webpage.LinkFrame || utf8.RuneCountInString(l.Text) >= 4
	})
}

// leadsAwayTo is the same for some links.
func leadsAwayTo(p *check.Pass, page *webpage.Page, wanted func(l *webpage.Link) bool) string {
	home, err := p.Site.Home()
	if err != nil {
		return ""
	}
	own := bareHost(hostOf(page.URL))
	for i := range page.Links {
		l := &page.Links[i]
		host := hostOf(l.URL)
		if l.Area != webpage.AreaMain || host == "" || bareHost(host) == own || !wanted(l) {
			continue
		}
		if !slices.ContainsFunc(home.Links, func(o webpage.Link) bool { return o.URL == l.URL }) {
			return cmp.Or(l.Text, host)
		}
	}
	return ""
}

// placeWords are in links that lead to where a column's contents are published instead.
var placeWords = regexp.MustCompile(`平台|系统|专栏|新版|新站|网站|网址|点击|进入|查看|查询|信用中国|公示系统`)

// moved makes a suspicion of what fails a list on whose page a link of such words leads
// to another site: what was published since may stand there.
func moved(p *check.Pass, c *facts.Column, out check.Outcome) check.Outcome {
	if out.Verdict != finding.Fail {
		return out
	}
	page, err := p.Site.Page(c.URL)
	if err != nil {
		return out
	}
	rows := map[string]bool{}
	for i := range c.Entries {
		rows[c.Entries[i].URL] = true
	}
	for i := range page.Links {
		if l := &page.Links[i]; l.Kind == webpage.LinkEntry || l.Kind == webpage.LinkFrame {
			rows[l.URL] = true
		}
	}
	to := leadsAwayTo(p, page, func(l *webpage.Link) bool { return !rows[l.URL] && placeWords.MatchString(l.Text) })
	if to == "" {
		return out
	}
	return doubted(out, "栏目页面有通往其他网站的“"+to+"”，是否改在该处发布由人工认定")
}

// asks says whether a page holds a form that not every page has: what it is for is
// filled in there.
func asks(p *check.Pass, page *webpage.Page) bool {
	home, err := p.Site.Home()
	return err == nil && fields(page) >= fields(home)+2
}

func fields(page *webpage.Page) (n int) {
	for _, f := range page.Forms {
		n += len(f.Fields)
	}
	return n
}
