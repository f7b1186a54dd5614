package webpage_test

import (
	"strings"
	"testing"

	"ducha/internal/webpage"
)

// The yearly report on a site names its 主办单位 and 网站标识码, in the summary of its row
// and in its own text: neither is the page's bottom.
func TestReportOnTheSiteIsNoFooter(t *testing.T) {
	const footer = `<div><p>主办单位：示例市交通运输局　网站标识码：6599000001　新ICP备12345678号-1</p></div>`
	row := func(title, day, summary string) string {
		return `<div class="item"><h3><a href="` + day + `.html">` + title + `</a></h3><p>` + summary + `</p><span>` + day + `</span></div>`
	}
	list := webpage.Read(exchangeFor("http://www.example.gov.cn/tz/"), []byte(`<html><head><title>通知公告-示例市交通运输局</title></head><body><div class="nav"><a href="/">首页</a><a href="/tz/">通知公告</a><a href="/zc/">政策法规</a></div><h2>通知公告</h2>`+
		row("关于道路施工绕行的公告", "2022-11-15", "为方便群众出行，现将道路施工绕行有关事项公告如下，请过往车辆按照现场标志通行。")+
		row("关于客运线路调整的公告", "2022-10-15", "为方便群众出行，现将客运线路调整有关事项公告如下，请广大乘客提前安排好出行时间。")+
		row("政府网站工作年度报表（2021年度）", "2022-01-20", "网站名称：示例市交通运输局　主办单位：示例市交通运输局　网站标识码：6599000001　首页网址：www.example.gov.cn")+footer+`</body></html>`))
	if len(list.Lists) == 0 || len(list.Lists[0].Entries) != 3 {
		t.Errorf("lists %+v", list.Lists)
	}
	article := webpage.Read(exchangeFor("http://www.example.gov.cn/tz/"), []byte(`<html><head><title>政府网站工作年度报表（2021年度）-示例市交通运输局</title></head><body><div class="nav"><a href="/">首页</a><a href="/tz/">通知公告</a></div><h1>政府网站工作年度报表（2021年度）</h1><div class="info">发布时间：2022-01-20</div><div class="content"><p>填报单位：示例市交通运输局</p><table><tr><td>网站名称</td><td>示例市交通运输局</td></tr><tr><td>首页网址</td><td>www.example.gov.cn</td></tr><tr><td>主办单位：示例市交通运输局</td><td>政府网站标识码：6599000001</td></tr><tr><td>ICP备案号：新ICP备12345678号</td><td>公安机关备案号</td></tr><tr><td>独立用户访问总量（单位：个）</td><td>1200</td></tr><tr><td>信息发布总数（单位：条）</td><td>350</td></tr></table></div>`+footer+`</body></html>`))
	if article.Article == nil || !strings.Contains(article.Text, "独立用户访问总量") || !strings.Contains(article.Footer.Quote, "新ICP备12345678号-1") {
		t.Errorf("article %+v footer %q", article.Article, article.Footer.Quote)
	}
	if strings.Contains(article.Footer.Quote, "独立用户") || strings.Contains(list.Footer.Quote, "年度报表") {
		t.Errorf("footers %q, %q", article.Footer.Quote, list.Footer.Quote)
	}
}
