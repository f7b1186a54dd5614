package rules

import (
	"maps"
	"slices"
	"strconv"
)

func (b *builder) group(path string, f fileGroup) *Group {
	g := &Group{Level1: f.Level1, Worth: b.points(path+".worth", f.Worth), Capped: f.Capped, Origin: b.origin(path+".origin", f.Origin), Pos: b.At(path)}
	if f.Level1 == "" || g.Worth == 0 {
		b.Fail(path, "[[group]] 需要 level1（一级指标）和大于 0 的 worth")
	}
	return g
}

// origin reads where a value comes from.
func (b *builder) origin(path, value string) Origin {
	switch o := Origin(value); o {
	case "", FromDocument, OurDefault:
		return o
	}
	b.Fail(path, "%q 应为 \"official\"（文件规定）或 \"default\"（产品默认）%s", value, suggest(value, []string{string(FromDocument), string(OurDefault)}))
	return ""
}

func (b *builder) siteKinds(path string, kinds []string) {
	known := SiteKinds()
	for i, k := range kinds {
		switch {
		case !slices.Contains(known, k):
			b.Fail(path, "没有名为 %q 的网站类型%s；可用：%s", k, suggest(k, known), SiteKindsText())
		case slices.Contains(kinds[:i], k):
			b.Fail(path, "网站类型 %q 重复", k)
		}
	}
}

// groups adds the worths up group by group and checks the groups' totals.
func (b *builder) groups(s *Set) Points {
	sums := map[string]Points{}
	for _, ind := range s.Indicators {
		if !ind.Bonus {
			sums[ind.Level1] += ind.Worth
		}
	}
	seen := map[string]bool{}
	for i, g := range s.Groups {
		path := "group." + strconv.Itoa(i)
		sum, known := sums[g.Level1]
		switch {
		case !known:
			b.Fail(path+".level1", "没有一级指标为 %q 的指标", g.Level1)
		case seen[g.Level1]:
			b.Fail(path+".level1", "一级指标 %q 的组重复", g.Level1)
		case sum != g.Worth && !(g.Capped && sum > g.Worth):
			b.Fail(path+".worth", "“%s”各指标合计 %s 分，与组总分 %s 分不符", g.Level1, sum, g.Worth)
		}
		if seen[g.Level1] = true; known {
			sums[g.Level1] = min(sum, g.Worth)
		}
	}
	var total Points
	for _, sum := range sums {
		total += sum
	}
	return total
}

// lineTargets wants the indicators and rules that veto lines name to exist.
func (b *builder) lineTargets(s *Set) {
	for i, l := range s.Lines {
		known := l.Indicator == "" || slices.ContainsFunc(s.Indicators, func(ind *Indicator) bool { return ind.ID == l.Indicator })
		if !known {
			b.Fail("line."+strconv.Itoa(i)+".indicator", "没有编号为 %q 的指标", l.Indicator)
		}
		for _, key := range l.Rules {
			if _, known := b.keys[key]; !known {
				b.Fail("line."+strconv.Itoa(i)+".rules", "没有 key 为 %q 的规则%s", key, suggest(key, slices.Sorted(maps.Keys(b.keys))))
			}
		}
	}
}

// Group finds the group an indicator stands in; nil when it has none.
func (s *Set) Group(level1 string) *Group {
	for _, g := range s.Groups {
		if g.Level1 == level1 {
			return g
		}
	}
	return nil
}
