package webpage

import "strings"

// describe notes what an element's attributes say: whether it hides itself, and what
// its names call it.
func (t *tree) describe(id int32) {
	n := &t.nodes[id]
	hidden := n.tag == tagTemplate
	class, name := false, false
	for _, a := range t.attrs(id) {
		switch a.key {
		case attrHidden:
			hidden = true
			n.names |= nameStyled
		case attrHeight, attrWidth:
			n.names |= nameStyled
		case attrStyle:
			n.names |= nameStyled
			if a.value != t.style {
				t.style, t.hiding = a.value, hidingStyle(a.value)
			}
			hidden = hidden || t.hiding
		case attrType:
			hidden = hidden || n.tag == tagInput && strings.EqualFold(a.value, "hidden")
		case attrClass:
			n.names, class = t.named(n.names, a.value, class), true
		case attrRepeat:
			t.repeated = true
		case attrFilled, attrPoured:
			t.filled = true
		case attrDateValue, attrDataDate, attrDataTime, attrDate, attrDatetime:
			n.names |= nameDated
		case attrID:
			n.names, name = t.named(n.names, a.value, name), true
		}
	}
	if hidden {
		n.flags |= flagHidden
	}
}

// named adds what a class or id says. Of two alike only the first is a title's.
func (t *tree) named(marks nameMarks, name string, again bool) nameMarks {
	more := t.known.of(name)
	if again {
		more &^= nameTitle
	}
	return marks.with(more)
}

// hidingStyle says whether a style hides its element altogether.
func hidingStyle(style string) bool {
	if len(style) < len("display:none") || !mayVanish(style) {
		return false
	}
	if !strings.Contains(style, "none") && !strings.Contains(style, "hidden") && !strings.Contains(style, "NONE") && !strings.Contains(style, "HIDDEN") && !strings.Contains(style, "None") {
		return false
	}
	s := strings.ToLower(strings.Join(strings.Fields(style), ""))
	return strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden")
}

// mayVanish says whether one of a style's declarations ends and begins around its
// colon as display:none and visibility:hidden do. Most have none, and need not be
// read.
func mayVanish(style string) bool {
	for i := 0; ; {
		colon := strings.IndexByte(style[i:], ':')
		if colon < 0 {
			return false
		}
		before, after := i+colon-1, i+colon+1
		for before >= 0 && maybeSpace(style[before]) {
			before--
		}
		for after < len(style) && maybeSpace(style[after]) {
			after++
		}
		if before >= 0 && style[before]|0x20 == 'y' && after < len(style) && (style[after]|0x20 == 'n' || style[after]|0x20 == 'h') {
			return true
		}
		i += colon + 1
	}
}

// maybeSpace says whether a byte can be part of white space.
func maybeSpace(c byte) bool { return c <= ' ' || c >= 0x80 }
