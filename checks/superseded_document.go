package checks

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// SupersededDocument suspects documents that still call themselves valid after
// another paper of the same site has done away with them.
var SupersededDocument = check.Define("superseded-document", "已废止文件仍标注有效",
	`查看：规范性文件页面标注的有效性，与本网站其他页面宣布废止、失效的文件名称和文号。
疑似：文件标注“有效”，而发布更晚的其他文件宣布它已废止、失效或停止执行。是否属实由人工判断。
不计：只废止或修改部分条款的；宣布继续有效的；页面没有有效性标注的（由要素规则评价）。
无法核验：规范性文件栏目未看到，或其文件页面均未读到。`,
	[]string{"document.superseded"}, SupersededDocumentParams{Column: "行政规范性文件"},
	func(p *check.Pass, params SupersededDocumentParams) check.Outcome {
		s, out := library(p, params.Column)
		if out != nil {
			return *out
		}
		var marked []volume
		for _, v := range s.read {
			if inForce(validity(&v)) {
				marked = append(marked, v)
			}
		}
		switch {
		case len(s.read) == 0:
			return check.CannotTellf("“%s”%v", s.column.Label, errNoDocuments)
		case len(marked) == 0:
			return check.Outcome{Verdict: finding.NotApplicable, Reason: "已读到的规范性文件均未标注“有效”，由要素规则评价"}
		}
		var found []finding.Finding
		all := repeals(p)
		for i := range marked {
			if by, quote := repealedBy(&marked[i], all); by != nil {
				v := &marked[i]
				found = append(found, finding.Finding{Defect: "document.superseded", Subject: v.subject(), Signal: true,
					Message:  fmt.Sprintf("%s标注“%s”，但“%s”已宣布其废止或失效。", titled(v.title), validity(v), by.info.Title),
					Evidence: []finding.Evidence{infoProof(v.info, "有效性："+validity(v)), infoProof(by.info, quote)}})
			}
		}
		if len(found) > 0 {
			return check.Suspected(fmt.Sprintf("有%d件文件疑似已废止而仍标注有效", len(found)), found...)
		}
		return check.Passed(infoProof(marked[0].info, "有效性："+validity(&marked[0])))
	})

// validityCell is a label and its mark side by side without a colon: in two cells, which
// are two lines of the text, or two boxes of one line.
var validityCell = regexp.MustCompile(`(?m)^\s*(?:有效性|信息有效性|时效性|时效状态|有效状态|文件效力|效力状态|是否有效|文件状态)\s*\n?\s*(现行有效|继续有效|有效|失效|已失效|废止|已废止|无效|是|否)\s*$`)

// validity is the mark a document's page shows, empty when it shows none.
func validity(v *volume) string {
	if mark := v.page.Article.Validity; mark != "" {
		return mark
	}
	if m := validityCell.FindStringSubmatch(v.page.Text); m != nil {
		return m[1]
	}
	return ""
}

// inForce says whether a mark calls the document valid.
func inForce(mark string) bool {
	if !strings.Contains(mark, "有效") && mark != "是" {
		return false
	}
	for _, w := range []string{"无效", "失效", "废止", "非有效", "部分", "是否", "有效期"} {
		if strings.Contains(mark, w) {
			return false
		}
	}
	return true
}

// A repeal is one page that does away with others.
type repeal struct {
	info  *facts.Info
	day   time.Time
	names []quoted
}

// quoted is one document named in a repealing sentence.
type quoted struct {
	name  string // between book marks; empty when only the number is given
	no    zhtext.DocNo
	quote string
}

// repealers are words in the titles of papers that may do away with others: a
// decision to that end, or the new paper in an old one's place.
var repealers = []string{"废止", "失效", "停止执行", "清理", "办法", "规定", "细则", "规则", "决定", "意见", "方案"}

// repeals reads the papers that may do away with others. They are found by
// their titles: reading the text of a whole site for a word costs too much.
func repeals(p *check.Pass) []repeal {
	hits, err := p.Site.Find(facts.Query{Any: repealers, None: []string{"解读", "征求意见"}})
	if err != nil {
		return nil // nothing found: nobody is accused
	}
	var all []repeal
	seen := map[string]bool{}
	for i := range hits {
		url := address(&hits[i])
		if seen[url] {
			continue
		}
		seen[url] = true
		if at, err := p.Site.Info(url); err != nil || at.Class != webpage.ClassArticle && at.Class != webpage.ClassHome {
			continue
		}
		page, err := p.Site.Page(url)
		if err != nil || page.Article == nil || page.Problem != evidence.None {
			continue
		}
		info := p.Site.Indexed(page.URL)
		if info == nil {
			continue
		}
		if names := repealed(page.Article.Title, page.Text); len(names) > 0 {
			all = append(all, repeal{info, info.Date.Date, names})
		}
	}
	return all
}

// repealed reads the papers a text does away with: those named in a sentence of
// repeal, and those listed under a heading of repeal.
func repealed(title, text string) []quoted {
	if !slices.ContainsFunc(endings, func(w string) bool { return strings.Contains(title, w) || strings.Contains(text, w) }) {
		return nil
	}
	var all []quoted
	listing := strings.Contains(title, "废止") && !strings.Contains(title, "修改") && !strings.Contains(title, "继续有效") && !strings.Contains(title, "清理结果")
	for line := range strings.SplitSeq(text, "\n") {
		switch short := zhtext.Runes(line) <= 40; {
		case short && (strings.Contains(line, "继续有效") || strings.Contains(line, "予以保留") || strings.Contains(line, "予以修改") || strings.Contains(line, "修改的")):
			listing = false
			continue
		case short && !strings.Contains(line, "《") && (strings.Contains(line, "废止") || strings.Contains(line, "失效")) && (strings.Contains(line, "目录") || strings.HasSuffix(line, "：") || strings.Contains(line, "的行政规范性文件")):
			listing = true
			continue
		}
		for sentence := range strings.FieldsFuncSeq(line, func(r rune) bool { return r == '。' || r == '；' }) {
			if listing && !strings.Contains(sentence, "根据") || does(sentence) {
				all = append(all, namesIn(sentence)...)
			}
		}
	}
	return all
}

// endings are words one of which stands wherever a paper is done away with.
var endings = []string{"废止", "失效", "停止执行", "不再执行"}

// does says whether a sentence does away with whole papers.
func does(sentence string) bool {
	for _, w := range []string{"条同时废止", "条款", "部分内容", "继续有效", "不再废止", "未废止", "清理", "建议", "拟废止", "拟予废止"} {
		if strings.Contains(sentence, w) {
			return false
		}
	}
	for _, w := range []string{"同时废止", "予以废止", "即行废止", "自行废止", "废止《", "同时失效", "予以失效", "停止执行", "起废止", "宣布失效", "不再执行"} {
		if strings.Contains(sentence, w) {
			return true
		}
	}
	return false
}

func namesIn(sentence string) []quoted {
	var all []quoted
	nos := zhtext.DocNos(sentence)
	for _, n := range zhtext.Names(sentence) {
		if !n.Cut {
			all = append(all, quoted{name: n.Text, quote: sentence})
		}
	}
	for _, no := range nos {
		all = append(all, quoted{no: no, quote: sentence})
	}
	return all
}

// repealedBy finds a later paper that names the document as done away with.
func repealedBy(v *volume, all []repeal) (*repeal, string) {
	own, numbered := zhtext.FirstDocNo(v.info.DocNo)
	for i := range all {
		r := &all[i]
		if r.info.URL == v.info.URL || r.day.IsZero() || v.info.Date.Date.IsZero() || !r.day.After(v.info.Date.Date) {
			continue
		}
		for _, q := range r.names {
			if q.name == "" && numbered && q.no.Same(own) || q.name != "" && sameName(q.name, v.title) {
				return r, q.quote
			}
		}
	}
	return nil, ""
}

// sameName says whether a name between book marks is exactly that of a title.
// 办法 and its 补充规定 share nearly every word, so that likeness is not enough.
func sameName(name, title string) bool {
	key := zhtext.Key(name)
	if zhtext.Runes(key) < 6 {
		return false
	}
	if key == zhtext.Key(title) {
		return true
	}
	for _, n := range zhtext.Names(title) {
		if key == zhtext.Key(n.Text) {
			return true
		}
	}
	return zhtext.Core(name) != "" && zhtext.Core(name) == zhtext.Core(title) && zhtext.Runes(zhtext.Core(name)) >= 6
}

// SupersededDocumentParams are the parameters of superseded-document.
type SupersededDocumentParams struct {
	Column string `toml:"column"` // vocabulary key of the library
}

// Validate wants a column.
func (p *SupersededDocumentParams) Validate() error { return needsName("column", p.Column) }

// Wants names the columns the crawl should see first.
func (p *SupersededDocumentParams) Wants() []string { return []string{p.Column} }
