package webpage

import (
	"strconv"
	"strings"

	"ducha/internal/zhtext"
)

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

// A veil is what hides something; without how it hides nothing.
type veil struct {
	how  string
	away bool
}

// readHidden reads the links that the page's own styles hide. Style sheets of
// other files are not looked into: what they hide is not known.
func (r *reader) readHidden() {
	t, s := r.t, &r.styles
	for i := range t.all(tagStyle) {
		s.addSheet(t.nodes[i].text)
	}
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
		} else if n.names&nameStyled != 0 || n.attrs > 0 && len(s.rules) > 0 {
			if v := s.hides(t, i); v.how != "" {
				if len(over) > 0 {
					v.away = v.away || over[len(over)-1].away
				}
				over = append(over, open{v, n.end})
			}
		}
		if n.tag == tagA && len(over) > 0 && len(r.page.Hidden) < maxHidden {
			if u := r.res.resolve(t.get(i, attrHref)); u != "" {
				v := over[len(over)-1]
				r.page.Hidden = append(r.page.Hidden, HiddenLink{URL: u, Text: t.allText(i), How: v.how, Away: v.away})
			}
		}
	}
}

// hides says how an element hides what is in it.
func (s *styles) hides(t *tree, id int32) (v veil) {
	var class, name, style, height, width string
	hidden := false
	attrs := t.attrs(id)
	for i := len(attrs) - 1; i >= 0; i-- { // of two alike the first counts
		switch a := &attrs[i]; a.key {
		case attrClass:
			class = a.value
		case attrID:
			name = a.value
		case attrStyle:
			style = a.value
		case attrHidden:
			hidden = true
		case attrHeight:
			height = a.value
		case attrWidth:
			width = a.value
		}
	}
	if len(s.rules) > 0 {
		v.how = s.ruled(name, class)
		v.away = v.how != "" && !gapless(t, id, v.how)
	}
	if own := s.written(style); own.how != "" {
		return veil{own.how, own.away && !gapless(t, id, own.how) || v.away}
	}
	switch {
	case hidden:
		v.how = "hidden"
	case t.nodes[id].tag == tagMarquee && (small(height) || small(width)):
		return veil{"marquee", true}
	}
	return v
}

// gapless says whether a style only closes the gaps in a row of blocks: a list of
// letters without size, whose entries have one of their own in a style we may not
// see. A single link without size is hidden.
func gapless(t *tree, id int32, style string) bool {
	if t.links[id] < 2 {
		return false
	}
	var others []string
	for d := range strings.SplitSeq(style, ";") {
		if !strings.HasPrefix(d, "font-size:") {
			others = append(others, d)
		}
	}
	return !pushesAway(strings.Join(others, ";"))
}

// pushesAway says whether a style pushes a block out of sight or shrinks it to
// nothing. Screen readers' helpers are made alike; what they hold is judged by its
// target, never by this alone.
func pushesAway(style string) bool {
	nothing := false
	for d := range strings.SplitSeq(style, ";") {
		name, value, _ := strings.Cut(d, ":")
		switch {
		case value == "":
		case value[0] == '-':
			if farAway(name, value[1:]) && !centres(name, style) {
				return true
			}
		case shrunk(name, value):
			if name == "font-size" && value[0] == '0' {
				return true
			}
			nothing = true
		}
	}
	return nothing && strings.Contains(style, "overflow:hidden")
}

// farAway says whether a declaration moves by 500 and more out of the page.
func farAway(name, distance string) bool {
	if !strings.HasSuffix(name, "left") && !strings.HasSuffix(name, "top") && !strings.HasSuffix(name, "right") && !strings.HasSuffix(name, "bottom") && !strings.HasSuffix(name, "text-indent") {
		return false
	}
	n := 0
	for i := 0; i < len(distance) && n < 500 && distance[i] >= '0' && distance[i] <= '9'; i++ {
		n = 10*n + int(distance[i]-'0')
	}
	return n >= 500
}

// centres says whether a margin draws a block back that begins in the middle:
// left:50%;margin-left:-600px is how wide blocks are centred.
func centres(name, style string) bool {
	side, margin := strings.CutPrefix(name, "margin-")
	return margin && strings.Contains(style, side+":50%")
}

// shrunk says whether a declaration leaves nothing to see: 0 of any unit, or one
// pixel. 0.8em and a line height of 1 are ordinary sizes.
func shrunk(name, value string) bool {
	switch name {
	case "height", "width", "max-height", "font-size", "line-height":
	default:
		return false
	}
	unit, _, _ := strings.Cut(value[1:], "!")
	switch value[0] {
	case '0':
		return !strings.ContainsAny(unit, ".0123456789")
	case '1':
		return unit == "px" || unit == "pt" || unit == "%" || unit == "" && name != "line-height" && name != "font-size"
	}
	return false
}

// small says whether a marquee of this height or width shows nothing.
func small(size string) bool {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(size), "px"))
	return err == nil && n <= 5
}

// allText is the text below a node on one line, whether it is shown or not.
func (t *tree) allText(id int32) string {
	const limit = 600
	buf, only, count := t.buf[:0], (*node)(nil), 0 // as in textExcept
	for i := id + 1; i < t.nodes[id].end && len(buf) <= limit; i++ {
		n := &t.nodes[i]
		if n.tag != tagText {
			continue
		}
		if count++; count == 1 {
			only = n
			continue
		}
		if count == 2 {
			buf = only.appendTo(buf)
		}
		if n.flags&flagSpace != 0 {
			buf = appendBlank(buf)
		}
		buf = n.appendTo(buf)
	}
	t.buf = buf[:0]
	switch count {
	case 0:
		return ""
	case 1:
		return zhtext.Clip(only.folded(), limit)
	}
	return zhtext.Clip(strings.TrimSpace(string(buf)), limit)
}
