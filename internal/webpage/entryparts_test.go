package webpage_test

var titleParts = []part{
	{"h1", `<h1>%s</h1>`}, {"h2", `<h2>%s</h2>`}, {"div", `<div class="title">%s</div>`}, {"div2", `<div class="bt">%s</div>`}, {"font", `<div align="center"><font size="5" face="黑体"><b>%s</b></font></div>`},
	{"td", `<table width="100%%"><tr><td align="center" class="tt"><strong>%s</strong></td></tr></table>`}, {"p", `<p align="center" style="font-size:22px;font-weight:bold">%s</p>`}, {"h3", `<h3>%s</h3>`}, {"id", `<div id="zw_title">%s</div>`},
}

// infoParts are lines and tables of particulars: %[1]s date, %[2]s source.
var infoParts = []part{
	{"full", `<div class="info"><span>发布时间：%[1]s</span><span>来源：%[2]s</span><span>浏览次数：<em id="hits">1208</em></span></div>`},
	{"rq", `<div class="info">日期：%[1]s　信息来源：%[2]s　字号：[<a href="javascript:f(16)">大</a> <a href="javascript:f(14)">中</a> <a href="javascript:f(12)">小</a>]</div>`},
	{"bare", `<div class="info">%[1]s　来源：%[2]s　点击：128</div>`},
	{"brackets", `<div class="info">【时间：%[1]s】【来源：%[2]s】【作者：张三】</div>`},
	{"rev", `<div class="info">来源：%[2]s 发布时间：%[1]s 访问量：33 <a href="javascript:window.print()">打印</a> <a href="javascript:window.close()">关闭</a></div>`},
	{"td", `<table><tr><td>来源：%[2]s</td><td>发布日期：%[1]s</td><td>阅读：12次</td></tr></table>`},
	{"p", `<p align="center">发布人：管理员　发布时间：%[1]s　来源：%[2]s</p>`},
	{"time", `<p class="x"><i>%[1]s</i> <i>来源：%[2]s</i></p>`},
	{"share", `<div class="info"><span><a href="/">[某市交通运输局]</a></span><span>发布时间：%[1]s</span><span>来源：%[2]s</span><span>分享到：<a class="w" title="分享到微信"></a><a class="s" title="分享到微博"></a></span></div>`},
	{"sep", `<div class="info">发布时间：%[1]s | 来源：%[2]s | 浏览量：28</div>`},
	{"update", `<div class="info">发布时间：%[1]s　更新时间：2022-12-12　来源：%[2]s</div>`},
	{"dl", `<dl class="info"><dt>发布时间</dt><dd>%[1]s</dd><dt>来源</dt><dd>%[2]s</dd></dl>`},
	{"table", `<table border="1"><tr><td>索引号</td><td>MB0000001/2022-00012</td><td>发布机构</td><td>%[2]s</td></tr><tr><td>文号</td><td>某交发〔2022〕12号</td><td>发布日期</td><td>%[1]s</td></tr></table>`},
	{"ul", `<ul class="info"><li>索引号：MB0000001/2022-00012</li><li>来源：%[2]s</li><li>发布日期：%[1]s</li></ul>`},
	{"scriptsource", `<div class="info">发布时间：%[1]s <script>var ly='%[2]s';document.write('来源：'+ly);</script></div>`},
}
var bodyParts = []part{
	{"div", `<div class="content"><p>%s</p></div>`}, {"trs", `<div class="TRS_Editor"><p>%s</p></div>`}, {"zoom", `<div id="zoom">%s</div>`}, {"td", `<table><tr><td class="nr">%s</td></tr></table>`},
	{"ucap", `<UCAPCONTENT><p>%s</p></UCAPCONTENT>`}, {"article", `<article>%s</article>`}, {"vsb", `<div id="vsb_content"><div class="v_news_content"><p>%s</p></div></div>`}, {"bare", `<p>%s</p>`}, {"span", `<div class="zw"><span style="font-size:16px">%s</span></div>`},
}
var afterParts = []part{
	{"none", ""}, {"prevnext", `<p>上一篇：<a href="t20220101_1.html">关于上一件事情的通知</a></p><p>下一篇：<a href="t20220301_3.html">关于下一件事情的通知</a></p>`},
	{"related", `<div class="xg"><h3>相关文章</h3><ul><li><a href="/a/1.html">关于第一件相关事情的通知</a><span>2021-01-02</span></li><li><a href="/a/2.html">关于第二件相关事情的通知</a><span>2021-01-03</span></li></ul></div>`},
	{"tools", `<div class="tool"><a href="javascript:window.print()">【打印】</a><a href="javascript:window.close()">【关闭】</a></div>`},
	{"latest", `<div class="right"><h3>最新信息</h3><ul><li><a href="/a/1.html">关于第一件最新事情的通知</a><span>2022-12-02</span></li><li><a href="/a/2.html">关于第二件最新事情的通知</a><span>2022-12-03</span></li></ul></div>`},
	{"attach", `<p>附件：<a href="/f/a.doc">1.申请表.doc</a></p>`}, {"attach2", `<div class="fj"><ul><li><a href="P020220304.pdf">附件1：名单.pdf</a></li></ul></div>`},
}

var entryTexts = []string{
	"各县（市）区交通运输局：为进一步做好道路运输安全生产工作，根据省厅统一部署，现将有关事项通知如下。一、提高认识，加强领导。各单位要高度重视，于2022年11月30日前报送方案。二、突出重点，狠抓落实。",
	"本报讯　12月3日，我局召开会议，传达学习有关会议精神，研究部署下一步工作。会议要求，各科室要认真贯彻落实，确保完成全年目标任务。参加会议的有局领导班子成员、机关各科室负责人。",
}
