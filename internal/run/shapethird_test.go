package run_test

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// unitShapes are ways units and offices differ in what they publish and how.
func unitShapes() []shape {
	return []shape{
		{name: "functions and leaders as pictures", set: func(b *bureau) {
			for _, l := range []string{"机构职能", "领导信息"} {
				b.col(l).text = `<p style="text-align:center"><img src="/images/tj.png"></p>`
			}
		}},
		{name: "functions in a table", set: func(b *bureau) {
			b.col("机构职能").text = `<table border="1"><tr><td>机构名称</td><td>兰山市交通运输局</td></tr><tr><td>机构职能</td><td>负责全市交通运输行业管理</td></tr><tr><td>办公地址</td><td>中山路18号</td></tr></table>`
		}},
		{name: "leaders as cards", set: func(b *bureau) {
			b.col("领导信息").text = `<ul><li><a href="/zwgk/ldxx/zm.html"><img src="/images/tj.png"><p>张明</p><p>局长</p></a></li><li><a href="/zwgk/ldxx/lq.html"><img src="/images/tj.png"><p>李强</p><p>副局长</p></a></li></ul>`
			for _, n := range []string{"zm", "lq"} {
				b.extra["/zwgk/ldxx/"+n+".html"] = strings.Replace(b.frame("领导简历", crumbs(`<a href="/zwgk/ldxx/">领导信息</a>`), `<h1>张明</h1><div class="content"><p>张明，男，汉族，现任市交通运输局党委书记、局长，主持全面工作。</p></div>`), "TAGS", b.tags("article", b.col("领导信息"), &bart{title: "张明", date: bureauDay}), 1)
			}
		}},
		{name: "reports beneath the platform's years", set: func(b *bureau) {
			c := b.col("政府信息公开年报")
			list := ""
			for _, a := range c.arts {
				y := a.date.Year() - 1
				list += fmt.Sprintf(`<li><a href="%s%d.html">%d年</a></li>`, c.path(), y, y)
				b.extra[fmt.Sprintf("%s%d.html", c.path(), y)] = strings.Replace(b.frame(fmt.Sprint(y), crumbs(`<a href="`+c.path()+`">`+c.label+`</a>`), b.page(a)), "TAGS", b.tags("article", c, a), 1)
			}
			c.text, c.arts = `<ul class="years">`+list+`</ul>`, nil
		}},
		{name: "interpretation by link of another name", set: func(b *bureau) {
			for _, a := range b.col("政策解读").arts {
				a.title = "局有关科室负责人就新办法答记者问"
			}
		}},
		{name: "documents as files from the list", set: func(b *bureau) {
			docs := b.col("行政规范性文件")
			list := ""
			for i, a := range docs.arts {
				path := fmt.Sprintf("%sgf%d.pdf", docs.path(), i)
				list += fmt.Sprintf(`<li><a href="%s">%s（%s）</a><span>%s</span></li>`, path, a.title, a.docNo, b.day(a.date))
				b.extra[path] = "pdf\n" + onePagePDF
				if a.also != nil {
					a.also.also = nil
				}
			}
			laws := b.col("政策法规")
			var rest []*bart
			for _, a := range laws.arts {
				if a.col == laws {
					rest = append(rest, a)
				}
			}
			laws.arts = rest
			laws.arts[0].date = bureauDay.AddDate(0, 0, -20)
			docs.text, docs.arts = `<ul class="list">`+list+`</ul>`, nil
		}},
		{name: "addresses with times of migration", set: func(b *bureau) {
			b.url = func(a *bart) string { return fmt.Sprintf("%s20221008/%032x.html", a.col.path(), a.id) }
		}},
		{name: "PubDate of a migration", set: func(b *bureau) {
			plain := b.tags
			b.tags = func(kind string, c *bcol, a *bart) string {
				if a == nil {
					return plain(kind, c, a)
				}
				moved := *a
				moved.date = time.Date(2022, 10, 8, 0, 0, 0, 0, a.date.Location())
				return plain(kind, c, &moved)
			}
		}, once: true},
		{name: "soft 404 for what is gone", set: func(b *bureau) {
			pages := map[string]string(nil)
			b.handle = func(w http.ResponseWriter, r *http.Request) bool {
				if pages == nil {
					pages = b.build()
				}
				if pages[r.URL.Path] != "" || pages[r.URL.RequestURI()] != "" {
					return false
				}
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				fmt.Fprint(w, `<html><head><title>提示信息</title></head><body><p>您访问的页面不存在或已删除，3秒后返回首页。</p></body></html>`)
				return true
			}
		}},
		{name: "combined columns", set: func(b *bureau) {
			laws, reads := b.col("政策法规"), b.col("政策解读")
			laws.label = "政策法规及相关解读"
			for _, a := range reads.arts {
				a.col = laws
			}
			laws.arts = append(append([]*bart{}, reads.arts...), laws.arts...)
			b.drop(reads)
			b.home = func() string { return b.plainHomeOf("工作动态", "公示公告", "政策法规及相关解读") }
		}},
		{name: "columns by other usual names", set: func(b *bureau) {
			for old, label := range map[string]string{"公示公告": "通知公告", "政策法规": "法规政策", "机构职能": "机构概况", "领导信息": "领导之窗", "政府信息公开年报": "政府信息公开年度报告", "预决算及三公费用": "财政预决算", "普法宣传": "普法专栏", "法治监督": "执法监督"} {
				for _, c := range b.cols {
					if c.label == old {
						c.label = label
					}
				}
			}
			b.home = func() string { return b.plainHomeOf("工作动态", "通知公告", "法规政策", "政策解读") }
		}},
		{name: "messages of a hotline without a list", set: func(b *bureau) {
			c := b.col("留言公开")
			c.text, c.arts = `<p>请输入查询编号和密码查询办理结果。</p><form action="/cx" method="post"><label>查询编号</label><input name="no"><label>密码</label><input type="password" name="pw"><input type="submit" value="查询"></form>`, nil
		}},
		{name: "column of special topics", set: func(b *bureau) {
			b.cols = append(b.cols, &bcol{label: "专题专栏", slug: "ztzl", outside: true, text: `<div class="zt"><a href="/ztzl/"><img src="/images/tj.png" alt="优化营商环境"></a><a href="http://www.gov.cn/zt/"><img src="/images/tj.png" alt="国务院专题"></a></div>`})
			b.menu = func() string {
				return strings.Replace(b.plainMenu(), "</ul>", `<li><a href="/ztzl/">专题专栏</a></li><li><a href="/ztzl/qt/">企业动态</a></li></ul>`, 1)
			}
			b.extra["/ztzl/qt/"] = strings.Replace(b.frame("企业动态", crumbs("企业动态"), `<h2>企业动态</h2><ul><li><a href="/ztzl/qt/1.html">某客运企业开通定制班车服务群众出行</a><span>2020-03-02</span></li></ul>`), "TAGS", b.tags("column", &bcol{label: "企业动态"}, nil), 1)
			b.extra["/ztzl/qt/1.html"] = strings.Replace(b.frame("企业动态", crumbs("企业动态"), `<h1>某客运企业开通定制班车服务群众出行</h1><div>发布时间：2020-03-02</div><div class="content">`+bp("某客运企业开通定制班车服务，方便群众出行，受到乘客欢迎和好评。")+`</div>`), "TAGS", b.tags("article", &bcol{label: "企业动态"}, &bart{title: "某客运企业开通定制班车服务群众出行", date: time.Date(2020, 3, 2, 0, 0, 0, 0, bureauDay.Location())}), 1)
		}},
		{name: "news on the home page only", set: func(b *bureau) {
			b.lists = func(c *bcol) map[string]string {
				return map[string]string{c.path(): b.rows(c, c.arts) + `<div class="page"><a href="` + c.path() + `index.html">首页</a> <span class="cur">1</span> <a href="javascript:void(0)">尾页</a> 共1页</div>`}
			}
		}},
		{name: "names of people and numbers that are none", set: func(b *bureau) {
			b.post(b.col("行政许可"), 9, "道路运输经营许可决定公示（第45批）", `<table border="1"><tr><td>企业名称</td><td>统一社会信用代码</td><td>许可证号</td></tr><tr><td>兰山市顺达运输有限公司</td><td>91650100MA7750XY1K</td><td>650100012345</td></tr><tr><td>兰山市畅行客运有限公司</td><td>91650100MA77ABCD2T</td><td>650100012346</td></tr></table><p>合同编号：650103198001011230（流水号）。咨询电话：0991-5881234、13999812345。</p>`)
		}},
	}
}

func (b *bureau) drop(c *bcol) {
	for i, o := range b.cols {
		if o == c {
			b.cols = append(b.cols[:i:i], b.cols[i+1:]...)
			return
		}
	}
}
