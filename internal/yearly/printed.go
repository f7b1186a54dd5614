package yearly

import "strings"

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
	names := [4]string{"一、本年新收", "二、上年结转", "（七）总计", "四、结转下年度"}
	var all []string
	for i, name := range names {
		var cells []Value
		var heads []string
		for _, b := range bad {
			cells, heads = append(cells, rows[i][b.col]), append(heads, applicants()[b.col])
		}
		all = append(all, printed(name, cells, heads))
	}
	return strings.Join(all, "；")
}

func applicantHeads() []string { h := applicants(); return h[:] }

func disputeHeads() []string {
	return []string{"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"}
}
