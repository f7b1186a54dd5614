package webpage

// A HiddenLink is a link that a visitor cannot see.
type HiddenLink struct {
	URL, Text string
	How       string // the style that hides it: as written, in lower case and without blanks
	// Away is set when it is pushed off the page or shrunk to nothing: menus and
	// tabs that open on a touch are never hidden like that, only not displayed.
	Away bool
}

// InTemplate is what hides a link that only a script's copies of it show.
const InTemplate = "template"

// maxHidden bounds the hidden links kept of one page.
const maxHidden = 500

// readHidden reads the links that the page's own styles hide. Style sheets of
// other files are not looked into: what they hide is not known.
func (r *reader) readHidden() {
	t := r.t
	t.readSheets()
	type open struct {
		veil
		end int32
	}
	var room [16]open
	over := room[:0] // what hides the present node
	for i := int32(1); int(i) < len(t.nodes); i++ {
		n := &t.nodes[i]
		if t.links[i] == 0 {
			i = n.end - 1
			continue
		}
		for len(over) > 0 && over[len(over)-1].end <= i {
			over = over[:len(over)-1]
		}
		if n.tag == tagTemplate {
			over = append(over, open{veil{how: InTemplate}, n.end})
		} else if v := t.hides(i); v.how != "" {
			if len(over) > 0 {
				v.away = v.away || over[len(over)-1].away
			}
			over = append(over, open{v, n.end})
		}
		if n.tag == tagA && len(over) > 0 && len(r.page.Hidden) < maxHidden {
			if u := r.res.resolve(t.get(i, attrHref)); u != "" {
				v := over[len(over)-1]
				r.page.Hidden = append(r.page.Hidden, HiddenLink{URL: u, Text: t.allText(i), How: v.how, Away: v.away})
			}
		}
	}
}
