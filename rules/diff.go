package rules

import (
	"fmt"
	"strings"
)

// A Change is one difference between two sets, told by the rule's or
// indicator's place in the newer one.
type Change struct {
	What string // 新增, 删除 or 调整
	ID   string // number in the newer set; in the older one for 删除
	Name string
	Old  string
	New  string
	Part string // what changed: 分值, 评价要点 …; empty for 新增 and 删除
}

// Diff compares two sets. Rules are matched by key, indicators by their rules'
// keys and else by number, so that renumbering alone is one small change.
func Diff(older, newer *Set) []Change {
	var all []Change
	byKey := map[string]*Rule{}
	for _, r := range older.Rules() {
		byKey[r.Key] = r
	}
	seen, told := map[string]bool{}, map[string]bool{}
	for _, r := range newer.Rules() {
		old := byKey[r.Key]
		if old == nil {
			all = append(all, Change{What: "新增", ID: r.ID, Name: r.Name(), New: r.Points.String() + "分"})
			continue
		}
		seen[r.Key] = true
		if pair := old.Indicator.ID + "→" + r.Indicator.ID; !told[pair] {
			told[pair] = true
			all = append(all, indicatorChanges(old.Indicator, r.Indicator)...)
		}
		all = append(all, ruleChanges(old, r)...)
	}
	for _, r := range older.Rules() {
		if !seen[r.Key] {
			all = append(all, Change{What: "删除", ID: r.ID, Name: r.Name(), Old: r.Points.String() + "分"})
		}
	}
	return all
}

func indicatorChanges(old, now *Indicator) []Change {
	return changes(now.ID, now.Level2, [][3]string{
		{"一级指标", old.Level1, now.Level1}, {"二级指标", old.Level2, now.Level2}, {"设置依据", old.Basis, now.Basis},
		{"评价要点", old.Point, now.Point}, {"具体内容", old.Content, now.Content}, {"完成时限", old.Within, now.Within},
		{"责任", old.Duty, now.Duty}, {"义务主体", owners(old), owners(now)}, {"分值", old.Worth.String(), now.Worth.String()},
	})
}

// owners names the kinds of site whose owners owe what an indicator asks for.
func owners(ind *Indicator) string {
	var names []string
	for _, kind := range ind.OwedBy {
		names = append(names, SiteKind(kind))
	}
	return strings.Join(names, "、")
}

func ruleChanges(old, now *Rule) []Change {
	parts := append([][3]string{{"编号", old.ID, now.ID}, {"检查类型", kindOf(old), kindOf(now)}}, paramChanges(old, now)...)
	return changes(now.ID, now.Name(), append(parts, [][3]string{
		{"分值", old.Points.String(), now.Points.String()}, {"每项扣分", old.Each.String(), now.Each.String()},
		{"前提", old.Needs, now.Needs}, {"不评价季度", strings.Trim(fmt.Sprint(old.NotIn), "[]"), strings.Trim(fmt.Sprint(now.NotIn), "[]")},
	}...))
}

// paramChanges puts the parameters of two rules side by side.
func paramChanges(old, now *Rule) [][3]string {
	var all [][3]string
	place := map[string]int{}
	for side, r := range []*Rule{old, now} {
		for _, p := range r.Parameters() {
			i, ok := place[p.Key]
			if !ok {
				i, all = len(all), append(all, [3]string{"参数 " + p.Key})
				place[p.Key] = i
			}
			all[i][1+side] = p.Value
		}
	}
	return all
}

func changes(id, name string, parts [][3]string) []Change {
	var all []Change
	for _, p := range parts {
		if p[1] != p[2] {
			all = append(all, Change{What: "调整", ID: id, Name: name, Part: p[0], Old: p[1], New: p[2]})
		}
	}
	return all
}

func kindOf(r *Rule) string {
	if r.Kind == nil {
		return "人工评分"
	}
	return r.Kind.Name
}
