package budget

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"ducha/internal/document"
	"ducha/internal/realdata"
)

// fact is one statement of the shared material.
type fact struct {
	Unit, Kind, Defect, Wording string
	Year                        int
	Total                       *json.Number
	Abroad                      *json.Number
	Vehicles                    *json.Number
	Running                     *json.Number `json:"vehicle_running"`
	Purchase                    *json.Number `json:"vehicle_purchase"`
	Reception                   *json.Number
	Planned                     *json.Number `json:"budget_total"`
	Change                      *json.Number
	Rate                        *json.Number `json:"change_pct"`
	Counts                      map[string]any
}

func facts(t *testing.T) []fact {
	t.Helper()
	var all []fact
	if err := json.Unmarshal(realdata.Read(t, "sangong/cases.json"), &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func (f fact) value(i Item) *json.Number {
	return [...]*json.Number{f.Total, f.Abroad, f.Vehicles, f.Purchase, f.Running, f.Reception}[i]
}

// wordings are ways in which real statements say the same facts.
func wordings() map[string]func(fact) string {
	w := func(n *json.Number, format string) string {
		if n == nil {
			return ""
		}
		return fmt.Sprintf(format, strings.TrimPrefix(n.String(), "-"))
	}
	car := func(f fact, a, b string) string {
		out := w(f.Vehicles, a)
		inner := strings.Trim(w(f.Purchase, "公务用车购置费%s万元,")+w(f.Running, "公务用车运行维护费%s万元"), ",")
		if out == "" || inner == "" {
			return out + inner
		}
		return out + fmt.Sprintf(b, inner)
	}
	change := func(f fact) string {
		switch {
		case f.Change == nil:
			return ""
		case f.Change.String() == "0":
			return fmt.Sprintf(",与%d年%s持平", f.Year-1, f.Kind)
		}
		word := [2]string{"增加", "增长"}
		if strings.HasPrefix(f.Change.String(), "-") {
			word = [2]string{"减少", "下降"}
		}
		s := w(f.Change, ",比上年"+word[0]+"%s万元")
		if f.Rate != nil {
			s += w(f.Rate, ","+word[1]+"%s%%")
		}
		return s
	}
	return map[string]func(fact) string{
		"一句话": func(f fact) string {
			return fmt.Sprintf("%d年“三公”经费%s总额为%s万元%s,其中:%s%s%s。", f.Year, f.Kind, f.Total, change(f),
				w(f.Abroad, "因公出国（境）费%s万元,"), car(f, "公务用车购置及运行费%s万元", "(%s)")+",", w(f.Reception, "公务接待费%s万元"))
		},
		"逐条说明原因": func(f fact) string {
			return fmt.Sprintf("我单位%d年度“三公”经费财政拨款支出%s%s万元%s,主要原因是厉行节约压缩3万元开支。其中：\n", f.Year, f.Kind, f.Total, change(f)) +
				w(f.Abroad, "（一）因公出国（境）费支出%s万元。主要用于出访培训,人均2万元。\n") +
				car(f, "（二）公务用车购置及运行维护费支出%s万元。", "其中:%s。") + "\n" + w(f.Reception, "（三）公务接待费支出%s万元。主要用于接待检查,共使用9.9万元。\n")
		},
		"带空格与全角": func(f fact) string {
			s := fmt.Sprintf("%d 年 “三公” 经费 %s 为 %s 万元%s。其中，%s%s%s。", f.Year, f.Kind, f.Total, change(f),
				w(f.Abroad, "因公出国（境）经费 %s 万元；"), car(f, "公务用车购置及运行经费 %s 万元", "（其中：%s）")+"；", w(f.Reception, "公务接待费用 %s 万元"))
			return strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' {
					return r + 0xfee0
				}
				return r
			}, s)
		},
		"换成元": func(f fact) string {
			yuan := func(n *json.Number, format string) string {
				if n == nil {
					return ""
				}
				v, _ := n.Float64()
				return fmt.Sprintf(format, strconv.FormatFloat(v*1e4, 'f', 2, 64))
			}
			return fmt.Sprintf("%d年三公经费%s", f.Year, f.Kind) + yuan(f.Total, "合计%s元") + change(f) + "。其中:" + yuan(f.Abroad, "因公出国（境）费%s元;") +
				yuan(f.Vehicles, "公务用车购置及运行维护费%s元;") + yuan(f.Purchase, "公务用车购置费%s元;") + yuan(f.Running, "公务用车运行费%s元;") + yuan(f.Reception, "公务接待费%s元") + "。"
		},
	}
}

// tableau lays the same facts out as a table, across or down.
func (f fact) tableau(down bool) document.Table {
	t := document.Table{Caption: fmt.Sprintf("%d年“三公”经费支出%s表", f.Year, f.Kind), Unit: "万元", State: document.Text}
	text := func(i Item) string {
		if n := f.value(i); n != nil {
			return n.String()
		}
		return ""
	}
	add := func(r, c, rows, cols int, s string) {
		for len(t.Rows) <= r {
			t.Rows = append(t.Rows, nil)
		}
		t.Rows[r] = append(t.Rows[r], document.Cell{Text: s, Row: r, Col: c, RowSpan: rows, ColSpan: cols, Blank: s == ""})
	}
	if down {
		add(0, 0, 1, 1, "项目")
		add(0, 1, 1, 1, "本年"+f.Kind+"数")
		for r, l := range []string{"合计", "1、因公出国（境）费", "2、公务用车购置及运行维护费", "其中:（1）公务用车购置费", "（2）公务用车运行维护费", "3、公务接待费"} {
			add(r+1, 0, 1, 1, l)
			add(r+1, 1, 1, 1, text(Item(r)))
		}
		return t
	}
	add(0, 0, 2, 1, "合计")
	add(0, 1, 2, 1, "因公出国（境）费")
	add(0, 2, 1, 3, "公务用车购置及运行维护费")
	add(0, 5, 2, 1, "公务接待费")
	add(1, 2, 1, 1, "小计")
	add(1, 3, 1, 1, "公务用车购置费")
	add(1, 4, 1, 1, "公务用车运行维护费")
	for c := range 6 {
		add(2, c, 1, 1, strconv.Itoa(c+1))
		add(3, c, 1, 1, text(Item(c)))
	}
	return t
}

func doc(title, text string, tables ...document.Table) *document.Document {
	d := &document.Document{Kind: "html", State: document.Text, Title: title, Tables: tables}
	for l := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(l) != "" {
			d.Paragraphs = append(d.Paragraphs, l)
		}
	}
	return d
}

// tally counts reads by field.
type tally struct{ right, wrong, missed int }

// The facts of real statements, in every wording and layout: what is read must
// be right; what is not read is only lost.
func TestRealStatements(t *testing.T) {
	score := map[string]*tally{}
	note := func(field string, want *json.Number, got Figure) {
		if want == nil {
			return
		}
		s := score[field]
		if s == nil {
			s = &tally{}
			score[field] = s
		}
		v, _ := want.Float64()
		switch n := int64(v*1e8 + 0.5*sign(v)); {
		case !got.Known:
			s.missed++
		case abs(got.N-n) <= 1e4:
			s.right++
		default:
			s.wrong++
		}
	}
	for _, f := range facts(t) {
		if f.Total == nil || f.Kind == "支出" {
			continue
		}
		for name, word := range wordings() {
			text := word(f)
			st := pick(Read(doc(fmt.Sprintf("%s%d年部门%s", f.Unit, f.Year, f.Kind), text)), f)
			for i := range items {
				note("文字:"+i.String(), f.value(i), st.Prose[i].Value)
			}
			note("文字:增减额", f.Change, st.Prose[Total].Delta)
			if f.Change != nil && f.Change.String() != "0" {
				note("文字:增减率", f.Rate, rescale(st.Prose[Total].Rate))
			}
			for _, p := range st.Problems(nil) {
				if p.Class == document.Proved && !expected(f, p.Code) {
					t.Errorf("%s %d %s (%s): %s %s\n%s", f.Unit, f.Year, f.Kind, name, p.Code, p.Message, text)
				}
			}
		}
		for _, down := range []bool{false, true} {
			st := pick(Read(doc("", "", f.tableau(down))), f)
			for i := range items {
				note("表格:"+i.String(), f.value(i), st.Table[i])
			}
			for _, p := range st.Problems(nil) {
				if p.Class == document.Proved && !expected(f, p.Code) {
					t.Errorf("%s %d table: %s %s", f.Unit, f.Year, p.Code, p.Message)
				}
			}
		}
	}
	for field, s := range score {
		t.Logf("%-24s 对 %3d 错 %d 未读 %d", field, s.right, s.wrong, s.missed)
		if s.wrong > 0 {
			t.Errorf("%s: %d figures read wrongly", field, s.wrong)
		}
		if s.right*10 < (s.right+s.missed)*9 {
			t.Errorf("%s: only %d of %d read", field, s.right, s.right+s.missed)
		}
	}
}

// expected are the faults the material itself names.
func expected(f fact, code string) bool {
	return code == CodeVehicle && strings.Contains(f.Defect, "four parts")
}

func sign(v float64) float64 {
	if v < 0 {
		return -1
	}
	return 1
}

// rescale lets a rate be compared like money.
func rescale(f Figure) Figure { f.N *= 1e4; return f }

func pick(all []Statement, f fact) *Statement {
	for i := range all {
		if all[i].Year == f.Year && all[i].Kind == f.Kind {
			return &all[i]
		}
	}
	return &Statement{}
}

// Ordinary pages of real sites break nothing and accuse nobody.
func TestOrdinaryPages(t *testing.T) {
	facts(t)
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	names, _ := filepath.Glob(filepath.Join(dir, "..", "..", "..", "shared", "data", "pages", "*.html"))
	taken := 0
	for _, n := range names {
		raw, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		d, err := document.Read("page.html", raw)
		if err != nil {
			t.Fatal(err)
		}
		all := Read(d)
		if len(all) > 0 {
			taken++
		}
		for i := range all {
			for _, p := range all[i].Problems(nil) {
				t.Errorf("%s: %c %s %s %s", filepath.Base(n), p.Class, p.Code, p.Message, p.Quote)
			}
		}
	}
	t.Logf("%d of %d pages hold a statement", taken, len(names))
}
