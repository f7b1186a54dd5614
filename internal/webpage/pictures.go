package webpage

import (
	"regexp"
	"strconv"
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// maxPictures bounds the pictures kept of one page.
const maxPictures = 60

// readPictures keeps where the pictures, sound and film of the content lead.
func (r *reader) readPictures() {
	t, p := r.t, r.page
	for i := int32(1); int(i) < len(t.Nodes) && len(p.Pictures) < maxPictures; i++ {
		n := &t.Nodes[i]
		switch n.Tag {
		case markup.TagImg, markup.TagVideo, markup.TagAudio, markup.TagEmbed:
		default:
			if n.Attrs > 0 && t.Chars[i] == 0 {
				if u := r.background(i); u != "" && !r.hiddenAt(i) {
					p.Pictures = append(p.Pictures, u)
				}
			}
			continue
		}
		if r.areas[i] != inMain || r.hiddenAt(i) {
			continue
		}
		src := t.Get(i, markup.AttrSrc)
		if src == "" {
			src = t.Get(i, markup.AttrDataSrc)
		}
		u := r.res.resolve(src)
		if u == "" {
			u = zhtext.Clip(src, 80) // written into the page, or named by an element within
		}
		if u != "" || n.Tag != markup.TagImg {
			p.Pictures = append(p.Pictures, u)
		}
	}
	if p.Bare() && strings.Contains(p.Source, "<image ") && strings.Contains(p.Source, "<svg") {
		p.Pictures = append(p.Pictures, "") // a picture within a drawing
	}
}

// background is the picture that fills an empty element of the content, as guides are
// laid out for their looks: <div style="height:2400px;background:url(zn.jpg)"></div>.
func (r *reader) background(id int32) string {
	if r.t.Chars[id] > 0 || r.areas[id] != inMain {
		return ""
	}
	style := r.t.Get(id, markup.AttrStyle)
	if i := strings.Index(style, "url("); i >= 0 && !iconHigh(style) {
		ref, _, _ := strings.Cut(style[i+len("url("):], ")")
		return r.res.resolve(strings.Trim(ref, `"' `))
	}
	return ""
}

// lowest is how high a picture that tells something is at least, in pixels: what is lower is
// an icon or a rule.
const lowest = 120

var heightOf = regexp.MustCompile(`(?:^|[;\s])height\s*:\s*(\d{1,5})(?:\.\d+)?px`)

// iconHigh says whether a style makes an element too low for a text.
func iconHigh(style string) bool {
	m := heightOf.FindStringSubmatch(style)
	if m == nil {
		return false
	}
	n, err := strconv.Atoi(m[1])
	return err == nil && n < lowest
}
