package markup

import (
	"strconv"
	"strings"
)

// A Veil is what hides something; without how it hides nothing.
type Veil struct {
	How  string
	Away bool
}

// Hides says how an element hides what is in it.
func (t *Tree) Hides(id int32) (v Veil) {
	s, n := &t.styles, &t.Nodes[id]
	if n.Names&nameStyled == 0 && (n.Attrs == 0 || len(s.rules) == 0) {
		return Veil{}
	}
	var class, name, style, height, width string
	hidden := false
	attrs := t.Attrs(id)
	for i := len(attrs) - 1; i >= 0; i-- { // of two alike the first counts
		switch a := &attrs[i]; a.Key {
		case AttrClass:
			class = a.Value
		case AttrID:
			name = a.Value
		case AttrStyle:
			style = a.Value
		case AttrHidden:
			hidden = true
		case AttrHeight:
			height = a.Value
		case AttrWidth:
			width = a.Value
		}
	}
	if len(s.rules) > 0 {
		v.How = s.ruled(name, class)
		v.Away = v.How != "" && !gapless(t, id, v.How)
	}
	if own := s.written(style); own.How != "" {
		return Veil{own.How, own.Away && !gapless(t, id, own.How) || v.Away}
	}
	switch {
	case hidden:
		v.How = "hidden"
	case n.Tag == TagMarquee && (small(height) || small(width)):
		return Veil{"marquee", true}
	}
	return v
}

// gapless says whether a style only closes the gaps in a row of blocks: a list of
// letters without size, whose entries have one of their own in a style we may not
// see. A single link without size is hidden.
func gapless(t *Tree, id int32, style string) bool {
	if t.Links[id] < 2 {
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
