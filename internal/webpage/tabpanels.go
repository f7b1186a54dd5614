package webpage

import "strings"

// Bounds of the panels below one strip of tabs, and of the nodes beside one.
const (
	maxPanels = 12
	maxBeside = 80
)

// uncoverPanels makes the panels of tabs visible that the page does not display at
// first: whoever reads the page opens them by their labels. They are alike, one of
// them is displayed, and in front of them stand as many labels.
func (r *reader) uncoverPanels() {
	t, found := r.t, false
	seen := int32(0) // the last parent looked at
	for i := int32(1); int(i) < len(t.nodes); i++ {
		n := &t.nodes[i]
		if n.flags&flagHidden == 0 || n.parent == seen || !panelTag(n.tag) || n.end-i < 3 {
			continue
		}
		seen = n.parent
		if panels := r.panels(i); len(panels) > 1 && r.labelsBefore(panels[0], len(panels)) != nil {
			for _, p := range panels {
				t.nodes[p].flags &^= flagHidden
			}
			found = true
		}
	}
	if found {
		t.count()
	}
}

func panelTag(tag tagID) bool {
	return tag == tagDiv || tag == tagUL || tag == tagDL || tag == tagSection || tag == tagTable
}

// panels are the elements beside one that are like it; none when all of them are
// hidden or they are too many for tabs.
func (r *reader) panels(id int32) (all []int32) {
	t, shown := r.t, false
	parent := t.nodes[id].parent
	for k, steps := parent+1, 0; k < t.nodes[parent].end && steps < maxBeside; k, steps = t.nodes[k].end, steps+1 {
		n := &t.nodes[k]
		if n.tag != t.nodes[id].tag || !r.alike(k, id) {
			continue
		}
		if all = append(all, k); len(all) > maxPanels {
			return nil
		}
		shown = shown || n.flags&flagHidden == 0
	}
	if !shown {
		return nil
	}
	return all
}

// alike says whether two elements have the same class, whatever it says of their
// state, or ids that only count on: con_one_1, con_one_2.
func (r *reader) alike(a, b int32) bool {
	if x, y := stateless(r.t.get(a, attrClass)), stateless(r.t.get(b, attrClass)); x != "" || y != "" {
		return x == y
	}
	x, y := r.t.get(a, attrID), r.t.get(b, attrID)
	const digits = "0123456789"
	stem := strings.TrimRight(x, digits)
	return stem != "" && stem != x && stem == strings.TrimRight(y, digits) && len(y) > len(stem)
}

// stateless is a class without the words that say which panel is open.
func stateless(class string) string {
	words := strings.Fields(class)
	kept := words[:0]
	for _, w := range words {
		switch strings.ToLower(w) {
		case "on", "active", "act", "current", "cur", "show", "block", "selected", "hide", "hidden", "none", "dn", "undis", "dis":
		default:
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}
