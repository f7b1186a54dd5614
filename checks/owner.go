package checks

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/zhtext"
)

// bodyName ends the names of bodies that stand beneath a department: a report or a
// budget of theirs is none of its own.
var bodyName = regexp.MustCompile(`(中心|[所站段队处馆园场院]|学校|中学|小学|高中|支队|大队|分局|公司|乡|镇|街道|街道办事处)$`)

// whose is the body that a title names before its year or its subject, or else behind it:
// 2022年部门预算（县民政局）.
func whose(title string) string {
	if unit := namedFirst(title); unit != "" {
		return unit
	}
	title = strings.TrimRight(title, "）)】 ")
	i := strings.LastIndexAny(title, "（(【-—－_ ：:|")
	if i < 0 {
		return ""
	}
	_, size := utf8.DecodeRuneInString(title[i:])
	unit := zhtext.Key(title[i+size:])
	if n := utf8.RuneCountInString(unit); n < 3 || n > 20 || !zhtext.NamesBody(unit) || yearNamed.MatchString(unit) {
		return ""
	}
	return unit
}

func namedFirst(title string) string {
	if m := yearNamed.FindStringIndex(title); m != nil {
		title = title[:m[0]]
	}
	for _, word := range []string{"政府信息", "政务信息", "政务公开", "信息公开", "部门", "单位", "预算", "决算", "“三公”", "三公", "关于"} {
		title, _, _ = strings.Cut(title, word)
	}
	return zhtext.Key(strings.Trim(title, "《〈（("))
}

type ownNamesKey struct{}

// ownNames are what the home page calls the body whose site it is.
func ownNames(p *check.Pass) []string {
	return facts.Once(p.Site, ownNamesKey{}, func() (names []string) {
		home, err := p.Site.Home()
		if err != nil {
			return nil
		}
		for _, s := range []string{home.Title, home.Meta["sitename"], home.Footer.Sponsor} {
			if s = zhtext.Key(s); s != "" {
				names = append(names, s)
			}
		}
		return names
	})
}

// ofAnother says whether a title names a body that is certainly not the one whose
// site it is. A name that may be a former one of its own is not.
func ofAnother(p *check.Pass, title string) bool {
	unit := whose(title)
	if utf8.RuneCountInString(unit) < 3 || !bodyName.MatchString(unit) && !governs(p, unit) {
		return false
	}
	if _, err := p.Site.Home(); err != nil {
		return true // whose site it is cannot be told, so that nothing may rest on this body's papers
	}
	names := ownNames(p)
	return len(names) > 0 && !slices.ContainsFunc(names, func(own string) bool { return alike(own, unit) })
}

// governs says whether a name is that of a government, which a department's site may
// show the papers of beside its own.
func governs(p *check.Pass, unit string) bool {
	for _, end := range []string{"人民政府", "政府办公厅", "政府办公室"} {
		if strings.HasSuffix(unit, end) {
			return !slices.ContainsFunc(ownNames(p), func(own string) bool { return strings.Contains(own, "政府") })
		}
	}
	return false
}

// alike says whether a body's name stands in what the home page says, with or
// without the place before it, or is short for it: 交通局 for 交通运输局.
func alike(own, unit string) bool {
	if utf8.RuneCountInString(unit) >= 3 && zhtext.ShortFor(unit, own) {
		return true
	}
	for i := range unit {
		if rest := unit[i:]; utf8.RuneCountInString(rest) >= 3 && strings.Contains(own, rest) {
			return true
		}
		if i > 9 { // three characters of a place
			break
		}
	}
	return false
}

// bodyOf is the body that a title names, empty when it is the one whose site it is, or
// none is named.
func bodyOf(p *check.Pass, title string) string {
	unit := whose(title)
	for _, end := range []string{"机关", "本级", "汇总"} {
		unit = strings.TrimSuffix(unit, end)
	}
	if !zhtext.NamesBody(unit) || slices.ContainsFunc(ownNames(p), func(own string) bool { return alike(own, unit) }) {
		return ""
	}
	return unit
}

// ownAmong are those of the body whose site it is: those whose titles name it or nobody.
// Where there are none, another body's count if it is the only one named, for it may be
// a former name; of several nothing can be told, and other is the title of one of them.
func ownAmong[T any](p *check.Pass, all []T, title func(T) string) (own []T, other string) {
	var others []T
	for _, one := range all {
		switch unit := bodyOf(p, title(one)); {
		case unit == "":
			own = append(own, one)
		case len(others) > 0 && bodyOf(p, title(others[0])) != unit:
			other = title(one)
		default:
			others = append(others, one)
		}
	}
	switch {
	case len(own) > 0:
		return own, ""
	case other != "":
		return nil, other
	}
	return others, ""
}

// ownHits are the hits of the body's own; doubt says why there are none, or which are
// certainly another's.
func ownHits(p *check.Pass, hits []facts.Hit, name string) (own []facts.Hit, doubt error) {
	var named []facts.Hit
	for i := range hits {
		if title := hitTitle(&hits[i]); ofAnother(p, title) {
			doubt = fmt.Errorf("只找到“%s”，不是本单位的%s", title, name)
		} else {
			named = append(named, hits[i])
		}
	}
	own, other := ownAmong(p, named, func(h facts.Hit) string { return hitTitle(&h) })
	if other != "" {
		doubt = fmt.Errorf("只找到多个单位的%s（如“%s”），不能认定哪一个是本单位的", name, other)
	}
	if slices.ContainsFunc(own, func(h facts.Hit) bool { return bodyOf(p, hitTitle(&h)) == "" }) {
		doubt = nil
	}
	return own, doubt
}

// hitTitle is the title that a hit was found by.
func hitTitle(h *facts.Hit) string {
	switch {
	case h.Entry != nil:
		return h.Entry.Title
	case h.Link != "":
		return h.Quote
	}
	return h.Title
}
