package webpage

import (
	"strings"

	"ducha/internal/markup"
)

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
	for i := int32(1); int(i) < len(t.Nodes); i++ {
		n := &t.Nodes[i]
		if n.Flags&markup.FlagHidden == 0 || n.Parent == seen || !panelTag(n.Tag) || n.End-i < 3 {
			continue
		}
		seen = n.Parent
		if panels := r.panels(i); len(panels) > 1 && r.labelsBefore(panels[0], len(panels)) != nil {
			for _, p := range panels {
				t.Nodes[p].Flags &^= markup.FlagHidden
			}
			found = true
		}
	}
	if found {
		t.Count()
	}
}

func panelTag(tag markup.TagID) bool {
	return tag == markup.TagDiv || tag == markup.TagUL || tag == markup.TagDL || tag == markup.TagSection || tag == markup.TagTable
}

// panels are the elements beside one that are like it; none when all of them are
// hidden or they are too many for tabs.
func (r *reader) panels(id int32) (all []int32) {
	t, shown := r.t, false
	parent := t.Nodes[id].Parent
	for k, steps := parent+1, 0; k < t.Nodes[parent].End && steps < maxBeside; k, steps = t.Nodes[k].End, steps+1 {
		n := &t.Nodes[k]
		if n.Tag != t.Nodes[id].Tag || !r.alike(k, id) {
			continue
		}
		if all = append(all, k); len(all) > maxPanels {
			return nil
		}
		shown = shown || n.Flags&markup.FlagHidden == 0
	}
	if !shown {
		return nil
	}
	return all
}

// alike says whether two elements have the same class, whatever it says of their
// state, or ids that only count on: con_one_1, con_one_2.
func (r *reader) alike(a, b int32) bool {
	if x, y := stateless(r.t.Get(a, markup.AttrClass)), stateless(r.t.Get(b, markup.AttrClass)); x != "" || y != "" {
		return x == y
	}
	x, y := r.t.Get(a, markup.AttrID), r.t.Get(b, markup.AttrID)
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
