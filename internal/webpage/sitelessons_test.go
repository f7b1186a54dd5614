package webpage_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

func readBody(body string) *webpage.Page { return readAt("/zwgk/202211/t20221107_9.html", body) }

func readAt(path, body string) *webpage.Page {
	const menu = `<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/zwfw/">政务服务</a></li></ul></div>`
	ex := &evidence.Exchange{URL: "http://www.x.gov.cn" + path, FinalURL: "http://www.x.gov.cn" + path, Status: 200, At: time.Unix(1.67e9, 0), Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}}
	return webpage.Read(ex, []byte(`<html><head><title>某市交通运输局</title></head><body>`+menu+body+`</body></html>`))
}

// The particulars of a document stand under labels of many makes.
func TestParticulars(t *testing.T) {
	const text = `<div class="content"><p>各县（市、区）交通运输局，局属各单位：现将《某市农村公路养护管理办法》印发给你们，请结合实际认真贯彻落实。第一条 为规范管理，根据有关法律法规，制定本办法。</p></div>`
	for name, head := range map[string]string{
		"styled labels":      `<div class="attr"><span><label>索引号</label><em>0101-2022-9</em></span><span><label>发文字号</label><em>某交规〔2022〕9号</em></span><span><label>有效性</label><em>有效</em></span></div>`,
		"square signs":       `<div class="wjxx">【索引号】0101-2022-9　【发文字号】某交规〔2022〕9号　【有效性】有效</div>`,
		"cells":              `<table><tr><td>索引号</td><td>0101-2022-9</td><td>发文字号</td><td>某交规〔2022〕9号</td></tr><tr><td>有效性</td><td>有效</td></tr></table>`,
		"colons on one line": `<p>索引号：0101-2022-9 发文字号：某交规〔2022〕9号 有效性：有效</p>`,
	} {
		p := readBody(`<h1>关于印发《某市农村公路养护管理办法》的通知</h1>` + head + text)
		if a := p.Article; a == nil || a.DocNo != "某交规〔2022〕9号" || a.Index != "0101-2022-9" || a.Validity != "有效" {
			t.Errorf("%s: %+v", name, a)
		}
	}
}

const twoRows = `<li><a href="a/1.html">关于做好冬季保畅工作的通知</a><span>2022-11-07</span></li><li><a href="a/2.html">关于公交线路调整的公告</a><span>2022-10-07</span></li>`

// 帝国 writes the number of all rows into a link without an address; a page number in
// such a link is another page.
func TestPagerTotal(t *testing.T) {
	for pager, open := range map[string]bool{
		`<a title="总数">&nbsp;<b>5</b> </a><b>1</b>`:                    false,
		`<a title="Total record">&nbsp;<b>5</b> </a><b>1</b>`:          false,
		`<a class="cur">1</a><a class="num">2</a><a class="num">3</a>`: true,
	} {
		if p := readBody(`<h2>通知公告</h2><ul>` + twoRows + `</ul><div class="page_div">` + pager + `</div>`); p.Pager.Open != open {
			t.Errorf("%s: open %v", pager, p.Pager.Open)
		}
	}
}

// A table's row of short links is a menu; one of a title with its versions is a row.
func TestMenuRows(t *testing.T) {
	columns := func(p *webpage.Page) (n int) {
		for _, l := range p.Links {
			if l.Kind == webpage.LinkColumn && l.Area == webpage.AreaMain {
				n++
			}
		}
		return n
	}
	p := readAt("/", `<table><tr><td><a href="/lygk/">留言公开</a></td><td><a href="/jzxx/">局长信箱</a></td><td><a href="/yjzj/"><img src="/1.gif" alt="意见征集"></a></td><td><a href="/zxft/">在线访谈</a></td></tr></table>`)
	if n := columns(p); n != 4 {
		t.Errorf("menu: %d columns of %+v", n, p.Links)
	}
	row := `<tr><td><a href="a/%.html">关于印发农村公路养护管理办法的通知</a></td><td><a href="b/%.html">文字解读</a></td><td><a href="c/%.html">图解</a></td><td>2022-11-07</td></tr>`
	p = readBody(`<h2>政策文件</h2><table>` + row + row + row + `</table>`)
	if n := columns(p); n != 0 || len(p.Lists) != 1 {
		t.Errorf("rows: %d columns, lists %+v", n, p.Lists)
	}
}

// The heading of a card leads where its 更多 leads and is no row of the card's list.
func TestHeadsOfCards(t *testing.T) {
	card := func(name, at string) string {
		return `<div class="box"><h3><a href="` + at + `">` + name + `</a></h3><a class="more" href="` + at + `">更多</a><h5>2022年11月</h5><ul><li><a href="a/1` + at + `.html">关于` + name + `的通知一则</a><span>2022-11-07</span></li></ul><h5>2022年10月</h5><ul><li><a href="a/2` + at + `.html">关于` + name + `的通知二则</a><span>2022-10-07</span></li></ul></div>`
	}
	p := readBody(`<h2>公示公告</h2>` + card("公告", "zl1/") + card("公示", "zl2/"))
	rows := 0
	for _, l := range p.Lists {
		for _, e := range l.Entries {
			if rows++; e.ShownDate().IsZero() {
				t.Errorf("row without a day: %q", e.Title)
			}
		}
	}
	if rows != 4 {
		t.Errorf("%d rows", rows)
	}
}

// What the excerpt of a row cites is not the row's own number.
func TestCitedNumbers(t *testing.T) {
	p := readBody(`<h2>办事指南</h2><ul><li><a href="a/1.html">道路旅客运输经营许可办事指南</a><p>设定依据：《中华人民共和国道路运输条例》（国务院令第709号）</p><span>2022-11-07</span></li>` +
		`<li><a href="a/2.html">关于印发农村公路养护管理办法的通知</a><p>某交规〔2022〕9号</p><span>2022-11-07</span></li><li><a href="a/3.html">《中华人民共和国道路运输条例》（国务院令第709号）</a><span>2022-11-07</span></li></ul>`)
	if len(p.Lists) != 1 || len(p.Lists[0].Entries) != 3 {
		t.Fatalf("%+v", p.Lists)
	}
	for i, want := range []string{"", "某交规〔2022〕9号", "国务院令第709号"} {
		if got := p.Lists[0].Entries[i].DocNo; got != want {
			t.Errorf("row %d: %q", i, got)
		}
	}
}

// An excerpt of the site's own yearly report, cut within the code, is no bottom.
func TestExcerptIsNoBottom(t *testing.T) {
	row := func(title, text string) string {
		return `<li class="card"><div class="date"><b>18</b><i>2022-01</i></div><div class="txt"><a href="/a/` + title + `.html"><h3>` + title + `</h3></a><p>` + text + `</p></div></li>`
	}
	rows := row("关于公交线路临时调整的公告通知", "为方便群众出行，经研究决定自即日起调整公交线路走向，敬请广大乘客相互转告…") + row("2021年政府网站工作年度报表公开", "网站名称：某市交通运输局。主办单位：某市交通运输局。网站标识码：652900001…")
	p := readAt("/", `<h2>通知公告</h2><ul>`+rows+`</ul><div class="footer"><p>主办单位：某市公路局</p><p>网站标识码：6529000012</p></div>`)
	if p.Footer.SiteCode != "6529000012" || p.Footer.Sponsor != "某市公路局" {
		t.Errorf("code %q, sponsor %q", p.Footer.SiteCode, p.Footer.Sponsor)
	}
	if p = readAt("/", `<h2>通知公告</h2><ul>`+rows+`</ul>`); p.Footer.SiteCode != "" {
		t.Errorf("code %q of an excerpt", p.Footer.SiteCode)
	}
}

// 大汉's store names the address of a next group even when it holds all rows.
func TestStoreHoldsAll(t *testing.T) {
	store := `<div id="4036"><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&columnid=33"></a>]]></nextgroup><recordset>` +
		`<record><![CDATA[<li><a href="/art/2022/11/7/art_1_1.html">关于做好冬季保畅工作的通知</a><span>2022-11-07</span></li>]]></record>` +
		`<record><![CDATA[<li><a href="/art/2022/10/7/art_1_2.html">关于公交线路调整的公告</a><span>2022-10-07</span></li>]]></record></recordset></datastore></script></div>`
	for call, more := range map[string]bool{
		`$('#4036').jpage({totalRecord:2,perPage:15});`: false, `$('#4036').jpage({"totalRecord":"2"});`: false,
		`$('#4036').jpage({totalRecord:20,perPage:2});`: true, `$('#4036').jpage({perPage:15});`: true,
		`$('#4036').jpage({totalRecord:2});$('#4037').jpage({totalRecord:40});`: true,
	} {
		p := readAt("/col/col33/index.html", `<h2>通知公告</h2>`+store+`<script>`+call+`</script>`)
		if len(p.Lists) != 1 || len(p.Lists[0].Entries) != 2 || (p.Pager.Next != "") != more {
			t.Errorf("%s: lists %+v, next %q", call, p.Lists, p.Pager.Next)
		}
	}
}

// Where a page has several of 大汉's lists, each store says itself how many rows there are.
func TestStoreTellsTotal(t *testing.T) {
	for total, more := range map[string]bool{"1": false, "40": true} {
		store := `<div id="4036"></div><script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&columnid=33&unitid=4036&webname=x"></a>]]></nextgroup><totalrecord>` + total + `</totalrecord><totalpage>1</totalpage><recordset>` +
			`<record><![CDATA[<li><a href="/art/2022/11/7/art_1_1.html">关于做好冬季保畅工作的通知</a><span>2022-11-07</span></li>]]></record></recordset></datastore></script>`
		p := readAt("/col/col33/index.html", `<h2>通知公告</h2>`+store+`<script>$('#4036').jpage({totalRecord:1});$('#4037').jpage({totalRecord:40});</script>`)
		if (p.Pager.Next != "") != more {
			t.Errorf("of %s rows: next %q", total, p.Pager.Next)
		}
	}
}

// epoint draws its pager by a script; the numbers beside it lead to the same pages.
func TestNumbersBesideDrawnPager(t *testing.T) {
	drawn := `<div id="page"></div><script>$("#page").pagination({pageIndex:0,pageSize:2,total:4,setPageIndex:function(i){window.location.href=i==0?"moreinfo.html":(i+1)+".html";}});</script>`
	numbers := `<ul class="m-pagination-page"><li class="active"><a href="moreinfo.html">1</a></li><li><a href="2.html">2</a></li></ul>`
	for pager, open := range map[string]bool{drawn: true, drawn + numbers: false} {
		if p := readAt("/003/003001/moreinfo.html", `<h2>通知公告</h2><ul>`+twoRows+`</ul>`+pager); p.Pager.Open != open || p.Pager.Pages != 2 {
			t.Errorf("%s: %+v", pager, p.Pager)
		}
	}
}

// A pager is a <nav> of its own in newer designs, and no menu.
func TestPagerInNav(t *testing.T) {
	for name, pager := range map[string]string{
		"Bootstrap": `<nav><ul class="pagination"><li class="page-item active"><a class="page-link" href="/zwgk/tzgg/">1</a></li><li class="page-item"><a class="page-link" href="/zwgk/tzgg/?page=2">2</a></li><li class="page-item"><a class="page-link" href="/zwgk/tzgg/?page=2" rel="next">&raquo;</a></li></ul></nav>`,
		"WordPress": `<nav class="navigation pagination"><div class="nav-links"><span class="page-numbers current">1</span><a class="page-numbers" href="/zwgk/tzgg/?page=2">2</a><a class="next page-numbers" href="/zwgk/tzgg/?page=2">下一页</a></div></nav>`,
	} {
		p := readAt("/zwgk/tzgg/", `<h2>通知公告</h2><ul>`+twoRows+`</ul>`+pager)
		if p.Pager.Next != "http://www.x.gov.cn/zwgk/tzgg/?page=2" || p.Pager.Pages != 2 {
			t.Errorf("%s: %+v", name, p.Pager)
		}
		if p.Class != webpage.ClassList {
			t.Errorf("%s: class %s", name, p.Class)
		}
	}
	menu := `<nav class="pagenav"><ul><li><a href="/a/">工作动态和头条信息</a></li><li><a href="/b/">办事指南与表格下载大全</a></li></ul></nav>`
	for _, l := range readAt("/zwgk/tzgg/", `<h2>通知公告</h2><ul>`+twoRows+`</ul>`+menu).Links {
		if l.Kind == webpage.LinkPager {
			t.Errorf("a menu is taken for a pager: %+v", l)
		}
	}
}

// The day in the link of a row is no word of its title, whichever way it was read.
func TestDayInsideLink(t *testing.T) {
	for _, day := range []string{`<time datetime="2022-11-07">11-07</time>`, `<time>2022-11-07</time>`, `<span class="date" data-date="2022-11-07">2022年11月7日</span>`} {
		p := readAt("/zwgk/tzgg/", `<h2>通知公告</h2><div class="list-group"><a href="a/1.html"><span>关于做好冬季保畅工作的通知</span>`+day+`</a><a href="a/2.html"><span>关于公交线路调整的公告</span>`+day+`</a></div>`)
		if len(p.Lists) != 1 || len(p.Lists[0].Entries) != 2 {
			t.Fatalf("%s: %+v", day, p.Lists)
		}
		if e := p.Lists[0].Entries[0]; e.Title != "关于做好冬季保畅工作的通知" || len(e.Dates) == 0 || e.Dates[0].Date.Format(time.DateOnly) != "2022-11-07" {
			t.Errorf("%s: %q %v", day, e.Title, e.Dates)
		}
	}
}

// The bottom and the menu that a script puts into every page hide no entries; what it
// loads is a frame. What it puts anywhere else may be the content.
func TestLoadedParts(t *testing.T) {
	const box = `<h2>政务公开</h2><ul class="menu"><li><a href="/zwgk/jgzn/">机构职能</a></li><li><a href="/zwgk/zcfg/">政策法规</a></li></ul>`
	load := func(place, file string) string {
		return `<div id="` + place + `"></div><script>$(function(){$("#` + place + `").load("` + file + `");});</script>`
	}
	for script, hides := range map[string]bool{
		load("footer", "/inc/footer.html"):                                                                    false,
		load("footer", "/inc/footer.html") + load("header", "/inc/top.html"):                                  false,
		load("list", "/inc/list.html"):                                                                        true,
		load("footer", "/inc/f.html") + `<script>$.get("/api/list?c=1")</script>`:                             true,
		`<div id="footer"></div><script>$("#footer").load("/inc/"+code)</script>`:                             true,
		load("footer", "/inc/footer.html") + `<div id="x"></div><script>$("#x").load("/inc/x.html")</script>`: true,
	} {
		p := readAt("/zwgk/", box+script)
		if hidden := p.ScriptsIn || p.Problem != evidence.None; hidden != hides {
			t.Errorf("%s: hidden %v", script, hidden)
		}
	}
	for _, l := range readAt("/zwgk/", box+load("footer", "/inc/footer.html")).Links {
		if l.Kind == webpage.LinkFrame && l.URL == "http://www.x.gov.cn/inc/footer.html" && l.Area == webpage.AreaFooter {
			return
		}
	}
	t.Error("the loaded bottom is no frame")
}

func TestSearchURL(t *testing.T) {
	for address, search := range map[string]bool{
		"http://www.x.gov.cn/search.jsp?q=公告": true, "http://www.x.gov.cn/s/jsearch/list?keyword=x": true, "http://so.x.gov.cn/s?qt=公交": false,
		"http://www.x.gov.cn/govsearch/list.jsp?channelid=12": false, "http://www.x.gov.cn/search/": false, "http://www.x.gov.cn/research/?key=1": false, "http://www.x.gov.cn/xxgk/query.aspx?type=3": false,
	} {
		if got := webpage.SearchURL(address); got != search {
			t.Errorf("%s: %v", address, got)
		}
	}
}

// The title of a row may stand beside its link, which only says 查看.
func TestTitlesBesideLinks(t *testing.T) {
	for name, list := range map[string]string{
		"cells": `<table><tr><th>序号</th><th>名称</th><th>发布时间</th><th>操作</th></tr><tr><td>1</td><td>关于做好冬季保畅工作的通知</td><td>2022-11-07</td><td><a href="a/1.html">查看</a></td></tr><tr><td>2</td><td>送法进社区</td><td>2022-10-07</td><td><a href="a/2.html">查看</a></td></tr></table>`,
		"items": `<ul><li><span>关于做好冬季保畅工作的通知</span><em>2022-11-07</em><a href="a/1.html">详情</a></li><li><span>关于公交线路调整的公告</span><em>2022-10-07</em><a href="a/2.html">详情</a></li></ul>`,
	} {
		p := readAt("/zwgk/tzgg/", `<h2>通知公告</h2>`+list)
		if len(p.Lists) != 1 || len(p.Lists[0].Entries) != 2 { // short titles are titles, too
			t.Fatalf("%s: %+v", name, p.Lists)
		}
		if e := p.Lists[0].Entries[0]; e.Title != "关于做好冬季保畅工作的通知" || e.URL != "http://www.x.gov.cn/zwgk/tzgg/a/1.html" || len(e.Dates) == 0 || e.Dates[0].Date.Format(time.DateOnly) != "2022-11-07" {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

// A name in two tongues is its Chinese part.
func TestTwoTongues(t *testing.T) {
	p := readAt("/zwgk/", `<h2>政务公开<br>ھۆكۈمەت ئىشلىرى</h2><ul class="menu"><li><a href="/zwgk/zcfg/">政策法规<br><span lang="ug">سىياسەت-قانۇن</span></a></li><li><a href="/uy/">ئۇيغۇرچە</a></li><li><a href="/zwgk/jgzn/">Қазақша 机构职能</a></li></ul>`)
	var names []string
	for _, l := range p.Links {
		if l.URL != "http://www.x.gov.cn/" {
			names = append(names, l.Text)
		}
	}
	want := []string{"政务公开", "政务服务", "政策法规", "ئۇيغۇرچە", "机构职能"}
	if !slices.Equal(names, want) || p.Heading != "政务公开" {
		t.Errorf("%q under %q; want %q", names, p.Heading, want)
	}
}

// A body without a duty says so in words of its own; a text on others' duties does not.
func TestNoneHere(t *testing.T) {
	for text, empty := range map[string]bool{
		"经梳理，我院不涉及行政许可事项。": true, "本单位不具有行政处罚职权，特此说明。": true, "我校无行政事业性收费项目。": true,
		"我局承担全市道路运输行业管理工作，欢迎社会各界监督指导。":                                       false,
		strings.Repeat("本办法适用于本市行政区域内的道路运输经营活动及其监督管理，", 12) + "不涉及铁路运输经营活动。": false,
	} {
		p := readAt("/zwgk/xzxk/", `<h2>行政许可</h2><div class="content"><p>`+text+`</p></div>`)
		if got := len(p.Lists) > 0 && p.Lists[0].Empty != ""; got != empty {
			t.Errorf("%s: declared empty %v", text, got)
		}
	}
}

// The menu of a page made for telephones stands at its foot.
func TestTabBar(t *testing.T) {
	p := readAt("/zwgk/", `<h2>政务公开</h2><p>本栏目公开政府信息。</p><div class="page__ft">主办单位：某市交通运输局 网站标识码：6501000001</div><footer class="weui-tabbar"><a href="/"><p>首页</p></a><a href="/gzdt/"><p>工作动态</p></a><a href="/hdjl/"><p>互动交流</p></a></footer>`)
	for _, l := range p.Links {
		if l.URL == "http://www.x.gov.cn/hdjl/" && l.Area != webpage.AreaNav {
			t.Errorf("%+v", l)
		}
	}
}

// layui writes a path as a <span>, with signs that its script draws.
func TestPathInSpan(t *testing.T) {
	p := readAt("/gk/fd/jgzn.html", `<main><span class="layui-breadcrumb" lay-separator="&gt;"><a href="/">首页</a><a href="/gk/">政务公开</a><a><cite>机构职能</cite></a></span><h2>机构职能</h2><p>某市交通运输局是市政府工作部门。</p></main>`)
	if len(p.Crumbs) != 3 || p.Crumbs[1].URL != "http://www.x.gov.cn/gk/" || p.Crumbs[2].Text != "机构职能" {
		t.Errorf("path %+v", p.Crumbs)
	}
	if p = readAt("/a.html", `<p class="position">招聘岗位：<a href="/1.html">驾驶员</a><a href="/2.html">安全员</a></p>`); len(p.Crumbs) > 0 {
		t.Errorf("path %+v of no path", p.Crumbs)
	}
}

// Frameworks write the page that opens a folder without an ending.
func TestIndexOpensFolder(t *testing.T) {
	for page, below := range map[string]bool{"http://www.x.gov.cn/interact/index": true, "http://www.x.gov.cn/interact": true, "http://www.x.gov.cn/interact/home": false, "http://www.x.gov.cn/index": false} {
		if got := webpage.Below(page, "http://www.x.gov.cn/interact/jzxx"); got != below {
			t.Errorf("beneath %s: %v, want %v", page, got, below)
		}
	}
}

// A script opens the way to report mistakes; its words are in the bottom all the same.
func TestMistakeByScript(t *testing.T) {
	for bottom, want := range map[string]bool{`<a href="#" onclick="report()">我为政府网站找错</a>`: true, `<a href="#">网站地图</a>`: false} {
		p := readAt("/", `<h2>通知公告</h2><ul>`+twoRows+`</ul><div class="footer"><p>主办单位：某市交通运输局　网站标识码：6529000012</p><p>`+bottom+`</p></div>`)
		if p.Footer.Mistake != want {
			t.Errorf("%s: %v", bottom, p.Footer.Mistake)
		}
	}
}

// A text may be shown by what is no text and no <img>: none of these pages is blank.
func TestTextShownOtherwise(t *testing.T) {
	for name, c := range map[string]struct {
		content  string
		pictures int
		offers   bool
		scripts  bool
	}{
		"background":           {`<div style="height:2400px;background:url('/upload/zn.jpg') no-repeat"></div>`, 1, false, false},
		"background of a word": {`<p style="background:url(/images/dot.gif)">机构职能</p>`, 0, false, false},
		"drawing":              {`<svg width="900" height="1600"><image xlink:href="/upload/zn.jpg" width="900" height="1600"/></svg>`, 1, false, false},
		"sign":                 {`<svg viewBox="0 0 79 86"><path d="M1 1"/></svg>`, 0, false, false},
		"media link":           {`<p><a class="media" href="/upload/zn.pdf"></a></p>`, 0, true, false},
		"page in an attribute": {`<iframe srcdoc="&lt;p&gt;受理机构&lt;/p&gt;" width="100%"></iframe>`, 0, false, true},
		"nothing":              {`<div></div>`, 0, false, false},
	} {
		p := readAt("/zwgk/jgzn/", `<div class="main"><h2>机构职能</h2>`+c.content+`</div>`)
		if len(p.Pictures) != c.pictures || p.Offers() != c.offers || p.ScriptsIn != c.scripts {
			t.Errorf("%s: pictures %q, offers %v, scripts %v", name, p.Pictures, p.Offers(), p.ScriptsIn)
		}
	}
}
