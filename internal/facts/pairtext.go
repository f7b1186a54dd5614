package facts

import (
	"slices"
	"strings"

	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// Limits of the names kept of one text.
const (
	maxTextNames = 2
	maxNameRunes = 60
)

// textNames are the papers a text first speaks of, for titles like 新规来了 that name
// none: legal bases, names in short and what links say are left out.
func textNames(p *webpage.Page) (names []string) {
	for line := range strings.Lines(zhtext.Clip(p.Text, 8<<10)) {
		basis := false
		for rest := line; len(names) < maxTextNames; {
			before, after, ok := strings.Cut(rest, "《")
			if !ok {
				break
			}
			name, tail, ok := strings.Cut(after, "》")
			if !ok {
				break
			}
			rest = tail
			if strings.Trim(before, "、和及与以等，, ") != "" || before == "" && len(tail) == 0 {
				basis = isBasis(before)
			}
			if !basis && lasting(name) && !slices.Contains(names, name) && !linkSays(p, name) {
				names = append(names, strings.Clone(name))
			}
		}
		if len(names) == maxTextNames {
			break
		}
	}
	return names
}

// basisWords lead to what a paper rests on, not to what it is.
var basisWords = []string{"根据", "依据", "按照", "依照", "遵照", "贯彻", "落实", "对照", "参照", "结合"}

func isBasis(before string) bool {
	if n := len(before); n > 36 { // some twelve characters
		before = strings.ToValidUTF8(before[n-36:], "")
	}
	return slices.ContainsFunc(basisWords, func(w string) bool { return strings.Contains(before, w) })
}

// lasting says whether a name may be that of a document.
func lasting(name string) bool {
	n := zhtext.Runes(name)
	return n >= 6 && n <= maxNameRunes && !superior(name) && slices.ContainsFunc(documentWords, func(w string) bool { return strings.Contains(name, w) })
}

// linkSays says whether a link bears the name: 上一篇：《…》解读.
func linkSays(p *webpage.Page, name string) bool {
	return slices.ContainsFunc(p.Links, func(l webpage.Link) bool { return strings.Contains(l.Text, name) })
}

// speaksOf says whether an interpretation whose title names no paper speaks of the
// document in its text.
func (in *interpretation) speaksOf(d *Document) bool {
	if in.paper == nil || len(in.paper.names) == 0 || !in.explains() || strings.Contains(in.title, "《") {
		return false
	}
	return slices.ContainsFunc(in.paper.names, func(name string) bool {
		return zhtext.Interprets("《"+name+"》解读", d.Title, true)
	})
}
