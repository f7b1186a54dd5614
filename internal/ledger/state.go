package ledger

import (
	"slices"
	"time"

	"ducha/internal/finding"
)

// A State is where a case stands.
type State string

// States. The zero State is a case that is not in the ledger yet.
const (
	Found     State = "found"     // 待核实: the machine says so
	InReview  State = "in_review" // 待复核: a first person agrees, a second is needed
	Confirmed State = "confirmed" // 已核实
	Notified  State = "notified"  // 已下发
	Replied   State = "replied"   // 已反馈: the unit says it is mended
	Appealed  State = "appealed"  // 申诉中
	Dismissed State = "dismissed" // 误报
	Waived    State = "waived"    // 已豁免
	Closed    State = "closed"    // 已销号
)

// States lists every state in the order of a case's life.
func States() []State {
	return []State{Found, InReview, Confirmed, Notified, Replied, Appealed, Dismissed, Waived, Closed}
}

// Chinese names the state.
func (s State) Chinese() string {
	switch s {
	case Found:
		return "待核实"
	case InReview:
		return "待复核"
	case Confirmed:
		return "已核实"
	case Notified:
		return "已下发"
	case Replied:
		return "已反馈"
	case Appealed:
		return "申诉中"
	case Dismissed:
		return "误报"
	case Waived:
		return "已豁免"
	case Closed:
		return "已销号"
	}
	return "未登记"
}

// A Kind is what happened to a case.
type Kind string

// Kinds of events. There is none for a recheck that could not tell: it changes
// nothing.
const (
	Find        Kind = "find"         // 发现
	Refind      Kind = "refind"       // 证据变化: a dismissed case rests on new evidence
	Return      Kind = "return"       // 再次出现: a closed case is found again
	Unsee       Kind = "unsee"        // 未再发现: an audit no longer finds it; closes nothing
	Confirm     Kind = "confirm"      // 初核
	Review      Kind = "review"       // 复核
	SendBack    Kind = "send_back"    // 退回: the second person disagrees
	Dismiss     Kind = "dismiss"      // 认定误报
	Reconsider  Kind = "reconsider"   // 重新核实
	Waive       Kind = "waive"        // 豁免
	Excuse      Kind = "excuse"       // 说明免责: 无新增内容说明 covers it
	Revoke      Kind = "revoke"       // 撤销豁免
	Expire      Kind = "expire"       // 豁免到期
	Notify      Kind = "notify"       // 下发
	Deliver     Kind = "deliver"      // 送达: the due day counts from here
	Bounce      Kind = "bounce"       // 退信: what was sent came back
	Remind      Kind = "remind"       // 催办
	Reply       Kind = "reply"        // 反馈
	Appeal      Kind = "appeal"       // 申诉
	Uphold      Kind = "uphold"       // 维持
	Overturn    Kind = "overturn"     // 撤销
	Amend       Kind = "amend"        // 改判
	Extend      Kind = "extend"       // 延期
	RecheckPass Kind = "recheck_pass" // 复查通过: the only way to close
	RecheckFail Kind = "recheck_fail" // 复查未通过
	Assign      Kind = "assign"       // 改派
	Remark      Kind = "remark"       // 备注
)

// What the history also tells of, besides events of cases.
const (
	TakeIn   Kind = "take_in"  // 记入结果
	File     Kind = "file"     // 报备
	Mark     Kind = "mark"     // 人工评分
	Sign     Kind = "sign"     // 审批同意
	Refuse   Kind = "refuse"   // 审批退回
	SendOut  Kind = "send_out" // 发出通知
	Bulletin Kind = "bulletin" // 其他事项
)

// Kinds lists every kind of event of a case.
func Kinds() []Kind {
	return []Kind{Find, Refind, Return, Unsee, Confirm, Review, SendBack, Dismiss, Reconsider, Waive, Excuse, Revoke, Expire,
		Notify, Deliver, Bounce, Remind, Reply, Appeal, Uphold, Overturn, Amend, Extend, RecheckPass, RecheckFail, Assign, Remark}
}

// Chinese names the kind as the history shows it.
func (k Kind) Chinese() string {
	names := map[Kind]string{Find: "发现", Refind: "证据变化", Return: "再次出现", Unsee: "未再发现", Confirm: "初核", Review: "复核",
		SendBack: "复核退回", Dismiss: "认定误报", Reconsider: "重新核实", Waive: "豁免", Excuse: "说明免责", Revoke: "撤销豁免",
		Expire: "豁免到期", Notify: "下发", Deliver: "送达", Bounce: "退信", Remind: "催办", Reply: "反馈", Appeal: "申诉", Uphold: "维持",
		Overturn: "撤销认定", Amend: "改判", Extend: "延期", RecheckPass: "复查通过", RecheckFail: "复查未通过", Assign: "改派", Remark: "备注",
		TakeIn: "记入结果", File: "报备", Mark: "人工评分", Sign: "审批同意", Refuse: "审批退回", SendOut: "发出通知", Bulletin: "其他事项"}
	if name, ok := names[k]; ok {
		return name
	}
	return string(k)
}

// An Event is what somebody does to a case.
type Event struct {
	Kind Kind      `json:"kind"`
	At   time.Time `json:"at"` // UTC
	By   string    `json:"by"` // name of a person, or Machine
	Why  string    `json:"why,omitempty"`

	Approver string           `json:"approver,omitempty"`  // Waive, Excuse: who agreed
	Until    time.Time        `json:"until,omitzero"`      // Waive, Excuse: last day it holds, midnight Beijing time
	Due      time.Time        `json:"due,omitzero"`        // Notify, Deliver, Extend, Uphold, Amend: last day, midnight Beijing time
	Notice   string           `json:"notice,omitempty"`    // Notify, Deliver, Remind: key of the notice
	Pending  bool             `json:"pending,omitempty"`   // Notify: it is on its way and has yet to arrive
	Unit     string           `json:"unit,omitempty"`      // Assign
	Severity finding.Severity `json:"severity,omitempty"`  // Amend
	Snapshot string           `json:"snapshot,omitempty"`  // of what was seen, or not
	Quarter  string           `json:"quarter,omitempty"`   //
	Rules    string           `json:"rules,omitempty"`     // digest of the rule set a recheck used
	Evidence []string         `json:"evidence,omitempty"`  // Reply, Appeal: addresses or names of files
	Outside  string           `json:"reference,omitempty"` // id of the reply elsewhere: a Slack press, a mail
}

// stay marks an event that leaves the state as it is; back one that restores the
// state an appeal or a waiver interrupted.
const (
	stay State = "="
	back State = "<"
)

// next is the whole life of a case: what may happen in which state, and what
// comes of it.
func next(s State) map[Kind]State {
	switch s {
	case "":
		return map[Kind]State{Find: Found}
	case Found:
		return map[Kind]State{Confirm: Confirmed, Dismiss: Dismissed, Excuse: Waived, RecheckPass: Closed, RecheckFail: stay,
			Unsee: stay, Assign: stay, Remark: stay}
	case InReview:
		return map[Kind]State{Review: Confirmed, SendBack: Found, Dismiss: Dismissed, Excuse: Waived, RecheckPass: Closed, RecheckFail: stay,
			Unsee: stay, Assign: stay, Remark: stay}
	case Confirmed:
		return map[Kind]State{Notify: Notified, Dismiss: Dismissed, Reconsider: Found, Waive: Waived, Excuse: Waived, RecheckPass: Closed,
			RecheckFail: stay, Unsee: stay, Assign: stay, Remark: stay}
	case Notified:
		return map[Kind]State{Deliver: stay, Bounce: stay, Remind: stay, Reply: Replied, Appeal: Appealed, Extend: stay, Waive: Waived, Excuse: Waived,
			Dismiss: Dismissed, RecheckPass: Closed, RecheckFail: stay, Unsee: stay, Assign: Confirmed, Remark: stay}
	case Replied:
		return map[Kind]State{Deliver: stay, Reply: stay, Appeal: Appealed, Waive: Waived, Excuse: Waived, Dismiss: Dismissed,
			RecheckPass: Closed, RecheckFail: Notified, Unsee: stay, Assign: Confirmed, Remark: stay}
	case Appealed:
		return map[Kind]State{Deliver: stay, Uphold: back, Amend: back, Overturn: Dismissed, Unsee: stay, Remark: stay}
	case Dismissed:
		return map[Kind]State{Refind: Found, Reconsider: Found, Remark: stay}
	case Waived:
		return map[Kind]State{Waive: stay, Excuse: stay, Revoke: Confirmed, Expire: Confirmed, RecheckPass: Closed, Unsee: stay, Remark: stay}
	case Closed:
		return map[Kind]State{Return: Found, RecheckFail: Confirmed, Remark: stay}
	}
	return nil
}

// Allows says what may happen to a case in a state, in the order of Kinds.
func (s State) Allows() []Kind {
	table := next(s)
	return slices.DeleteFunc(Kinds(), func(k Kind) bool { _, ok := table[k]; return !ok })
}
