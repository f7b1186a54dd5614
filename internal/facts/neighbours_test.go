package facts_test

import (
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ducha/internal/facts"
)

// A page is another body's only when it leads home into a folder beside the site and
// names a body that is certainly not the site's.
func TestNeighbours(t *testing.T) {
	own := facts.Face{Homes: [3]string{home}, Sponsor: "某市交通运输局"}
	for name, c := range map[string]struct {
		home string
		face facts.Face
		want string
	}{
		"another body":            {home, facts.Face{Homes: [3]string{home + "glj/"}, Sponsor: "某市公路局"}, home + "glj/"},
		"a unit of a long name":   {home, facts.Face{Homes: [3]string{home + "zfzd/"}, Sponsor: "某某自治州交通运输综合行政执法支队"}, home + "zfzd/"},
		"only one has the tag":    {home, facts.Face{Homes: [3]string{home + "glj/index.html"}, Name: "某市公路局"}, ""},
		"its own name in short":   {home, facts.Face{Homes: [3]string{home + "zwgk/"}, Sponsor: "市交通局"}, ""},
		"its information centre":  {home, facts.Face{Homes: [3]string{home + "zwgk/"}, Sponsor: "某市交通运输局信息中心"}, ""},
		"the government above":    {home, facts.Face{Homes: [3]string{home + "zwgk/"}, Sponsor: "某市人民政府办公室"}, ""},
		"no body at all":          {home, facts.Face{Homes: [3]string{home + "zwgk/"}, Sponsor: "政务公开专栏"}, ""},
		"leads to the site too":   {home, facts.Face{Homes: [3]string{home + "glj/", home}, Sponsor: "某市公路局"}, ""},
		"leads to the portal":     {home + "jtj/", facts.Face{Homes: [3]string{home}, Sponsor: "某市公路局"}, ""},
		"leads above the site":    {home + "bm/jtj/", facts.Face{Homes: [3]string{home + "bm/"}, Sponsor: "某市公路局"}, ""},
		"another host":            {home, facts.Face{Homes: [3]string{"http://glj.example.gov.cn/glj/"}, Sponsor: "某市公路局"}, ""},
		"a folder within its own": {home + "jtj/", facts.Face{Homes: [3]string{home + "jtj/glj/"}, Sponsor: "某市公路局"}, home + "jtj/glj/"},
	} {
		n := facts.NewNeighbours(c.home, nil)
		if got := n.Start(c.face); got != "" {
			t.Errorf("%s: %q before the start page was read", name, got)
		}
		n.Meet(c.home, own)
		if got := n.Start(c.face); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What lies in the folder of a site that is audited too is none of this one's, whatever
// its pages say.
func TestOtherSitesOfTheHost(t *testing.T) {
	const rows = `<ul><li><a href="t1.html">关于公交线网优化情况的通报</a><span>2022-11-04</span></li><li><a href="t2.html">关于客运站场改造情况的通报</a><span>2022-10-04</span></li></ul>`
	page := func(links string) []byte {
		return []byte(`<html><body><div class="nav"><ul><li><a href="/tzgg/">通知公告</a></li>` + links + `</ul></div>` + rows + `</body></html>`)
	}
	m := snapshotOf(&txtar.Archive{Files: []txtar.File{
		{Name: "/", Data: page(`<li><a href="/zwgk/">政务公开</a></li><li><a href="/glj/">市公路局</a></li>`)},
		{Name: "tzgg/", Data: page("")}, {Name: "zwgk/", Data: page("")},
		{Name: "glj/", Data: page(`<li><a href="/glj/zcjd/">政策解读</a></li>`)}, {Name: "glj/zcjd/", Data: page("")},
	}})
	for others, want := range map[string]string{"": "glj/zcjd/", home + "glj/": "absent"} {
		s, err := facts.Load(t.Context(), m, facts.Options{Vocabulary: vocabulary(t), Others: []string{others}})
		if err != nil {
			t.Fatal(err)
		}
		if got := answer(s, []string{"政策解读"}); got != want {
			t.Errorf("beside %q: 政策解读 is %s, want %s", others, got, want)
		}
	}
}
