// Package rules loads a year's rule set (评价指标) and the vocabulary of column
// names from TOML. A kind of check is Go, a rule is data; rules and checks do
// not know each other. Every mistake is reported with file, line and column.
package rules

import (
	"slices"
	"strconv"
	"strings"

	"ducha/internal/check"
	"ducha/internal/finding"
	"ducha/internal/tomlfile"
)

// Points are hundredths of a point.
type Points int64

// String prints points as on paper: 12, 7.5, 0.25.
func (p Points) String() string {
	s := strconv.FormatFloat(float64(p)/100, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// A Set is one year's rule set, complete in itself: a year is a legal fact, so
// there is no inheritance between years.
type Set struct {
	ID       string
	Title    string
	Label    string // shown wherever the set is: 示范指标
	Subject  string // what a scorecard by this set is of; empty = 政务公开督查
	Official bool   // the wording is the issuing office's own
	Year     int
	Basis    []string
	Note     string // what a reader must know about the set
	Total    Points // of the scored indicators, without bonus
	Bonus    Points // cap of the bonus indicators

	Passing   Points // below it the site does not pass; zero = the set knows no such line
	BonusFrom Points // the bonus counts only above it; zero = always

	Groups     []*Group
	Indicators []*Indicator
	Lines      []*Line
	File       string
	Digest     string // SHA-256 of the file, lower-case hex
}

// An Indicator is one row of the evaluation table.
type Indicator struct {
	ID      string
	Level1  string   // 一级指标
	Level2  string   // 二级指标
	Basis   string   // 设置依据
	Point   string   // 评价要点
	Content string   // 具体内容
	Duty    string   // 责任单位; only units with this duty are concerned, empty = all
	Within  string   // 完成时限
	OwedBy  []string // kinds of site whose owners owe it by law; of others a fault is suspected; empty = all
	Worth   Points
	Bonus   bool
	Capped  bool   // its rules may be worth more together than it is (扣完为止)
	Origin  Origin // of the worth
	Rules   []*Rule
	Pos     Position
}

// A Group (组) is one 一级指标 with a total of its own; its indicators lose no
// more than that together.
type Group struct {
	Level1 string
	Worth  Points
	Capped bool // its indicators may be worth more together
	Origin Origin
	Pos    Position
}

// Origin says where a value comes from: the issuing document, or the product.
// Empty where the set as a whole says so.
type Origin string

// Origins of a value.
const (
	FromDocument Origin = "official"
	OurDefault   Origin = "default"
)

// Chinese names the origin as the card shows it.
func (o Origin) Chinese() string {
	return map[Origin]string{FromDocument: "文件规定", OurDefault: "产品默认"}[o]
}

// Kinds of site a rule may be limited to.
const (
	Portal   = "portal"    // 政府门户网站
	DeptSite = "dept_site" // 部门网站
	Channel  = "channel"   // 门户网站上的频道
	UnitSite = "unit_site" // 二级单位网站
)

// siteKinds are all of them with their names, the usual one first.
var siteKinds = [][2]string{{DeptSite, "部门网站"}, {Portal, "政府门户网站"}, {Channel, "门户网站频道"}, {UnitSite, "二级单位网站"}}

// SiteKinds are all kinds of site.
func SiteKinds() (kinds []string) {
	for _, k := range siteKinds {
		kinds = append(kinds, k[0])
	}
	return kinds
}

// SiteKindsText lists them for a message: which there are, and what they mean.
func SiteKindsText() string {
	var all []string
	for _, k := range siteKinds {
		all = append(all, k[0]+"（"+k[1]+"）")
	}
	return strings.Join(all, "、")
}

// SiteKind names a kind of site in Chinese; empty for an unknown one.
func SiteKind(kind string) string {
	for _, k := range siteKinds {
		if k[0] == kind {
			return k[1]
		}
	}
	return ""
}

// A Rule binds a kind of check to parameters, points and an owner.
type Rule struct {
	ID       string
	Key      string      // our name, the same every year; used in fingerprints
	Title    string      // Chinese; the kind's title when empty
	Kind     *check.Kind // nil for a rule a person scores (manual)
	Params   check.Params
	Points   Points // lost when the rule fails
	Each     Points // or lost per finding up to Points (扣完为止); zero = all or nothing
	Veto     bool   // 单项否决
	Needs    string // key of the rule that must hold first (不重复扣分)
	NotIn    []int  // quarters in which it is not due
	Severity finding.Severity
	Remedy   string
	Due      int // working days for rectification; zero takes the defect's own
	Pos      Position

	AppliesTo []string // kinds of site it concerns; empty = all
	Origin    Origin   // of the points
	Limits    Origin   // of the parameters: thresholds and windows
	Source    string   // where an official value can be read, when not in the set's basis

	Indicator *Indicator
}

// Concerns says whether the rule looks at sites of this kind.
func (r *Rule) Concerns(kind string) bool {
	if kind == UnitSite {
		kind = DeptSite // what documents say of 部门网站 they say of these too
	}
	return len(r.AppliesTo) == 0 || slices.Contains(r.AppliesTo, kind)
}

// Owed says whether whoever runs a site of this kind surely owes what the rule asks for.
func (r *Rule) Owed(kind string) bool {
	owed := r.Indicator.OwedBy
	return len(owed) == 0 || slices.Contains(owed, kind)
}

// A Line is a veto line of the whole site: so many findings of these defects
// and the site is vetoed. The card shows the distance to it.
type Line struct {
	Key, Title, Basis string
	Defects           []string
	Rules             []string // keys of the rules whose findings count; empty = every rule's
	Limit             int
	Veto              bool   // reaching it vetoes; otherwise it only warns
	Indicator         string // number of the indicator it decides, if any
	Origin            Origin // of the limit
	Pos               Position
}

// Rules gives every rule in the order of the document.
func (s *Set) Rules() []*Rule {
	var all []*Rule
	for _, ind := range s.Indicators {
		all = append(all, ind.Rules...)
	}
	return all
}

// Rule finds a rule by its number or key.
func (s *Set) Rule(name string) *Rule {
	for _, r := range s.Rules() {
		if r.ID == name || r.Key == name {
			return r
		}
	}
	return nil
}

// Columns lists the vocabulary columns the set's rules look at, in order, so
// that a crawl can see them first.
func (s *Set) Columns() []string {
	var all []string
	seen := map[string]bool{}
	for _, r := range s.Rules() {
		asker, ok := r.Params.(interface{ Wants() []string })
		if !ok {
			continue
		}
		for _, name := range asker.Wants() {
			if name != "" && !seen[name] {
				seen[name] = true
				all = append(all, name)
			}
		}
	}
	return all
}

// Name is the rule's Chinese title.
func (r *Rule) Name() string {
	if r.Title != "" || r.Kind == nil {
		return r.Title
	}
	return r.Kind.Title
}

// Manual says that a person scores the rule.
func (r *Rule) Manual() bool { return r.Kind == nil }

// Position is a place in a file; columns count characters from 1.
type Position = tomlfile.Position

// Errors are all mistakes of one file, in order of place.
type Errors = tomlfile.Errors

// Decode reads a TOML file strictly: any unknown key is an error.
func Decode(file string, src []byte, v any) (*tomlfile.Reader, error) {
	r, err := tomlfile.Decode(file, src, v)
	if err == nil {
		err = r.Err()
	}
	return r, err
}
