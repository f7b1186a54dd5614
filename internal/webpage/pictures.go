package webpage

import "ducha/internal/zhtext"

// maxPictures bounds the pictures kept of one page.
const maxPictures = 60

// readPictures keeps where the pictures, sound and film of the content lead.
func (r *reader) readPictures() {
	t, p := r.t, r.page
	for i := int32(1); int(i) < len(t.nodes) && len(p.Pictures) < maxPictures; i++ {
		n := &t.nodes[i]
		switch n.tag {
		case tagImg, tagVideo, tagAudio, tagEmbed:
		default:
			continue
		}
		if r.areas[i] != inMain || r.hiddenAt(i) {
			continue
		}
		src := t.get(i, attrSrc)
		if src == "" {
			src = t.get(i, attrDataSrc)
		}
		u := r.res.resolve(src)
		if u == "" {
			u = zhtext.Clip(src, 80) // written into the page, or named by an element within
		}
		if u != "" || n.tag != tagImg {
			p.Pictures = append(p.Pictures, u)
		}
	}
}
