package webpage

import (
	"strconv"
	"strings"
)

// placeIn reads which page of how many a pager's words tell: 共52条记录 1/3页,
// 共1183条 1/60.
func placeIn(words string) (page, pages int) {
	at := strings.IndexByte(words, '/')
	if at <= 0 || strings.IndexByte(words[at+1:], '/') >= 0 {
		return 0, 0
	}
	before := strings.TrimRight(words[:at], " ")
	after := strings.TrimLeft(words[at+1:], " ")
	from, to := len(before), 0
	for from > 0 && before[from-1] >= '0' && before[from-1] <= '9' {
		from--
	}
	for to < len(after) && after[to] >= '0' && after[to] <= '9' {
		to++
	}
	counted := strings.Contains(before[:from], "共") && strings.Contains(before[:from], "条")
	if !counted && !strings.HasPrefix(strings.TrimLeft(after[to:], " "), "页") {
		return 0, 0
	}
	page, err := strconv.Atoi(before[from:])
	if err != nil {
		return 0, 0
	}
	pages, err = strconv.Atoi(after[:to])
	if err != nil || page < 1 || page > pages || pages > 9999 {
		return 0, 0
	}
	return page, pages
}
