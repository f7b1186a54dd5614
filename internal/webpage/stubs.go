package webpage

import (
	"slices"
	"strings"

	"ducha/internal/markup"
)

// splashClick reads where the picture of a start page without words leads, when a
// handler opens the site.
func (r *reader) splashClick() {
	t := r.t
	if t.Chars[0] > 60 || len(r.anchors) > 0 {
		return
	}
	for i := range t.Nodes {
		if t.Nodes[i].Attrs == 0 {
			continue
		}
		target := scriptTarget(t.Get(int32(i), markup.AttrOnclick))
		if u := r.res.resolve(target); target != "" && u != "" {
			r.add(Link{URL: u, Area: AreaMain, Kind: LinkPlain, Raw: target})
			return
		}
	}
}

// maxTargets is how many places a stub may choose from.
const maxTargets = 4

// scriptTargets are the addresses a stub leads to, those for mobile phones last: by
// the device it may choose among several, and keep one in a variable.
func scriptTargets(src string) (all []string) {
	if target := scriptTarget(src); target != "" {
		all = append(all, target)
	}
	for rest := src; len(all) < maxTargets; {
		i := strings.Index(rest, "location")
		if i < 0 {
			break
		}
		rest = rest[i:]
		target := scriptTarget(rest)
		if target == "" {
			target = keptAs(src, rest)
		}
		if target != "" && !slices.Contains(all, target) {
			all = append(all, target)
		}
		rest = rest[len("location"):]
	}
	slices.SortStableFunc(all, func(a, b string) int { return mobileAddress(a) - mobileAddress(b) })
	return all
}

// keptAs is the text that a script keeps under the name that a call of location
// is given: var u = "/web/"; location.replace(u).
func keptAs(src, call string) string {
	end := strings.IndexAny(call, "=(")
	if end < 0 {
		return ""
	}
	name := strings.TrimLeft(call[end+1:], " =(")
	n := 0
	for n < len(name) && markup.Identifier(name[n:n+1]) {
		n++
	}
	if name = name[:n]; name == "" {
		return ""
	}
	for rest := src; ; {
		i := strings.Index(rest, name)
		if i < 0 {
			return ""
		}
		whole := i == 0 || !markup.Identifier(rest[i-1:i])
		rest = rest[i+len(name):]
		if value, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), "="); whole && ok {
			if lit, n := markup.Literal(value, 0); n > 0 && !strings.HasPrefix(strings.TrimSpace(value[n:]), "+") {
				return lit
			}
		}
	}
}

// mobileAddress is 1 for an address that is made for mobile phones.
func mobileAddress(s string) int {
	for _, w := range []string{"/m/", "//m.", "/wap", "//wap", "mobile", "phone"} {
		if strings.Contains(strings.ToLower(s)+"/", w) {
			return 1
		}
	}
	return 0
}
