package ledger

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ducha/internal/result"
	"ducha/rules"
)

// A ManualScore is what a person gives for a rule no machine can judge. A later
// one for the same rule takes its place; both stay in the history.
type ManualScore struct {
	Site     string       `json:"site"`
	Quarter  string       `json:"quarter"`
	Rule     string       `json:"rule"` // key
	RuleID   string       `json:"rule_id"`
	Score    rules.Points `json:"score"`
	Worth    rules.Points `json:"worth"`
	By       string       `json:"by"`
	Why      string       `json:"why"`
	Evidence []string     `json:"evidence"` // addresses, names of files
	At       time.Time    `json:"at"`
}

// Key names the score in history.
func (m ManualScore) Key() string { return "score:" + m.Site + "/" + m.Quarter + "/" + m.Rule }

// Enter makes a manual score for a rule of a result: by its key or number.
func Enter(a *result.Audit, rule string, score rules.Points, by, why string, evidence []string, at time.Time) (ManualScore, error) {
	var none ManualScore
	refuse := func(format string, args ...any) (ManualScore, error) {
		return none, &Refusal{Case: a.Site.ID + " " + a.Quarter, Why: fmt.Sprintf(format, args...)}
	}
	var manual []string
	for _, ind := range a.Indicators {
		for _, r := range ind.Rules {
			if r.Kind == "manual" {
				manual = append(manual, r.ID)
			}
			if r.Key != rule && r.ID != rule {
				continue
			}
			switch {
			case r.Kind != "manual":
				return refuse("规则 %s 由程序评判，不能人工评分；有异议请走核实或申诉", r.ID)
			case score < 0 || score > r.Worth:
				return refuse("规则 %s 满分%s分，评分应在0至%s之间", r.ID, r.Worth, r.Worth)
			case strings.TrimSpace(by) == "" || strings.TrimSpace(why) == "":
				return refuse("人工评分需要写明评分人和理由")
			}
			return ManualScore{Site: a.Site.ID, Quarter: a.Quarter, Rule: r.Key, RuleID: r.ID, Score: score, Worth: r.Worth,
				By: by, Why: why, Evidence: slices.Clone(evidence), At: at}, nil
		}
	}
	return refuse("没有编号或 key 为 %q 的规则；可以人工评分的有：%s", rule, strings.Join(manual, "、"))
}
