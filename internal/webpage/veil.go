package webpage

import (
	"strconv"
	"strings"
)

// A veil is what hides something; without how it hides nothing.
type veil struct {
	how  string
	away bool
}

// hides says how an element hides what is in it.
func (t *tree) hides(id int32) (v veil) {
	s, n := &t.styles, &t.nodes[id]
	if n.names&nameStyled == 0 && (n.attrs == 0 || len(s.rules) == 0) {
		return veil{}
	}
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
	case n.tag == tagMarquee && (small(height) || small(width)):
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
