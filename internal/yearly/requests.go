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
		{"deny5", "属于三类内部事务信息", w(`三类.{2}事务|内部事务信息`), true},
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

func allText(t *document.Table) string {
	var b strings.Builder
	for _, row := range t.Rows {
		for _, c := range row {
			b.WriteString(c.Text)
		}
	}
	return b.String()
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
