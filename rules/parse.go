package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strconv"

	"ducha/internal/check"
	"ducha/internal/finding"
	"ducha/internal/tomlfile"
)

// The file as written. Points are numbers there: 4, 1.5, 0.25.
type fileSet struct {
	Set       fileHead        `toml:"set"`
	Lines     []fileLine      `toml:"line"`
	Groups    []fileGroup     `toml:"group"`
	Indicator []fileIndicator `toml:"indicator"`
}

type fileHead struct {
	ID       string   `toml:"id"`
	Title    string   `toml:"title"`
	Label    string   `toml:"label"`
	Subject  string   `toml:"subject"`
	Official bool     `toml:"official"`
	Year     int      `toml:"year"`
	Basis    []string `toml:"basis"`
	Note     string   `toml:"note"`
	Total    float64  `toml:"total"`
	Bonus    float64  `toml:"bonus"`

	Passing   float64 `toml:"passing"`
	BonusFrom float64 `toml:"bonus_from"`
}

type fileGroup struct {
	Level1 string  `toml:"level1"`
	Worth  float64 `toml:"worth"`
	Capped bool    `toml:"capped"`
	Origin string  `toml:"origin"`
}

type fileLine struct {
	Key     string   `toml:"key"`
	Title   string   `toml:"title"`
	Basis   string   `toml:"basis"`
	Defects []string `toml:"defects"`
	Limit   int      `toml:"limit"`
	Veto    bool     `toml:"veto"`

	Rules     []string `toml:"rules"`
	Indicator string   `toml:"indicator"`
	Origin    string   `toml:"origin"`
}

type fileIndicator struct {
	ID      string     `toml:"id"`
	Level1  string     `toml:"level1"`
	Level2  string     `toml:"level2"`
	Basis   string     `toml:"basis"`
	Point   string     `toml:"point"`
	Content string     `toml:"content"`
	Duty    string     `toml:"duty"`
	Within  string     `toml:"within"`
	Worth   float64    `toml:"worth"`
	Bonus   bool       `toml:"bonus"`
	Capped  bool       `toml:"capped"`
	Origin  string     `toml:"origin"`
	Rule    []fileRule `toml:"rule"`

	AppliesTo []string `toml:"applies_to"`
	OwedBy    []string `toml:"owed_by"`
}

type fileRule struct {
	ID       string         `toml:"id"`
	Key      string         `toml:"key"`
	Title    string         `toml:"title"`
	Kind     string         `toml:"kind"`
	Points   float64        `toml:"points"`
	Each     float64        `toml:"each"`
	Veto     bool           `toml:"veto"`
	Needs    string         `toml:"needs"`
	NotIn    []int          `toml:"not_in_quarters"`
	Severity string         `toml:"severity"`
	Remedy   string         `toml:"remedy"`
	Due      int            `toml:"due_working_days"`
	Params   map[string]any `toml:"params"`

	AppliesTo []string `toml:"applies_to"`
	Origin    string   `toml:"origin"`
	Limits    string   `toml:"limits"`
	Source    string   `toml:"source"`
}

// manualKind marks a rule that a person scores; it is no kind of check.
const manualKind = "manual"

// Parse reads a rule set. On a mistake it returns Errors with all of them.
func Parse(name string, src []byte, kinds []*check.Kind) (*Set, error) {
	var f fileSet
	r, err := Decode(name, src, &f)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(src)
	b := builder{Reader: r, kinds: kinds, keys: map[string]Position{}, ids: map[string]Position{}}
	set := b.set(&f)
	set.File, set.Digest = name, hex.EncodeToString(sum[:])
	if err := r.Err(); err != nil {
		return nil, err
	}
	return set, nil
}

// builder turns the file into a Set, collecting mistakes as it goes.
type builder struct {
	*tomlfile.Reader
	kinds     []*check.Kind
	keys, ids map[string]Position
}

func (b *builder) set(f *fileSet) *Set {
	h := &f.Set
	s := &Set{ID: h.ID, Title: h.Title, Label: h.Label, Subject: h.Subject, Official: h.Official, Year: h.Year,
		Basis: h.Basis, Note: h.Note, Total: b.points("set.total", h.Total), Bonus: b.points("set.bonus", h.Bonus),
		Passing: b.points("set.passing", h.Passing), BonusFrom: b.points("set.bonus_from", h.BonusFrom)}
	for _, need := range []struct{ key, value string }{{"id", h.ID}, {"title", h.Title}} {
		if need.value == "" {
			b.Fail("set", "[set] 缺少 %s", need.key)
		}
	}
	if !h.Official && h.Label == "" {
		b.Fail("set", "非官方指标必须写明 label，例如 label = \"示范指标\"")
	}
	for i := range f.Indicator {
		s.Indicators = append(s.Indicators, b.indicator("indicator."+strconv.Itoa(i), &f.Indicator[i]))
	}
	for i, g := range f.Groups {
		s.Groups = append(s.Groups, b.group("group."+strconv.Itoa(i), g))
	}
	for i, l := range f.Lines {
		s.Lines = append(s.Lines, b.line("line."+strconv.Itoa(i), l))
	}
	b.wholeSet(s)
	return s
}

func (b *builder) line(path string, l fileLine) *Line {
	if l.Key == "" || l.Title == "" || l.Limit < 1 || len(l.Defects) == 0 {
		b.Fail(path, "[[line]] 需要 key、title、defects 和不小于 1 的 limit")
	}
	for _, code := range l.Defects {
		if _, ok := finding.DefectOf(code); !ok {
			b.Fail(path+".defects", "没有名为 %q 的缺陷代码%s", code, suggest(code, defectCodes()))
		}
	}
	return &Line{Key: l.Key, Title: l.Title, Basis: l.Basis, Defects: l.Defects, Rules: l.Rules, Limit: l.Limit, Veto: l.Veto,
		Indicator: l.Indicator, Origin: b.origin(path+".origin", l.Origin), Pos: b.At(path)}
}

func (b *builder) indicator(path string, f *fileIndicator) *Indicator {
	ind := &Indicator{ID: f.ID, Level1: f.Level1, Level2: f.Level2, Basis: f.Basis, Point: f.Point, Content: f.Content,
		Duty: f.Duty, Within: f.Within, OwedBy: f.OwedBy, Worth: b.points(path+".worth", f.Worth), Bonus: f.Bonus,
		Capped: f.Capped, Origin: b.origin(path+".origin", f.Origin), Pos: b.At(path)}
	b.siteKinds(path+".applies_to", f.AppliesTo)
	b.siteKinds(path+".owed_by", f.OwedBy)
	if f.ID == "" || f.Level1 == "" || f.Level2 == "" || f.Basis == "" || f.Point == "" || f.Content == "" {
		b.Fail(path, "指标需要 id、level1（一级指标）、level2（二级指标）、basis（设置依据）、point（评价要点）、content（具体内容）")
	}
	b.once(b.ids, f.ID, path+".id", "编号")
	var lose Points
	for i := range f.Rule {
		r := b.rule(path+".rule."+strconv.Itoa(i), &f.Rule[i])
		r.Indicator = ind
		if len(r.AppliesTo) == 0 {
			r.AppliesTo = f.AppliesTo
		}
		ind.Rules = append(ind.Rules, r)
		lose += r.Points
	}
	if lose != ind.Worth && len(f.Rule) > 0 && !(ind.Capped && lose > ind.Worth) {
		b.Fail(path, "指标 %s：各项规则合计 %s 分，与指标分值 %s 分不符", f.ID, lose, ind.Worth)
	}
	if len(f.Rule) == 0 {
		b.Fail(path, "指标 %s 没有规则；人工评分的请写 kind = \"manual\"", f.ID)
	}
	return ind
}

func (b *builder) rule(path string, f *fileRule) *Rule {
	r := &Rule{ID: f.ID, Key: f.Key, Title: f.Title, Points: b.points(path+".points", f.Points), Each: b.points(path+".each", f.Each),
		Veto: f.Veto, Needs: f.Needs, NotIn: f.NotIn, Severity: finding.Severity(f.Severity), Remedy: f.Remedy, Due: f.Due, Pos: b.At(path),
		AppliesTo: f.AppliesTo, Origin: b.origin(path+".origin", f.Origin), Limits: b.origin(path+".limits", f.Limits), Source: f.Source}
	b.siteKinds(path+".applies_to", f.AppliesTo)
	if f.ID == "" || f.Key == "" || f.Kind == "" {
		b.Fail(path, "规则需要 id、key 和 kind")
	}
	b.once(b.ids, f.ID, path+".id", "编号")
	b.once(b.keys, f.Key, path+".key", "key")
	if r.Each > r.Points {
		b.Fail(path+".each", "规则 %s：每项扣 %s 分，多于该规则的 %s 分", f.ID, r.Each, r.Points)
	}
	for _, q := range f.NotIn {
		if q < 1 || q > 4 {
			b.Fail(path+".not_in_quarters", "规则 %s：季度应为 1 至 4，不是 %d", f.ID, q)
		}
	}
	if f.Severity != "" && !slices.Contains([]finding.Severity{finding.Veto, finding.Serious, finding.Normal, finding.Hint}, r.Severity) {
		b.Fail(path+".severity", "规则 %s：severity 应为 单项否决、严重、一般 或 提示", f.ID)
	}
	if f.Kind == manualKind {
		if f.Title == "" {
			b.Fail(path, "规则 %s：人工评分的规则需要 title", f.ID)
		}
		if len(f.Params) > 0 {
			b.Fail(path+".params", "规则 %s：人工评分的规则没有参数", f.ID)
		}
		return r
	}
	b.kind(path, f, r)
	return r
}

func (b *builder) kind(path string, f *fileRule, r *Rule) {
	for _, k := range b.kinds {
		if k.Name == f.Kind {
			r.Kind = k
			r.Params = k.NewParams()
			b.params(path, f.ID, f.Params, r.Params)
			return
		}
	}
	if f.Kind != "" {
		names := []string{manualKind}
		for _, k := range b.kinds {
			names = append(names, k.Name)
		}
		b.Fail(path+".kind", "规则 %s：没有名为 %q 的检查类型%s", f.ID, f.Kind, suggest(f.Kind, names))
	}
}

// wholeSet checks what only the whole file shows.
func (b *builder) wholeSet(s *Set) {
	total := b.groups(s)
	b.lineTargets(s)
	if total != s.Total {
		b.Fail("set.total", "各指标合计 %s 分，与 total %s 分不符", total, s.Total)
	}
	for i, ind := range s.Indicators {
		for j, r := range ind.Rules {
			if _, ok := b.keys[r.Needs]; r.Needs != "" && !ok {
				b.Fail("indicator."+strconv.Itoa(i)+".rule."+strconv.Itoa(j)+".needs", "规则 %s：needs 指向的 %q 不存在", r.ID, r.Needs)
			}
		}
	}
}

func (b *builder) once(seen map[string]Position, name, path, what string) {
	if name == "" {
		return
	}
	if first, ok := seen[name]; ok {
		b.Fail(path, "%s %q 已在第 %d 行使用", what, name, first.Line)
		return
	}
	seen[name] = b.At(path)
}

// points reads a number of points; more than two decimals or a negative number is a mistake.
func (b *builder) points(path string, v float64) Points {
	cents := math.Round(v * 100)
	if v < 0 || v > 1000 || math.Abs(v*100-cents) > 1e-6 {
		b.Fail(path, "分值 %v 应为 0 至 1000 之间、最多两位小数的数", v)
		return 0
	}
	return Points(cents)
}

func defectCodes() []string {
	var all []string
	for _, d := range finding.Defects() {
		all = append(all, d.Code)
	}
	return all
}

func suggest(word string, names []string) string {
	return tomlfile.Suggest(word, names)
}
