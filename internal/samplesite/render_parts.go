package samplesite

import (
	"fmt"
	"strings"
	"time"
)

func (v *view) cls(part string) string { return v.s.classes[part] }

func (v *view) div(part string) string { return `<div class="` + v.cls(part) + `">` + "\n" }

// columnPage is the main part of a column's page.
func (v *view) columnPage(c *column, page int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<h2>%s</h2>\n", esc(c.label))
	switch {
	case c.kind == kindCards:
		for _, k := range c.children {
			v.card(&b, k, 5)
		}
	case c.kind == kindText:
		b.WriteString(v.div("art"))
		b.WriteString(strings.Join(c.text, "\n"))
		for _, a := range c.specials {
			fmt.Fprintf(&b, `<p>下载：<a href="%s">%s</a></p>`, v.href(v.s.articlePath(a)), esc(a.title))
			for i, f := range a.files {
				fmt.Fprintf(&b, `<p>附件：<a href="%s">%s</a></p>`, v.href(v.s.filePath(a, i)), esc(f.name))
			}
		}
		b.WriteString("</div>\n")
	case c.empty != "":
		b.WriteString(v.div("list") + para(c.empty) + "</div>\n")
	default:
		v.listPage(&b, c, page)
	}
	return b.String()
}

// busy says whether entries come so often that the year can be left out.
func (c *column) busy(s *Site) bool {
	return c.fill.count >= 16 && c.fill.gap == 0 && s.plan.column[c.key] == ""
}

// listPage is one page of a list with its pager, as the style delivers it.
func (v *view) listPage(b *strings.Builder, c *column, page int) {
	switch v.s.cfg.Style {
	case StyleScript:
		b.WriteString(v.div("list"))
		fmt.Fprintf(b, `<div id="%d"><script type="text/xml">`, 4000+c.id)
		b.WriteString(v.store(c, page))
		b.WriteString("</script></div>")
		fmt.Fprintf(b, `<script>jpage({"pageid":%d,"perpage":%d,"total":%d});</script></div>`+"\n", 4000+c.id, v.s.perPage(), c.total())
	case StyleFrames:
		fmt.Fprintf(b, `<iframe src="%s" width="100%%" height="800" frameborder="0" scrolling="no"></iframe>`+"\n", v.href(v.s.framePath(c, page)))
	default:
		v.list(b, c.entries(v.s, page*v.s.perPage(), v.s.perPage()), c)
		v.pager(b, c, page)
	}
}

// list writes rows.
func (v *view) list(b *strings.Builder, rows []*article, c *column) {
	if v.s.cfg.Style == StyleGBK {
		b.WriteString(`<table width="100%" class="` + v.cls("list") + `">` + "\n")
		for _, a := range rows {
			fmt.Fprintf(b, `<tr><td>·%s</td><td align="right">%s</td></tr>`+"\n", v.link(a), v.rowDate(a, c))
		}
		b.WriteString("</table>\n")
		return
	}
	if v.s.has(Redesign) {
		b.WriteString(`<dl class="` + v.cls("list") + `">` + "\n")
		for _, a := range rows {
			fmt.Fprintf(b, "<dd><i>%s</i>%s</dd>\n", v.rowDate(a, c), v.link(a))
		}
		b.WriteString("</dl>\n")
		return
	}
	b.WriteString(`<ul class="` + v.cls("list") + `">` + "\n")
	for _, a := range rows {
		b.WriteString(v.row(a, c) + "\n")
	}
	b.WriteString("</ul>\n")
}

func (v *view) row(a *article, c *column) string {
	date := v.rowDate(a, c)
	if date == "" {
		return "<li>" + v.link(a) + "</li>"
	}
	return "<li>" + v.link(a) + "<span>" + date + "</span></li>"
}

// link is the link of a row, with what some systems print beside it.
func (v *view) link(a *article) string {
	text, mark := a.title, ""
	if a.pinned {
		mark = "[置顶]"
	}
	if v.s.has(ShortTitles) && len([]rune(text)) > 22 {
		text = string([]rune(text)[:20]) + "..."
	}
	out := fmt.Sprintf(`%s<a href="%s" title="%s" target="_blank">%s</a>`, mark, v.href(v.s.articlePath(a)), esc(a.title), esc(text))
	if a.mark != "" {
		out += ` <a href="javascript:;" style="display:none" class="jd">` + a.mark + `</a>`
	}
	if v.s.has(ScriptLinks) && a.id%3 == 0 {
		out += ` <a href="javascript:share(` + fmt.Sprint(a.id) + `)">分享</a>`
	}
	return out
}

func (v *view) rowDate(a *article, c *column) string {
	if c.undated {
		return ""
	}
	if v.s.has(OddDates) {
		return oddDate(a.date, mix(v.s.seed, hash(c.key)), c.busy(v.s))
	}
	if v.s.cfg.Style == StyleGBK {
		return "[" + a.date.Format("2006-01-02") + "]"
	}
	return a.date.Format("2006-01-02")
}

// oddDate writes a date in one of the shapes that real lists use; a list keeps
// to one shape.
func oddDate(t time.Time, h uint64, busy bool) string {
	switch h % 5 {
	case 0:
		if !busy {
			break
		}
		return t.Format("[01-02]")
	case 1:
		return zhDate(t)
	case 2:
		return t.Format("2006/01/02")
	case 3:
		return t.Format("（2006.1.2）")
	}
	return t.Format("06-01-02")
}

func (v *view) pager(b *strings.Builder, c *column, page int) {
	n := v.s.listPages(c)
	b.WriteString(v.div("pager"))
	if v.s.cfg.Style == StylePlain {
		fmt.Fprintf(b, `<script>createPageHTML(%d, %d, "index", "html");</script></div>`+"\n", n, page)
		return
	}
	to := func(p int, label string) {
		if p >= 0 && p < n && p != page {
			fmt.Fprintf(b, `<a href="%s">%s</a> `, v.href(v.s.scheme.column(c, p)), label)
		}
	}
	fmt.Fprintf(b, "共%d条　第%d/%d页 ", c.total(), page+1, n)
	to(0, "首页")
	to(page-1, "上一页")
	for p := max(page-3, 0); p < min(page+5, n); p++ {
		to(p, fmt.Sprint(p+1))
	}
	to(page+1, "下一页")
	to(n-1, "尾页")
	b.WriteString("</div>\n")
}

// card is a heading with 更多 and the newest entries of a column.
func (v *view) card(b *strings.Builder, c *column, count int) {
	t := c.target()
	href := v.href(v.s.path(c))
	b.WriteString(v.div("card"))
	switch v.s.cfg.Style {
	case StyleCards:
		fmt.Fprintf(b, `<h3>%s</h3><a class="more" href="%s">更多&gt;&gt;</a>`+"\n", esc(c.label), href)
	case StyleGBK:
		fmt.Fprintf(b, `<div class="t"><strong>%s</strong><span class="more"><a href="%s">更多...</a></span></div>`+"\n", esc(c.label), href)
	default:
		fmt.Fprintf(b, `<h3><a href="%s">%s</a></h3><a class="more" href="%s">更多</a>`+"\n", href, esc(c.label), href)
	}
	switch {
	case t.kind == kindCards:
		b.WriteString("<ul>")
		for _, k := range t.children {
			fmt.Fprintf(b, `<li><a href="%s">%s</a></li>`, v.href(v.s.path(k)), esc(k.label))
		}
		b.WriteString("</ul>\n")
	case t.kind == kindText:
		fmt.Fprintf(b, `<p><a href="%s">查看%s</a></p>`+"\n", href, esc(c.label))
	case t.empty != "":
		b.WriteString(para(t.empty))
	case t.total() > 0:
		v.list(b, t.entries(v.s, 0, count), t)
	}
	b.WriteString("</div>\n")
}

// article is the main part of an article's page.
func (v *view) article(a *article) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<h1>%s</h1>\n", esc(a.title))
	when := "发布时间：" + v.shownDate(a) + "　"
	if a.col.undated {
		when = ""
	}
	fmt.Fprintf(&b, `<div class="info">%s来源：%s　字体：<a href="javascript:doZoom(16)">大</a> <a href="javascript:doZoom(12)">小</a></div>`+"\n",
		when, esc(a.source))
	if a.validity != "" {
		b.WriteString(v.documentHead(a))
	}
	b.WriteString(v.div("art"))
	if a.validity != "" {
		b.WriteString(`<p style="text-align:center">` + esc(a.number()) + "</p>\n")
	}
	b.WriteString(strings.Join(a.body, "\n"))
	for i, f := range a.files {
		fmt.Fprintf(&b, `<p>附件：<a href="%s" title="%s">%s</a></p>`, v.href(v.s.filePath(a, i)), esc(f.name), esc(f.name))
	}
	b.WriteString("</div>\n")
	if len(a.related) > 0 {
		b.WriteString(`<div class="xgxx">`)
		for _, r := range a.related {
			to, text := r.path, r.text
			if r.to != nil {
				to, text = v.s.articlePath(r.to), r.to.title
			}
			fmt.Fprintf(&b, `<p>%s：<a href="%s">%s</a></p>`, esc(r.label), v.href(to), esc(text))
		}
		b.WriteString("</div>\n")
	}
	b.WriteString(`<div class="tools"><a href="javascript:window.print()">打印</a> <a href="javascript:window.close()">关闭</a></div>` + "\n")
	return b.String()
}

func (v *view) shownDate(a *article) string {
	t := stamp(a)
	if !a.shown.IsZero() {
		t = a.shown.Add(t.Sub(a.date))
	}
	if v.s.has(OddDates) {
		return zhDate(t)
	}
	switch v.s.cfg.Style {
	case StyleGBK:
		return t.Format("2006-01-02 15:04")
	case StyleDeep:
		return t.Format("2006年01月02日 15:04")
	}
	return t.Format("2006-01-02 15:04")
}

// home is the main part of the start page.
func (v *view) home() string {
	var b strings.Builder
	s := v.s
	for _, key := range []string{"交通要闻", "公示公告", "政策法规", "政策解读", "预决算及三公费用", "法治建设", "法治监督", "普法宣传", "意见征集"} {
		if c := s.byKey[key]; c != nil && (c.total() > 0 || c.blank) {
			v.card(&b, c, 6)
		}
	}
	b.WriteString(v.div("entries"))
	for _, key := range []string{"政府信息公开", "政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开", "投诉建议"} {
		if c := s.byKey[key]; c != nil {
			fmt.Fprintf(&b, `<a href="%s">%s</a> `, v.href(s.path(c)), esc(c.label))
		}
	}
	b.WriteString("</div>\n")
	v.homeLinks(&b)
	return b.String()
}

// store is the datastore of a group of records.
func (v *view) store(c *column, page int) string {
	var b strings.Builder
	b.WriteString("<datastore>\n")
	if page+1 < v.s.listPages(c) {
		fmt.Fprintf(&b, "<nextgroup><![CDATA[<a href=\"%s\"></a>]]></nextgroup>\n", strings.ReplaceAll(v.s.scheme.column(c, page+1), "&", "&amp;"))
	}
	fmt.Fprintf(&b, "<totalrecord>%d</totalrecord>\n<totalpage>%d</totalpage>\n<recordset>\n", c.total(), v.s.listPages(c))
	for _, a := range c.entries(v.s, page*v.s.perPage(), v.s.perPage()) {
		b.WriteString("<record><![CDATA[" + v.row(a, c) + "]]></record>\n")
	}
	b.WriteString("</recordset>\n</datastore>")
	return b.String()
}

func (v *view) datastore(c *column, page int) string {
	return `<?xml version="1.0" encoding="utf-8"?>` + "\n" + v.store(c, page)
}

// framePage is the bare list that a frame holds.
func (v *view) framePage(c *column, page int) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html><head><meta charset="utf-8"><title></title></head><body>` + "\n")
	fmt.Fprintf(&b, `<div class="ewb-hd">信息列表</div><div class="ewb-num">共%d条</div>`+"\n", c.total())
	v.list(&b, c.entries(v.s, page*v.s.perPage(), v.s.perPage()), c)
	n := v.s.listPages(c)
	b.WriteString(v.div("pager"))
	for p := max(page-3, 0); p < min(page+5, n); p++ {
		if p != page {
			fmt.Fprintf(&b, `<a href="%s">%d</a> `, v.href(v.s.framePath(c, p)), p+1)
		}
	}
	if page+1 < n {
		fmt.Fprintf(&b, `<a href="%s">下一页</a>`, v.href(v.s.framePath(c, page+1)))
	}
	b.WriteString("</div></body></html>\n")
	return b.String()
}
