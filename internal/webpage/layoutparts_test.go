package webpage_test

// The parts of which columns and entries of old and new sites are drawn, each as it was
// seen or could be written by hand. TestColumnLayouts and TestEntryLayouts put them
// together at random: what a page says must be read whatever it is drawn with.

// A part is one way to draw a part of a page. Names only tell which failed.
type part struct{ name, html string }

var menuParts = []part{
	{"ul", `<div class="menu"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/tzgg/">通知公告</a></li><li><a href="/zcfg/">政策法规</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>`},
	{"table", `<table width="1000" align="center"><tr><td><a href="/">首 页</a></td><td><a href="/zwgk/">政务公开</a></td><td><a href="/tzgg/">通知公告</a></td><td><a href="/zcfg/">政策法规</a></td><td><a href="/hdjl/">互动交流</a></td></tr></table>`},
	{"bars", `<div id="dh"><a href="/">首页</a> | <a href="/zwgk/">政务公开</a> | <a href="/tzgg/">通知公告</a> | <a href="/zcfg/">政策法规</a> | <a href="/hdjl/">互动交流</a></div>`},
	{"dl", `<div class="lanmu"><dl><dt><a href="/">首页</a></dt></dl><dl><dt><a href="/zwgk/">政务公开</a></dt><dd><a href="/zwgk/zn/">公开指南</a></dd><dd><a href="/zwgk/nb/">公开年报</a></dd></dl><dl><dt><a href="/tzgg/">通知公告</a></dt></dl><dl><dt><a href="/zcfg/">政策法规</a></dt></dl></div>`},
	{"none", ``},
}
var crumbParts = []part{
	{"links", `<div class="a1">当前位置：<a href="/">首页</a> &gt; <a href="/tzgg/">通知公告</a></div>`},
	{"words", `<div class="a1">当前位置：首页&gt;通知公告</div>`},
	{"wordsSpan", `<div class="a1"><span>您现在的位置：</span><span>首页 &gt;&gt; 通知公告</span></div>`},
	{"half", `<div class="a1">您的位置：<a href="/">首页</a> -&gt; 通知公告</div>`},
	{"home", `<div class="a1">当前位置：<a href="/">首页</a> / <span>通知公告</span></div>`},
	{"td", `<table><tr><td width="80">当前位置：</td><td><a href="/">首页</a>&gt;<a href="/tzgg/">通知公告</a></td></tr></table>`},
	{"p", `<p>现在的位置：<a href="/">网站首页</a>»<strong>通知公告</strong></p>`},
	{"nolabel", `<div class="a1"><a href="/">首页</a> &gt; <a href="/tzgg/">通知公告</a></div>`},
	{"name", `<div class="a1">当前栏目：通知公告</div>`},
	{"nameonly", `<div class="a1">当前位置：通知公告</div>`},
	{"js", `<div class="a1">当前位置：<script>document.write('<a href="/">首页</a> > 通知公告')</script></div>`},
	{"none", ``},
	{"li", `<ul class="a1"><li>当前位置：</li><li><a href="/">首页</a></li><li>&gt;</li><li>通知公告</li></ul>`},
	{"image", `<div class="a1"><img src="wz.gif"> <a href="/">首页</a> &gt; 通知公告</div>`},
	{"slash", `<div class="a1">您所在的位置：首页/通知公告/</div>`},
}
var headParts = []part{
	{"h2", `<h2>通知公告</h2>`}, {"div", `<div class="tit">通知公告</div>`}, {"none", ``}, {"h1site", `<h1>某市交通运输局</h1>`},
	{"span", `<div class="hd"><span>通知公告</span><em>NOTICE</em></div>`}, {"td", `<table><tr><td class="bt">通知公告</td></tr></table>`},
	{"th", ``}, {"count", `<p>共有 8 条信息</p>`}, {"search", `<form action="/s"><input name="q"><input type="submit" value="搜索"></form>`},
	{"img", `<img src="tzgg.png" alt="通知公告">`},
	{"tabs", `<div class="tab"><a href="/tzgg/" class="on">通知公告</a><a href="/gsgg/">公示公告</a><a href="/rsxx/">人事信息</a></div>`},
	{"year", `<div class="year"><a href="?y=2022">2022年</a><a href="?y=2021">2021年</a></div>`},
	{"more", `<div><b>通知公告</b><a href="/tzgg/">更多&gt;&gt;</a></div>`},
	{"desc", `<p>本栏目发布本局各类通知和公告。</p>`},
	{"today", `<div class="top">今天是2022年12月20日 星期二</div>`},
}

// A rowShape is one way to draw a list: %[1]s address, %[2]s title, %[3]s date, %[4]d number,
// %[5]s a break, %[6]s day, %[7]s month, %[8]s the title cut short.
type rowShape struct{ name, open, row, close string }

var rowShapes = []rowShape{
	{"li-span", `<ul>`, `<li><a href="%[1]s">%[2]s</a><span>%[3]s</span></li>`, `</ul>`},
	{"li-span-first", `<ul>`, `<li><span>%[3]s</span><a href="%[1]s">%[2]s</a></li>`, `</ul>`},
	{"li-double-a", `<ul>`, `<li><span> %[3]s </span><a href="%[1]s"><a href="%[1]s">%[2]s</a></li>`, `</ul>`},
	{"li-in-a", `<ul>`, `<li><a href="%[1]s"><p>%[2]s</p><i>%[3]s</i></a></li>`, `</ul>`},
	{"tr", `<table>`, `<tr><td><a href="%[1]s">%[2]s</a></td><td>%[3]s</td></tr>`, `</table>`},
	{"tr-no", `<table><tr><th>序号</th><th>标题</th><th>发布日期</th></tr>`, `<tr><td>%[4]d</td><td><a href="%[1]s">%[2]s</a></td><td>%[3]s</td></tr>`, `</table>`},
	{"tr-dot", `<table>`, `<tr><td width="15"><img src="dot.gif"></td><td><a href="%[1]s" title="%[2]s">%[2]s</a>&nbsp;&nbsp;</td><td align="right">%[3]s</td></tr><tr><td colspan="3" height="1" bgcolor="#ccc"></td></tr>`, `</table>`},
	{"div", `<div class="lb">`, `<div class="item"><div class="t"><a href="%[1]s">%[2]s</a></div><div class="d">%[3]s</div></div>`, `</div>`},
	{"dl", ``, `<dl><dt><a href="%[1]s">%[2]s</a></dt><dd>%[3]s</dd></dl>`, ``},
	{"dl1", `<dl>`, `<dt><a href="%[1]s">%[2]s</a></dt><dd>%[3]s</dd>`, `</dl>`},
	{"p", `<div>`, `<p>·<a href="%[1]s">%[2]s</a>　[%[3]s]</p>`, `</div>`},
	{"br", `<div>`, `·<a href="%[1]s">%[2]s</a>(%[3]s)<br>`, `</div>`},
	{"tables", ``, `<table width="100%%"><tr><td>·<a href="%[1]s">%[2]s</a></td><td>%[3]s</td></tr></table>`, ``},
	{"brief", `<ul>`, `<li><h3><a href="%[1]s">%[2]s</a></h3><p>为进一步加强和规范行业管理，根据有关法律法规的规定，现将有关事项公告如下……<a href="%[1]s">[详细]</a></p><em>%[3]s</em></li>`, `</ul>`},
	{"click", `<ul>`, `<li onclick="window.open('%[1]s')"><b>%[2]s</b><span>%[3]s</span></li>`, `</ul>`},
	{"fives", `<ul>`, `<li><a href="%[1]s">%[2]s</a><span>%[3]s</span></li>%[5]s`, `</ul>`},
	{"datefirst-day", `<ul>`, `<li><div class="date"><b>%[6]s</b><span>%[7]s</span></div><a href="%[1]s">%[2]s</a></li>`, `</ul>`},
	{"label", `<ul>`, `<li><a href="%[1]s">%[2]s</a><p>发布时间：%[3]s　来源：办公室　浏览：128次</p></li>`, `</ul>`},
	{"nbsp", `<ul>`, `<li><a href="%[1]s">%[2]s</a>&nbsp;&nbsp;%[3]s</li>`, `</ul>`},
	{"li-jd", `<ul>`, `<li><a href="%[1]s">%[2]s</a><a href="/jd/%[4]d.html">解读</a><span>%[3]s</span></li>`, `</ul>`},
	{"li-attach", `<ul>`, `<li><a href="%[1]s">%[2]s</a> <a href="/f/%[4]d.doc">[附件下载]</a><span>%[3]s</span></li>`, `</ul>`},
	{"li-img", `<ul>`, `<li><a href="%[1]s"><img src="a.jpg"></a><a href="%[1]s">%[2]s</a><span>%[3]s</span></li>`, `</ul>`},
	{"li-cat", `<ul>`, `<li>[<a href="/tzgg/">通知公告</a>]<a href="%[1]s">%[2]s</a><span>%[3]s</span></li>`, `</ul>`},
	{"li-dept", `<ul>`, `<li><i>综合运输科</i><a href="%[1]s">%[2]s</a><b>%[3]s</b></li>`, `</ul>`},
	{"li-new", `<ul>`, `<li><a href="%[1]s">%[2]s</a><img src="new.gif"><span>%[3]s</span></li>`, `</ul>`},
	{"article", `<div>`, `<article><h3><a href="%[1]s">%[2]s</a></h3><time datetime="2022-01-02">%[3]s</time></article>`, `</div>`},
	{"a-block", `<div class="grid">`, `<a href="%[1]s" class="one"><div class="t">%[2]s</div><div class="d">%[3]s</div></a>`, `</div>`},
	{"dd", `<dl><dt>通知公告</dt>`, `<dd><a href="%[1]s">%[2]s</a><span>%[3]s</span></dd>`, `</dl>`},
	{"tr-split", `<table>`, `<tr><td><a href="%[1]s">%[2]s</a></td></tr><tr><td align="right">发布日期：%[3]s</td></tr>`, `</table>`},
	{"tr-many", `<table><tr><td>标题</td><td>文号</td><td>成文日期</td><td>发布日期</td></tr>`, `<tr><td><a href="%[1]s">%[2]s</a></td><td>某交发〔2022〕%[4]d号</td><td>2019-12-02</td><td>%[3]s</td></tr>`, `</table>`},
	{"tr-hits", `<table>`, `<tr><td>%[4]d</td><td><a href="%[1]s">%[2]s</a></td><td>%[3]s</td><td>1208</td></tr>`, `</table>`},
	{"li-span2", `<ul>`, `<li><span class="l"><a href="%[1]s">%[2]s</a></span><span class="r">%[3]s</span><div class="clear"></div></li>`, `</ul>`},
	{"li-script", `<ul>`, `<li><script>document.write('<a href="%[1]s">%[2]s</a>');</script><span>%[3]s</span></li>`, `</ul>`},
	{"li-title-attr", `<ul>`, `<li><a href="%[1]s" title="%[2]s">%[8]s...</a><span>%[3]s</span></li>`, `</ul>`},
	{"p-date-first", `<div>`, `<p><em>%[3]s</em> <a href="%[1]s">%[2]s</a></p>`, `</div>`},
	{"h4", `<div>`, `<h4><a href="%[1]s">%[2]s</a></h4><p>发布时间：%[3]s</p>`, `</div>`},
	{"ol", `<ol>`, `<li><a href="%[1]s">%[2]s</a> (%[3]s)</li>`, `</ol>`},
	{"nested-ul", `<ul><li class="lb"><ul>`, `<li><a href="%[1]s">%[2]s</a><span>%[3]s</span></li>`, `</ul></li></ul>`},
	{"abs", `<ul>`, `<li><a href="http://www.x.gov.cn/tzgg/%[1]s" target="_blank">%[2]s</a><span>%[3]s</span></li>`, `</ul>`},
	{"jsopen", `<ul>`, `<li><a href="javascript:void(0)" onclick="openDoc('%[1]s')">%[2]s</a><span>%[3]s</span></li>`, `</ul>`},
	{"datadate", `<ul>`, `<li data-time="1"><div><a href="%[1]s">%[2]s</a></div><div><span>日期：</span><span>%[3]s</span></div></li>`, `</ul>`},
	{"font", `<table>`, `<tr><td><font color="#000"><a href="%[1]s"><font size="2">%[2]s</font></a></font></td><td><font>[%[3]s]</font></td></tr>`, `</table>`},
}
var dateForms = []string{"2006-01-02", "2006/01/02", "2006.01.02", "2006年01月02日", "[2006-01-02]", "2006-01-02 15:04", "(2006-1-2)", "2006年1月2日"}
var pagerParts = []part{
	{"none", ``}, {"words", `<div class="pg"><a href="index_1.html">下一页</a> <a href="index_3.html">尾页</a></div>`},
	{"tp", `<div>共4页 第1页 <a href="index_1.html">下一页</a></div>`}, {"js", `<script>createPageHTML(4,0,"index","html")</script>`},
	{"obj", `<div id="fenye"><script>Pager({size:4,current:0,prefix:'index',suffix:'html'});</script></div>`},
	{"num", `<div class="page"><a href="#">1</a><a href="index_1.html">2</a><a href="index_2.html">3</a></div>`},
	{"select", `<select onchange="location.href=this.value"><option value="index.html">第1页</option><option value="index_1.html">第2页</option></select>`},
}
var footParts = []part{
	{"div", `<div class="footer">主办单位：某市交通运输局　网站标识码：6501000001　新ICP备05000001号</div>`},
	{"table", `<table width="1000"><tr><td align="center">主办单位：某市交通运输局　网站标识码：6501000001<br>新ICP备05000001号</td></tr></table>`},
	{"p", `<p>版权所有：某市交通运输局</p><p>网站标识码：6501000001 <a href="#">新ICP备05000001号</a></p>`},
	{"links", `<div class="yqlj">友情链接：<a href="http://a.cn">市政府</a><a href="http://b.cn">省厅</a></div><div id="bottom">主办单位：某市交通运输局　网站标识码：6501000001　新ICP备05000001号</div>`},
}
var wrapParts = []part{{"", "%s"}, {"div", `<div class="main">%s</div>`}, {"table", `<table width="1000"><tr><td>%s</td></tr></table>`}, {"form", `<form id="form1" action="list.aspx">%s</form>`}, {"deep", `<div><div><div>%s</div></div></div>`}, {"page", `<div class="page">%s</div>`}, {"center", `<center>%s</center>`}}
var sideParts = []part{{"none", ""}, {"none2", ""}, {"hot", `<div class="right"><h3>热点推荐</h3><ul><li><a href="/x/1.html">全市交通运输工作会议召开部署全年工作任务</a></li><li><a href="/x/2.html">市领导调研综合客运枢纽项目建设进展情况</a></li></ul></div>`}, {"menu", `<div class="left"><h3>政务公开</h3><ul><li><a href="/zwgk/zn/">公开指南</a></li><li><a href="/tzgg/">通知公告</a></li><li><a href="/zcfg/">政策法规</a></li></ul></div>`}}
