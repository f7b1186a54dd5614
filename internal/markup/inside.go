package markup

// Within says whether an element stands in one of a kind.
func (t *Tree) Within(id int32, tag TagID) bool {
	for p := t.Nodes[id].Parent; p > 0; p = t.Nodes[p].Parent {
		if t.Nodes[p].Tag == tag {
			return true
		}
	}
	return false
}

// Holds says whether an element of a kind stands in another.
func (t *Tree) Holds(id int32, tag TagID) bool {
	for i := id + 1; i < t.Nodes[id].End; i++ {
		if t.Nodes[i].Tag == tag {
			return true
		}
	}
	return false
}

// Concealed says whether an element stands in one that is not displayed.
func (t *Tree) Concealed(id int32) bool {
	for ; id > 0; id = t.Nodes[id].Parent {
		if n := &t.Nodes[id]; n.Flags&FlagHidden != 0 || HiddenTag(n.Tag) {
			return true
		}
	}
	return false
}

// TableOf is the table within a form that a cell stands in, 0 when it stands in none.
func (t *Tree) TableOf(cell, form int32) int32 {
	for at := t.Nodes[cell].Parent; at > form; at = t.Nodes[at].Parent {
		if t.Nodes[at].Tag == TagTable {
			return at
		}
	}
	return 0
}

// TakesInput says whether an element holds a field that is shown.
func (t *Tree) TakesInput(id int32) bool {
	for k := id + 1; k < t.Nodes[id].End; k++ {
		if tag := t.Nodes[k].Tag; tag == TagSelect || tag == TagTextarea || tag == TagInput && t.Get(k, AttrType) != "hidden" {
			return true
		}
	}
	return false
}
