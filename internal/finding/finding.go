// Package finding holds the words every part of ducha shares: the verdict a
// rule reaches on a unit, a finding (问题) and its evidence (取证). It knows no
// sites, no rules and no scores.
package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"
)

// A Verdict is what one rule says of one unit.
type Verdict uint8

// The zero verdict accuses nobody: a check that forgets to answer has neither
// cleared nor accused anyone.
const (
	Unverifiable  Verdict = iota // 无法核验: blocked, truncated, not covered …
	Pass                         // 达标
	Fail                         // 不达标: seen and wrong, or proved absent
	Suspect                      // 疑似: a signal, until a person confirms
	NotDue                       // 未到期
	NotApplicable                // 不涉及
	Manual                       // 人工评分
)

var verdictKeys = [...]string{"unverifiable", "pass", "fail", "suspect", "not_due", "not_applicable", "manual"}
var verdictNames = [...]string{"无法核验", "达标", "不达标", "疑似", "未到期", "不涉及", "人工评分"}

// String is the verdict's key in result.json.
func (v Verdict) String() string {
	if int(v) < len(verdictKeys) {
		return verdictKeys[v]
	}
	return verdictKeys[Unverifiable]
}

// Chinese is the verdict's name on paper.
func (v Verdict) Chinese() string {
	if int(v) < len(verdictNames) {
		return verdictNames[v]
	}
	return verdictNames[Unverifiable]
}

// MarshalText writes the key.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads a key.
func (v *Verdict) UnmarshalText(text []byte) error {
	for i, key := range verdictKeys {
		if key == string(text) {
			*v = Verdict(i)
			return nil
		}
	}
	return fmt.Errorf("unknown verdict %q", text)
}

// Severity grades a finding (standards.md §12.1).
type Severity string

// The four grades, gravest first.
const (
	Veto    Severity = "单项否决"
	Serious Severity = "严重"
	Normal  Severity = "一般"
	Hint    Severity = "提示"
)

// Head is which of the three heads of the yearly report's 存在的主要问题 a
// finding belongs under.
type Head string

// The three heads.
const (
	HeadContent    Head = "内容不够丰富"
	HeadTimely     Head = "更新不够及时"
	HeadInitiative Head = "积极性不够"
)

// MaxQuote is the longest quote a finding may carry, in characters.
const MaxQuote = 200

// Evidence (取证) points at one stored exchange and the words relied on.
type Evidence struct {
	Record    string    // exchange id in the snapshot
	URL       string    // as fetched
	FetchedAt time.Time // UTC
	SHA256    string    // of the raw body, lower-case hex
	Quote     string    // the exact words relied on, masked, at most MaxQuote characters
}

// A Finding (问题) is one thing that is wrong. Its identity is site, unit, rule
// key, subject and defect; message, dates and evidence may change between
// crawls without making it another finding.
type Finding struct {
	Defect   string   // stable dotted code, "column.stale"; docs/defects.md lists all
	Subject  string   // what is wrong, in words that survive the next crawl: "栏目:政策解读"
	Message  string   // one Chinese sentence for the scorecard
	Remedy   string   // one Chinese sentence: how to mend it; empty takes the defect's own
	Severity Severity // empty takes the defect's own
	Head     Head     // empty takes the defect's own
	// Absence marks a claim that something does not exist. It stands as a fail
	// only after a second look; the audit runner makes it a suspect otherwise.
	Absence bool
	// Signal marks a finding that is no proof on its own: it stays a suspect.
	Signal   bool
	Evidence []Evidence
}

// Fingerprint identifies a finding across crawls and quarters. A length prefix
// keeps ("ab","c") and ("a","bc") apart.
func Fingerprint(site, unit, ruleKey, subject, defect string) string {
	h := sha256.New()
	for _, part := range []string{site, unit, ruleKey, subject, defect} {
		fmt.Fprintf(h, "%d:%s;", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Clip shortens s to MaxQuote characters, ending in an ellipsis when cut.
func Clip(s string) string {
	runes := []rune(s)
	if len(runes) <= MaxQuote {
		return s
	}
	return string(runes[:MaxQuote-1]) + "…"
}
