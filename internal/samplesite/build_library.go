package samplesite

import (
	"fmt"
	"strings"
)

// documentHead is the table of a document's particulars, without those that the
// plan takes from every document.
func (v *view) documentHead(a *article) string {
	cells := [][2]string{{"索引号", a.index}, {"发文机关", v.s.Name()}, {"成文日期", zhDate(a.made)}, {"发布日期", zhDate(a.date)}, {"发文字号", a.number()}, {"有效性", a.validity}}
	var b strings.Builder
	b.WriteString(`<table class="xxgk-head">`)
	n := 0
	for _, c := range cells {
		if v.s.plan.content.fields[c[0]] {
			continue
		}
		if n%2 == 0 {
			b.WriteString("<tr>")
		}
		fmt.Fprintf(&b, "<td>%s：%s</td>", c[0], esc(c[1]))
		if n++; n%2 == 0 {
			b.WriteString("</tr>")
		}
	}
	if n%2 == 1 {
		b.WriteString("</tr>")
	}
	b.WriteString("</table>\n")
	return b.String()
}

// number is the document's number as its page writes it.
func (a *article) number() string {
	if a.oddNumber {
		return strings.NewReplacer("〔", "[", "〕", "]").Replace(a.docNo)
	}
	return a.docNo
}

// The documents that the faults of the library are planted in.
const (
	oddNumbered = 5
	doneAway    = 7
)

// plantLibrary does away with a document as the plan wants it, and with another
// one that says so of itself.
func (s *Site) plantLibrary(c *column, docs []*article) {
	library := s.byKey["行政规范性文件"]
	old := s.post(c, article{title: s.city.name + "联运票据使用管理规定", date: s.daysBefore(800), made: friday(s.daysBefore(802)), validity: "废止",
		docNo: fmt.Sprintf("%s规〔%d〕%d号", s.city.no, s.daysBefore(800).Year(), 41), index: fmt.Sprintf("%s/%d-%05d", s.city.code, s.daysBefore(800).Year(), 141),
		body: []string{para("第一条 为规范联运票据的使用，制定本规定。"), para("第二条 联运票据由承运人印制，旅客凭票换乘。"), para("第三条 本规定自发布之日起施行。")}})
	if library != nil {
		library.specials = append(library.specials, old)
	}
	body := []string{para("经研究，决定废止下列行政规范性文件："), para("1.《" + s.city.name + "联运票据使用管理规定》（" + old.docNo + "）")}
	if s.plan.content.repeal && library != nil {
		doc := docs[doneAway]
		body = append(body, para("2.《"+s.city.name+regulations()[doneAway].name+"》（"+doc.docNo+"）"))
		s.expect("document.superseded", "文件:"+doc.docNo, s.articlePath(doc), "已由后发的决定废止，页面仍标注有效")
		s.truth[len(s.truth)-1].Verdict = Suspect
	}
	s.post(c, article{title: s.Name() + "关于废止部分行政规范性文件的决定", date: s.daysBefore(410), body: append(body, para("本决定自发布之日起生效。"))})
	s.trap("document.superseded", "文件:"+old.docNo, s.articlePath(old), "页面已标注废止")
	if s.plan.content.number && library != nil {
		docs[oddNumbered].oddNumber = true
		s.expect("document.number_form", "文件:"+docs[oddNumbered].docNo, s.articlePath(docs[oddNumbered]), "文号使用方括号")
		s.truth[len(s.truth)-1].Verdict = Suspect
	}
	if s.plan.content.form {
		s.expect("interpretation.form", "解读形式", "", "所有解读都是文字")
		s.truth[len(s.truth)-1].Verdict = Suspect
	}
	for _, field := range []string{"索引号", "有效性"} {
		if s.plan.content.fields[field] && library != nil {
			s.expect("document.field_missing", "文件要素:"+field, s.path(library), "所有文件页面都没有该要素")
		}
	}
}

// plainWords turns an interpretation into what the plan wants of it.
func (s *Site) plainWords(doc *article, what, name string, body []string) []string {
	if what == "copied" || what == "bare" {
		s.expectReading(what, doc, map[string]string{"copied": "解读就是文件原文", "bare": "解读没有说明任何要素"}[what])
	}
	switch {
	case what == "copied":
		return append([]string{para("现将" + name + "（" + doc.docNo + "）解读如下。")}, doc.body[5:]...)
	case what == "bare":
		return []string{para("近日，" + s.Name() + "印发了" + name + "（" + doc.docNo + "）。"),
			para("交通运输与千家万户息息相关。多年来，全市交通运输战线的干部职工顶风冒雪、昼夜值守，用脚步丈量道路，用汗水守护畅通，涌现出一大批先进集体和个人，得到了社会各界的肯定。"),
			para("站在新的起点上，大家倍感振奋、信心十足，纷纷表示将以更加饱满的热情投入工作，为城市发展贡献力量，让每一位旅客都感受到温暖，让每一条道路都通向美好生活。"),
			para("让我们携手同行，共同期待城市交通更加美好的明天，共同守护来之不易的成绩，共同续写属于我们的崭新篇章。")}
	case what == "unnamed":
		body[0] = para("近日，" + s.Name() + "印发了一份新的管理文件。为便于社会公众理解，现就有关内容说明如下。")
		body[4] = para("文件既明确谁来做，也明确怎么做、做到什么程度；对企业反映较多的材料重复、标准不一等问题，都作了回应，并写明了办理时限和监督方式。")
	}
	if s.plan.content.form {
		var out []string
		for _, p := range body {
			if !strings.Contains(p, "<img") {
				out = append(out, p)
			}
		}
		return out
	}
	return body
}

func (s *Site) expectReading(what string, doc *article, note string) {
	s.expect("interpretation."+what, "文件:"+doc.docNo, s.articlePath(doc), note)
	s.truth[len(s.truth)-1].Verdict = Suspect
}
