package facts

import (
	"slices"
	"strings"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// doubt says why a missing interpretation cannot be claimed.
func (pr *pairer) doubt(d Document) string {
	if why := pr.unreadSince(&d); why != "" {
		return why
	}
	if d.DocNo == "" && !slices.Contains(d.Columns, documentKeys[0]) {
		return "文件未显示文号，不能确定为本单位制发"
	}
	if in := pr.byKey[webpage.Key(d.URL)]; in != nil && in.inColumn && zhtext.Interpreting(in.title, false) {
		return "解读栏目的“" + in.title + "”指向文件页，解读可能就在该页"
	}
	if d.Problem != evidence.None {
		return "文件页面未能读取（" + d.Problem.Chinese() + "）"
	}
	if pr.papers[webpage.Key(d.URL)] == nil {
		return "文件正文未能读取"
	}
	if what := pr.beside(d); what != "" {
		return "文件页上有“" + what + "”部分，解读可能就在该页"
	}
	if !pr.s.cert.Holds && pr.s.noColumn(interpretationKeys[0]) {
		return "未找到解读栏目，且页面覆盖不全"
	}
	return pr.unseen(d)
}

// besideHeads head the part of a document's page that is its interpretation.
var besideHeads = []string{"政策解读", "相关解读", "文件解读", "解读", "解读材料", "图解", "政策图解", "图文解读", "文字解读", "视频解读", "一图读懂"}

// beside is the heading of a part of the document's own page that may interpret it:
// text, or pictures and film, follow it. Many templates print the heading alone.
func (pr *pairer) beside(d Document) string {
	v := pr.s.visits[webpage.Key(d.URL)]
	if v == nil {
		return ""
	}
	p, err := pr.s.whole(v)
	if err != nil {
		return ""
	}
	leads := func(line string) bool {
		return slices.ContainsFunc(p.Links, func(l webpage.Link) bool {
			return l.Area == webpage.AreaMain && zhtext.Runes(l.Text) > 1 && strings.Contains(line, l.Text)
		})
	}
	head := ""
	lines := strings.Split(p.Text, "\n")
	for i, line := range lines {
		line = strings.TrimSpace(line)
		switch {
		case head != "" && zhtext.Runes(line) >= 20 && !leads(line):
			return head
		case slices.Contains(besideHeads, zhtext.Key(line)) && (!leads(line) || unlinked(p, line, lines) && i+1 < len(lines) && !leads(lines[i+1])):
			head = line
		}
	}
	if head != "" && p.Article != nil && p.Article.Images > 0 {
		return head
	}
	return ""
}

// unlinked says whether a line stands on the page once more than links bear its words:
// a menu beside the text names the same column that heads a part of the text.
func unlinked(p *webpage.Page, line string, lines []string) bool {
	n := 0
	for _, l := range lines {
		switch l = strings.TrimSpace(l); {
		case l == line, strings.Contains(l, line) && menuLine(p, l):
			n++
		}
	}
	for i := range p.Links {
		if p.Links[i].Area == webpage.AreaMain && p.Links[i].Text == line {
			n--
		}
	}
	return n > 0
}

// menuLine says whether a line is a menu without breaks: links one after another.
func menuLine(p *webpage.Page, line string) bool {
	n := 0
	for i := range p.Links {
		if t := p.Links[i].Text; zhtext.Runes(t) > 1 && strings.Contains(line, t) {
			n += len(t)
		}
	}
	return 10*n >= 9*len(line)
}

// nearby is how far from a document an interpretation that names it only in its
// text may be dated.
const nearby = 60 * 24 * time.Hour

// unseen says which page that may be the interpretation was not read: one the
// document links to by that name, or one of the column from about that time.
func (pr *pairer) unseen(d Document) string {
	for _, l := range pr.papers[webpage.Key(d.URL)].links {
		v := pr.s.visits[webpage.Key(l.url)]
		switch {
		case !interpretationLink(l.text):
		case v == nil:
			// A menu's 政策解读 is no interpretation of this document.
			if pr.s.inScope(l.url) && len(pr.s.match.match(l.text)) == 0 {
				return "文件页上的解读链接没有访问：" + l.text
			}
		case v.info.Problem != evidence.None && v.info.Problem != evidence.NotFound:
			return "文件页上的解读链接未能打开（" + v.info.Problem.Chinese() + "）"
		}
	}
	for i := range pr.all {
		in := &pr.all[i]
		if !near(in, &d) {
			continue
		}
		if in.inColumn && in.paper == nil && in.info.Problem != evidence.NotFound {
			return "解读栏目中有页面未能读取：" + in.title
		}
		if zhtext.Resembles(in.title, d.Title, in.inColumn) {
			return "“" + in.title + "”所称文件与该文件名称相近，可能就是其解读"
		}
	}
	return ""
}

// near says whether an interpretation may be dated close to a document.
func near(in *interpretation, d *Document) bool {
	return in.date.Date.IsZero() || d.Date.Date.IsZero() || in.date.Date.Sub(d.Date.Date).Abs() <= nearby
}

func (s *Site) noColumn(key string) bool {
	col, err := s.Column(key)
	return col == nil || err != nil
}
