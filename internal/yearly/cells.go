package yearly

import (
	"fmt"
	"strings"

	"ducha/internal/document"
)

// placed is a value with the words that name its cell.
type placed struct {
	Value
	where string
}

// all lists every value that was read, in the order of the form.
func (r *Report) all() []placed {
	var out []placed
	heads := [3]string{"制发", "废止", "现行有效"}
	for _, f := range itemForms() {
		for k, v := range r.Disclose.Rows[f.name].Values {
			where := "表二 " + f.name
			if f.values == 3 {
				where += heads[k]
			}
			out = append(out, placed{v, where})
		}
	}
	for _, f := range requestRows() {
		row, ok := r.Requests.Rows[f.key]
		for k, v := range row {
			if ok {
				out = append(out, placed{v, "表三 " + f.name + " " + applicants()[k]})
			}
		}
	}
	for _, name := range blockNames() {
		block, ok := r.Disputes.Blocks[name]
		for k, v := range block {
			if ok {
				out = append(out, placed{v, "表四 " + name + " " + disputeHeads()[k]})
			}
		}
	}
	return out
}

// cellProblems are about how cells are filled in: units and words where bare
// numbers belong, blanks, dashes, fractions of a request.
func (r *Report) cellProblems() []document.Problem {
	var units, blanks, dashed, odd, han []placed
	for _, v := range r.all() {
		switch {
		case v.Kind == Blank:
			blanks = append(blanks, v)
		case v.Kind == Dash:
			dashed = append(dashed, v)
		case v.Han:
			han = append(han, v)
		case v.Kind == Number && v.Unit != "":
			units = append(units, v)
		case v.Kind == Number && !strings.Contains(v.where, "收费") && (v.N%one != 0 || v.N < 0):
			odd = append(odd, v)
		}
	}
	var out []document.Problem
	add := func(list []placed, subject, what string, sev document.Severity, class document.Class) {
		if len(list) > 0 {
			out = append(out, document.Problem{Code: CodeCell, Subject: subject, Severity: sev, Class: class, Quote: listed(list, 6),
				Message: fmt.Sprintf(what, len(list), listed(list, 2))})
		}
	}
	add(units, "单元格带单位", "%d处单元格数字后带单位,应只填数字:%s", document.Low, document.Proved)
	add(odd, "单元格数字不合规", "%d处件数不是非负整数:%s", document.Medium, document.Proved)
	add(blanks, subjectBlank, "%d处单元格空白,没有发生的是否应填0由人工认定:%s", document.Low, document.Signal)
	add(han, "单元格用汉字数字", "%d处单元格用汉字书写数字,宜填阿拉伯数字:%s", document.Info, document.Signal)
	add(dashed, "单元格填符号", "%d处单元格填“-”“/”或“无”,没有发生的是否应填0由人工认定:%s", document.Info, document.Signal)
	return out
}

const subjectBlank = "单元格空白"

// listed names the first cells of a list and what stands in them.
func listed(list []placed, most int) string {
	var all []string
	for i, v := range list {
		if i == most {
			return strings.Join(all, "、") + "等"
		}
		all = append(all, strings.TrimSpace(v.where+" "+v.Text))
	}
	return strings.Join(all, "、")
}
