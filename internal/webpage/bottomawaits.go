package webpage

import (
	"slices"
	"strings"

	"ducha/internal/markup"
)

// bottomAwaits says whether words of the bottom, which begins at first, are only put there
// when it is drawn: by a framework (<span v-text="site.code">, {{site.code}}), or by a
// script that knows the empty place behind a label (网站标识码：<span id="code"></span>).
func (r *reader) bottomAwaits(first int32, words string) bool {
	if _, rest, ok := strings.Cut(words, "{{"); ok && strings.Contains(rest, "}}") {
		return true
	}
	t := r.t
	last := "" // the words before
	for i := max(first, 1); int(i) < len(t.Nodes); i++ {
		n := &t.Nodes[i]
		switch {
		case r.areas[i] != inFooter:
			last = ""
		case n.Tag == markup.TagText:
			last = n.Text
		case n.Attrs == 0 || t.Chars[i] > 0:
		case t.Filled && (t.Has(i, markup.AttrFilled) || t.Has(i, markup.AttrPoured)), endsAsLabel(last) && r.scriptKnows(t.Get(i, markup.AttrID)):
			return true
		}
	}
	return false
}

// endsAsLabel says whether words announce some others.
func endsAsLabel(words string) bool {
	words = strings.TrimSpace(markup.Unescape(words))
	return strings.HasSuffix(words, "：") || strings.HasSuffix(words, ":")
}

// scriptKnows says whether a script written into the page names a place.
func (r *reader) scriptKnows(place string) bool {
	if place == "" {
		return false
	}
	_, inline := r.fillers()
	return slices.ContainsFunc(inline, func(src string) bool { return strings.Contains(src, place) })
}
