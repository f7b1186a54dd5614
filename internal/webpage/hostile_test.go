package webpage_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// TestHostilePages wants pages made to break parsers read in bounded time, to a
// bounded result.
func TestHostilePages(t *testing.T) {
	rep := strings.Repeat
	cases := map[string]string{
		"一万层嵌套":    rep("<div>", 10_000) + "<a href=x.html>链接</a>",
		"未闭合的格式标记": rep("<font><b><a href=1.html>x", 20_000),
		"两百万个属性":   "<div " + rep("a=1 ", 2_000_000) + "><a href=x.html>链接</a>",
		"未闭合的注释":   "<p>正文</p><!--" + rep("- -", 500_000),
		"注释开头成串":   rep("<!-- --!", 200_000),
		"未闭合的脚本":   "<script>" + rep("</scrip", 300_000),
		"写出的脚本":    "<ul>" + rep("<script>document.write('<li><a href=\"a.html\">甲</a><script>document.write(1)<\\/script>')</script>", 3_000),
		"十万个链接":    rep("<a href=/x/y.html>某某某某某某某某某</a>", 100_000),
		"深层列表":     rep("<ul><li><a href=a.html>栏目</a>", 5_000),
		"大表格":      "<table>" + rep("<tr><td><a href=a.html>关于某某工作的通知</a><td>2022-03-04", 30_000),
		"一行数字":     "<p>" + rep("2022-03-04-", 200_000),
		"号":        "<p>" + rep("某发〔2022〕1号", 100_000),
		"左书名号":     "<h1>" + rep("《", 100_000),
		"结束标记":     rep("</div></p></span></a>", 200_000),
		"小于号":      rep("<", 1_000_000),
		"实体":       rep("&amp;&nbsp;", 300_000),
		"CDATA":    "<script type=text/xml><datastore>" + rep("<record><![CDATA[<li><a href=a.html>甲乙丙丁戊己庚辛壬</a>2022-01-02</li>]]></record>", 20_000),
		"分页":       "<script>createPageHTML(99999999, 0, \"index\", \"html\")</script>" + rep("<script>createPageHTML(</script>", 10_000),
		"空":        " ",
		"二进制":      "\x00\xff\xfe\x01<a href=\"\x80\x81\">",
	}
	for name, src := range cases {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			p := webpage.Read(exchangeFor("http://www.example.gov.cn/zwgk/"), []byte(src))
			// Generous, for the machine is shared; what is quadratic takes minutes.
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %v for %d bytes", took, len(src))
			}
			if len(p.Links) > 10_000 || len(p.Text) > webpage.MaxText+8 {
				t.Errorf("%d links and %d bytes of text", len(p.Links), len(p.Text))
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		`<html><head><meta name=PubDate content="2022-03-04"></head><body><div class=nav><a href=a/>政务公开</a></div><ul><li><a href=t20220304_1.html>关于某事的通知</a><span>03-04</span></ul>`,
		`<script>var a='甲';document.write('<a href="x">'+a+'</a>')</script>`,
		`{"list":[{"title":"甲乙","url":"/a.html","date":"2022-01-02"}]}`,
		`<?xml version="1.0"?><datastore><recordset><record><![CDATA[<li><a href=a>b</a></li>]]></record></recordset></datastore>`,
		"<table><tr><td><a href=javascript:;>甲</td></a></table></p></br>",
	} {
		f.Add([]byte(s), "text/html; charset=gbk", "http://www.example.gov.cn/zwgk/index.html")
	}
	f.Fuzz(func(t *testing.T, body []byte, contentType, url string) {
		ex := &evidence.Exchange{URL: url, FinalURL: url, Status: 200, At: time.Unix(1.6e9, 0), Header: http.Header{"Content-Type": {contentType}}}
		p := webpage.ReadUnguarded(ex, body)
		for _, l := range p.Links {
			if l.URL != "" && !strings.HasPrefix(l.URL, "http://") && !strings.HasPrefix(l.URL, "https://") {
				t.Errorf("link %q is not absolute", l.URL)
			}
		}
		if diff := cmp.Diff(p, webpage.ReadUnguarded(ex, bytes.Clone(body))); diff != "" {
			t.Errorf("two readings differ:\n%s", diff)
		}
	})
}

func ExampleRead() {
	p := webpage.Read(exchangeFor("http://www.example.gov.cn/zwgk/tzgg/"), []byte(`<title>通知公告</title>
<ul><li><a href="202203/t20220304_1.html">关于调整公交线路的通知</a><span>2022-03-04</span></li></ul>`))
	e := p.Lists[0].Entries[0]
	fmt.Println(e.Title, e.Dates[0].Date.Format("2006年1月2日"), e.URL)
	// Output: 关于调整公交线路的通知 2022年3月4日 http://www.example.gov.cn/zwgk/tzgg/202203/t20220304_1.html
}
