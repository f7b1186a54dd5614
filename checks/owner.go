package checks

import (
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

// whose is the body that a title names before its year or its subject.
func whose(title string) string {
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
	if utf8.RuneCountInString(unit) < 3 || !bodyName.MatchString(unit) {
		return false
	}
	if _, err := p.Site.Home(); err != nil {
		return true // whose site it is cannot be told, so that nothing may rest on this body's papers
	}
	names := ownNames(p)
	return len(names) > 0 && !slices.ContainsFunc(names, func(own string) bool { return alike(own, unit) })
}

// alike says whether a body's name stands in what the home page says, with or
// without the place before it.
func alike(own, unit string) bool {
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

// ownFirst gives the hits that are the body's own before those of others.
func ownFirst(p *check.Pass, hits []facts.Hit) []facts.Hit {
	hits = slices.Clone(hits)
	slices.SortStableFunc(hits, func(a, b facts.Hit) int {
		return rankOf(p, &a) - rankOf(p, &b)
	})
	return hits
}

func rankOf(p *check.Pass, h *facts.Hit) int {
	if ofAnother(p, hitTitle(h)) {
		return 1
	}
	return 0
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
