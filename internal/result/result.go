// Package result is the one result document of an audit. Scorecards, workbooks
// and notices are renderings of it; it fetches nothing and judges nothing.
package result

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"ducha/internal/finding"
	"ducha/rules"
)

// Schema names the version of the document.
const Schema = "ducha.result/v1"

// Audit is one judged site. docs/result.schema.json describes the JSON.
type Audit struct {
	Schema     string      `json:"schema"`
	Program    Program     `json:"program"`
	Site       Site        `json:"site"`
	Quarter    string      `json:"quarter"` // 2022Q4
	AsOf       string      `json:"as_of"`   // 2022-12-31, Beijing time
	Snapshot   Snapshot    `json:"snapshot"`
	Probes     *Probes     `json:"probes,omitempty"`  // the probe log availability was judged by
	Earlier    string      `json:"earlier,omitempty"` // digest of the earlier snapshot dates were held against
	Ledger     *Ledger     `json:"ledger,omitempty"`  // what people decided since; nil = as the machine judged
	RuleSet    RuleSet     `json:"rule_set"`
	Score      Score       `json:"score"`
	Groups     []Group     `json:"groups,omitempty"` // 一级指标 with a total of their own
	Lines      []Line      `json:"veto_lines"`
	Indicators []Indicator `json:"indicators"`
	Findings   []Finding   `json:"findings"`
}

// Program says by whom the site was judged.
type Program struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Site says who was judged.
type Site struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	URL  string `json:"url"`
	Kind string `json:"kind,omitempty"` // portal, dept_site, channel or unit_site
}

// Snapshot says on what evidence.
type Snapshot struct {
	Digest      string `json:"digest"` // sha256:…
	Started     Time   `json:"started"`
	Finished    Time   `json:"finished"`
	Pages       Pages  `json:"pages"`
	Foreign     bool   `json:"foreign"`  // imported from another tool's WARC
	Complete    bool   `json:"complete"` // the crawl was closed, not cut off
	Certificate Cover  `json:"coverage_certificate"`
}

// Probes says by which probe log availability was judged.
type Probes struct {
	Source string `json:"source"` // file name
	Digest string `json:"digest"` // sha256:…
}

// Ledger says that people's decisions are in the card, and how many.
type Ledger struct {
	At        Time   `json:"at"`
	Seal      string `json:"seal"`      // of the ledger's last line
	Manual    int    `json:"manual"`    // rules scored by a person
	Confirmed int    `json:"confirmed"` // suspicions confirmed
	Dismissed int    `json:"dismissed"` // false alarms
	Waived    int    `json:"waived"`
	Appealed  int    `json:"appealed"`
}

// Pages counts distinct URLs.
type Pages struct {
	Planned int            `json:"planned"`
	Fetched int            `json:"fetched"`
	Failed  map[string]int `json:"failed"` // by problem
}

// Cover is the coverage certificate of absence claims.
type Cover struct {
	Holds      bool  `json:"holds"`
	SecondLook bool  `json:"second_look"`
	Places     int   `json:"places"` // pages searched
	Gaps       []Gap `json:"gaps"`
}

// Gap is a place that could not be seen.
type Gap struct {
	URL    string `json:"url"`
	Reason string `json:"reason"`
}

// RuleSet says by which rules.
type RuleSet struct {
	ID         string   `json:"id"`
	Digest     string   `json:"digest"`
	Title      string   `json:"title"`
	Label      string   `json:"label"`             // 示范指标; shown wherever the set is
	Subject    string   `json:"subject,omitempty"` // what the scorecard is of; empty = 政务公开督查
	Official   bool     `json:"official"`
	Basis      []string `json:"basis"`
	Note       string   `json:"note"`
	Vocabulary string   `json:"vocabulary_digest"`
}

// Score is the card. Points are hundredths.
type Score struct {
	Low        rules.Points `json:"low"`
	High       rules.Points `json:"high"`
	Total      rules.Points `json:"total"`
	Coverage   float64      `json:"coverage"` // decided weight / applicable weight
	Vetoed     []string     `json:"vetoed"`
	Unit       string       `json:"unit"`
	Applicable rules.Points `json:"applicable"` // weight that concerns the site now; low and high are rescaled from it
	RawLow     rules.Points `json:"raw_low"`    // sums of the indicators, out of applicable
	RawHigh    rules.Points `json:"raw_high"`
	Rules      int          `json:"rules"`
	Undecided  int          `json:"undecided"`
	BonusCap   rules.Points `json:"bonus_cap"`            // bonus is entered by a person and not part of low and high
	Passing    rules.Points `json:"passing,omitempty"`    // below it the site does not pass
	BonusFrom  rules.Points `json:"bonus_from,omitempty"` // the bonus counts only above it
}

// Group is one 一级指标 with a total of its own.
type Group struct {
	Level1 string       `json:"level1"`
	Worth  rules.Points `json:"worth"`
	Origin rules.Origin `json:"origin,omitempty"`
}

// Line is the distance to one veto line.
type Line struct {
	Key      string `json:"key"`
	Title    string `json:"title"`
	Basis    string `json:"basis"`
	Limit    int    `json:"limit"`
	Count    int    `json:"count"`    // confirmed by machine
	Possible int    `json:"possible"` // with every suspicion counted; what could not be seen is not
	Veto     bool   `json:"veto"`
	Reached  bool   `json:"reached"`

	Indicator string       `json:"indicator,omitempty"` // number of the indicator it decides
	Origin    rules.Origin `json:"origin,omitempty"`    // of the limit
}

// Indicator is one row of the evaluation table.
type Indicator struct {
	ID      string       `json:"id"`
	Level1  string       `json:"level1"`
	Level2  string       `json:"level2"`
	Basis   string       `json:"basis"`
	Points  string       `json:"points"`  // 评价要点
	Content string       `json:"content"` // 具体内容
	Duty    string       `json:"duty"`
	Within  string       `json:"within"`
	Worth   rules.Points `json:"worth"`
	// Applicable is the part of Worth that concerns the site now; Low and High
	// are out of it, not rescaled.
	Applicable rules.Points `json:"applicable"`
	Low        rules.Points `json:"low"`
	High       rules.Points `json:"high"`
	Bonus      bool         `json:"bonus"`
	Origin     rules.Origin `json:"origin,omitempty"` // of worth: official or default
	Rules      []Rule       `json:"rules"`
}

// Rule is the answer of one rule.
type Rule struct {
	ID       string          `json:"id"`
	Key      string          `json:"key"`
	Kind     string          `json:"kind"` // "manual" for rules a person scores
	Title    string          `json:"title"`
	Verdict  finding.Verdict `json:"verdict"`
	Reason   string          `json:"reason"`
	Worth    rules.Points    `json:"worth"`
	Deducted rules.Points    `json:"deducted"`
	AtRisk   rules.Points    `json:"at_risk"` // deducted too if every suspicion is confirmed
	Unit     string          `json:"unit"`
	Evidence []Evidence      `json:"evidence"`         // what a pass or an open answer rests on
	Veto     bool            `json:"veto,omitempty"`   // a fail vetoes the site
	Origin   rules.Origin    `json:"origin,omitempty"` // of worth
	Limits   rules.Origin    `json:"limits,omitempty"` // of thresholds and windows
	Source   string          `json:"source,omitempty"` // where an official value can be read
}

// Finding is one problem.
type Finding struct {
	Fingerprint    string           `json:"fingerprint"`
	Rule           string           `json:"rule"` // key
	RuleID         string           `json:"rule_id"`
	Kind           string           `json:"kind"`
	Defect         string           `json:"defect"`
	DefectName     string           `json:"defect_name"`
	Verdict        finding.Verdict  `json:"verdict"` // fail or suspect
	Severity       finding.Severity `json:"severity"`
	Head           finding.Head     `json:"head"`
	Unit           string           `json:"unit"`
	Subject        string           `json:"subject"`
	Message        string           `json:"message"`
	Remedy         string           `json:"remedy"`
	Basis          string           `json:"basis"`
	Deducted       rules.Points     `json:"deducted"`
	DueWorkingDays int              `json:"due_working_days"`
	Evidence       []Evidence       `json:"evidence"`
}

// Evidence points into the snapshot.
type Evidence struct {
	Record    string `json:"record"`
	URL       string `json:"url"`
	FetchedAt Time   `json:"fetched_at"`
	SHA256    string `json:"sha256"`
	Quote     string `json:"quote"`
}

// Time is UTC, written to the second.
type Time struct{ time.Time }

// MarshalJSON writes RFC 3339 in UTC.
func (t Time) MarshalJSON() ([]byte, error) {
	return json.Marshal(t.UTC().Format(time.RFC3339))
}

// UnmarshalJSON reads RFC 3339.
func (t *Time) UnmarshalJSON(text []byte) error {
	var s string
	if err := json.Unmarshal(text, &s); err != nil {
		return fmt.Errorf("time: %w", err)
	}
	at, err := time.Parse(time.RFC3339, s)
	t.Time = at.UTC()
	return err
}

// Write writes the document: indented, UTF-8, the same bytes for the same audit.
func Write(w io.Writer, a *Audit) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(a); err != nil {
		return fmt.Errorf("write result: %w", err)
	}
	return nil
}

// Read reads a document of this schema.
func Read(r io.Reader) (*Audit, error) {
	var a Audit
	err := json.NewDecoder(r).Decode(&a)
	switch {
	case errors.Is(err, io.EOF):
		return nil, errors.New("文件是空的，不是检查结果")
	case err != nil:
		return nil, fmt.Errorf("不是检查结果文件，或内容不完整（%w）", err)
	}
	if a.Schema != Schema {
		return nil, fmt.Errorf("结果文件的版本是 %q，本程序只能读取 %q", a.Schema, Schema)
	}
	return &a, nil
}
