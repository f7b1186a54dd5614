package request

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"ducha/internal/zhtext"
)

// A column of a register, by the heads it may have.
type column struct {
	key   string
	heads []string
}

// columns are the heads a register may have, the first of each being ours.
var columns = []column{
	{"id", []string{"登记编号", "申请编号", "编号", "受理编号", serial}},
	{"received", []string{"收到日期", "收到申请日期", "受理日期", "登记日期", "申请日期"}},
	{"asked", []string{"补正告知日期", "告知补正日期"}},
	{"got", []string{"补正收到日期", "收到补正日期", "补正材料收到日期"}},
	{"from", []string{"征求意见日期", "征求第三方意见日期", "征求意见开始日期"}},
	{"to", []string{"收到意见日期", "征求意见结束日期"}},
	{"extended", []string{"是否延期", "是否延长", "延期"}},
	{"extendedOn", []string{"延期告知日期", "延长告知日期"}},
	{"answered", []string{"答复日期", "办结日期", "答复时间"}},
	{"result", []string{"办理结果", "答复类型", "结果"}},
}

// serial is the number of a row: it begins anew in every file.
const serial = "序号"

// Heads are the heads of a register as a template has them.
func Heads() []string {
	var all []string
	for _, c := range columns {
		all = append(all, c.heads[0])
	}
	return all
}

// headOf is our head of a column.
func headOf(key string) string {
	for _, c := range columns {
		if c.key == key {
			return c.heads[0]
		}
	}
	return key
}

// maxErrors is how many mistakes are told at once.
const maxErrors = 20

// headRows is how far down the heads may stand: offices write a title over them.
const headRows = 10

// headAt finds the line of the heads, and what stands between them: sheets are saved with
// tabs and semicolons too. Where there are none the first line is taken for them.
func headAt(text string) (line int, comma rune) {
	for i, l := range strings.SplitN(text, "\n", headRows+1) {
		for _, comma := range []rune{',', '\t', ';'} {
			cells := strings.Split(strings.ReplaceAll(l, `"`, ""), string(comma))
			if _, err := places("", 0, cells); err == nil && i < headRows {
				return i, comma
			}
		}
	}
	return 0, ','
}

// Read reads a register: CSV in UTF-8 or GBK, the first of its rows that names them the
// heads. Every mistake is told with its line and column; a register with one is not read.
func Read(name string, raw []byte) ([]Row, error) {
	decoded, _, _, _ := zhtext.Decode(raw, "text/csv")
	text := strings.TrimPrefix(string(decoded), "\uFEFF")
	above, comma := headAt(text)
	for range above {
		_, text, _ = strings.Cut(text, "\n")
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.Comma = -1, comma
	head, err := r.Read()
	switch {
	case errors.Is(err, io.EOF):
		return nil, fmt.Errorf("%s：文件为空，应有表头：%s", name, strings.Join(Heads(), "、"))
	case err != nil:
		return nil, fmt.Errorf("%s：%s", name, csvError(err, above))
	}
	at, err := places(name, above+1, head)
	if err != nil {
		return nil, err
	}
	p := parser{name: name, at: at, seen: map[string]int{}, bySerial: strings.TrimSpace(head[at["id"]]) == serial}
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			p.errs = append(p.errs, fmt.Errorf("%s：%s", name, csvError(err, above)))
			break
		}
		line, _ := r.FieldPos(0)
		p.row(above+line, record)
		if len(p.errs) >= maxErrors {
			p.errs = append(p.errs, errors.New("错误过多，其余未列出"))
			break
		}
	}
	if len(p.errs) > 0 {
		return nil, errors.Join(p.errs...)
	}
	return p.rows, nil
}

// places finds the column of every head; of several for one thing the nearer counts.
func places(name string, line int, head []string) (map[string]int, error) {
	at, ranks := map[string]int{}, map[string]int{}
	for i, cell := range head {
		label := strings.TrimSpace(cell)
		for _, c := range columns {
			rank := slices.Index(c.heads, label)
			if rank < 0 {
				continue
			}
			have, known := ranks[c.key]
			if known && have == rank {
				return nil, fmt.Errorf("%s:%d:%d：表头“%s”重复", name, line, i+1, label)
			}
			if !known || rank < have {
				at[c.key], ranks[c.key] = i, rank
			}
		}
	}
	for _, key := range []string{"id", "received"} {
		if _, ok := at[key]; !ok {
			return nil, fmt.Errorf("%s:%d：表头缺少“%s”；可用的表头：%s", name, line, headOf(key), strings.Join(Heads(), "、"))
		}
	}
	return at, nil
}

// parser reads the rows under one head.
type parser struct {
	name string
	at   map[string]int
	rows []Row
	seen map[string]int // id → line
	// bySerial: rows have no number but that of the row.
	bySerial bool
	errs     []error
}

func (p *parser) fail(line int, key, format string, args ...any) {
	p.errs = append(p.errs, fmt.Errorf("%s:%d:%d：%s", p.name, line, p.at[key]+1, fmt.Sprintf(format, args...)))
}

func (p *parser) row(line int, record []string) {
	if strings.TrimSpace(strings.Join(record, "")) == "" {
		return
	}
	r := Row{Line: line, ID: p.cell(record, "id"), Result: kindOf(p.cell(record, "result"))}
	before := len(p.errs)
	switch first, twice := p.seen[r.ID]; {
	case r.ID == "":
		p.fail(line, "id", "登记编号不能为空")
	case twice:
		p.fail(line, "id", "登记编号“%s”与第%d行重复", r.ID, first)
	}
	p.seen[r.ID] = line
	for key, to := range map[string]*time.Time{"received": &r.Received, "asked": &r.AskedMore, "got": &r.GotMore, "from": &r.ConsultFrom,
		"to": &r.ConsultTo, "extendedOn": &r.ExtendedOn, "answered": &r.Answered} {
		*to = p.day(line, record, key)
	}
	if p.bySerial && r.ID != "" && !r.Received.IsZero() {
		r.ID = r.Received.Format("20060102") + "-" + r.ID
	}
	r.Extended = p.yes(line, record) || !r.ExtendedOn.IsZero()
	if len(p.errs) == before {
		p.order(line, r)
	}
	slices.SortStableFunc(p.errs[before:], func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	p.rows = append(p.rows, r)
}

func (p *parser) cell(record []string, key string) string {
	i, ok := p.at[key]
	if !ok || i >= len(record) {
		return ""
	}
	return strings.TrimSpace(record[i])
}

func (p *parser) day(line int, record []string, key string) time.Time {
	text := p.cell(record, key)
	if text == "" {
		if key == "received" {
			p.fail(line, key, "收到日期不能为空")
		}
		return time.Time{}
	}
	found := zhtext.FindDates(text)
	if len(found) != 1 || !found[0].Full() || found[0].Start != 0 || !clockOnly(text[found[0].End:]) || found[0].Placeholder() {
		p.fail(line, key, "“%s”不是日期，应如 2022-03-01", text)
		return time.Time{}
	}
	return found[0].Time()
}

// answers are the kinds of results a register may tell, the narrower first.
var answers = []string{"不属于本机关", "不属于本行政机关", "本机关不掌握", "逾期不补正", "申请人撤回", "部分公开", "部分不予公开", "不予公开", "不予提供", "不予处理", "不再处理",
	"信息不存在", "无法提供", "重复申请", "视为放弃", "撤销申请", "撤回", "终止", "转办", "予以公开", "公开", "其他处理"}

// kindOf keeps of a result the words that name its kind: people write an
// applicant's name or business beside them, which nobody else needs.
func kindOf(result string) string {
	var kinds []string
	rest := result
	for _, w := range answers {
		if strings.Contains(rest, w) {
			kinds = append(kinds, w)
			rest = strings.ReplaceAll(rest, w, "\n")
		}
	}
	if len(kinds) == 0 && result != "" {
		return "其他"
	}
	return strings.Join(kinds, "、")
}

// clockOnly says whether what stands behind a day is nothing or a time of day, as
// spreadsheets add it.
func clockOnly(rest string) bool {
	return strings.Trim(rest, " 0123456789:：") == "" && len(rest) <= 12
}

func (p *parser) yes(line int, record []string) bool {
	switch text := p.cell(record, "extended"); text {
	case "是", "√", "1", "已延期", "延期":
		return true
	case "", "否", "0", "×", "无", "未延期":
	default:
		p.fail(line, "extended", "“%s”应填“是”或“否”", text)
	}
	return false
}

// order refuses days that cannot follow one another: a clock over them would lie.
func (p *parser) order(line int, r Row) {
	for _, c := range []struct {
		key, what   string
		day, before time.Time
		than        string
	}{
		{"asked", "补正告知日期", r.AskedMore, r.Received, "收到日期"},
		{"got", "补正收到日期", r.GotMore, r.AskedMore, "补正告知日期"},
		{"from", "征求意见日期", r.ConsultFrom, r.Received, "收到日期"},
		{"to", "收到意见日期", r.ConsultTo, r.ConsultFrom, "征求意见日期"},
		{"answered", "答复日期", r.Answered, r.Received, "收到日期"},
	} {
		switch {
		case c.day.IsZero():
		case c.before.IsZero():
			p.fail(line, c.key, "填了%s，但没有填%s", c.what, c.than)
		case c.day.Before(c.before):
			p.fail(line, c.key, "%s早于%s", c.what, c.than)
		}
	}
}

// csvError words the reader's errors, of a text that so many lines stand above.
func csvError(err error, above int) string {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return fmt.Sprintf("第%d行第%d列的引号不成对", above+parse.Line, parse.Column)
	}
	return err.Error()
}
