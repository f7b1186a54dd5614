package ledger

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ducha/internal/finding"
)

// A Refusal says why an event may not happen; its text is for the person who
// tried.
type Refusal struct {
	Case  string
	State State
	Kind  Kind
	Why   string
}

func (r *Refusal) Error() string { return fmt.Sprintf("%s：%s", r.Case, r.Why) }

// Apply lets an event happen to a case. On a refusal the case is unchanged.
func Apply(c Case, e Event) (Case, error) {
	refuse := func(format string, args ...any) (Case, error) {
		return c, &Refusal{Case: c.ID, State: c.State, Kind: e.Kind, Why: fmt.Sprintf(format, args...)}
	}
	to, ok := next(c.State)[e.Kind]
	if !ok {
		return refuse("当前状态为“%s”，不能%s；%s", c.State.Chinese(), e.Kind.Chinese(), advice(c.State))
	}
	if e.At.IsZero() || strings.TrimSpace(e.By) == "" {
		return refuse("%s需要写明经办人和时间", e.Kind.Chinese())
	}
	if wantsReason(e.Kind) && strings.TrimSpace(e.Why) == "" {
		if e.Kind == Reply {
			return refuse("反馈需要写明整改情况")
		}
		return refuse("%s需要写明理由", e.Kind.Chinese())
	}
	if why := conditions(c, e); why != "" {
		return refuse("%s", why)
	}
	after := effect(c, e)
	switch {
	case e.Kind == Confirm && c.Second:
		to = InReview
	case to == back:
		to = c.Before
	case (e.Kind == Expire || e.Kind == Revoke) && (c.Before == Found || c.Before == InReview):
		to = Found // an excuse does not confirm anything
	}
	if to != stay && to != c.State {
		if to == Appealed || to == Waived {
			after.Before = c.State
		}
		after.State, after.Changed = to, e.At
	}
	return after, nil
}

// advice tells what people may do instead.
func advice(s State) string {
	var names []string
	for _, k := range s.Allows() {
		if !slices.Contains([]Kind{Find, Refind, Return, Unsee, Expire, Deliver, Bounce, Excuse, Remark, RecheckFail, RecheckPass, Remind}, k) {
			names = append(names, k.Chinese())
		}
	}
	if _, ok := next(s)[RecheckPass]; ok {
		names = append(names, "复查")
	}
	if len(names) == 0 {
		return "该条目无需再办理"
	}
	return "可以办理：" + strings.Join(names, "、")
}

func wantsReason(k Kind) bool {
	return slices.Contains([]Kind{SendBack, Dismiss, Reconsider, Waive, Excuse, Revoke, Reply, Appeal, Uphold, Overturn, Amend, Extend, Assign, Remark}, k)
}

// conditions are what the table of states cannot say; empty means none is broken.
func conditions(c Case, e Event) string {
	today := Day(e.At)
	switch e.Kind {
	case Review:
		if e.By == c.Confirmer {
			return "复核人与初核人不能是同一人（初核：" + c.Confirmer + "）"
		}
	case Uphold, Overturn, Amend:
		if e.By == c.Confirmer || e.By == c.Reviewer {
			return "申诉应由未参与核实的人员裁定（初核：" + named(c.Confirmer) + "，复核：" + named(c.Reviewer) + "）"
		}
		return amendment(c, e, today)
	case Waive, Excuse:
		if strings.TrimSpace(e.Approver) == "" {
			return e.Kind.Chinese() + "需要写明批准人"
		}
		if e.Until.IsZero() || !e.Until.After(today) && !e.Until.Equal(today) {
			return e.Kind.Chinese() + "需要写明截止日期，且不能早于今天"
		}
	case Expire:
		if !today.After(c.Until) {
			return "豁免期至" + date(c.Until) + "，尚未到期"
		}
	case Notify:
		if e.Due.IsZero() || e.Due.Before(today) {
			return "下发需要写明整改期限，且不能早于今天"
		}
		if e.Notice == "" {
			return "下发需要写明所属的整改通知"
		}
		if c.Restricted() {
			return "涉及国家秘密标志的问题只报督查部门，不通过本系统下发"
		}
	case Extend:
		return extension(c, e, today)
	case Assign:
		if e.Unit == "" || e.Unit == c.Unit {
			return "改派需要写明另一个责任单位"
		}
	}
	return ""
}

func extension(c Case, e Event, today time.Time) string {
	switch {
	case c.Due.IsZero():
		return "尚未确定整改期限，无需延期"
	case !today.Before(c.Due):
		return "整改期限为" + date(c.Due) + "，延期应在期限届满之日前提出"
	case !e.Due.After(c.Due):
		return "延期后的期限应晚于原期限（" + date(c.Due) + "）"
	}
	return ""
}

func amendment(c Case, e Event, today time.Time) string {
	if !e.Due.IsZero() && e.Due.Before(today) {
		return "新的整改期限不能早于今天"
	}
	if e.Kind == Overturn {
		return ""
	}
	if e.Due.IsZero() && !c.Due.IsZero() && c.Due.Before(today) {
		// It would be late the moment it is told; the time of the appeal is not the unit's.
		return "整改期限" + date(c.Due) + "在申诉期间已过，需要写明新的整改期限"
	}
	if e.Kind == Uphold {
		return ""
	}
	known := []finding.Severity{finding.Veto, finding.Serious, finding.Normal, finding.Hint}
	if !slices.Contains(known, e.Severity) || e.Severity == c.Severity {
		return "改判需要写明与原来不同的程度：单项否决、严重、一般或提示"
	}
	return ""
}

// effect is what an event does to the case besides its state.
func effect(c Case, e Event) Case {
	switch e.Kind {
	case Refind, Return, Reconsider, SendBack:
		c.Confirmer, c.Reviewer, c.Dismissed = "", "", ""
		c.Reopened = c.Reopened || e.Kind == Return
		if e.Kind == Return {
			c.Due, c.Notice, c.Extensions = time.Time{}, "", 0
		}
	case Confirm:
		c.Confirmer = e.By
		if !c.Second {
			c = settled(c)
		}
	case Review:
		c.Reviewer = e.By
		c = settled(c)
	case Dismiss, Overturn:
		// Reopened stays: if the alarm turns out true after all, it is a return.
		c.Dismissed, c.Due = EvidenceKey(c.Evidence), time.Time{}
	case Waive, Excuse:
		c.Until, c.Approver, c.Due = e.Until, e.Approver, time.Time{}
	case Revoke, Expire:
		c.Until, c.Approver = time.Time{}, ""
	case Notify:
		c.Due, c.Notice, c.Extensions, c.Undelivered = e.Due, e.Notice, 0, e.Pending
	case Reply, Appeal:
		c.Undelivered = false // who answers has read it
	case Bounce:
		c.Undelivered = c.Undelivered || e.Notice == c.Notice
	case Deliver:
		c.Undelivered = c.Undelivered && e.Notice != c.Notice
		if c.State == Notified && e.Notice == c.Notice && c.Extensions == 0 && !e.Due.IsZero() {
			c.Due = e.Due // counted from delivery, never shortened by an extension
		}
	case Extend:
		c.Due = e.Due
		c.Extensions++
	case Uphold, Amend:
		if !e.Due.IsZero() {
			c.Due = e.Due
		}
		if e.Kind == Amend {
			c.Severity = e.Severity
		}
	case RecheckPass:
		c.Reopened, c.Due, c.Until, c.Approver = false, time.Time{}, time.Time{}, ""
	case RecheckFail:
		c.Unseen = ""
		if c.State == Closed {
			c.Reopened = true
			c = settled(c)
			c.Due, c.Notice, c.Extensions = time.Time{}, "", 0
		}
	case Unsee:
		c.Unseen = e.Snapshot
	case Assign:
		c.Unit, c.Person = e.Unit, ""
		c.Due, c.Notice, c.Extensions = time.Time{}, "", 0
	}
	return c
}

// settled counts a return once it is certain.
func settled(c Case) Case {
	if c.Reopened {
		c.Returns++
		c.Reopened = false
	}
	return c
}

func named(who string) string {
	if who == "" {
		return "无"
	}
	return who
}

func date(t time.Time) string { return Day(t).Format("2006年1月2日") }
