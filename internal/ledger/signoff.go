package ledger

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Signoff (审批) is the chain one site's card and notices of one quarter pass
// before they leave. Its steps are kept whatever becomes of them.
type Signoff struct {
	Site    string   `json:"site"`
	Quarter string   `json:"quarter"`
	Result  string   `json:"result"` // digest of the result signed; another result begins the chain anew
	Chain   []string `json:"chain"`  // roles, in order; empty = the office wants no sign-off
	Steps   []Step   `json:"steps"`
}

// A Step is one signature, or a refusal.
type Step struct {
	Role   string    `json:"role"`
	By     string    `json:"by"`
	Agreed bool      `json:"agreed"`
	Why    string    `json:"why"` // 意见
	At     time.Time `json:"at"`
	Result string    `json:"result"`
}

// A Signer is who signs and what for.
type Signer struct {
	Name  string
	Roles []string // none = roles are not configured; anybody may sign any step
}

// Key names the sign-off in history.
func (s Signoff) Key() string { return "signoff:" + s.Site + "/" + s.Quarter }

// signed are the steps that count now: since the last refusal, for this result.
func (s Signoff) signed() []Step {
	var steps []Step
	for _, step := range s.Steps {
		switch {
		case step.Result != s.Result:
		case !step.Agreed:
			steps = nil
		default:
			steps = append(steps, step)
		}
	}
	return steps
}

// Waiting is the role whose signature is wanted next; empty when all are there.
func (s Signoff) Waiting() string {
	if n := len(s.signed()); n < len(s.Chain) {
		return s.Chain[n]
	}
	return ""
}

// Done says that card and notices may leave.
func (s Signoff) Done() bool { return s.Waiting() == "" }

// Sign adds a signature or, when not agreed, a refusal that begins the chain anew.
// A step cannot be skipped, and nobody signs twice.
func (s Signoff) Sign(role string, by Signer, agreed bool, why string, at time.Time) (Signoff, error) {
	refuse := func(format string, args ...any) (Signoff, error) {
		return s, &Refusal{Case: s.Site + " " + s.Quarter, Why: fmt.Sprintf(format, args...)}
	}
	waiting := s.Waiting()
	switch {
	case len(s.Chain) == 0:
		return refuse("本单位未设审批环节，无需审批")
	case waiting == "":
		return refuse("审批已全部完成")
	case role != "" && role != waiting:
		return refuse("当前应由“%s”审批，不能越过到“%s”", waiting, role)
	case strings.TrimSpace(by.Name) == "" || at.IsZero():
		return refuse("审批需要写明审批人和时间")
	case strings.TrimSpace(why) == "":
		return refuse("审批需要写明意见")
	case len(by.Roles) > 0 && !slices.Contains(by.Roles, waiting):
		return refuse("当前应由“%s”审批，%s的职务是%s", waiting, by.Name, strings.Join(by.Roles, "、"))
	}
	for _, step := range s.signed() {
		if step.By == by.Name {
			return refuse("%s已在“%s”环节审批，同一人不能审批两个环节", by.Name, step.Role)
		}
	}
	after := s
	after.Steps = append(slices.Clone(s.Steps), Step{Role: waiting, By: by.Name, Agreed: agreed, Why: why, At: at, Result: s.Result})
	return after, nil
}
