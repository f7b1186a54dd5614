package webpage

import "ducha/internal/markup"

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
	t.ReadSheets()
	type open struct {
		markup.Veil
		end int32
	}
	var room [16]open
	over := room[:0] // what hides the present node
	for i := int32(1); int(i) < len(t.Nodes); i++ {
		n := &t.Nodes[i]
		if t.Links[i] == 0 {
			i = n.End - 1
			continue
		}
		for len(over) > 0 && over[len(over)-1].end <= i {
			over = over[:len(over)-1]
		}
		if n.Tag == markup.TagTemplate {
			over = append(over, open{markup.Veil{How: InTemplate}, n.End})
		} else if v := t.Hides(i); v.How != "" {
			if len(over) > 0 {
				v.Away = v.Away || over[len(over)-1].Away
			}
			over = append(over, open{v, n.End})
		}
		if n.Tag == markup.TagA && len(over) > 0 && len(r.page.Hidden) < maxHidden {
			if u := r.res.resolve(t.Get(i, markup.AttrHref)); u != "" {
				v := over[len(over)-1]
				r.page.Hidden = append(r.page.Hidden, HiddenLink{URL: u, Text: t.AllText(i), How: v.How, Away: v.Away})
			}
		}
	}
}
