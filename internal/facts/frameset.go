package facts

import (
	"maps"

	"ducha/internal/webpage"
)

// maxFrames is how many frames one start page is put together from.
const maxFrames = 12

// shortFrame is how many characters a frame shows at most that may be all bottom.
const shortFrame = 400

type framesetKey struct{}

// framed is the start page that several frames make up together, as a visitor sees
// it: the frame that says most, with the links of all and what stands in the bottom
// of any. nil when it has no such frames, or one of them was not seen.
func (s *Site) framed(p *webpage.Page) *webpage.Page {
	return Once(s, framesetKey{}, func() *webpage.Page {
		parts := s.frames(p)
		if len(parts) < 2 {
			return nil
		}
		most := parts[0]
		for _, q := range parts {
			if q.Chars > most.Chars {
				most = q
			}
		}
		whole := *most
		whole.Class, whole.Links, whole.Menus, whole.Hidden, whole.Chars = webpage.ClassHome, nil, nil, nil, 0
		whole.Frames = len(parts)
		whole.Meta = maps.Clone(p.Meta)
		if whole.Meta == nil {
			whole.Meta = make(map[string]string)
		}
		if p.Title != "" {
			whole.Title = p.Title
		}
		for _, q := range parts {
			whole.Links, whole.Menus, whole.Hidden = append(whole.Links, q.Links...), append(whole.Menus, q.Menus...), append(whole.Hidden, q.Hidden...)
			whole.Chars += q.Chars
			whole.ScriptsIn = whole.ScriptsIn || q.ScriptsIn
			for name, value := range q.Meta {
				if whole.Meta[name] == "" {
					whole.Meta[name] = value
				}
			}
			if q != most || q.Chars <= shortFrame {
				whole.Footer.Join(&q.AsBottom().Footer)
			}
		}
		return &whole
	})
}

// frames are the pages a start page without words shows side by side, frames in
// frames too; none when one of them was not seen.
func (s *Site) frames(p *webpage.Page) (parts []*webpage.Page) {
	seen := map[string]bool{webpage.Key(p.URL): true}
	todo := []*webpage.Page{p}
	for n := 0; n < len(todo); n++ {
		for i := range todo[n].Links {
			l := &todo[n].Links[i]
			if l.Kind != webpage.LinkFrame || !s.inScope(l.URL) || seen[webpage.Key(l.URL)] {
				continue
			}
			seen[webpage.Key(l.URL)] = true
			q, err := s.Page(l.URL)
			if err != nil || len(todo) > maxFrames {
				return nil
			}
			todo = append(todo, q)
			if q.Chars > 0 {
				parts = append(parts, q)
			}
		}
	}
	return parts
}
