package run_test

import (
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
)

// A cut says where in one real page the bureau's words go: paths of elements (see
// find). What it does not name stays as it was published.
type cut struct {
	page string // "pages/101.html" or a record's address in one of the stored sites
	base string // the address it had, when the page does not say

	nav, navItem   string    // the main menu and the item others are drawn by
	side, sideItem string    // the menu of 政务公开 beside a list
	sideWas        [2]string // address and name in an item that a script writes
	crumb          string
	crumbAs        string // how a script writes it: a format
	head, headAs   string // the name of the column, and how a script writes it
	foot           string

	within, row string // a list; a row with a leading / is an expression, the last of its like the model
	words       string // what words stand in place of, if not the list itself
	pager       string
	was, is     string // one more change: a number of rows or pages in a script

	title, meta, body string // an article

	boxes, box, boxRows, boxRow string // a home page: its boxes and their rows
}

// A template is a real site whose pages the bureau moves into.
type template struct {
	name    string
	list    *cut // without one lists stand in place of an article's text
	article *cut
	home    *cut            // without one the boxes stand in place of a list
	paged   func(b *bureau) // how its lists go on
	gbk     bool            // served in GBK, as its like often are: what was stored was made UTF-8
	hides   []string        // codes of planted defects that cannot be seen there
	once    bool            // audited in every run
}

// TestShapesOfRealSites audits the compliant bureau within the real pages of other
// bodies: what no imagined shape has – their boxes, scripts, comments, nesting.
func TestShapesOfRealSites(t *testing.T) {
	known := newNames(t)
	full := os.Getenv("DUCHA_SHAPES") == "full"
	for _, site := range realTemplates() {
		if !full && !site.once {
			continue
		}
		set := site.transplant(t)
		t.Run(site.name, func(t *testing.T) {
			t.Parallel()
			b := newBureau()
			set(b)
			auditShape(t, known, b)
		})
		t.Run(site.name+", planted", func(t *testing.T) {
			t.Parallel()
			b := newBureau()
			b.plant()
			b.hide(site.hides)
			set(b)
			auditShape(t, known, b)
		})
	}
}

// hide excuses from finding the planted defects of some codes.
func (b *bureau) hide(codes []string) {
	b.planted = slices.DeleteFunc(b.planted, func(key string) bool {
		code, _, _ := strings.Cut(key, " ")
		if slices.Contains(codes, code) {
			b.besides = append(b.besides, key)
			return true
		}
		return false
	})
}

// transplant reads the pages of a template and gives what sets a bureau into them.
func (site template) transplant(t *testing.T) func(b *bureau) {
	article := site.article.read(t)
	list, home := article, (*graft)(nil)
	if site.list != nil {
		list = site.list.read(t)
	}
	if site.home != nil {
		home = site.home.read(t)
	}
	return func(b *bureau) {
		var kind string
		var col *bcol
		var art *bart
		plainTags, plainRows := b.tags, b.rows
		b.tags = func(k string, c *bcol, a *bart) string { kind, col, art = k, c, a; return "" }
		if list.row != "" {
			b.rows = func(c *bcol, arts []*bart) string { return listMark + list.rowsOf(b, arts) + pagerMark }
		} else {
			b.rows = func(c *bcol, arts []*bart) string { return plainRows(c, arts) }
		}
		if site.paged != nil {
			site.paged(b)
		}
		if home != nil {
			b.home = func() string { return home.boxesOf(b, "工作动态", "公示公告", "政策法规", "政策解读") }
		}
		b.frame = func(title, crumb, body string) string {
			g := list
			switch {
			case art != nil:
				g = article
			case kind == "home" && home != nil:
				g = home
			}
			out := g.fill(b, g == home, col, art, title, crumb, body)
			return tagged(out, plainTags(kind, col, art))
		}
		b.handle = func(w http.ResponseWriter, r *http.Request) bool { return stub(b, w, r) }
		if site.gbk {
			b.asGBK()
		}
	}
}

const listMark, pagerMark = "<!--rows of a list-->", "<!--pager of a list-->"
