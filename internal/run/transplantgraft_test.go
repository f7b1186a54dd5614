package run_test

import (
	"net/url"
	"strings"
	"testing"
)

// A graft is a cut page: its text with marks, and the pieces others are drawn by.
type graft struct {
	cut
	text                     string
	row, navModel, sideModel string
	boxModel, boxRowModel    string
}

func (c cut) read(t *testing.T) *graft {
	t.Helper()
	defer func() {
		if p := recover(); p != nil {
			t.Fatalf("%s: %v", c.page, p)
		}
	}()
	src := whole(string(stored(t, c.page)))
	base, err := url.Parse(c.base)
	if err != nil {
		t.Fatal(err)
	}
	if c.base == "" {
		base, _ = url.Parse("http://" + c.page[strings.IndexByte(c.page, ':')+1:])
	}
	if c.was != "" && !strings.Contains(src, c.was) {
		t.Fatalf("%s: no %s", c.page, c.was)
	}
	if c.was != "" {
		src = strings.Replace(src, c.was, c.is, 1)
	}
	g := &graft{cut: c, text: outward(strings.TrimPrefix(src, "\ufeff"), base)}
	take := func(within, row, mark string) (model string) {
		if within != "" {
			g.text, model = cutRow(g.text, within, row, mark)
		}
		return model
	}
	out := func(paths, mark string) {
		for path := range strings.SplitSeq(paths, ", ") { // what stands on a page twice
			if path != "" {
				g.text = cutOut(g.text, path, mark)
			}
		}
	}
	g.row = take(c.within, c.row, "@ROWS@")
	g.boxModel = take(c.boxes, c.box, "@BOXES@")
	if g.boxModel != "" {
		g.boxModel, g.boxRowModel = cutRow(g.boxModel, c.boxRows, c.boxRow, "@ROWS@")
	}
	out(c.pager, "@PAGER@")
	g.navModel = take(c.nav, c.navItem, "@NAV@")
	g.sideModel = take(c.side, c.sideItem, "@SIDE@")
	out(c.crumb, "@CRUMB@")
	out(c.head, "@HEAD@")
	foot, rest, _ := strings.Cut(c.foot, ", ")
	out(rest, "") // a second one, of the page for telephones
	out(foot, "@FOOT@")
	out(c.title, "@TITLE@")
	out(c.body, "@BODY@")
	if t := elements(g.text, "title"); len(t) > 0 {
		g.text = g.text[:t[0].inner] + "@HEADING@" + g.text[t[0].innerEnd:]
	}
	return g
}
