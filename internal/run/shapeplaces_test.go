package run_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"strings"
)

// placeShapes are ways of placing content: other hosts, single pages, files.
func placeShapes() []shape {
	return []shape{
		{name: "queries with an empty id", set: func(b *bureau) {
			b.url = func(a *bart) string { return fmt.Sprintf("/show.jsp?cid=%s&id=%d", a.col.slug, a.id) }
			b.lists = func(c *bcol) map[string]string {
				body := b.rows(c, c.arts)
				return map[string]string{c.path(): body, "/list.jsp?cid=" + c.slug + "&id=": body}
			}
			plain := b.frame
			b.frame = func(title, crumb, body string) string {
				page := plain(title, crumb, body)
				for _, c := range b.cols {
					if c.text == "" {
						page = strings.ReplaceAll(page, `href="`+c.path()+`"`, `href="/list.jsp?cid=`+c.slug+`&amp;id="`)
					}
				}
				return page
			}
		}},
		{name: "absolute links, two schemes", set: func(b *bureau) {
			plain := b.url
			b.url = func(a *bart) string { return []string{"http://HOST", "https://HOST"}[a.id%2] + plain(a) }
		}, blind: true},
		{name: "redirects to the superior's platform", set: func(b *bureau) {
			b.handle = func(w http.ResponseWriter, r *http.Request) bool {
				if strings.HasPrefix(r.URL.Path, "/zwgk/") {
					http.Redirect(w, r, "http://www.lanshan-city.gov.cn/xxgk/bm/jtj"+r.URL.Path, http.StatusFound)
					return true
				}
				return false
			}
		}, blind: true},
		{name: "menu leads to the superior's platform", set: func(b *bureau) {
			plain := b.frame
			b.frame = func(title, crumb, body string) string {
				return strings.ReplaceAll(plain(title, crumb, body), `href="/zwgk/`, `href="http://www.lanshan-city.gov.cn/xxgk/bm/jtj/zwgk/`)
			}
		}, once: true, blind: true},
		{name: "apply on the superior's platform", set: func(b *bureau) {
			c := b.col("依申请公开")
			c.text = ""
			c.arts = nil
			b.handle = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path == c.path() {
					http.Redirect(w, r, "https://ysq.lanshan-city.gov.cn/apply?org=jtj", http.StatusMovedPermanently)
					return true
				}
				return false
			}
		}, blind: true},
		{name: "columns of downloads", set: func(b *bureau) {
			for _, label := range []string{"权责清单", "规划计划", "统计信息", "行政事业性收费"} {
				c := b.col(label)
				titles := ""
				for i, a := range c.arts {
					path := fmt.Sprintf("%sfile%d.pdf", c.path(), i)
					titles += fmt.Sprintf(`<p><a href="%s">%s.pdf</a></p>`, path, a.title)
					b.extra[path] = "pdf\n" + onePagePDF
				}
				c.text, c.arts = titles, nil
			}
		}},
		{name: "budget as a ZIP in a folder of the year", set: func(b *bureau) {
			c := b.col("预决算及三公费用")
			var buf bytes.Buffer
			z := zip.NewWriter(&buf)
			if w, err := z.Create("budget.txt"); err == nil {
				fmt.Fprint(w, "budget")
			}
			if err := z.Close(); err != nil {
				panic(err)
			}
			list := ""
			for _, y := range []int{2022, 2021, 2020} {
				list += fmt.Sprintf(`<li><a href="%s%d/">%d年</a></li>`, c.path(), y, y)
				what := fmt.Sprintf(`<p><a href="%s%d/bm.zip">%s%d年部门预算公开.zip</a></p><p><a href="%s%d/dw.zip">局属单位%d年单位预算公开.zip</a></p><p><a href="%s%d/js.zip">%s%d年部门决算公开.zip</a></p>`, c.path(), y, bureauName, y, c.path(), y, y, c.path(), y, bureauName, y)
				b.extra[fmt.Sprintf("%s%d/", c.path(), y)] = strings.Replace(b.frame(fmt.Sprintf("%d年", y), crumbs(`<a href="`+c.path()+`">`+c.label+`</a>`, fmt.Sprintf("%d年", y)), what), "TAGS", b.tags("column", c, nil), 1)
				for _, f := range []string{"bm", "dw", "js"} {
					b.extra[fmt.Sprintf("%s%d/%s.zip", c.path(), y, f)] = "zip\n" + buf.String()
				}
			}
			c.text, c.arts = `<ul>`+list+`</ul>`, nil
		}},
		{name: "budgets of the office and its units", set: func(b *bureau) {
			c := b.col("预决算及三公费用")
			for _, unit := range []string{"市公路管理处", "市道路运输服务中心", "市交通执法支队"} {
				for i, t := range []string{"2021年度单位决算", "2022年单位预算"} {
					b.post(c, []int{110, 320}[i], unit+t+"公开", bp("单位概况、收支情况和“三公”经费情况详见附件，本单位无因公出国（境）费，公务接待费按规定从严控制。"))
				}
			}
		}},
		{name: "report as a scanned PDF", set: func(b *bureau) {
			c := b.col("政府信息公开年报")
			for i, a := range c.arts {
				path := fmt.Sprintf("%snb%d.pdf", c.path(), i)
				a.body, a.files = "", []string{path}
				b.extra[path] = "pdf\n" + onePagePDF
			}
		}},
		{name: "report linked as a file from the list", set: func(b *bureau) {
			c := b.col("政府信息公开年报")
			list := ""
			for i, a := range c.arts {
				path := fmt.Sprintf("%snb%d.pdf", c.path(), i)
				list += fmt.Sprintf(`<li><a href="%s">%s</a><span>%s</span></li>`, path, a.title, b.day(a.date))
				b.extra[path] = "pdf\n" + onePagePDF
			}
			c.text, c.arts = `<ul class="list">`+list+`</ul>`, nil
		}},
		{name: "library with videos", set: library, once: true},
		{name: "declared empty", blind: true, set: func(b *bureau) {
			for _, label := range []string{"行政处罚", "重大项目", "法治监督"} {
				c := b.col(label)
				c.text, c.arts = `<ul class="list"></ul><div class="empty">暂无信息</div>`, nil
			}
		}},
		{name: "a column under construction", set: func(b *bureau) {
			b.cols = append(b.cols, &bcol{label: "信用交通", slug: "xyjt", text: `<p>栏目建设中……</p>`})
			b.menu = func() string {
				return strings.Replace(b.plainMenu(), "</ul>", `<li><a href="/zwgk/xyjt/">信用交通</a></li></ul>`, 1)
			}
			b.planted = append(b.planted, "column.blank 栏目:信用交通")
		}, once: true},
	}
}

// library puts documents and interpretations into one 政策文件库; an interpretation
// is a video or a picture beside the document.
func library(b *bureau) {
	docs, reads := b.col("行政规范性文件"), b.col("政策解读")
	docs.label = "政策文件库"
	for i, a := range reads.arts {
		a.col = docs
		a.title = []string{"图解：", "视频解读：", "一图读懂："}[i] + a.also.title
		a.body = []string{`<p><img src="/images/tj.png"></p>`, `<video src="/v/1.mp4" controls></video>`, `<p><img src="/images/tj.png"><img src="/images/tj.png"></p>`}[i]
		docs.arts = append(docs.arts, a)
	}
	b.extra["/v/1.mp4"] = "png\n"
	reads.arts = nil
	b.drop(reads)
	b.home = func() string { return b.plainHomeOf("工作动态", "公示公告", "政策法规") }
}

const onePagePDF = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
