package run_test

import (
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Ways of drawing the parts of a page, put together at random by TestRandomLayouts.
var (
	randomMenus = [][3]string{ // around all, around one, between
		{`<div class="nav"><ul>%s</ul></div>`, `<li><a href="%s">%s</a></li>`, ""},
		{`<table width="1000" align="center"><tr>%s</tr></table>`, `<td align="center"><a href="%s">%s</a></td>`, `<td>|</td>`},
		{`<div id="dh">%s</div>`, `<a href="%s">%s</a>`, " | "},
		{`<div class="lanmu">%s</div>`, `<dl><dt><a href="%s">%s</a></dt></dl>`, ""},
		{`<p align="center">%s</p>`, `<a href="%s"><font color="#fff">%s</font></a>`, "&nbsp;&nbsp;"},
		{`<div class="top_bg"><div class="w1000">%s</div></div>`, `<span><a href="%s">%s</a></span>`, ""},
	}
	randomCrumbs = [][4]string{ // lead, between, around one, the last in words (1) or linked
		{`<div class="a1">当前位置：%s</div>`, " &gt; ", `<a href="%s">%s</a>`, ""},
		{`<div class="a1">您现在的位置：%s</div>`, "&gt;&gt;", `<a href="%s">%s</a>`, "1"},
		{`<table><tr><td><img src="/dot.gif"> 当前位置：%s</td></tr></table>`, "-&gt;", `<a href="%s">%s</a>`, ""},
		{`<p>现在的位置：%s</p>`, "»", `<a href="%s">%s</a>`, "1"},
		{`<div class="a1"><span>您所在的位置：</span><span>%s</span></div>`, " / ", `<a href="%s">%s</a>`, ""},
		{`<div class="a1">%s</div>`, " &gt; ", `<a href="%s">%s</a>`, "1"},
		{`<ul class="a1"><li>当前位置：</li>%s</ul>`, "<li>&gt;</li>", `<li><a href="%s">%s</a></li>`, ""},
		{`<div class="weizhi">首页 &gt; 正在浏览：%s</div>`, " - ", `<a href="%s">%s</a>`, ""},
	}
	randomHeads = []string{`<h2>%s</h2>`, `<div class="tit">%s</div>`, `<table><tr><td class="bt">%s</td></tr></table>`, `<div class="hd"><span>%s</span><em>LIST</em></div>`, ``, `<div align="center"><b>%s</b></div>`}
	randomRows  = [][3]string{ // %[1]s address, %[2]s title, %[3]s date, %[4]s number
		{`<ul>`, `<li><a href="%[1]s">%[2]s</a><span>%[3]s</span></li>`, `</ul>`},
		{`<ul>`, `<li><span>%[3]s</span><a href="%[1]s" title="%[2]s" target="_blank">%[2]s</a></li>`, `</ul>`},
		{`<table width="100%">`, `<tr><td width="15"><img src="/dot.gif"></td><td><a href="%[1]s">%[2]s</a></td><td align="right">%[3]s</td></tr><tr><td colspan="3" height="1" bgcolor="#ccc"></td></tr>`, `</table>`},
		{`<table><tr><th>序号</th><th>标题</th><th>发布日期</th></tr>`, `<tr><td>%[4]s</td><td><a href="%[1]s">%[2]s</a></td><td>%[3]s</td></tr>`, `</table>`},
		{`<div class="lb">`, `<div class="item"><div class="t"><a href="%[1]s">%[2]s</a></div><div class="d">%[3]s</div></div>`, `</div>`},
		{``, `<dl><dt><a href="%[1]s">%[2]s</a></dt><dd>%[3]s</dd></dl>`, ``},
		{`<div>`, `<p>·<a href="%[1]s">%[2]s</a>　[%[3]s]</p>`, `</div>`},
		{`<div>`, `·<a href="%[1]s">%[2]s</a>(%[3]s)<br>`, `</div>`},
		{``, `<table width="100%%"><tr><td>·<a href="%[1]s">%[2]s</a></td><td>%[3]s</td></tr></table>`, ``},
		{`<ul>`, `<li onclick="window.open('%[1]s')"><b>%[2]s</b><span>%[3]s</span></li>`, `</ul>`},
		{`<ul>`, `<li><a href="%[1]s"><p>%[2]s</p><i>%[3]s</i></a></li>`, `</ul>`},
		{`<div class="grid">`, `<a href="%[1]s" class="one"><div class="t">%[2]s</div><div class="d">%[3]s</div></a>`, `</div>`},
		{`<table>`, `<tr><td><a href="%[1]s">%[2]s</a></td></tr><tr><td align="right">发布日期：%[3]s</td></tr>`, `</table>`},
		{`<ul>`, `<li><h3><a href="%[1]s">%[2]s</a></h3><p>为进一步加强和规范行业管理，现将有关事项公告如下……<a href="%[1]s">[详细]</a></p><em>%[3]s</em></li>`, `</ul>`},
	}
	randomDates     = []string{"2006-01-02", "2006/01/02", "2006.01.02", "2006年01月02日", "2006年1月2日", "2006-1-2", "2006-01-02 15:04"}
	randomHeadlines = []string{`<h1>%s</h1>`, `<div class="title">%s</div>`, `<div align="center"><font size="5"><b>%s</b></font></div>`, `<table width="100%%"><tr><td align="center" class="tt"><strong>%s</strong></td></tr></table>`, `<p align="center" style="font-size:22px">%s</p>`}
	randomInfos     = []string{
		`<div class="info"><span>发布时间：%[1]s</span><span>来源：%[2]s</span><span>浏览次数：<em>1208</em></span></div>`,
		`<div class="info">日期：%[1]s　信息来源：%[2]s　字号：[<a href="javascript:f(16)">大</a> <a href="javascript:f(12)">小</a>]</div>`,
		`<div class="info">%[1]s　来源：%[2]s　点击：128</div>`,
		`<table><tr><td>来源：%[2]s</td><td>发布日期：%[1]s</td><td>阅读：12次</td></tr></table>`,
		`<div class="info"><span><a href="/">[%[2]s]</a></span><span>发布时间：%[1]s</span><span>来源：%[2]s</span></div>`,
		`<dl class="info"><dt>发布时间</dt><dd>%[1]s</dd><dt>来源</dt><dd>%[2]s</dd></dl>`,
	}
	randomWraps     = []string{"%s", `<div class="main">%s</div>`, `<table width="1000"><tr><td>%s</td></tr></table>`, `<form id="form1" action="list.aspx">%s</form>`, `<div><div><div>%s</div></div></div>`, `<div class="page">%s</div>`, `<center>%s</center>`, `<div class="content">%s</div>`}
	randomPlatforms = [][2]string{ // around all columns, around one
		{`<h2>政务公开</h2><ul class="menu">%s</ul>`, `<li><a href="%s">%s</a></li>`},
		{`<table width="100%%" cellspacing="5">%s</table>`, `<tr><td><img src="/dot.gif"> <a href="%s">%s</a></td></tr>`},
		{`<div class="gk">%s</div>`, `<dl><dt><a href="%s">%s</a></dt></dl>`},
		{`<div class="tiles">%s</div>`, `<a class="tile" href="%s"><i class="ico"></i><span>%s</span></a>`},
		{`<div class="tree">%s</div>`, `<div class="node"><span class="fold"></span><a href="%s" title="">%s</a></div>`},
		{`<p>%s</p>`, `·<a href="%s">%s</a><br>`},
	}
	randomBoxes = [][4]string{ // %[1]s address, %[2]s name of a column; around its rows; %[1]s address, %[2]s title, %[3]s day of one
		{`<div class="box"><h3><a href="%[1]s">%[2]s</a></h3><a class="more" href="%[1]s">更多</a>`, `<ul>`, `<li><a href="%[1]s">%[2]s</a><span>%[3]s</span></li>`, `</ul></div>`},
		{`<table><tr><td class="bt">%[2]s</td><td align="right"><a href="%[1]s">&gt;&gt;更多</a></td></tr></table>`, `<table>`, `<tr><td>·<a href="%[1]s">%[2]s</a></td><td>[%[3]s]</td></tr>`, `</table>`},
		{`<div class="t1"><span>%[2]s</span><em><a href="%[1]s">MORE+</a></em></div>`, `<div class="c1">`, `<p><a href="%[1]s">%[2]s</a> %[3]s</p>`, `</div>`},
		{`<dl><dt><b>%[2]s</b><a href="%[1]s"><img src="/images/more.gif"></a></dt>`, ``, `<dd><a href="%[1]s" title="%[2]s">%[2]s</a><i>%[3]s</i></dd>`, `</dl>`},
	}
	randomFeet = []string{
		bureauFooter,
		`<table width="1000" align="center"><tr><td align="center"><a href="/wzdt/">网站地图</a> | <a href="/lxwm/">联系我们</a></td></tr><tr><td align="center">主办：` + bureauName + `　电话：0991-5881234　地址：兰山市中山路18号<br>新ICP备05001234号　新公网安备65010302000123号　网站标识码：6501000018</td></tr><tr><td><a href="http://bszs.conac.cn/sitename?method=show&id=0E9"><img src="/red.png"></a><a href="https://zfwzgl.www.gov.cn/exposure/pctoken.html?site_code=6501000018"><img src="/jiucuo.png"></a></td></tr></table>`,
		`<div id="bottom"><div class="w"><p>版权所有：` + bureauName + `　联系方式：0991-5881234</p><p>标识码：6501000018</p><p><a target="_blank" href="http://beian.miit.gov.cn">新ICP备05001234号-1</a></p><p><img src="/images/ga.png"> <a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=65010302000123">新公网安备 65010302000123号</a></p><script src="https://dcs.conac.cn/js/33/000/0000/60999999/CA330000000609999990001.js"></script><span id="_span_jiucuo"></span><script src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script><a href="/wzdt/">网站地图</a> <a href="/lxwm/">联系我们</a></div></div>`,
	}
	randomSides = []string{"", `<div class="left"><h3>栏目导航</h3><ul>%s</ul></div>`, `<table width="200" align="left">%s</table>`}
)

func randomLayout(seed uint64) shape {
	return shape{name: fmt.Sprintf("random layout %d", seed), set: func(b *bureau) {
		r := rand.New(rand.NewPCG(seed, 3))
		pick := func(n int) int { return r.IntN(n) }
		menu, crumb, head, row := randomMenus[pick(len(randomMenus))], randomCrumbs[pick(len(randomCrumbs))], randomHeads[pick(len(randomHeads))], randomRows[pick(len(randomRows))]
		date, headline, info, wrap := randomDates[pick(len(randomDates))], randomHeadlines[pick(len(randomHeadlines))], randomInfos[pick(len(randomInfos))], randomWraps[pick(len(randomWraps))]
		b.menu = func() string {
			return drawnMenu(menu, []string{"/", "/gzdt/", "/zwgk/", "/zwfw/", "/hdjl/"}, []string{"首页", "工作动态", "政务公开", "政务服务", "互动交流"})
		}
		b.rows = func(c *bcol, arts []*bart) string {
			var s strings.Builder
			if head != "" {
				fmt.Fprintf(&s, head, c.label)
			}
			s.WriteString(row[0])
			for i, a := range arts {
				s.WriteString(filled(row[1], b.url(a), html.EscapeString(a.title), a.date.Format(date), strconv.Itoa(i+1)) + "\n")
			}
			return s.String() + row[2]
		}
		if pick(3) == 0 {
			b.url = func(a *bart) string { return fmt.Sprintf("/show.asp?id=%d", a.id) }
		}
		b.page = func(a *bart) string {
			return fmt.Sprintf(headline, a.title) + fmt.Sprintf(info, a.date.Format(date), bureauName) + b.articleRest(a)
		}
		named := pick(2) == 0
		side, platform, box, foot := randomSides[pick(len(randomSides))], randomPlatforms[pick(len(randomPlatforms))], randomBoxes[pick(len(randomBoxes))], randomFeet[pick(len(randomFeet))]
		b.home = func() string {
			return b.drawnBox(box, "工作动态", date) + b.drawnBox(box, "公示公告", date) + b.drawnBox(box, "政策法规", date) + b.drawnBox(box, "政策解读", date)
		}
		b.frame = func(title, path, body string) string {
			if !named && !strings.HasPrefix(title, bureauName) {
				title = bureauName
			}
			if path != "" {
				path = drawnCrumb(crumb, path)
			}
			if body == b.platform() {
				body = b.drawnPlatform(platform)
			}
			return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>` + title + `</title>TAGS</head><body><div class="header"><a href="/"><img src="/logo.png" alt="` + bureauName + `"></a></div>` + b.menu() +
				strings.Replace(wrap, "%s", path+drawnSide(side, b, path)+body, 1) + foot + `</body></html>`
		}
	}}
}

// drawnBox draws the box of a column on the home page.
func (b *bureau) drawnBox(way [4]string, label, date string) string {
	c := b.col(label)
	s := filled(way[0], c.path(), c.label) + way[1]
	for _, a := range c.arts {
		s += filled(way[2], b.url(a), html.EscapeString(a.title), a.date.Format(date))
	}
	return s + way[3]
}

func (b *bureau) drawnPlatform(way [2]string) string {
	s := ""
	for _, c := range b.cols {
		if !c.outside {
			s += fmt.Sprintf(way[1], c.path(), c.label)
		}
	}
	return filled(way[0], s)
}

// filled fills what a part uses of the values.
func filled(part string, values ...any) string {
	s, _, _ := strings.Cut(fmt.Sprintf(part, values...), "%!(EXTRA")
	return s
}

func drawnSide(side string, b *bureau, path string) string {
	if side == "" || path == "" {
		return ""
	}
	var s strings.Builder
	for _, c := range b.cols {
		if !c.outside {
			if strings.Contains(side, "table") {
				fmt.Fprintf(&s, `<tr><td><a href="%s">%s</a></td></tr>`, c.path(), c.label)
			} else {
				fmt.Fprintf(&s, `<li><a href="%s">%s</a></li>`, c.path(), c.label)
			}
		}
	}
	return strings.Replace(side, "%s", s.String(), 1)
}

func drawnMenu(menu [3]string, urls, labels []string) string {
	all := make([]string, len(urls))
	for i := range urls {
		all[i] = fmt.Sprintf(menu[1], urls[i], labels[i])
	}
	return strings.Replace(menu[0], "%s", strings.Join(all, menu[2]), 1)
}

var crumbStep = regexp.MustCompile(`<a href="([^"]*)">([^<]*)</a>`)

// drawnCrumb draws the path of the plain form in another way.
func drawnCrumb(way [4]string, path string) string {
	var steps []string
	for _, m := range crumbStep.FindAllStringSubmatch(path, -1) {
		steps = append(steps, fmt.Sprintf(way[2], m[1], m[2]))
	}
	if way[3] == "1" && len(steps) > 1 {
		last := crumbStep.FindStringSubmatch(steps[len(steps)-1])
		steps[len(steps)-1] = last[2]
	}
	if i := strings.LastIndex(path, "&gt; "); i >= 0 && !strings.Contains(path[i:], "<a ") {
		steps = append(steps, strings.TrimSuffix(path[i+len("&gt; "):], "</div>"))
	}
	return strings.Replace(way[0], "%s", strings.Join(steps, way[1]), 1)
}

// TestRandomLayouts audits compliant and planted bureaus whose pages are put together at
// random. DUCHA_SHAPES=full draws more of them, DUCHA_LAYOUTS=1000+50 others.
func TestRandomLayouts(t *testing.T) {
	known := newNames(t)
	from, n := 0, 4
	if os.Getenv("DUCHA_SHAPES") == "full" {
		n = 30
	}
	if s := os.Getenv("DUCHA_LAYOUTS"); s != "" {
		fmt.Sscanf(s, "%d+%d", &from, &n)
	}
	for seed := from; seed < from+n; seed++ {
		s := randomLayout(uint64(seed))
		for _, planted := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, planted %v", s.name, planted), func(t *testing.T) {
				t.Parallel()
				b := newBureau()
				if planted {
					b.plant()
				}
				s.set(b)
				auditShape(t, known, b)
			})
		}
	}
}
