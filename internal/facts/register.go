package facts

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// Limits of the column register.
const (
	maxRegister      = 400
	maxRegisterDepth = 3
)

// Register (栏目清单) are the columns the site's own menus lead to, vocabulary or
// not, each read as Column is, in the order they were met. The error says what
// could not be seen; the columns given are certain all the same.
func (s *Site) Register() ([]*Column, error) { return s.register() }

// listing walks the menus.
type listing struct {
	s     *Site
	cols  []*Column
	seen  map[string]bool
	blind []string // what could not be read
}

func (s *Site) readRegister() ([]*Column, error) {
	home, err := s.Home()
	if err != nil {
		return nil, err
	}
	l := &listing{s: s, seen: map[string]bool{strings.ToLower(s.homeKey): true, strings.ToLower(webpage.Key(home.URL)): true}}
	if len(s.menu) < webpage.MinMenu {
		l.blind = append(l.blind, "首页导航（可能由脚本生成）")
	}
	for _, link := range s.menu {
		l.visit(link, "", 1)
	}
	if len(l.blind) == 0 {
		return l.cols, nil
	}
	what := strings.Join(l.blind[:min(3, len(l.blind))], "、")
	if len(l.blind) > 3 {
		what += fmt.Sprintf("等%d处", len(l.blind))
	}
	return l.cols, notCovered("有栏目没有看全：" + what)
}

// Blocks (首页板块) are the columns that stand on the home page as a heading with
// 更多 behind it, those of the register left out. What could not be read is left out too.
func (s *Site) Blocks() []*Column {
	home, err := s.Home()
	if err != nil {
		return nil
	}
	l := &listing{s: s, seen: map[string]bool{strings.ToLower(s.homeKey): true, strings.ToLower(webpage.Key(home.URL)): true}}
	known, _ := s.Register()
	for _, c := range known {
		l.seen[strings.ToLower(webpage.Key(c.URL))] = true
	}
	for _, link := range home.Links {
		if link.Kind == webpage.LinkColumn && link.Card != "" && link.Area == webpage.AreaMain {
			l.visit(link, "", maxRegisterDepth)
		}
	}
	return l.cols
}

// visit reads the column a menu entry leads to, and those below it.
func (l *listing) visit(link webpage.Link, parent string, depth int) {
	key := webpage.Key(link.URL)
	folded := strings.ToLower(key) // /ZWGK/ and /zwgk/ are one column
	if l.seen[folded] || twinText(link.Text) || link.URL == "" || link.Area == webpage.AreaFooter || len(l.cols) >= maxRegister ||
		!l.s.inScope(link.URL) || webpage.FileURL(link.URL) || webpage.SurelyArticle(link.URL) || l.s.OfOldSite(link.URL) {
		return
	}
	l.seen[folded] = true
	label := strings.TrimSpace(link.Text)
	if link.Card != "" {
		label = strings.TrimSpace(link.Card)
	}
	if webpage.ServiceText(label) || webpage.MoreText(label) {
		return
	}
	v := l.s.visits[key]
	switch {
	case (v == nil || v.info == nil) && webpage.ArticleURL(link.URL):
		return // a number for an address: of a column or of an entry
	case v == nil || v.info == nil:
		l.blind = append(l.blind, "“"+label+"”（快照未覆盖）")
		return
	case v.info.Problem.Definite():
		return // a dead link is another rule's business
	case v.info.above:
		return // the portal's own columns are none of the site's
	case !l.s.readable(v):
		l.blind = append(l.blind, "“"+label+"”（"+v.info.Problem.Chinese()+"）")
		return
	}
	p, err := l.s.outline(v)
	if err != nil || p.Class == webpage.ClassAttachment || p.Class == webpage.ClassHome {
		return
	}
	if p.Class == webpage.ClassArticle {
		if depth < maxRegisterDepth {
			l.below(p, label, depth) // 政务公开 often opens with its first column, a text
		}
		return
	}
	if p.Heading != "" && (label == "" || zhtext.Runes(label) > 24) {
		label = p.Heading
	}
	if label == "" || zhtext.Runes(label) > 24 || l.s.stub(p) != nil {
		return
	}
	if parent == "" {
		parent = l.s.above(p, label)
	}
	l.cols = append(l.cols, l.column(p, label, parent))
	if depth < maxRegisterDepth {
		l.below(p, label, depth)
	}
}

// twinWords name a second version of the site, whose columns are the same again.
var twinWords = []string{"手机版", "移动版", "触屏版", "电脑版", "长者", "适老", "关怀版", "关怀模式", "老年", "无障碍", "繁體", "繁体", "wap版"}

// foreignNames name the version in another tongue that is written in known letters.
var foreignNames = map[string]bool{"english": true, "en": true, "eng": true, "english version": true, "英文": true, "英文版": true, "外文版": true, "多语种": true, "deutsch": true, "français": true, "español": true}

// twinText says whether a menu's entry leads to the same site in another dress or in
// another tongue, whose columns nothing here can read.
func twinText(label string) bool {
	label = strings.ToLower(strings.TrimSpace(label))
	if foreignNames[label] || label != "" && strings.IndexFunc(label, unicode.IsLetter) >= 0 && strings.IndexFunc(label, known) < 0 {
		return true
	}
	return zhtext.Runes(label) <= 10 && slices.ContainsFunc(twinWords, func(w string) bool { return strings.Contains(label, w) })
}

// known says whether a character is of a script that columns are named in.
func known(r rune) bool { return unicode.In(r, unicode.Han, unicode.Latin, unicode.Nd) }

// above is the column a page's breadcrumb puts over it: menus often show columns
// of every depth side by side.
func (s *Site) above(p outline, label string) string {
	over := ""
	for i, c := range s.fromHome(p.Crumbs) {
		text := strings.TrimSpace(c.Text)
		if webpage.LabelKey(text) == webpage.LabelKey(label) || webpage.Key(c.URL) == webpage.Key(p.URL) {
			break
		}
		if i > 0 && zhtext.Runes(text) > 1 {
			over = text
		}
	}
	return over
}

// below goes on to the sub-columns of a page: those in its folder, on its cards, or that
// say themselves that they stand beneath it. Not all addresses are nested.
func (l *listing) below(p outline, label string, depth int) {
	for link := range p.Links() {
		if link.Kind != webpage.LinkColumn || link.Area == webpage.AreaFooter {
			continue
		}
		if webpage.Below(p.URL, link.URL) || link.Card != "" && link.Area == webpage.AreaMain && p.Class == webpage.ClassColumn || l.s.through(link.URL, p.URL) {
			l.visit(*link, label, depth+1)
		}
	}
}

// column reads one column of the register.
func (l *listing) column(p outline, label, parent string) *Column {
	s := l.s
	for _, c := range s.columns {
		if c != nil && webpage.Key(c.URL) == webpage.Key(p.URL) && c.Problem == evidence.None && !c.Combined {
			again := *c
			again.Label, again.Under = label, parent
			if hits := s.match.match(c.Label); len(hits) > 0 && len(strong(hits)) == 0 {
				again.Name = "" // no more than words: it may be another's
			}
			return &again
		}
	}
	col := &Column{Label: label, Place: ByLink, URL: p.URL, Record: p.Record, At: p.At, SHA256: p.SHA256, Quote: label, Under: parent}
	if hits := strong(s.match.match(label)); len(hits) > 0 {
		col.Name, col.Official = s.match.names[hits[0].name].Key, hits[0].official
	}
	s.fill(col, p, &candidate{label: label, url: p.URL, place: ByLink})
	return col
}

// HomeEntries are the rows of the home page's own lists, with what their pages
// add. The error says that the home page proves nothing.
func (s *Site) HomeEntries() ([]SiteEntry, error) {
	p, err := s.Home()
	if err != nil {
		return nil, err
	}
	list := &Info{URL: p.URL, Record: p.Record, At: p.At, SHA256: p.SHA256}
	var all []SiteEntry
	for _, l := range p.Lists {
		entries := changeable(l.Entries)
		webpage.SettleYears(entries, p.At, time.Time{})
		for _, e := range entries {
			row := SiteEntry{Entry: e, List: list}
			if v := s.visits[webpage.Key(e.URL)]; v != nil && e.URL != "" {
				row.Page = v.info
			}
			all = append(all, row)
		}
	}
	return all, nil
}

// Shown is the last day the snapshot is known to show. Our own crawl saw the site
// on the day of its record; a file of another tool may hold copies older than
// their records say, so that only its newest dated content proves a day.
func (s *Site) Shown(fetched time.Time) time.Time {
	if !s.snap.Foreign {
		return fetched
	}
	var newest time.Time
	take := func(w webpage.Witness) {
		// A year that was worked out from the record's time would prove that time by itself.
		if !w.NoYear && w.Date.After(newest) && !w.Date.After(fetched) {
			newest = w.Date
		}
	}
	for _, info := range s.infos {
		if info.Date.Confidence >= webpage.Likely {
			take(info.Date)
		}
	}
	for i := range s.rows {
		if w, ok := s.rows[i].Best(); ok {
			take(w)
		}
	}
	return newest
}
