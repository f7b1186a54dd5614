// Package ledger keeps the account of problems (督查台账): cases and their
// states, who did what and why, and what a new result means for them. It is
// arithmetic on values: it reads no clock, no database and no configuration.
package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/internal/zhtext"
)

// Machine is who acts when no person does.
const Machine = "系统"

// A Case (台账条目) is one problem of one unit, across quarters. Its identity is
// the finding's fingerprint; ID is the number people write on paper.
type Case struct {
	ID          string `json:"id"` // 台账编号: 2022Q4-jtysj-003
	Fingerprint string `json:"fingerprint"`
	Site        string `json:"site"`
	SiteName    string `json:"site_name"`
	Unit        string `json:"unit"`   // id of the unit answerable now, or its name when none is configured
	Person      string `json:"person"` // id of the person answerable; may be empty

	// What was found, as last seen.
	RuleSet    string           `json:"rule_set"`
	RuleDigest string           `json:"rule_digest"`
	Rule       string           `json:"rule"` // key, the same every year
	RuleID     string           `json:"rule_id"`
	Kind       string           `json:"kind"`
	Indicator  string           `json:"indicator"` // name of the 二级指标
	Defect     string           `json:"defect"`
	DefectName string           `json:"defect_name"`
	Subject    string           `json:"subject"`
	Verdict    finding.Verdict  `json:"verdict"` // fail or suspect
	Severity   finding.Severity `json:"severity"`
	Head       finding.Head     `json:"head"`
	Message    string           `json:"message"`
	Remedy     string           `json:"remedy"`
	Basis      string           `json:"basis"`
	Deducted   int64            `json:"deducted"` // hundredths of a point

	DueWorkingDays int               `json:"due_working_days"`
	Evidence       []result.Evidence `json:"evidence"`

	// When it was seen.
	First     string    `json:"first"` // quarters
	Last      string    `json:"last"`
	FirstSeen time.Time `json:"first_seen"` // end of the crawl, UTC
	LastSeen  time.Time `json:"last_seen"`
	Snapshot  string    `json:"snapshot"` // digest of the snapshot it was last seen in
	Unseen    string    `json:"unseen"`   // digest of a later snapshot in which it no longer was; empty = still seen

	// Where it stands.
	State      State     `json:"state"`
	Changed    time.Time `json:"changed"` // of the last change of state, UTC
	Second     bool      `json:"second"`  // needs a second person (复核)
	Confirmer  string    `json:"confirmer"`
	Reviewer   string    `json:"reviewer"`
	Due        time.Time `json:"due,omitzero"` // 整改期限, midnight Beijing time of the last day; zero before a notice
	Notice     string    `json:"notice"`       // key of the notice it went out with
	Extensions int       `json:"extensions"`
	// Undelivered: the notice has not reached the unit by any of its ways.
	Undelivered bool      `json:"undelivered,omitempty"`
	Returns     int       `json:"returns"`  // 反弹: times it came back after it was closed
	Reopened    bool      `json:"reopened"` // found again after it was closed; counts as a return once confirmed
	Before      State     `json:"before"`   // state an appeal or a waiver interrupted
	Until       time.Time `json:"until,omitzero"`
	Approver    string    `json:"approver"`  // of the waiver
	Dismissed   string    `json:"dismissed"` // EvidenceKey of the false alarm: remembered until it changes
}

// EvidenceKey tells whether a case still rests on the same evidence: the pages
// and the words quoted from them, never the time or the bytes, which change with
// every visitor counter.
func EvidenceKey(all []result.Evidence) string {
	seen := map[string]bool{}
	var parts []string
	for _, e := range all {
		address, _, _ := strings.Cut(e.URL, "#")
		part := fmt.Sprintf("%d:%s;%d:%s;", len(address), address, len(e.Quote), e.Quote)
		if !seen[part] {
			seen[part] = true
			parts = append(parts, part)
		}
	}
	slices.Sort(parts)
	sum := sha256.Sum256([]byte(strings.Join(parts, "")))
	return hex.EncodeToString(sum[:16])
}

// Open says that the case still wants something done by somebody.
func (c Case) Open() bool {
	return c.State != Closed && c.State != Dismissed && c.State != Waived
}

// Restricted says that only the supervisor may be told: no notice, no channel.
func (c Case) Restricted() bool { return c.Defect == "leak.secrecy_mark" }

// Overdue (逾期) is computed, never stored. A case that was answered, appealed or
// waived is not overdue, and nobody is late with what never reached them, or with what
// the last look no longer found.
func (c Case) Overdue(now time.Time) bool {
	return c.State == Notified && !c.Undelivered && c.Unseen == "" && !c.Due.IsZero() && !now.Before(c.Due.AddDate(0, 0, 1))
}

// Status is the state as lists show it: 逾期 and 反弹 are said beside it.
func (c Case) Status(now time.Time) string {
	s := c.State.Chinese()
	if c.Overdue(now) {
		s += "（逾期）"
	}
	if c.State == Notified && c.Undelivered {
		s += "（尚未送达）"
	}
	if c.Unseen != "" && (c.State == Notified || c.State == Replied) {
		s += "（未再发现）"
	}
	if c.Reopened && c.Open() {
		s += "（再次出现）"
	}
	return s
}

// Day cuts a time to midnight Beijing time.
func Day(t time.Time) time.Time {
	return zhtext.Day(t)
}
