package yearly

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"ducha/internal/document"
)

// Columns of the table of requests, in the order of the form.
func applicants() [7]string {
	return [7]string{"自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"}
}

// Key names a row of the table of requests.
type Key string

// Rows outside the results, and their sum.
const (
	New   Key = "new"   // 一、本年新收
	Carry Key = "carry" // 二、上年结转
	Total Key = "total" // （七）总计
	Next  Key = "next"  // 四、结转下年度
)

// Row is one row of seven numbers.
type Row [7]Value

// Requests is the table of part three. Rows that were not found are not in the
// map.
type Requests struct {
	Rows map[Key]Row
	Note string // the rule printed in the head of the table

	supposed bool // the order of the columns was not read, and no row bears it out
}

// rowForm is how a row of the form is recognised.
type rowForm struct {
	key   Key
	name  string
	words *regexp.Regexp
	leaf  bool
}

// requestRows is the form in its order: 25 rows, of which 21 are results.
var requestRows = sync.OnceValue(func() []rowForm {
	w := regexp.MustCompile
	return []rowForm{
		{New, "本年新收政府信息公开申请数量", w(`本年(?:度)?新收`), false},
		{Carry, "上年结转政府信息公开申请数量", w(`上年(?:度)?结转`), false},
		{"grant", "予以公开", w(`^予以公开`), true},
		{"partial", "部分公开", w(`^部分公开`), true},
		{"deny1", "属于国家秘密", w(`属于?国家秘密`), true},
		{"deny2", "其他法律行政法规禁止公开", w(`法律行政法规禁止`), true},
		{"deny3", "危及“三安全一稳定”", w(`三安全一稳定`), true},
		{"deny4", "保护第三方合法权益", w(`第三方合法权益`), true},
		{"deny5", "属于三类内部事务信息", w(`三类内部事务|内部事务信息`), true},
		{"deny6", "属于四类过程性信息", w(`四类过程性|过程性信息`), true},
		{"deny7", "属于行政执法案卷", w(`行政执法案卷`), true},
		{"deny8", "属于行政查询事项", w(`行政查询事项`), true},
		{"cannot1", "本机关不掌握相关政府信息", w(`不掌握`), true},
		{"cannot2", "没有现成信息需要另行制作", w(`没有现成|另行制作`), true},
		{"cannot3", "补正后申请内容仍不明确", w(`仍不明确`), true},
		{"refuse1", "信访举报投诉类申请", w(`信访举报投诉`), true},
		{"refuse2", "重复申请", w(`^重复申请`), true},
		{"refuse3", "要求提供公开出版物", w(`公开出版物`), true},
		{"refuse4", "无正当理由大量反复申请", w(`大量反复`), true},
		{"refuse5", "要求行政机关确认或重新出具已获取信息", w(`确认或(?:者)?重新出具|重新出具`), true},
		{"other1", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", w(`逾期不补正`), true},
		{"other2", "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", w(`收费通知|缴纳费用`), true},
		{"other3", "其他", w(`^其他$`), true},
		{Total, "（七）总计", w(`^(?:总计|合计)$`), false},
		{Next, "结转下年度继续办理", w(`结转下年`), false},
	}
})

// single is the row of the trial form, which did not divide 其他处理.
const single Key = "other"

var leaves = sync.OnceValue(func() []Key {
	var out []Key
	for _, f := range requestRows() {
		if f.leaf {
			out = append(out, f.key)
		}
	}
	return out
})

// readRequests collects the rows from all tables: the form is laid out as one
// table, as several, or together with the other two.
func (r *Report) readRequests(tables []document.Table) {
	r.Requests.Rows = map[Key]Row{}
	g := &requestReader{rows: r.Requests.Rows, forms: requestRows(), loose: r.loose}
	for i := range tables {
		t := &tables[i]
		if t.Hidden {
			continue
		}
		// A row that a page break cut off counts for the order only.
		g.stray = !strings.Contains(letters(allText(t)), "申请") && !hasRequestRows(t)
		g.table(t)
	}
	r.Requests.Note = g.note
	if len(r.Requests.Rows) < 25 && len(g.sevens) == 25 {
		g.inOrder()
	}
	r.Requests.supposed = g.cols == nil && !g.borneOut()
}

// borneOut says whether a row that is not all noughts adds up in the usual order.
func (g *requestReader) borneOut() bool {
	for _, row := range g.rows {
		if n, _, ok := sum(row[:6]...); ok && n > 0 && row[6].known() && row[6].N == n {
			return true
		}
	}
	return false
}

func hasRequestRows(t *document.Table) bool {
	s := letters(allText(t))
	return strings.Contains(s, "予以公开") || strings.Contains(s, "结转下年") || strings.Contains(s, "不掌握相关")
}

func allText(t *document.Table) string {
	var b strings.Builder
	for _, row := range t.Rows {
		for _, c := range row {
			b.WriteString(c.Text)
		}
	}
	return b.String()
}

type requestReader struct {
	rows   map[Key]Row
	forms  []rowForm
	cols   []int // grid columns of the seven applicants, when the head was read
	under  string
	note   string
	stray  bool // the table at hand names nothing of the form
	sevens []sevenRow
	loose  bool // the lines of a wrapped label may be rows of their own
	above  Key  // the row read last, when it was such a line without figures
}

// sevenRow is a row that ends in seven values, whatever its label.
type sevenRow struct {
	key Key
	row Row
}

func (g *requestReader) table(t *document.Table) {
	if cols := applicantColumns(t); cols != nil {
		g.cols = cols
	}
	for i := range t.Height() {
		g.row(t, i)
	}
}

// row reads one grid row: labels on the left, then seven values.
func (g *requestReader) row(t *document.Table, i int) {
	cells := distinct(t, i)
	from := len(cells)
	for from > 0 && isValue(cells[from-1]) {
		from--
	}
	labels, values := cells[:from], cells[from:]
	key := g.label(labels)
	seven, ok := g.seven(t, i, values)
	if !ok {
		return
	}
	if g.stray {
		key = ""
	}
	known := slices.ContainsFunc(seven[:], Value.known)
	switch {
	case key == "" && !known:
		return // the rest of a label that wraps
	case key == "" && g.above != "" && wraps(labels):
		key = g.above // figures stand beside the middle of a label
		delete(g.rows, key)
		g.sevens = g.sevens[:len(g.sevens)-1]
	}
	g.above = ""
	if g.loose && !known && !g.stray && !slices.ContainsFunc(seven[:], func(v Value) bool { return v.Kind != Blank }) {
		g.above = key
	}
	g.sevens = append(g.sevens, sevenRow{key, seven})
	if _, twice := g.rows[key]; key != "" && !twice && !g.stray {
		g.rows[key] = seven
	}
}

// wraps says whether what stands beside figures is at most the rest of a group's
// name, set one character under another.
func wraps(labels []*document.Cell) bool {
	n := 0
	for _, c := range labels {
		n += runes(squeeze(c.Text))
	}
	return n <= 3
}

// label finds the row of the form that the labels name, innermost first.
func (g *requestReader) label(labels []*document.Cell) Key {
	for _, c := range labels {
		s := squeeze(c.Text)
		if strings.Contains(s, "勾稽") || strings.Contains(s, "钩稽") || strings.Contains(s, "第一项加") {
			g.note = c.Text
		}
		if group := groupMark.FindString(letters(s)); group != "" {
			g.under = group
		}
	}
	if len(labels) == 0 {
		return ""
	}
	text := squeeze(labels[len(labels)-1].Text)
	if m := rowMark.FindAllStringIndex(text, -1); m != nil {
		text = text[m[len(m)-1][1]:] // labels of two levels run together
	}
	last := letters(text)
	last = strings.TrimLeft(last, "一二三四五六七八")
	for _, f := range g.forms {
		if !f.words.MatchString(last) {
			continue
		}
		if f.key == "other3" && g.under != "其他处理" {
			continue // the head of a column, or a row of another table
		}
		return f.key
	}
	if last == "其他处理" {
		return single
	}
	return ""
}

var rowMark = regexp.MustCompile(`\([一二三四五六七]\)|[1-8][.、]`)

var groupMark = regexp.MustCompile(`不予公开|无法提供|不予处理|其他处理|予以公开|部分公开|总计`)

// seven takes the values in the order of the form, or by the head's columns
// when the row holds more or fewer cells than seven.
func (g *requestReader) seven(t *document.Table, i int, values []*document.Cell) (Row, bool) {
	var row Row
	if len(values) == 7 && standardOrder(g.cols) {
		for k, c := range values {
			row[k] = valueOf(c)
		}
		return row, anyValue(row)
	}
	if g.cols == nil {
		values = trimBlank(values)
		if len(values) != 7 {
			return row, false
		}
		for k, c := range values {
			row[k] = valueOf(c)
		}
		return row, anyValue(row)
	}
	seen := map[*document.Cell]bool{}
	for k, col := range g.cols {
		c := t.At(i, col)
		if c == nil || seen[c] || !isValue(c) {
			return row, false // a label over the columns, or one cell for two
		}
		seen[c] = true
		row[k] = valueOf(c)
	}
	return row, anyValue(row)
}

// trimBlank drops blank cells beyond seven at either end: they are left of
// labels or heads that should have spanned them.
func trimBlank(values []*document.Cell) []*document.Cell {
	for len(values) > 7 && valueOf(values[0]).Kind == Blank {
		values = values[1:]
	}
	for len(values) > 7 && valueOf(values[len(values)-1]).Kind == Blank {
		values = values[:len(values)-1]
	}
	return values
}

func anyValue(row Row) bool {
	return slices.ContainsFunc(row[:], func(v Value) bool { return v.Kind == Number || v.Kind == Dash || v.Kind == Blank })
}

func standardOrder(cols []int) bool { return cols == nil || slices.IsSorted(cols) }

// applicantColumns finds the seven columns by their heads; nil when the heads
// are not all there.
func applicantColumns(t *document.Table) []int {
	for top := range min(t.Height(), 40) {
		cols := make([]int, 7)
		found := 0
		for k, name := range applicants() {
			cols[k] = -1
			for c := range t.Width() {
				if cell := t.At(top, c); cell != nil && letters(squeeze(cell.Text)) == name {
					cols[k] = c
					found++
					break
				}
			}
		}
		if found == 7 {
			return cols
		}
	}
	return nil
}

// isValue says whether a cell may hold a number of the form.
func isValue(c *document.Cell) bool { return valueOf(c).Kind != Words }

// distinct are the cells of one grid row, each once.
func distinct(t *document.Table, i int) []*document.Cell {
	var out []*document.Cell
	for c := range t.Width() {
		cell := t.At(i, c)
		if cell != nil && (len(out) == 0 || out[len(out)-1] != cell) {
			out = append(out, cell)
		}
	}
	return out
}

// inOrder is for sources that lose labels, such as PDF with wrapped lines: 25
// rows of seven numbers are the form, if those labels that were read stand at
// their place.
func (g *requestReader) inOrder() {
	agree := 0
	for i, s := range g.sevens {
		if s.key == "" {
			continue
		}
		if s.key != g.forms[i].key {
			return
		}
		agree++
	}
	if agree < 8 {
		return
	}
	for i, s := range g.sevens {
		g.rows[g.forms[i].key] = s.row
	}
}
