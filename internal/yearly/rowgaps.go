package yearly

import (
	"strings"

	"ducha/internal/document"
)

// requestTable is what the form calls the table of part three.
const requestTable = "收到和处理政府信息公开申请情况表"

// rowGaps names the rows of the table of requests that were not read: a table of which
// some rows are read was not judged as a whole. One whose label stands nowhere is absent.
func (r *Report) rowGaps(tables []document.Table) {
	if len(r.Requests.Rows) == 0 {
		return
	}
	labels := r.tableLabels(tables)
	_, old := r.Requests.Rows[single]
	var unread []string
	for _, f := range requestRows() {
		if _, ok := r.Requests.Rows[f.key]; ok || old && strings.HasPrefix(string(f.key), "other") {
			continue
		}
		if printedIn(labels, f) || r.loose || f.key == "other3" {
			unread = append(unread, f.name)
		} else {
			r.absent = append(r.absent, f.name)
		}
	}
	if len(unread) > 0 {
		r.Unread = append(r.Unread, Gap{requestTable, "其中“" + strings.Join(unread[:min(len(unread), 3)], "”“") + "”等行未能读出数字"})
		if len(unread) == 1 {
			r.Unread[len(r.Unread)-1].Reason = "其中“" + unread[0] + "”一行未能读出数字"
		}
	}
}

// tableLabels are the words of all cells that are no figures.
func (r *Report) tableLabels(tables []document.Table) (out []string) {
	for i := range tables {
		for _, row := range tables[i].Rows {
			for k := range row {
				if s := letters(squeeze(row[k].Text)); s != "" {
					out = append(out, strings.TrimLeft(s, "一二三四五六七八"))
				}
			}
		}
	}
	return out
}

func printedIn(labels []string, f rowForm) bool {
	for _, l := range labels {
		if f.words.MatchString(l) {
			return true
		}
	}
	return false
}

// absentProblem tells of rows that the table does not have. They may stand under words
// that we do not know, so it is a signal.
func (r *Report) absentProblem() []document.Problem {
	if r.trial() || len(r.absent) == 0 || len(r.Requests.Rows)+len(r.absent) < len(requestRows()) || len(r.absent) > 6 {
		return nil
	}
	return []document.Problem{{Code: CodeSection, Subject: "申请情况表缺行", Severity: document.Low, Class: document.Signal,
		Message: "申请情况表中未见以下各行,没有发生也应列出并填0:" + strings.Join(r.absent, "、")}}
}
