package webpage

import (
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
}
