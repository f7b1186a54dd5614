package budget

import (
	"regexp"
	"slices"
	"strings"

	"ducha/internal/document"
)

// Frame is what a departmental budget or account must hold besides figures.
type Frame struct {
	Full       bool            // the document is the whole statement, not an extract
	Whole      bool            // nothing of it went unread, nothing stands in attachments
	Pasted     bool            // a PDF, in which a table may be a picture within the text
	Named      map[string]bool // tables of the set that are named, by official name
	Strange    int             // tables named that are none of the set
	Explained  map[string]bool // the four explanations
	Sums       []Sum           // further identities with figures found
	Growths    []Growth        // rates of change of other money
	Shares     []Share         // shares that no amount bears out
	Apart      []Apart         // further tables of the three expenses
	Moves      []Move          // rows of tables whose difference or rate is none of their years
	Department bool            // it names the budget of a department or unit
	Institute  bool            // a public institution, which has no 机关运行经费
}

// fullTables is how many tables of the set make a statement a whole one; an extract names
// one or two.
const fullTables = 4

// tables is how many tables of the set are named.
func (f Frame) tables() (n int) {
	for _, named := range f.Named {
		n += btoi(named)
	}
	return n
}

var (
	department = regexp.MustCompile(`(?:部门|单位)(?:年度)?(?:收支)?(?:预算|决算)`)
	government = regexp.MustCompile(`转移支付[^。;]{0,14}表|债务(?:限额|余额)|税收返还|社会保险基金[^。;]{0,8}表|(?:政府|全区|全县|全市|本级)(?:财政)?(?:总)?(?:预算|决算)(?:公开|草案|报告)`)
	listMark   = regexp.MustCompile(`^(?:表?[一二三四五六七八九十\d]+[、.:)]|\([一二三四五六七八九十\d]+\))`)
	partHead   = regexp.MustCompile(`^第[一二三四五六七八九十]+(?:部分|章)`) // 第五部分 报表 names no table
	leaders    = regexp.MustCompile(`[.…·]{3,}[\d-]*$`)
)

// departmental tells a department's statement from that of a whole government,
// which has other tables.
func departmental(lines []string) bool {
	of := false
	for _, l := range lines {
		if len([]rune(l)) > 60 {
			continue
		}
		if government.MatchString(l) {
			return false
		}
		of = of || department.MatchString(l)
	}
	return of
}

// frame looks over the whole document.
func (r *reader) frame() Frame {
	f := Frame{Named: map[string]bool{}, Explained: map[string]bool{}}
	f.Pasted = r.d.Kind == "pdf"
	sure := r.d.Kind == "html" || r.d.Kind == "docx" || f.Pasted // of a DOC headings may get lost
	f.Whole = sure && r.d.State == document.Text && !r.d.Cut && len(r.d.Attachments) == 0 && r.d.Images == 0
	lines := r.lines()
	kind := r.kind
	strange := map[string]bool{}
	for _, l := range lines {
		if len([]rune(l)) > 60 {
			continue
		}
		known := false
		for _, t := range tableForms(kind) {
			is := t.is(l)
			known = known || is
			f.Named[t.name] = f.Named[t.name] || is
		}
		if !known && strings.HasSuffix(l, "表") && len([]rune(l)) > 5 && !partHead.MatchString(l) {
			strange[listMark.ReplaceAllString(l, "")] = true
		}
	}
	f.Strange = len(strange)
	all := strings.Join(lines, "\n")
	for name, words := range explanations() {
		f.Explained[name] = words.MatchString(all)
	}
	f.Department = departmental(lines)
	f.Full = kind != "" && f.Department && f.tables() >= fullTables
	f.Institute = strings.Contains(all, "事业单位") && !strings.Contains(all, "行政单位") || institute.MatchString(plain(r.d.Title))
	f.Sums = slices.Concat(purchases(all), balances(all), r.evens(), r.receptions())
	f.Growths, f.Shares, f.Moves, f.Apart = growths(lines), r.shares(), r.moves(), r.others
	return f
}

func (r *reader) lines() []string {
	out := []string{plain(r.d.Title)}
	for _, p := range r.d.Paragraphs {
		out = append(out, leaders.ReplaceAllString(plain(p), ""))
	}
	for _, t := range r.d.Tables {
		out = append(out, plain(t.Caption), plain(t.Place))
	}
	return out
}

var institute = regexp.MustCompile(`学校|医院|中心|中学|小学|幼儿园|研究院|研究所|站$`)
