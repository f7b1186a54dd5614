// Package request reads a unit's register of applications for information
// (依申请公开登记台账) and runs the statutory clock of the Ordinance's Art. 30–34
// over it. It knows no sites and no ledger; a deadline that a calendar does not
// cover is named, never guessed.
package request

import "time"

// Row is one application as registered. Zero times are blank cells.
type Row struct {
	Line        int    // of the file, from 1
	ID          string // 登记编号
	Received    time.Time
	AskedMore   time.Time // 补正告知
	GotMore     time.Time // 补正材料收到
	ConsultFrom time.Time // 征求第三方或其他机关意见
	ConsultTo   time.Time // 收到意见, or the end of waiting
	Extended    bool
	ExtendedOn  time.Time // 延期告知
	Answered    time.Time
	Result      string // kind of 办理结果; nothing else of what is written there
}

// State is where an application stands on a day.
type State uint8

// States. The zero state accuses nobody.
const (
	Unknown    State = iota // cannot be worked out; Reason says why
	Answered                // 按期答复
	Late                    // 逾期答复
	Open                    // 办理中
	Overdue                 // 逾期未答复
	Waiting                 // 等待补正
	Consulting              // 征求意见中
	Closed                  // 申请人撤回等, 不再答复
)

// String is the state's name on paper.
func (s State) String() string {
	names := [...]string{"无法计算", "按期答复", "逾期答复", "办理中", "逾期未答复", "等待补正", "征求意见中", "已终止"}
	if int(s) < len(names) {
		return names[s]
	}
	return names[Unknown]
}

// Status is what the clock says of one row.
type Status struct {
	Row    Row
	State  State
	Due    time.Time // last day to answer; zero while the clock stands
	Days   int       // working days late, or left until Due
	Reason string    // Chinese: how Due was reached, or why nothing can be said
	Notes  []string  // steps that missed a limit of their own
}
