// Package reports shapes a result document for paper: rows of the evaluation
// table, problems, blind spots and things set aside, worded for officials. It
// knows no format; each format is a sub-package with one Writer.
package reports

import (
	"fmt"
	"io"
	"strings"
	"time"

	"ducha/internal/result"
	"ducha/internal/zhtext"
)

// A Writer renders one audit in one format.
type Writer func(w io.Writer, a *result.Audit) error

// Wording names a problem of the crawl and says what to do about it. The words
// are package evidence's; the formats hand them in.
type Wording func(problem string) (name, advice string)

// Title heads the document.
func Title(a *result.Audit) string {
	subject := a.RuleSet.Subject
	if subject == "" {
		subject = "政务公开督查"
	}
	name := siteName(a)
	if strings.HasPrefix(subject, "政府网站") { // 某局网站政府网站检查 says it twice
		name = strings.TrimSuffix(name, "网站")
	}
	return name + subject + "得分表"
}

// Seen says when the pages were looked at, and what that time is called: an archive made
// by another tool was not made by this check.
func Seen(a *result.Audit) (name, text string) {
	name, text = "检查时间", Clock(a.Snapshot.Started)
	if a.Snapshot.Foreign {
		name = "网页存档时间"
	}
	if end := Clock(a.Snapshot.Finished); end != text {
		text += " 至 " + end
	}
	return name, text + "（北京时间）"
}

func siteName(a *result.Audit) string {
	for _, name := range []string{a.Site.Name, a.Site.ID, a.Site.URL} {
		if name != "" {
			return name
		}
	}
	return "（未命名网站）"
}

// Label is 示范指标 or the set's own word for not being official; empty when
// the set is official.
func Label(a *result.Audit) string {
	switch {
	case a.RuleSet.Official:
		return ""
	case a.RuleSet.Label != "":
		return a.RuleSet.Label
	}
	return "示范指标"
}

// Quarter writes 2022Q4 as on paper.
func Quarter(q string) string {
	year, n, ok := strings.Cut(q, "Q")
	name := map[string]string{"1": "一", "2": "二", "3": "三", "4": "四"}[n]
	if !ok || name == "" {
		return q
	}
	return year + "年第" + name + "季度"
}

// Settled says on which day people's decisions were counted in; empty on the card of the
// machine alone.
func Settled(a *result.Audit) string {
	if a.Ledger == nil {
		return ""
	}
	return "经台账核定（" + a.Ledger.At.In(zhtext.Beijing).Format("2006年1月2日") + "）"
}

// Day writes 2022-12-31 as on paper.
func Day(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}

// Clock writes a time in Beijing time, to the second.
func Clock(t result.Time) string {
	if t.IsZero() {
		return "—"
	}
	return t.In(zhtext.Beijing).Format("2006-01-02 15:04:05")
}

// Percent writes a share to a tenth, and never more than it is: nothing below a
// limit reads as the limit.
func Percent(share float64) string {
	n := int(share*1000 + 1e-6)
	return strings.TrimSuffix(fmt.Sprintf("%d.%d", n/10, n%10), ".0") + "%"
}

// Working writes a time limit.
func Working(days int) string {
	if days <= 0 {
		return "按督查通知要求"
	}
	return fmt.Sprintf("通知下发后%d个工作日内", days)
}

// Plain drops control characters: page text must not steer the terminal.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, s)
}
