package run_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
)

// twin serves every page a second time beneath a prefix, linked from each page.
func (b *bureau) twin(prefix, name string, change func(page string) string) {
	b.wrap(func(p string) string {
		return strings.Replace(p, "<body>", `<body><div class="tools"><a href="`+prefix+`/">`+name+`</a></div>`, 1)
	})
	var pages map[string]string
	b.handle = func(w http.ResponseWriter, r *http.Request) bool {
		path, ok := strings.CutPrefix(r.URL.Path, prefix)
		if !ok {
			return false
		}
		if pages == nil {
			pages = b.build()
		}
		body := pages[path]
		if !strings.HasPrefix(body, "<") {
			r.URL.Path = path
			return false
		}
		body = regexp.MustCompile(`href="/([^/"])`).ReplaceAllString(body, `href="`+prefix+`/$1`)
		body = strings.ReplaceAll(body, `href="`+prefix+prefix, `href="`+prefix)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, strings.ReplaceAll(change(body), "HOST", r.Host))
		return true
	}
}

// twinShapes are sites that show everything twice, and names drawn as pictures.
func twinShapes() []shape {
	same := func(p string) string { return p }
	return []shape{
		{name: "mobile twin", once: true, set: func(b *bureau) {
			b.twin("/m", "手机版", func(p string) string {
				return regexp.MustCompile(`<div class="footer">.*?</div>`).ReplaceAllString(strings.ReplaceAll(p, "\n", ""), `<div class="footer">电脑版</div>`)
			})
		}},
		{name: "twin for the elderly", set: func(b *bureau) { b.twin("/wza", "长者专区", same) }},
		{name: "traditional twin", set: func(b *bureau) {
			b.twin("/big5", "繁體", strings.NewReplacer("公开", "公開", "公告", "公告", "政务", "政務", "信息", "信息", "机构职能", "機構職能", "领导", "領導", "动态", "動態", "监督", "監督").Replace)
		}},
		{name: "Uyghur twin", set: func(b *bureau) {
			names := []string{"باش بەت", "خىزمەت ئەھۋالى", "ئۇقتۇرۇش", "سىياسەت"}
			b.wrap(func(p string) string {
				return strings.Replace(p, "<body>", `<body><div class="tools"><a href="/uy/">ئۇيغۇرچە</a></div>`, 1)
			})
			menu := ""
			for i, n := range names {
				menu += fmt.Sprintf(`<li><a href="/uy/c%d/">%s</a></li>`, i, n)
			}
			rows := func(i int) (s string) {
				for k := range 3 {
					d := bureauDay.AddDate(0, 0, -3-4*k)
					at := fmt.Sprintf("/uy/c%d/t%s_%d.html", i, d.Format("20060102"), k)
					s += fmt.Sprintf(`<li><a href="%s">قاتناش تىرانسپورت خىزمىتى توغرىسىدىكى ئۇقتۇرۇش %d</a><span>%s</span></li>`, at, k, b.day(d))
					b.extra[at] = strings.Replace(b.plainFrame("ئۇقتۇرۇش", "", `<h1>قاتناش تىرانسپورت خىزمىتى توغرىسىدىكى ئۇقتۇرۇش</h1><div>2022</div><div class="content"><p>قاتناش تىرانسپورت خىزمىتى توغرىسىدىكى ئۇقتۇرۇش</p></div>`), "TAGS", b.plainTags("article", &bcol{label: names[i]}, &bart{title: "ئۇقتۇرۇش", date: d}), 1)
				}
				return s
			}
			for i, n := range names {
				b.extra[fmt.Sprintf("/uy/c%d/", i)] = strings.Replace(b.plainFrame(n, "", `<ul>`+menu+`</ul><ul class="list">`+rows(i)+`</ul>`), "TAGS", b.plainTags("column", &bcol{label: n}, nil), 1)
			}
			b.extra["/uy/"] = strings.Replace(b.plainFrame("ئۇيغۇرچە", "", `<ul>`+menu+`</ul>`), "TAGS", b.plainTags("home", nil, nil), 1)
		}},
		{name: "print twin of each article", set: func(b *bureau) {
			plain := b.page
			b.page = func(a *bart) string {
				at := fmt.Sprintf("/print/%d.html", a.id)
				b.extra[at] = `<html><head><meta charset="utf-8"><title>打印</title></head><body><h1>` + a.title + `</h1>` + a.body + `</body></html>`
				return plain(a) + `<div class="tool"><a href="` + at + `" target="_blank">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div>`
			}
		}},
		{name: "names as pictures in the platform", set: func(b *bureau) {
			b.wrap(func(p string) string {
				for _, c := range b.cols {
					p = strings.ReplaceAll(p, `<li><a href="`+c.path()+`">`+c.label+`</a></li>`, `<li><a href="`+c.path()+`"><img src="/images/tj.png" alt="`+c.label+`"></a></li>`)
					p = strings.ReplaceAll(p, `<h2>`+c.label+`</h2>`, `<h2><img src="/images/tj.png" alt="`+c.label+`"></h2>`)
				}
				return p
			})
		}},
		{name: "names with marks and blanks", set: func(b *bureau) {
			b.wrap(func(p string) string {
				for i, c := range b.cols {
					spaced := strings.Join(strings.Split(c.label, ""), "&nbsp;")
					name := []string{"· " + c.label, "【" + c.label + "】", c.label + "&gt;&gt;", fmt.Sprintf("%s（%d）", c.label, len(c.arts)), spaced}[i%5]
					p = strings.ReplaceAll(p, `<li><a href="`+c.path()+`">`+c.label+`</a></li>`, `<li><a href="`+c.path()+`">`+name+`</a></li>`)
				}
				return p
			})
		}},
		{name: "breadcrumb by a script", once: true, set: func(b *bureau) {
			plain := b.frame
			b.frame = func(title, _, body string) string {
				return plain(title, `<div class="position">您所在的位置：<script>document.write(getPosition(location.href));</script></div>`, body)
			}
		}},
		{name: "tree by a script", set: func(b *bureau) {
			plain := b.platform
			b.wrap(func(p string) string {
				s := `<div class="dtree"><script>var d=new dTree('d');d.add(0,-1,'信息公开目录');`
				for i, c := range b.cols {
					if !c.outside {
						s += fmt.Sprintf(`d.add(%d,0,'%s','%s');`, i+1, c.label, c.path())
					}
				}
				return strings.Replace(p, plain(), s+`document.write(d);</script></div>`, 1)
			})
		}, once: true},
		{name: "tree of zTree", set: func(b *bureau) {
			plain := b.platform
			b.wrap(func(p string) string {
				s := `<ul id="tree" class="ztree"></ul><script>var zNodes=[`
				for i, c := range b.cols {
					if !c.outside {
						s += fmt.Sprintf(`{id:%d, pId:0, name:"%s", "url":"%s", target:"_self"},`, i+1, c.label, c.path())
					}
				}
				return strings.Replace(p, plain(), s+`];$.fn.zTree.init($("#tree"),{},zNodes);</script>`, 1)
			})
		}},
	}
}
