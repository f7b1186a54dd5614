package ledger

import (
	"slices"
	"strings"
	"time"

	"ducha/internal/result"
)

// A WaiverKind is why a class of findings is not held against a unit for a time.
type WaiverKind string

// Kinds of filings. A waiver of a single case is an event of that case.
const (
	NoNews   WaiverKind = "no_news"  // 无新增内容说明: a quiet column with nothing new to publish
	Downtime WaiverKind = "downtime" // 临时报备: planned maintenance of the site
)

// Chinese names the kind.
func (k WaiverKind) Chinese() string {
	switch k {
	case NoNews:
		return "无新增内容说明"
	case Downtime:
		return "临时报备"
	}
	return string(k)
}

// A Waiver is a filing that was agreed to, with its last day.
type Waiver struct {
	ID       string     `json:"id"`
	Kind     WaiverKind `json:"kind"`
	Site     string     `json:"site"`
	Subject  string     `json:"subject,omitempty"` // NoNews: 栏目:政策解读
	From     time.Time  `json:"from"`              // midnight Beijing time of the first day for NoNews, the moment for Downtime
	Until    time.Time  `json:"until"`             // likewise of the last day, or the moment
	By       string     `json:"by"`
	Approver string     `json:"approver"`
	Why      string     `json:"why"`
	At       time.Time  `json:"at"`
	Revoked  bool       `json:"revoked"`
}

// Check says in Chinese what is wrong with a filing; empty means nothing.
func (w Waiver) Check() string {
	switch {
	case w.Kind != NoNews && w.Kind != Downtime:
		return "不认识的报备类型"
	case w.Site == "":
		return "报备需要写明网站"
	case w.By == "" || w.Why == "":
		return "报备需要写明经办人和理由"
	case w.Approver == "":
		return "报备需要写明批准人"
	case w.Until.IsZero() || w.From.IsZero() || w.Until.Before(w.From):
		return "报备需要写明起止时间，且止不能早于起"
	case w.Kind == NoNews && w.Subject == "":
		return "无新增内容说明需要写明栏目"
	}
	return ""
}

// quiet are the defects that “nothing new to publish” explains. A blank or a
// missing column is not one of them.
func quiet(defect string) bool {
	return slices.Contains([]string{"column.stale", "column.thin", "topic.missing"}, defect)
}

// away are the defects that planned maintenance explains.
func away(defect string) bool {
	return slices.Contains([]string{"site.unreachable", "site.outage"}, defect)
}

// Covers says that the filing explains a finding of a result judged for a day.
func (w Waiver) Covers(site string, f result.Finding, asOf time.Time) bool {
	if w.Revoked || w.Site != site {
		return false
	}
	switch w.Kind {
	case NoNews:
		return quiet(f.Defect) && sameSubject(w.Subject, f.Subject) && !asOf.Before(w.From) && !asOf.After(w.Until)
	case Downtime:
		if !away(f.Defect) || len(f.Evidence) == 0 {
			return false
		}
		for _, e := range f.Evidence {
			if e.FetchedAt.Before(w.From) || e.FetchedAt.After(w.Until) {
				return false // also down outside the time filed
			}
		}
		return true
	}
	return false
}

// sameSubject lets people write a column's name with or without 栏目:.
func sameSubject(filed, found string) bool {
	bare := func(s string) string {
		if _, name, ok := strings.Cut(s, ":"); ok {
			return name
		}
		return s
	}
	return filed == found || bare(filed) == bare(found)
}
