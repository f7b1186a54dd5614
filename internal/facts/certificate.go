package facts

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// Certificate (覆盖证明) lists the places an absence claim rests on.
type Certificate struct {
	Holds      bool
	Missing    []Gap  // why it does not hold
	Places     []Info // home, navigation, platform pages … each fetched whole
	SecondLook bool   // every place was seen twice, the second time later in the run
	Sitemap    string // URL of the sitemap read, if any
}

// Gap is one place that could not be seen.
type Gap struct {
	URL    string
	Reason string // Chinese
}

// Certificate says which places an absence claim rests on.
func (s *Site) Certificate() Certificate { return s.cert }

// takeHome keeps the home page's navigation. A menu that is one row of a table, or drops
// down from its first entries, has links that are no rows of a list.
func (s *Site) takeHome(p *webpage.Page) {
	for _, l := range p.Links {
		if twinText(l.Text) || webpage.SearchURL(l.URL) {
			continue // nothing stands there alone
		}
		bare := l.Kind == webpage.LinkPlain && l.Area == webpage.AreaNav && zhtext.Runes(l.Text) >= 2 && zhtext.Runes(l.Text) <= 16 && !webpage.ServiceText(l.Text) && s.inScope(l.URL)
		if (l.Kind == webpage.LinkColumn || bare) && l.URL != "" && !webpage.FileURL(l.URL) {
			s.menu = append(s.menu, l)
		}
	}
	for _, m := range p.Menus {
		s.menu = append(s.menu, m.Links...)
	}
}

// shutMenu are the first entries of a menu most of whose entries only a script
// opens, and which no link of the page bears the name of: what stands behind them
// was not seen.
func shutMenu(home *webpage.Page) (labels []string) {
	open := 0
	named := make(map[string]bool)
	for _, l := range home.Links {
		named[l.Text], named[l.Card] = true, true
		if l.Area == webpage.AreaNav {
			open++
		}
	}
	shut := 0
	for _, m := range home.Menus {
		if m.Area != webpage.AreaNav || len(m.Links) > 0 {
			continue
		}
		shut++
		if !named[m.Label] && len(labels) < 3 {
			labels = append(labels, m.Label)
		}
	}
	if shut < webpage.MinMenu || shut <= open {
		return nil
	}
	return labels
}

// certify walks the places where a column could be and notes what was not seen.
func (s *Site) certify() {
	c := &s.cert
	c.Sitemap = s.sitemap.address()
	home, err := s.Home()
	if err != nil {
		c.Missing = append(c.Missing, Gap{s.snap.Home, "首页未能读取"})
		return
	}
	s.homePage = home
	s.takeHome(home)
	twice, dead := true, 0
	done := make(map[string]bool)
	place := func(address string, must bool) {
		key := webpage.Key(address)
		if done[key] {
			return
		}
		done[key] = true
		v := s.visits[key]
		if gap := s.gap(address, v); gap != "" {
			c.Missing = append(c.Missing, Gap{address, gap})
			return
		}
		if !v.info.Problem.Definite() {
			c.Places = append(c.Places, *v.info)
		} else {
			dead++
		}
		if must && !v.lookedTwice() {
			twice = false
		}
	}
	place(s.snap.Home, true)
	place(home.URL, true)
	if n := len(s.menu); n < webpage.MinMenu {
		c.Missing = append(c.Missing, Gap{home.URL, fmt.Sprintf("首页只读到%d个导航链接，导航可能由脚本生成", n)})
	} else if home.ScriptsIn && n < 2*webpage.MinMenu {
		c.Missing = append(c.Missing, Gap{home.URL, "首页部分内容由脚本加载"})
	} else if home.NavDrawn {
		c.Missing = append(c.Missing, Gap{home.URL, "首页导航由脚本生成，未能看到"})
	} else if s.drawsBlocks(home) {
		c.Missing = append(c.Missing, Gap{home.URL, "首页部分板块由脚本加载，未能看到"})
	} else if shut := shutMenu(home); len(shut) > 0 {
		c.Missing = append(c.Missing, Gap{home.URL, "首页导航中“" + strings.Join(shut, "”“") + "”等由脚本打开，未能看到"})
	}
	if away := s.platformElsewhere(); away != nil {
		c.Missing = append(c.Missing, Gap{away.URL, "“" + away.Label + "”设在其他网站，未纳入本次检查"})
	} else if l := s.menuElsewhere(home); l != nil {
		c.Missing = append(c.Missing, Gap{l.URL, "导航中的“" + l.Text + "”设在其他网站，未纳入本次检查"})
	}
	platform := s.platformPages()
	for _, l := range s.menu {
		if s.inScope(l.URL) && l.Area != webpage.AreaFooter {
			place(l.URL, slices.Contains(platform, webpage.Key(l.URL)))
		}
	}
	for _, key := range platform {
		s.certifyPlatform(key, place)
	}
	if dead >= 3 && dead*10 > len(c.Places)+dead {
		c.Missing = append(c.Missing, Gap{home.URL, fmt.Sprintf("导航中有%d个页面不存在，其内容可能在别处", dead)})
	}
	c.Holds = len(c.Missing) == 0
	c.SecondLook = twice && len(c.Places) > 0
}

// platformPages are the keys of the disclosure platform's entry pages.
func (s *Site) platformPages() (keys []string) {
	for i, n := range s.match.names {
		if !slices.Contains(platformKeys, n.Key) || s.columns[i] == nil {
			continue
		}
		for k := range s.candidates[i] {
			c := &s.candidates[i][k]
			if key := webpage.Key(c.url); c.home && c.url != "" && s.inScope(c.url) && key != s.homeKey && !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	return keys
}

// certifyPlatform wants every column below a platform page seen.
func (s *Site) certifyPlatform(key string, place func(string, bool)) {
	v := s.visits[key]
	if v == nil || v.info.Problem != evidence.None {
		return // noted already
	}
	p, err := s.outline(v)
	if err != nil {
		return
	}
	if stub := s.stub(p); stub != nil {
		if stub.info == nil || stub.info.Problem != evidence.None {
			s.cert.Missing = append(s.cert.Missing, Gap{p.URL, "政务公开页面跳转后的页面未能读取"})
			return
		}
		if p, err = s.outline(stub); err != nil {
			return
		}
		place(p.URL, true)
	}
	if p.ScriptsIn || s.awaits(p.blocks) > 0 {
		s.cert.Missing = append(s.cert.Missing, Gap{p.URL, "政务公开页面部分内容由脚本加载"})
	}
	for l := range p.Links() {
		if l.Kind == webpage.LinkColumn && l.URL != "" && l.Area != webpage.AreaFooter && !twinText(l.Text) && !webpage.SearchURL(l.URL) && s.inScope(l.URL) && !webpage.FileURL(l.URL) {
			place(l.URL, false)
		}
		if l.Kind == webpage.LinkFrame && s.inScope(l.URL) {
			place(l.URL, false)
		}
	}
}

// gap says in Chinese why a place does not count as seen; empty when it does.
func (s *Site) gap(address string, v *visit) string {
	switch {
	case v == nil || v.info == nil:
		return evidence.NotCovered.Chinese()
	case v.info.Problem.Definite():
		if s.snap.Foreign && v.info.Looks < 2 {
			return evidence.NotCovered.Chinese()
		}
		return ""
	case !s.readable(v):
		return v.info.Problem.Chinese()
	}
	return ""
}

// lookedTwice says whether a later exchange of the run confirmed the page.
func (v *visit) lookedTwice() bool {
	var first time.Time
	for i := range v.exchanges {
		ex := &v.exchanges[i]
		if ex.Problem != evidence.None && !ex.Problem.Definite() {
			continue
		}
		second := ex.Purpose == evidence.ForSecondLook || ex.Purpose == evidence.ForControl
		if second && !first.IsZero() && ex.At.After(first) {
			return true
		}
		if first.IsZero() {
			first = ex.At
		}
	}
	return false
}

// sitemap is the site's own list of its pages.
type sitemap struct {
	url   string
	pages []string
}

func (m *sitemap) address() string {
	if m == nil {
		return ""
	}
	return m.url
}

// maxSitemap bounds the addresses kept of sitemaps.
const maxSitemap = 50_000

// readSitemap reads one sitemap file; a broken one counts as not recorded.
func (s *Site) readSitemap(ex *evidence.Exchange) {
	if ex.Problem != evidence.None || ex.Body == "" {
		return
	}
	body, err := s.src.Body(ex.Body)
	if err != nil {
		return
	}
	if s.sitemap == nil {
		s.sitemap = &sitemap{url: ex.URL}
	}
	d := xml.NewDecoder(strings.NewReader(string(body)))
	inLoc := false
	for {
		tok, err := d.Token()
		if err != nil {
			return
		}
		switch t := tok.(type) {
		case xml.StartElement:
			inLoc = t.Name.Local == "loc"
		case xml.EndElement:
			inLoc = false
		case xml.CharData:
			if u := strings.TrimSpace(string(t)); inLoc && u != "" && len(s.sitemap.pages) < maxSitemap {
				s.sitemap.pages = append(s.sitemap.pages, u)
			}
		}
	}
}
