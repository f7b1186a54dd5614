// Package notify delivers notices so that each takes effect once, whatever dies
// in between: a durable state before every request, the notice's key in what is
// sent, and a look for that key before anything is sent again.
package notify

import (
	"time"
)

// Kind says why a notice is sent.
type Kind string

// Kinds of notices.
const (
	First    Kind = "first"    // 整改通知
	Remind   Kind = "remind"   // 到期提醒
	Overdue  Kind = "overdue"  // 逾期催办
	Refused  Kind = "refused"  // 复查未通过
	Closed   Kind = "closed"   // 销号
	Upheld   Kind = "upheld"   // 申诉维持或改判
	Dropped  Kind = "dropped"  // 撤销: it was no problem
	Extended Kind = "extended" // 同意延期
	Excused  Kind = "excused"  // 豁免
	Moved    Kind = "moved"    // 改派: another unit answers now
	Escalate Kind = "escalate" // 报督查部门
	Digest   Kind = "digest"   // 情况汇总
	Alarm    Kind = "alarm"    // 投递故障
)

// Chinese names the kind as the receiver reads it.
func (k Kind) Chinese() string {
	switch k {
	case First:
		return "整改通知"
	case Remind:
		return "整改到期提醒"
	case Overdue:
		return "逾期催办"
	case Refused:
		return "复查未通过"
	case Closed:
		return "销号通知"
	case Upheld:
		return "申诉裁定"
	case Dropped:
		return "撤销告知"
	case Extended:
		return "延期告知"
	case Excused:
		return "豁免告知"
	case Moved:
		return "改派告知"
	case Escalate:
		return "逾期情况报告"
	case Digest:
		return "未办结情况汇总"
	case Alarm:
		return "通知投递故障"
	}
	return "通知"
}

// Notice is what one unit is told at one time.
type Notice struct {
	Key     string    `json:"key"` // the same notice has the same key for ever
	Kind    Kind      `json:"kind"`
	Number  string    `json:"number"` // 编号
	Unit    string    `json:"unit"`   // name of the unit
	Quarter string    `json:"quarter"`
	Office  string    `json:"office"` // who sends it
	Issued  time.Time `json:"issued"`
	Due     time.Time `json:"due,omitzero"` // last day for rectification, Beijing time
	Link    string    `json:"link,omitempty"`
	Contact string    `json:"contact,omitempty"`
	Appeal  int       `json:"appeal,omitempty"` // working days for an appeal
	Text    string    `json:"text,omitempty"`   // words of its own, for alarms and digests
	Items   []Item    `json:"items,omitempty"`
	Files   []File    `json:"files,omitempty"`
}

// Item is one case of a notice.
type Item struct {
	Case      string    `json:"case"` // number in the ledger
	Indicator string    `json:"indicator"`
	Problem   string    `json:"problem"`
	URL       string    `json:"url,omitempty"`
	Quote     string    `json:"quote,omitempty"`
	Seen      time.Time `json:"seen,omitzero"`   // when the page was looked at
	Basis     string    `json:"basis,omitempty"` // 文号 and article
	Request   string    `json:"request,omitempty"`
	Note      string    `json:"note,omitempty"` // why it was decided so
	Due       time.Time `json:"due,omitzero"`
}

// File is something handed over with a notice.
type File struct {
	Name string `json:"name"`
	Data []byte `json:"data"`
}

// Policy says what may leave on a channel. Text that leaves the country's
// systems carries number, unit, indicator, deadline and an internal link only.
type Policy struct {
	Quote bool // problems, addresses and quoted words of pages
	Files bool // 整改通知书 and 问题清单
}

// Cut gives the notice as a channel may carry it.
func (n Notice) Cut(p Policy) Notice {
	if !p.Files {
		n.Files = nil
	}
	if p.Quote {
		return n
	}
	items := make([]Item, len(n.Items))
	for i, it := range n.Items {
		items[i] = Item{Case: it.Case, Indicator: it.Indicator, Due: it.Due}
	}
	n.Items = items
	if n.Kind != Digest && n.Kind != Alarm {
		n.Text = "" // those two hold counts and errors of ours
	}
	return n
}

// Delivery is a notice on its way over one channel.
type Delivery struct {
	Key     string // unique: the notice's key and the channel
	Channel string // name of the configured channel
	To      string // where on that channel; empty: the channel's own address
	Notice  Notice
}
