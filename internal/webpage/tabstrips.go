package webpage

import "ducha/internal/markup"

// tabStrip gives the labels in front of a panel and of those like it, and which of
// them is its own; nil when the panels are not as many as the labels, all of them have
// rows, or a label is the title of an entry: those are lists beside each other.
func (r *reader) tabStrip(panel int32) (labels []int32, own int) {
	panels := r.siblings(panel)
	if len(panels) < 2 {
		return nil, 0
	}
	empty := false
	for k, p := range panels {
		if p == panel {
			own = k
		}
		empty = empty || r.t.Links[p] == 0
	}
	if !empty {
		return nil, 0
	}
	labels = r.labelsBefore(panels[0], len(panels))
	for _, label := range labels {
		if a := r.anchorAt(label); a >= 0 && ArticleURL(r.anchors[a].url) {
			return nil, 0
		}
	}
	return labels, own
}

// siblings are the panels beside one that are of its kind, itself among them; none
// when they are too many for tabs.
func (r *reader) siblings(panel int32) (all []int32) {
	t := r.t
	parent, class := t.Nodes[panel].Parent, stateless(t.Get(panel, markup.AttrClass))
	if !panelTag(t.Nodes[panel].Tag) {
		return nil
	}
	for k, steps := parent+1, 0; k < t.Nodes[parent].End && steps < maxBeside; k, steps = t.Nodes[k].End, steps+1 {
		if t.Nodes[k].Tag != t.Nodes[panel].Tag || stateless(t.Get(k, markup.AttrClass)) != class {
			continue
		}
		if all = append(all, k); len(all) > maxPanels {
			return nil
		}
	}
	return all
}

// headTabs gives the lists of tab panels the label of their panel where some of the
// panels have no rows.
func (r *reader) headTabs() {
	for i := range r.lists {
		l := &r.lists[i]
		if l.Heading != "" {
			continue
		}
		for panel, up := l.first, 0; up < 4 && panel > 0; panel, up = r.t.Nodes[panel].Parent, up+1 {
			labels, own := r.tabStrip(panel)
			if labels == nil {
				continue
			}
			l.Heading = r.lineAt(labels[own])
			if a := r.anchorAt(labels[own]); a >= 0 {
				r.columnLink(a, l.Heading)
				if l.More == "" {
					l.More = r.anchors[a].url
				}
			}
			break
		}
	}
}
