package webpage

import "ducha/internal/markup"

// repeats says whether an area holds a template that a framework repeats for every
// entry it fetches: <li v-for="a in list"><a :href="a.url">, <dl ms-repeat="list">.
// A box of searched words, whose links lead nowhere, is none.
func (r *reader) repeats(area uint8) bool {
	t := r.t
	if !t.Repeated {
		return false
	}
	for i := range t.Nodes {
		id := int32(i)
		n := &t.Nodes[i]
		if n.Attrs == 0 || r.areas[id] != area || t.Get(id, markup.AttrRepeat) == "" {
			continue
		}
		switch n.Tag {
		case markup.TagOption, markup.TagInput, markup.TagImg, markup.TagSpan:
			continue
		}
		if links, bound := r.boundLinks(id); bound || links == 0 && area == inMain {
			return true
		}
	}
	return false
}

// boundLinks counts the links of a template, and says whether one gets its address
// when it is drawn.
func (r *reader) boundLinks(id int32) (links int, bound bool) {
	t := r.t
	for i := id; i < t.Nodes[id].End; i++ {
		if t.Nodes[i].Tag != markup.TagA {
			continue
		}
		links++
		bound = bound || t.Get(i, markup.AttrBound) != ""
	}
	return links, bound
}

// poured says whether a framework puts the content itself into a place: <div
// v-html="article.content">. Mere words (v-text) may be the day and the weather.
func (r *reader) poured() bool {
	t := r.t
	if !t.Filled {
		return false
	}
	for i := range t.Nodes {
		id := int32(i)
		if t.Nodes[i].Attrs > 0 && t.Chars[i] == 0 && r.areas[i] == inMain && t.Has(id, markup.AttrPoured) {
			return true
		}
	}
	return false
}
