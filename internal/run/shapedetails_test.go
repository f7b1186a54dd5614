package run_test

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

// text changes the bodies of all articles of a column.
func (b *bureau) text(label string, change func(body string) string) {
	for _, a := range b.col(label).arts {
		a.body = change(a.body)
	}
}

// detailShapes are ways of writing single documents.
func detailShapes() []shape {
	return []shape{
		{name: "report out of a word processor", set: func(b *bureau) {
			b.text("政府信息公开年报", func(s string) string {
				s = regexp.MustCompile(`<td([^>]*)>([^<]*)</td>`).ReplaceAllString(s, `<td$1 style="border:solid windowtext 1.0pt;padding:0cm"><p class="MsoNormal" align="center"><span lang="EN-US" style="font-size:9.0pt;font-family:宋体"><o:p></o:p>$2</span></p></td>`)
				return regexp.MustCompile(`<p>([一二三四五六]、)`).ReplaceAllString(s, `<p style="text-indent:32pt"><strong><span>$1</span></strong><b>`)
			})
		}},
		{name: "report with blanks around its figures", set: func(b *bureau) {
			b.text("政府信息公开年报", func(s string) string {
				n := 0
				return regexp.MustCompile(`<td>0</td>`).ReplaceAllStringFunc(s, func(string) string {
					n++
					return `<td>` + []string{"&nbsp;0", "0", "　0　", "0<br>"}[n%4] + `</td>`
				})
			})
		}},
		{name: "report with full-width figures", set: func(b *bureau) {
			b.text("政府信息公开年报", func(s string) string {
				return regexp.MustCompile(`<td>(\d)</td>`).ReplaceAllStringFunc(s, func(c string) string {
					return `<td>` + string(rune(c[4])-'0'+'０') + `</td>`
				})
			})
		}},
		{name: "report within one big table", set: func(b *bureau) {
			b.text("政府信息公开年报", func(s string) string { return `<table width="100%"><tr><td>` + s + `</td></tr></table>` })
		}},
		{name: "report with th and thead", set: func(b *bureau) {
			b.text("政府信息公开年报", func(s string) string {
				return strings.NewReplacer(`<table border="1">`, `<table><tbody>`, `</table>`, `</tbody></table>`, "<td>自然人</td>", "<th>自然人</th>", "<td>商业企业</td>", "<th>商业<br>企业</th>").Replace(s)
			})
		}},
		{name: "report with sections without numbers' mark", set: func(b *bureau) {
			b.text("政府信息公开年报", func(s string) string {
				return strings.NewReplacer("<p>一、总体", "<h3>一、 总体", "情况</p><p>（一）", "情况</h3><p>（一）", "二、主动公开", "二、&nbsp;主动公开", "六、其他需要报告的事项", "六、其他需要报告的事项：").Replace(s)
			})
		}},
		{name: "footer of pictures", set: func(b *bureau) {
			b.wrap(func(p string) string {
				return strings.Replace(p, bureauFooter, `<div class="footer"><p><img src="/images/foot.png" alt=""></p><p><a href="https://bszs.conac.cn/x"><img src="/red.png"></a></p></div>`, 1)
			})
			b.extra["/images/foot.png"] = "png\n"
		}},
		{name: "footer by other words", once: true, set: func(b *bureau) {
			b.wrap(func(p string) string {
				return strings.Replace(p, bureauFooter, `<div class="bottom"><p>主管：兰山市人民政府　主办：兰山市交通运输局　维护：局办公室</p><p>网站标识：6501000018　备案/许可证编号：新ICP备05001234号-2　公安备案：新公网安备65010302000123</p><p>邮箱：jtj@lanshan.gov.cn　值班电话：5881234</p><script id="_jiucuo_" sitecode="6501000018" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"></script><script>document.write(unescape("%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='//dcs.conac.cn/js/32/0.js'%3E%3C/script%3E"));</script></div>`, 1)
			})
		}},
		{name: "guides in tables", set: func(b *bureau) {
			b.text("政务服务", func(s string) string {
				return `<table border="1">` + regexp.MustCompile(`<p>([^：<]+)：([^<]*)</p>`).ReplaceAllString(s, `<tr><td width="120">$1</td><td>$2</td></tr>`) + `</table>`
			})
		}},
		{name: "guides by headings", set: func(b *bureau) {
			b.text("政务服务", func(s string) string {
				n := 0
				return regexp.MustCompile(`<p>([^：<]+)：([^<]*)</p>`).ReplaceAllStringFunc(s, func(line string) string {
					k, v, _ := strings.Cut(strings.Trim(strings.TrimSuffix(line, "</p>")[3:], " "), "：")
					n++
					return fmt.Sprintf("<h4>%s、%s</h4><p>%s</p>", []string{"一", "二", "三", "四", "五", "六", "七", "八", "九"}[(n-1)%9], k, v)
				})
			})
		}},
		{name: "guides as files", set: func(b *bureau) {
			for _, a := range b.col("政务服务").arts {
				a.body, a.files = bp("详见附件。"), []string{fmt.Sprintf("/zwfw/zn%d.doc", a.id)}
				b.extra[a.files[0]] = "doc\nxx"
			}
		}},
		{name: "letters by other words", set: func(b *bureau) {
			b.text("留言公开", strings.NewReplacer("留言时间", "来信日期", "留言内容", "来信内容", "答复单位", "回复部门", "答复时间", "回复日期", "答复内容", "回复内容").Replace)
		}},
		{name: "letters in tables", set: func(b *bureau) {
			b.text("留言公开", func(s string) string {
				return `<table>` + regexp.MustCompile(`<p>([^：<]+)：([^<]*)</p>`).ReplaceAllString(s, `<tr><th>$1</th><td>$2</td></tr>`) + `</table>`
			})
		}},
		{name: "letters listed with their states", set: func(b *bureau) {
			c, plain := b.col("留言公开"), b.rows
			b.rows = func(o *bcol, arts []*bart) string {
				if o != c {
					return plain(o, arts)
				}
				s := `<table><tr><th>编号</th><th>标题</th><th>来信时间</th><th>状态</th><th>回复时间</th></tr>`
				for _, a := range arts {
					s += fmt.Sprintf(`<tr><td>LS%d</td><td><a href="%s">%s</a></td><td>%s</td><td>已办结</td><td>%s</td></tr>`, a.id, b.url(a), a.title, b.day(a.date), b.day(a.date.AddDate(0, 0, 2)))
				}
				return s + `</table>`
			}
		}},
		{name: "numbers of other forms", set: func(b *bureau) {
			for i, a := range b.col("行政规范性文件").arts {
				old := a.docNo
				a.docNo = []string{"兰交规字〔2022〕9号", "兰交规〔2022〕6号", "兰山市交通运输局公告2022年第3号"}[i]
				a.also.body = strings.ReplaceAll(a.also.body, old, a.docNo)
			}
		}},
		{name: "joint documents", set: func(b *bureau) {
			for _, a := range b.col("行政规范性文件").arts {
				a.title = strings.Replace(a.title, bureauName, "兰山市交通运输局 兰山市公安局", 1)
				a.body = strings.Replace(a.body, "各区县交通运输局，", "各区县交通运输局、公安局，", 1)
			}
		}},
		{name: "superior's documents in the library", set: func(b *bureau) {
			c := b.col("政策法规")
			for i, no := range []string{"国办发〔2022〕30号", "交运发〔2022〕80号", "新政发〔2022〕12号"} {
				a := b.post(c, 40+20*i, "关于进一步加强道路运输管理工作的通知（"+no+"）", bp("各省、自治区、直辖市：")+bp("现将有关事项通知如下，请认真贯彻执行。本通知自印发之日起施行。"))
				a.docNo = no
			}
		}},
		{name: "repealed documents kept with their mark", set: func(b *bureau) {
			a := b.post(b.col("行政规范性文件"), 500, bureauName+"关于印发《兰山市客运站管理办法（试行）》的通知（已废止）", bp("本文件已废止。")+bp("第一条 为规范管理，制定本办法。本办法自2018年1月1日起施行，有效期三年。"))
			a.docNo = "兰交规〔2018〕1号"
			plain := b.page
			b.page = func(o *bart) string {
				s := plain(o)
				if o == a {
					s = strings.Replace(s, "<td>有效</td>", "<td>已废止</td>", 1)
				}
				return s
			}
		}},
		{name: "change of a line told twice", blind: true, set: func(b *bureau) {
			c := b.col("公示公告")
			b.post(c, 60, "关于调整公交3路线路走向的公告", bp("为方便市民出行，自2022年11月15日起调整公交3路线路走向，请市民合理安排出行。"))
			b.post(c, 45, "公交3路已按新线路走向运行", bp("公交3路已于2022年11月15日起按新的线路走向运行，感谢广大市民的支持。"))
		}},
		{name: "web report as a picture", set: func(b *bureau) {
			for _, a := range b.col("公示公告").arts {
				if strings.Contains(a.title, "报表") {
					a.body = `<p><img src="/images/tj.png" alt="` + html.EscapeString(a.title) + `"></p>`
				}
			}
		}},
		{name: "words like 内部 and 秘密 that mean nothing", set: func(b *bureau) {
			b.post(b.col("法治建设"), 20, "关于加强内部控制和保守国家秘密宣传教育情况的通报", bp("组织学习《中华人民共和国保守国家秘密法》，对机密级、秘密级文件的管理提出要求。开展内部审计和内部控制自查，内部资料按规定管理。"))
			b.post(b.col("行政许可"), 15, "从业资格考试合格人员名单公示", `<table><tr><td>姓名</td><td>证件号码</td></tr><tr><td>张*</td><td>650103********1234</td></tr><tr><td>李某</td><td>6501031990****1234</td></tr></table>`)
		}},
	}
}
