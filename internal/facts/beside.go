package facts

import (
	"slices"
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// On many sites a column's page shows other lists beside the column's own: notices,
// recommended papers, the newest of all columns. When the column's own list is drawn by
// a script, those are all that is read, and prove nothing of the column.

// minBeside is how many pages show a list beside their own at least.
const minBeside = 4

// sideRows is how many rows of a list are compared; a shorter one may be a menu.
const sideRows = 3

// sideMark stands for a list; zero when it has no rows.
func sideMark(l *webpage.List) uint64 {
	if len(l.Entries) == 0 {
		return 0
	}
	var b strings.Builder
	b.WriteString(l.Said)
	for i := range min(sideRows, len(l.Entries)) {
		b.WriteString("\x00" + l.Entries[i].URL + l.Entries[i].Title)
	}
	return mark(b.String())
}

// takeBeside counts the lists of a page.
func (s *Site) takeBeside(g *gist) {
	if g.drawn == nil {
		return
	}
	if len(g.drawn.page.Lists) > 0 {
		s.listPages++
	}
	for i := range g.drawn.page.Lists {
		if m := sideMark(&g.drawn.page.Lists[i]); m != 0 {
			s.beside[m]++
		}
	}
}

// listWords are headings that say no more than that a list follows.
var listWords = []string{"列表", "信息列表", "文章列表", "内容列表", "信息公开目录", "公开目录", "最新", "最新公开", "全部", "查询结果", "检索结果"}

// foreign says whether a list stands under the heading of something else than the
// column or what the page's own path names.
func (g *gatherer) foreign(p outline, l *webpage.List) bool {
	said := webpage.LabelKey(l.Said)
	if said == "" || periodHeading(said) || slices.Contains(listWords, said) || said == webpage.LabelKey(g.col.Label) || said == webpage.LabelKey(p.Heading) || g.named(said) {
		return false
	}
	return !slices.ContainsFunc(p.Crumbs, func(c webpage.Link) bool { return webpage.LabelKey(c.Text) == said })
}

// shared says whether a list stands beside those of many pages, and is not the column's.
func (g *gatherer) shared(p outline, l *webpage.List) bool {
	return g.everywhere(p, l) || len(l.Entries) >= sideRows && g.foreign(p, l) && g.s.beside[sideMark(l)] >= minBeside && (p.Class == webpage.ClassList || !g.below(p, l))
}

// manyLists is how many pages with lists show what stands on most of them.
const manyLists = 8

// everywhere says whether a list without a heading stands on most pages that have lists:
// what runs along the top of all pages, or is only shown on telephones.
func (g *gatherer) everywhere(p outline, l *webpage.List) bool {
	return l.Said == "" && len(l.Entries) >= sideRows && g.s.listPages >= manyLists && g.s.beside[sideMark(l)]*2 > g.s.listPages && !g.below(p, l)
}

// below says whether most rows of a list stand in the folder of a page.
func (g *gatherer) below(p outline, l *webpage.List) bool {
	dir := webpage.OwnFolder(p.URL)
	n := 0
	for i := range l.Entries {
		if dir != "" && strings.HasPrefix(l.Entries[i].URL, dir) {
			n++
		}
	}
	return n*2 > len(l.Entries)
}

// proven says whether something shows that a list is the column's: its heading, the
// folder of its rows, what stands over the text of the entries, or that it stands
// nowhere else.
func (g *gatherer) proven(p outline, l *webpage.List) bool {
	times, alien := g.s.beside[sideMark(l)], g.foreign(p, l)
	if times <= 1 && (!alien || g.s.listPages >= minBeside) || !alien && (l.Said != "" || times < minBeside) || g.below(p, l) {
		return true
	}
	n := 0
	for i := range l.Entries {
		v := g.s.visits[webpage.Key(l.Entries[i].URL)]
		if v == nil || v.info == nil {
			continue
		}
		if key := webpage.LabelKey(v.info.Column); key != "" && (key == webpage.LabelKey(g.col.Label) || key == webpage.LabelKey(p.Heading) || g.named(key)) {
			n++
		}
	}
	return n*2 > len(l.Entries)
}

// doubted notes a page whose lists may all be others', while a script may draw its own.
func (g *gatherer) doubted(p outline, own []int) {
	if p.Class == webpage.ClassData || g.onlyCard {
		return
	}
	rows, alien := 0, false
	for _, i := range own {
		l := &p.Lists[i]
		if len(l.Entries) > 0 && g.proven(p, l) {
			return
		}
		if len(l.Entries) < sideRows && g.foreign(p, l) {
			continue // a menu, as like as not
		}
		rows += len(l.Entries)
		alien = alien || g.foreign(p, l)
	}
	if rows > 0 && (alien && p.Scripted || g.s.awaits(p.waits) > 0 || g.s.framesAway(p) != "") {
		g.fail(p.URL, evidence.ScriptOnly)
	}
}

// ownWords counts the characters of a page's text that its lists do not say.
func ownWords(p outline) int {
	n := p.runes
	for i := range p.Lists {
		n -= zhtext.Runes(p.Lists[i].Said)
		for k := range p.Lists[i].Entries {
			n -= max(zhtext.Runes(p.Lists[i].Entries[k].Raw), zhtext.Runes(p.Lists[i].Entries[k].Title)) + 1
		}
	}
	return n
}

// harmlessPlaces are in the names of places that scripts fill with no entries.
var harmlessPlaces = []string{"share", "qrcode", "ewm", "erweima", "weather", "tianqi", "clock", "time", "date", "count", "click", "hits", "search", "swiper", "slide", "focus", "banner", "flash", "gotop", "totop", "float", "piaofu", "player", "video", "music", "tool", "wza", "mask", "dialog", "layer", "loading", "popup", "clear", "tips"}

// waitsOf marks what scripts may fill on a page that is none of those; blocks are what
// is no table of rows and may name columns.
func waitsOf(p *webpage.Page) (all, blocks []uint64) {
	for _, f := range p.Fillers {
		kind, place, _ := strings.Cut(f, " ")
		place = strings.ToLower(place)
		if (kind == "place" || kind == "rows") && slices.ContainsFunc(harmlessPlaces, func(w string) bool { return strings.Contains(place, w) }) {
			continue
		}
		if all = append(all, mark(f)); kind != "rows" {
			blocks = append(blocks, mark(f))
		}
	}
	return all, blocks
}

// drawnBlocks is how many empty places of a start page are blocks that a script of the
// site fills.
const drawnBlocks = 3

// drawsBlocks says whether scripts draw blocks of the start page: columns may stand there.
func (s *Site) drawsBlocks(home *webpage.Page) bool {
	_, blocks := waitsOf(home)
	n := s.awaits(blocks)
	return n > 0 && home.Fetched || n >= drawnBlocks
}

// awaits counts what a page waits for that is no furniture of the site.
func (s *Site) awaits(marks []uint64) (n int) {
	own := mark(webpage.OwnFiller)
	for _, m := range marks {
		if m == own || s.fitted.rows[m] < minShowing || s.fitted.texts[m] < minShowing {
			n++
		}
	}
	return n
}
