package facts

// A text of so many characters outside links makes a page with an article's
// address an article's.
const leafText = 300

// leaf says whether a page is surely an entry's own: its address or its tag says
// so, there is a text to read, and nothing on it pages a list, frames or sends on.
// A page in doubt is none: it is then read whole.
func (r *reader) leaf() bool {
	p, t := r.page, r.t
	sure, likely := articleForm(p.URL)
	if !sure && (!likely || p.Meta["articletitle"] == "") || t.chars[0]-t.linked[0] < leafText {
		return false
	}
	for i := range p.Links {
		switch p.Links[i].Kind {
		case LinkFrame, LinkRefresh, LinkData, LinkPager:
			return false
		}
	}
	for i := range r.anchors {
		if a := &r.anchors[i]; r.areas[a.id] == inPager || pagerWord(a.key) {
			return false
		}
	}
	for _, id := range r.scripts {
		if pagingScript(t.nodes[id].text) {
			return false
		}
	}
	return true
}
