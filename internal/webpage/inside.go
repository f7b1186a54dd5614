package webpage

// within says whether an element stands in one of a kind.
func (t *tree) within(id int32, tag tagID) bool {
	for p := t.nodes[id].parent; p > 0; p = t.nodes[p].parent {
		if t.nodes[p].tag == tag {
			return true
		}
	}
	return false
}

// holds says whether an element of a kind stands in another.
func (t *tree) holds(id int32, tag tagID) bool {
	for i := id + 1; i < t.nodes[id].end; i++ {
		if t.nodes[i].tag == tag {
			return true
		}
	}
	return false
}

// concealed says whether an element stands in one that is not displayed.
func (t *tree) concealed(id int32) bool {
	for ; id > 0; id = t.nodes[id].parent {
		if n := &t.nodes[id]; n.flags&flagHidden != 0 || hiddenTag(n.tag) {
			return true
		}
	}
	return false
}

// tableOf is the table within a form that a cell stands in, 0 when it stands in none.
func (t *tree) tableOf(cell, form int32) int32 {
	for at := t.nodes[cell].parent; at > form; at = t.nodes[at].parent {
		if t.nodes[at].tag == tagTable {
			return at
		}
	}
	return 0
}

// takesInput says whether an element holds a field that is shown.
func (t *tree) takesInput(id int32) bool {
	for k := id + 1; k < t.nodes[id].end; k++ {
		if tag := t.nodes[k].tag; tag == tagSelect || tag == tagTextarea || tag == tagInput && t.get(k, attrType) != "hidden" {
			return true
		}
	}
	return false
}
