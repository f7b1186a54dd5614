package webpage

import "strings"

// maxHomes is how many addresses a page may call 首页: its site's, the portal's above it.
const maxHomes = 3

// A Face is what a page says of the site it is part of.
type Face struct {
	Homes   [maxHomes]string // where its 首页 leads, on its own host
	Trail   [maxHomes]string // where the first steps of its 当前位置 lead
	Name    string           // SiteName tag
	Sponsor string           // 主办单位
}

// Face reads what a page says of its site.
func (p *Page) Face() Face {
	f := Face{Name: p.Meta["sitename"], Sponsor: p.Footer.Sponsor}
	for i := range min(maxHomes, len(p.Crumbs)) {
		f.Trail[i] = p.Crumbs[i].URL
	}
	n := 0
	for i := range p.Links {
		l := &p.Links[i]
		switch {
		case n == maxHomes:
			return f
		case l.Kind == LinkPager || !homeText(l.Text) || HostPort(l.URL) != HostPort(p.URL):
		case n == 0 || f.Homes[n-1] != l.URL:
			f.Homes[n] = l.URL
			n++
		}
	}
	return f
}

// homeText says whether a link's words are those that lead to the start page.
func homeText(text string) bool {
	if len(text) > 20 || !strings.Contains(text, "页") {
		return false
	}
	switch strings.Join(strings.Fields(text), "") {
	case "首页", "主页", "网站首页", "网站主页", "本站首页", "返回首页", "返回主页", "回到首页", "返回网站首页":
		return true
	}
	return false
}
