package yearly

import (
	"fmt"
	"strings"

	"ducha/internal/document"
)

// sum adds values. exact is false when a blank or a dash had to stand for
// nought; ok is false when a number is missing, and then nothing follows.
func sum(values ...Value) (n int64, exact, ok bool) {
	exact = true
	for _, v := range values {
		switch {
		case v.known():
			n += v.N
		case v.empty():
			exact = false
		default:
			return 0, false, false
		}
	}
	return n, exact, true
}

// breach is one identity that does not hold.
type breach struct {
	col        int
	have, want int64
	exact      bool
	frail      bool // what was read may not be what is printed
}

// rowBreach checks that a row's total is the sum of its six applicants (I1).
func rowBreach(row Row) (breach, bool) {
	want, exact, ok := sum(row[:6]...)
	if !ok || !row[6].known() || row[6].N == want {
		return breach{}, false
	}
	return breach{col: 6, have: row[6].N, want: want, exact: exact}, true
}

// fixed is the table with the cells corrected that a problem already names, so
// that one mistake is reported once and not again by every sum it enters.
type fixed struct {
	rows map[Key]Row
}

// sumProblems reports rows (I1) and columns (I2).
func (r *Report) sumProblems() ([]document.Problem, fixed) {
	f := fixed{map[Key]Row{}}
	for k, row := range r.Requests.Rows {
		f.rows[k] = row
	}
	columns := r.columnBreaches(f)
	var out []document.Problem
	for _, form := range requestRows() {
		row, ok := f.rows[form.key]
		b, broken := rowBreach(row)
		if !ok || !broken {
			continue
		}
		b.frail = r.frail(b.have, b.want, row[:6]...)
		if form.key == Total && explains(columns, row) {
			continue // the wrong cell is an addend, and the columns say which
		}
		out = append(out, problemOf(b, CodeSum, "申请情况表:"+form.name,
			fmt.Sprintf("“%s”一行总计填%s,各类申请人合计应为%s", form.name, decimal(b.have), decimal(b.want)), printed(form.name, row[:], applicantHeads())))
		if b.exact {
			row[6].N = b.want
			f.rows[form.key] = row
		}
	}
	columns = r.columnBreaches(f)
	if len(columns) > 0 {
		out = append(out, totalProblem(columns, r.Requests.Rows[Total]))
	}
	total, ok := f.rows[Total]
	for _, b := range columns {
		if ok && b.exact {
			total[b.col].N = b.want
		}
	}
	if ok {
		f.rows[Total] = total
	}
	return out, f
}

// explains says whether correcting the columns makes the total row hold, so
// that the row itself is only a consequence.
func explains(columns []breach, row Row) bool {
	for _, b := range columns {
		row[b.col].N = b.want
	}
	_, broken := rowBreach(row)
	return len(columns) > 0 && !broken
}

// columnBreaches checks that （七）总计 is the sum of the results, column by
// column (I2). A form with a row not read is not judged.
func (r *Report) columnBreaches(f fixed) []breach {
	keys := leaves()
	if _, old := f.rows[single]; old {
		keys = append(keys[:len(keys)-3:len(keys)-3], single)
	}
	total, ok := f.rows[Total]
	if !ok {
		return nil
	}
	var out []breach
	for col := range 7 {
		var values []Value
		for _, k := range keys {
			row, ok := f.rows[k]
			if !ok {
				return nil
			}
			values = append(values, row[col])
		}
		want, exact, ok := sum(values...)
		if ok && total[col].known() && total[col].N != want {
			out = append(out, breach{col, total[col].N, want, exact, r.frail(total[col].N, want, values...)})
		}
	}
	return out
}

// totalProblem joins the columns: they are one row, filled in by one hand.
func totalProblem(columns []breach, total Row) document.Problem {
	whole, parts := together(columns, func(b breach) string {
		return fmt.Sprintf("填%s、应为%s", decimal(b.have), decimal(b.want))
	})
	return problemOf(whole, CodeSum, "申请情况表:（七）总计", "“（七）总计”与各项办理结果之和不符:"+parts, printed(nameOf(Total), total[:], applicantHeads()))
}

// together is what breaches of several columns make as one: proved when each is, frail when
// one is; with what is said of each column.
func together(columns []breach, say func(breach) string) (whole breach, parts string) {
	whole.exact = true
	var words []string
	for _, b := range columns {
		whole.exact, whole.frail = whole.exact && b.exact, whole.frail || b.frail
		words = append(words, applicants()[b.col]+say(b))
	}
	return whole, strings.Join(words, ";")
}

// problemOf grades a broken identity: where blanks had to stand for nought it
// is a signal only. quote is the row that breaks it, as printed.
func problemOf(b breach, code, subject, message, quote string) document.Problem {
	p := document.Problem{Code: code, Subject: subject, Message: message, Quote: quote, Severity: document.High, Class: document.Proved}
	if !b.exact {
		p.Class, p.Severity = document.Signal, document.Low
		p.Message += "(有空白或“-”单元格,按0计)"
	}
	if b.frail {
		p.Class, p.Severity = document.Signal, document.Low
		p.Message += "(表格的列或换行的数字可能未读全,需核对原文)"
	}
	return p
}

// balanced are the rows of 一 + 二 = （七）总计 + 四.
var balanced = [4]Key{New, Carry, Total, Next}

// balanceProblems checks 一 + 二 = （七）总计 + 四 (I3) on the corrected table: a
// balance that is out only because the total is wrong was reported already.
func (r *Report) balanceProblems(f fixed) []document.Problem {
	rows := [4]Row{}
	for i, k := range balanced {
		row, ok := f.rows[k]
		if !ok {
			return nil
		}
		rows[i] = row
	}
	var bad []breach
	for col := range 7 {
		in, exact1, ok1 := sum(rows[0][col], rows[1][col])
		out, exact2, ok2 := sum(rows[2][col], rows[3][col])
		if ok1 && ok2 && in != out {
			bad = append(bad, breach{col, out, in, exact1 && exact2, r.frail(out, in, rows[0][col], rows[1][col]) || r.frail(in, out, rows[2][col], rows[3][col])})
		}
	}
	if len(bad) == 0 {
		return nil
	}
	whole, parts := together(bad, func(b breach) string { return " " + decimal(b.want) + "≠" + decimal(b.have) })
	return []document.Problem{problemOf(whole, CodeBalance, "申请情况表:勾稽关系", "第一项加第二项之和不等于第三项加第四项之和:"+parts, balanceRows(rows, bad))}
}

// disputeProblems checks each block of part four (I7).
func (r *Report) disputeProblems() []document.Problem {
	var out []document.Problem
	for _, name := range blockNames() {
		b, ok := r.Disputes.Blocks[name]
		want, exact, whole := sum(b[:4]...)
		if !ok || !whole || !b[4].known() || b[4].N == want {
			continue
		}
		out = append(out, problemOf(breach{exact: exact, frail: r.loose && cutOff(b[4].N, want, b[:4])}, CodeSum, "复议诉讼表:"+name,
			fmt.Sprintf("“%s”总计填%s,四项结果之和为%s", name, decimal(b[4].N), decimal(want)), printed(name, b[:], disputeHeads())))
	}
	return out
}

// carryProblems checks what the year before left behind (I4), and the count of
// documents in force, which a clearing-out may rightly change.
func (r *Report) carryProblems(prev *Report) []document.Problem {
	var out []document.Problem
	now, ok1 := r.Requests.Rows[Carry]
	then, ok2 := prev.Requests.Rows[Next]
	if ok1 && ok2 {
		exact := true
		var parts []string
		for col, name := range applicants() {
			if a, e1, ok := sum(now[col]); ok {
				b, e2, ok := sum(then[col])
				if ok && a != b {
					parts = append(parts, fmt.Sprintf("%s本年填%s、上年结转%s", name, now[col].show(), then[col].show()))
					exact = exact && e1 && e2
				}
			}
		}
		if len(parts) > 0 {
			out = append(out, problemOf(breach{exact: exact}, CodeCarry, "申请情况表:上年结转",
				fmt.Sprintf("“上年结转”与%d年年报“结转下年度继续办理”不一致:%s", prev.Year, strings.Join(parts, ";")), printed(nameOf(Carry), now[:], applicantHeads())))
		}
	}
	return append(out, r.forceProblems(prev)...)
}

// LeftOver is the row of what the report leaves to the next year, as printed; empty where
// it was not read.
func (r *Report) LeftOver() string {
	row, ok := r.Requests.Rows[Next]
	if !ok {
		return ""
	}
	return printed(nameOf(Next), row[:], applicantHeads())
}

// forceProblems is advisory: 现行有效 = last year's + made − abolished failed in
// 18 of 31 real pairs.
func (r *Report) forceProblems(prev *Report) []document.Problem {
	var out []document.Problem
	for _, name := range []string{"规章", "行政规范性文件"} {
		now, then := r.Disclose.Rows[name].Values, prev.Disclose.Rows[name].Values
		if len(now) != 3 || len(then) != 3 || !then[2].known() || !now[0].known() || !now[1].known() || !now[2].known() {
			continue
		}
		want := then[2].N + now[0].N - now[1].N
		if want == now[2].N {
			continue
		}
		out = append(out, document.Problem{Code: CodeCarry, Subject: "主动公开表:" + name + "现行有效", Class: document.Signal, Severity: document.Info,
			Quote: printed(name, now, []string{"本年制发件数", "本年废止件数", "现行有效件数"}),
			Message: fmt.Sprintf("%s现行有效%s件,按上年%s件加本年制发%s件减废止%s件应为%s件(清理、重新统计也会造成,需核对)",
				name, decimal(now[2].N), decimal(then[2].N), decimal(now[0].N), decimal(now[1].N), decimal(want))})
	}
	return out
}

// frail says whether a breach may be ours: the order of the columns was only supposed, or,
// in a source without cells, one number may have lost the digits that a narrow column put
// on the next line.
func (r *Report) frail(have, want int64, parts ...Value) bool {
	return r.Requests.supposed || r.loose && cutOff(have, want, parts)
}

// cutOff says whether a sum would hold if one number went on: 1 for 10.
func cutOff(have, want int64, parts []Value) bool {
	if goesOn(have, want) {
		return true
	}
	for _, p := range parts {
		if p.known() && goesOn(p.N, p.N+have-want) {
			return true
		}
	}
	return false
}

func goesOn(short, long int64) bool {
	a, b := decimal(short), decimal(long)
	return short > 0 && len(b) > len(a) && strings.HasPrefix(b, a)
}
