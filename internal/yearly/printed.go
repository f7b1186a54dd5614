package yearly

import (
	"slices"
	"strings"
)

// What breaks an identity is quoted as the report prints it.

// printed is a row of a table with the heads of its columns.
func printed(name string, row []Value, heads []string) string {
	var cells []string
	for i, v := range row {
		cells = append(cells, heads[i]+" "+v.printed())
	}
	return name + "：" + strings.Join(cells, "，")
}

// printed is a cell as it stands in the report.
func (v Value) printed() string {
	if v.Text == "" {
		return "（空白）"
	}
	return v.Text
}

// balanceRows are the cells of the four rows that do not balance, in the columns concerned.
func balanceRows(rows [4]Row, bad []breach) string {
	var all []string
	for i, key := range balanced {
		var cells []Value
		var heads []string
		for _, b := range bad {
			cells, heads = append(cells, rows[i][b.col]), append(heads, applicants()[b.col])
		}
		all = append(all, printed(nameOf(key), cells, heads))
	}
	return strings.Join(all, "；")
}

// nameOf is what the form calls a row.
func nameOf(key Key) string {
	forms := requestRows()
	return forms[slices.IndexFunc(forms, func(f rowForm) bool { return f.key == key })].name
}

func applicantHeads() []string { h := applicants(); return h[:] }

func disputeHeads() []string {
	return []string{"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"}
}
