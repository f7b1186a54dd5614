package facts_test

import (
	"fmt"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ducha/internal/facts"
)

// A picture is a page's own when no other page shows it, whatever its name; where
// too few pages were seen, all are.
func TestPictured(t *testing.T) {
	page := func(content string) string {
		return `<html><title>栏目</title><body><div class="hd"><img src="/images/slogan.jpg"></div><div class="nav"><a href="/jgzn/">机构职能</a><a href="/gsgg/">公示公告</a><a href="/zcfg/">政策法规</a><a href="/zcjd/">政策解读</a></div><div class="main">` + content + `</div></body></html>`
	}
	site := func(names ...string) *facts.Site {
		a := &txtar.Archive{Files: []txtar.File{
			{Name: "/", Data: []byte(page("欢迎"))},
			{Name: "jgzn/", Data: []byte(page(`<img src="/images/index_top.jpg">`))},
			{Name: "gsgg/", Data: []byte(page(""))},
		}}
		for _, n := range names {
			a.Files = append(a.Files, txtar.File{Name: n, Data: []byte(page(fmt.Sprintf("<p>%s</p>", n)))})
		}
		return siteFrom(t, a)
	}
	for name, c := range map[string]struct {
		site *facts.Site
		page string
		own  bool
	}{
		"a chart named like an ornament": {site("zcfg/", "zcjd/"), "jgzn/", true},
		"the template's slogan only":     {site("zcfg/", "zcjd/"), "gsgg/", false},
	} {
		p, err := c.site.Page(home + c.page)
		if err != nil {
			t.Fatal(err)
		}
		if own := c.site.Pictured(p); own != c.own {
			t.Errorf("%s: own pictures %v, want %v (%v)", name, own, c.own, p.Pictures)
		}
	}
	alone := siteFrom(t, &txtar.Archive{Files: []txtar.File{{Name: "/", Data: []byte(page("欢迎"))}, {Name: "gsgg/", Data: []byte(page(""))}}})
	p, err := alone.Page(home + "gsgg/")
	if err != nil {
		t.Fatal(err)
	}
	if !alone.Pictured(p) {
		t.Error("a picture was taken for the template's on the word of one page")
	}
}
