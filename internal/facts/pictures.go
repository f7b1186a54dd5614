package facts

import (
	"slices"

	"ducha/internal/evidence"
)

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
			u = clip(src, 80) // written into the page, or named by an element within
		}
		if u != "" || n.tag != tagImg {
			p.Pictures = append(p.Pictures, u)
		}
	}
}

// samplePages is how many pages show what a site's template puts on every page.
const samplePages = 6

// Pictured says whether a page with hardly any text shows pictures, sound or film
// of its own: what other pages show too belongs to the template. Where too few
// pages were seen to tell, every picture is the page's own.
func (s *Site) Pictured(p *Page) bool {
	if !p.bare() || len(p.Pictures) == 0 {
		return false
	}
	var others [][]string
	for key, pictures := range s.templatePictures() {
		if key != pageKey(p.URL) {
			others = append(others, pictures)
		}
	}
	if len(others) < 2 {
		return true
	}
	return slices.ContainsFunc(p.Pictures, func(u string) bool {
		return u == "" || !slices.ContainsFunc(others, func(pictures []string) bool { return slices.Contains(pictures, u) })
	})
}

type templateKey struct{}

// templatePictures are the pictures of the home page and of the first pages of its
// menu, by page.
func (s *Site) templatePictures() map[string][]string {
	return Once(s, templateKey{}, func() map[string][]string {
		found := map[string][]string{}
		for _, key := range append([]string{s.homeKey}, s.menuKeys()...) {
			v := s.visits[key]
			if v == nil || v.info == nil || v.info.Problem != evidence.None || len(found) >= samplePages {
				continue
			}
			if p, err := s.whole(v); err == nil {
				found[key] = p.Pictures
			}
		}
		return found
	})
}

// menuKeys are the pages that the home page's menu leads to.
func (s *Site) menuKeys() (keys []string) {
	for _, l := range s.menu {
		if l.Area != AreaFooter && l.URL != "" {
			keys = append(keys, pageKey(l.URL))
		}
	}
	return keys
}
