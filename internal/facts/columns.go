package facts

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// platformKeys name the columns under which the others usually stand.
var platformKeys = []string{"政务公开"}

// findColumns settles which candidate each column is.
func (s *Site) findColumns() {
	platform := s.platforms()
	for i := range s.match.names {
		list := slices.Clone(s.candidates[i])
		if len(list) == 0 {
			continue
		}
		weights := make(map[int]int, len(list))
		for k := range list {
			weights[k] = s.weight(i, &list[k], platform)
		}
		best := 0
		for k := range list {
			if weights[k] > weights[best] {
				best = k
			}
		}
		s.columns[i] = s.build(i, &list[best])
		if other := s.rival(list, weights, best); other != "" {
			s.columns[i].lacks(other + "（" + s.whyUnread(other) + "）")
		}
		if !s.homeAnswered() { // which of the places is the site's own its home page tells
			s.columns[i].lacks("首页（" + s.whyUnread(s.snap.Home) + "）")
		}
		// The official name anywhere on the site is enough: the page behind it may
		// be the one that could not be read.
		s.columns[i].Official = s.columns[i].Official || slices.ContainsFunc(list, func(c candidate) bool { return c.official && !c.combined && !c.weak })
		s.columns[i].Named = slices.ContainsFunc(list, func(c candidate) bool { return (c.official || c.combined) && !c.weak })
		s.columns[i].Under = s.branch(s.columns[i])
	}
}

// whyUnread says in Chinese why the page of an address was not read.
func (s *Site) whyUnread(address string) string {
	if v := s.visits[webpage.Key(address)]; v != nil && v.info != nil && v.info.Problem != evidence.None {
		return v.info.Problem.Chinese()
	}
	return evidence.NotCovered.Chinese()
}

// homeAnswered says whether the home page was seen, if only as a shell that scripts fill.
func (s *Site) homeAnswered() bool {
	v := s.visits[s.homeKey]
	return v != nil && v.info != nil && (v.info.Problem == evidence.None || v.info.Problem == evidence.ScriptOnly)
}

// lacks notes a part of the column that was not read.
func (c *Column) lacks(part string) {
	if c.Unread == "" {
		c.Unread = part
	}
	c.Complete, c.Until = false, time.Time{}
}

// branch is the column a column stands beneath when that is neither the
// platform nor a column of the vocabulary: a 公告 of 城乡规划 is not the site's. Nor
// is one of the portal over it, or of the site as it was before, whatever it is called.
func (s *Site) branch(col *Column) string {
	if col.Problem == evidence.None && s.OfPortal(col.URL) {
		return "门户网站"
	}
	if col.Problem == evidence.None && s.OfOldSite(col.URL) {
		return "旧版网站"
	}
	if col.Problem != evidence.None || col.Official || col.Combined {
		return ""
	}
	v, err := s.visit(col.URL)
	if err != nil {
		return ""
	}
	p, err := s.outline(v)
	if err != nil {
		return ""
	}
	for i, c := range s.fromHome(p.Crumbs) {
		own := webpage.LabelKey(c.Text) == webpage.LabelKey(col.Label)
		if own || i == 0 || webpage.Key(c.URL) == webpage.Key(col.URL) {
			continue
		}
		if text := strings.TrimSpace(c.Text); zhtext.Runes(text) > 1 && len(strong(s.match.match(text))) == 0 {
			return text
		}
	}
	return ""
}

// build makes the column of a candidate.
func (s *Site) build(name int, c *candidate) *Column {
	col := &Column{Name: s.match.names[name].Key, Label: strings.TrimSpace(c.label), Official: c.official, Combined: c.combined, Guessed: c.weak, Place: c.place, URL: c.url, Quote: c.quote}
	if c.from != nil {
		col.Record, col.At, col.SHA256 = c.from.Record, c.from.At, c.from.SHA256
		if col.URL == "" {
			col.URL = c.from.URL
		}
	}
	if c.url == "" {
		s.buildMenu(name, col, c)
		return col
	}
	v := s.visits[webpage.Key(c.url)]
	switch {
	case !s.inScope(c.url) && (v == nil || !s.readable(v)):
		col.Problem, col.Reason = evidence.OutOfScope, "栏目链接指向本次检查范围以外的网站："+s.siteOf(c.url)
		return col
	case v == nil:
		col.Problem, col.Reason = evidence.NotCovered, "快照中没有栏目页面的记录"
		return col
	case !s.readable(v):
		col.Problem, col.Reason = v.info.Problem, "栏目页面未能读取："+v.info.Problem.Chinese()
		return col
	}
	p, err := s.outline(v)
	if err != nil {
		col.Problem, col.Reason = evidence.NotCovered, "栏目页面未能读取"
		return col
	}
	col.Record, col.At, col.SHA256 = p.Record, p.At, p.SHA256
	if stub := s.stub(p); stub != nil {
		if stub.info == nil || stub.info.Problem != evidence.None {
			col.Problem, col.Reason = evidence.NotCovered, "栏目页面跳转后的页面未能读取"
			return col
		}
		if p, err = s.outline(stub); err != nil {
			col.Problem, col.Reason = evidence.NotCovered, "栏目页面跳转后的页面未能读取"
			return col
		}
		col.Record, col.At, col.SHA256 = p.Record, p.At, p.SHA256
	}
	if c.place != ByLink && c.from != nil && webpage.Key(c.from.URL) == webpage.Key(c.url) {
		first, ok := s.beginning(p)
		if !ok {
			col.Problem, col.Reason = evidence.NotCovered, "快照中没有栏目列表第一页的记录"
			return col
		}
		p, col.URL = first, first.URL
		col.Record, col.At, col.SHA256 = p.Record, p.At, p.SHA256
	}
	s.fill(col, p, c)
	return col
}

// stub gives the page a redirect stub leads to; a visit without info when it
// is not in the snapshot, nil when p is no stub.
func (s *Site) stub(p outline) *visit {
	for hops := 0; hops < 4; hops++ {
		next := ""
		if p.Chars <= 80 {
			for l := range p.Links() {
				if l.Kind == webpage.LinkRefresh {
					next = l.URL
					break
				}
			}
		}
		if next == "" {
			if hops == 0 {
				return nil
			}
			return s.visits[webpage.Key(p.URL)]
		}
		v := s.visits[webpage.Key(next)]
		if v == nil {
			return &visit{}
		}
		if v.info.Problem != evidence.None {
			return v
		}
		target, err := s.outline(v)
		if err != nil {
			return &visit{}
		}
		p = target
	}
	return &visit{}
}

// buildMenu fills a column that is a menu entry without an address: its
// children's entries are its own.
func (s *Site) buildMenu(name int, col *Column, c *candidate) {
	if len(c.under) == 0 {
		col.Problem, col.Reason = evidence.NotCovered, "栏目名称出现在页面上，但没有可读取的链接"
		return
	}
	col.Guessed = col.Guessed || s.groups(name, c.under)
	g := newGatherer(s, col)
	for i := range c.under {
		g.child(&c.under[i], 1)
	}
	g.finish()
	if len(g.read) == 0 {
		col.Problem, col.Reason = evidence.NotCovered, "下级栏目页面均未能读取"
	}
}

// groups says whether what a menu's entry opens are other columns, and none of it the
// column that the entry was taken for: 机构信息 over 公开指南, 公开制度 and 公开年报.
func (s *Site) groups(name int, under []webpage.Link) bool {
	n := &s.match.names[name]
	others := 0
	for i := range under {
		hits := strong(s.match.match(under[i].Text))
		if hasName(hits, name) {
			return false
		}
		if len(hits) > 0 && !slices.Contains(n.Children, s.match.names[hits[0].name].Key) {
			others++
		}
	}
	return others > 1 && others*2 > len(under)
}

// fill reads the entries of a column from its page on.
func (s *Site) fill(col *Column, p outline, c *candidate) {
	g := newGatherer(s, col)
	col.Self = c.place != ByLink && c.from != nil && webpage.Key(c.from.URL) == webpage.Key(p.URL)
	g.onlyCard = col.Self && c.place == ByHeading && !ownPage(p, col.Label) || webpage.Key(p.URL) == s.homeKey || s.section(p, col.Label)
	g.page(p, 0)
	if g.onlyCard && webpage.Key(p.URL) == s.homeKey {
		// A block of the start page shows the newest entries; where the others are
		// was not found, perhaps behind a 更多 that a script follows.
		if g.complete = false; g.until.IsZero() {
			g.until = oldest(col.Entries)
		}
	}
	g.finish()
	col.Chars = p.runes
	if p.Article != nil {
		col.Chars = p.Article.Length
	}
	col.Chars += g.chars
	if g.beside && len(col.Entries) == 0 && ownWords(p) < webpage.BareText {
		if col.Shared = true; p.Scripted {
			col.Problem, col.Reason = evidence.ScriptOnly, "栏目页面上只有其他页面也有的列表，栏目内容可能由脚本加载，未能读取"
		}
	}
	if len(col.Entries) == 0 && p.ScriptsIn && (p.Article == nil || p.Article.Length < 60) {
		col.Problem, col.Reason = evidence.ScriptOnly, "栏目内容由脚本加载，未能读取"
	}
	if host := s.framesAway(p); host != "" && len(col.Entries) == 0 && len(col.Children) == 0 && p.runes < shellText {
		col.Problem, col.Reason = evidence.OutOfScope, "栏目内容在框架中，来自本次检查范围以外的网站："+host
	}
	if len(col.Entries) == 0 && len(g.failed) > 0 {
		col.Problem, col.Reason = evidence.NotCovered, fmt.Sprintf("下级栏目或列表页未能读取：%s", g.failed[0])
	}
}

// minSections is how many columns a page holds at least whose links all lead to it.
const minSections = 3

// section says whether a column is one part of a page that menus give for many columns
// (gk.html#gsgg): then only the list under its own heading is its own.
func (s *Site) section(p outline, label string) bool {
	key, at := webpage.LabelKey(label), webpage.Key(p.URL)
	if ownPage(p, label) || !slices.ContainsFunc(p.Lists, func(l webpage.List) bool { return len(l.Entries) > 0 && webpage.LabelKey(l.Heading) == key }) {
		return false
	}
	led := map[string]bool{}
	for i := range s.candidates {
		for k := range s.candidates[i] {
			if c := &s.candidates[i][k]; c.place == ByLink && c.url != "" && webpage.Key(c.url) == at {
				led[webpage.LabelKey(c.label)] = true
			}
		}
	}
	return len(led) >= minSections
}

// ownPage says whether a list page is that of a column and no more: its place on
// the site or its heading says so. What stands there under other headings, such as
// those of years and kinds, is the column's all the same.
func ownPage(p outline, label string) bool {
	if p.Class != webpage.ClassList {
		return false
	}
	key := webpage.LabelKey(label)
	if n := len(p.Crumbs); n > 0 {
		return webpage.LabelKey(p.Crumbs[n-1].Text) == key
	}
	return webpage.LabelKey(p.Heading) == key
}

// Column finds a column by its vocabulary key. nil, nil means it is certainly
// absent: the coverage certificate holds.
func (s *Site) Column(key string) (*Column, error) {
	for i := range s.match.names {
		if s.match.names[i].Key != key {
			continue
		}
		if s.columns[i] != nil {
			return s.columns[i], nil
		}
		return nil, s.uncovered("未找到“" + key + "”栏目，但不能断定没有")
	}
	return nil, fmt.Errorf("%w：词表中没有“%s”", ErrNotCovered, key)
}

// Columns are all vocabulary columns that were found, in vocabulary order.
func (s *Site) Columns() []*Column {
	var found []*Column
	for _, c := range s.columns {
		if c != nil {
			found = append(found, c)
		}
	}
	return found
}

// uncovered is nil when the certificate holds, else the error that says why
// nothing can be claimed.
func (s *Site) uncovered(what string) error {
	if s.cert.Holds {
		return nil
	}
	if len(s.cert.Missing) == 0 {
		return fmt.Errorf("%w：%s", ErrNotCovered, what)
	}
	// Every rule that found nothing says so: one place is named here, the certificate has all.
	gap := s.cert.Missing[0].URL + "（" + s.cert.Missing[0].Reason + "）"
	if n := len(s.cert.Missing); n > 1 {
		gap += fmt.Sprintf("等%d处", n)
	}
	base := ErrNotCovered
	if v := s.visits[s.homeKey]; v != nil && v.info.Problem != evidence.None && !v.info.Problem.Definite() {
		base = ErrUnreachable
	}
	return fmt.Errorf("%w：%s：%s", base, what, gap)
}

// oldest is the earliest day of a list that was read.
func oldest(entries []SiteEntry) time.Time {
	var first time.Time
	for i := range entries {
		if entries[i].Pinned {
			continue
		}
		if d := entries[i].shown(); !d.IsZero() && (first.IsZero() || d.Before(first)) {
			first = d
		}
	}
	return first
}
