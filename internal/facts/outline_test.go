package facts

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// What is kept of a page is what columns ask of it: the same as the page itself,
// with the record of the exchange that counts.
func TestOutlineIsThePage(t *testing.T) {
	body := []byte(`<title>政务公开</title><div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div><div>当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a></div>
<div class="box"><h3>政策文件</h3><a href="zcwj/">更多&gt;&gt;</a><ul><li><a href="zcwj/t20221102_1.html">关于印发办法的通知</a><span>2022-11-02</span></li><li><a href="zcwj/t20221103_2.html">关于印发方案的通知</a><span>2022-11-03</span></li></ul></div>
<a href="index_1.html">下一页</a><iframe src="list.html"></iframe><p>说明文字</p>`)
	ex := &evidence.Exchange{ID: "r", URL: "http://a.gov.cn/zwgk/", FinalURL: "http://a.gov.cn/zwgk/", Body: "b", Status: 200, At: time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC), Header: map[string][]string{"Content-Type": {"text/html; charset=utf-8"}}}
	page := webpage.Read(ex, body)
	r := NewReadings(Vocabulary{}, nil)
	g := r.digest(page)
	s := &Site{readings: r}
	got, err := s.outline(&visit{key: "zwgk", chosen: ex, drawn: g.drawn})
	if err != nil {
		t.Fatal(err)
	}
	if got.runes != zhtext.Runes(page.Text) || got.Record != ex.ID || got.At != ex.At || got.SHA256 != ex.Body || got.URL != page.URL || got.Class != page.Class || len(got.Lists) != len(page.Lists) {
		t.Errorf("outline %+v of %+v", got, page)
	}
	for i := range page.Lists {
		if a, b := got.Lists[i], page.Lists[i]; a.Heading != b.Heading || len(a.Entries) != len(b.Entries) || len(b.Entries) > 0 && a.Entries[0].Title != b.Entries[0].Title {
			t.Errorf("list %d: %+v, want %+v", i, a, b)
		}
	}
	var want []string
	for i := range page.Links {
		if l := &page.Links[i]; l.Kind == webpage.LinkColumn || l.Kind == webpage.LinkPager || l.Kind == webpage.LinkFrame || strings.Contains(l.Text, "更多") {
			want = append(want, l.URL+" "+l.Text)
		}
	}
	var kept []string
	for l := range got.Links() {
		kept = append(kept, l.URL+" "+l.Text)
	}
	if !slices.Equal(kept, want) || len(want) < 4 {
		t.Errorf("links %q, want %q", kept, want)
	}
}
