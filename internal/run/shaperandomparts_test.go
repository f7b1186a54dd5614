package run_test

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
