package markup

import "strings"

// describe notes what an element's attributes say: whether it hides itself, and what
// its names call it.
func (t *Tree) describe(id int32) {
	n := &t.Nodes[id]
	hidden := n.Tag == TagTemplate
	class, name := false, false
	for _, a := range t.Attrs(id) {
		switch a.Key {
		case AttrHidden:
			hidden = true
			n.Names |= nameStyled
		case AttrHeight, AttrWidth:
			n.Names |= nameStyled
		case AttrStyle:
			n.Names |= nameStyled
			if a.Value != t.style {
				t.style, t.hiding = a.Value, hidingStyle(a.Value)
			}
			hidden = hidden || t.hiding
		case AttrType:
			hidden = hidden || n.Tag == TagInput && strings.EqualFold(a.Value, "hidden")
		case AttrClass:
			n.Names, class = t.named(n.Names, a.Value, class), true
		case AttrRepeat:
			t.Repeated = true
		case AttrFilled, AttrPoured:
			t.Filled = true
		case AttrDateValue, AttrDataDate, AttrDataTime, AttrDate, AttrDatetime:
			n.Names |= NameDated
		case AttrID:
			n.Names, name = t.named(n.Names, a.Value, name), true
		}
	}
	if hidden {
		n.Flags |= FlagHidden
	}
}

// named adds what a class or id says. Of two alike only the first is a title's.
func (t *Tree) named(marks NameMarks, name string, again bool) NameMarks {
	more := t.known.of(name)
	if again {
		more &^= NameTitle
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
