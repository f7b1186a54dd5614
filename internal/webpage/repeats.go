package webpage

// repeats says whether an area holds a template that a framework repeats for every
// entry it fetches: <li v-for="a in list"><a :href="a.url">, <dl ms-repeat="list">.
// A box of searched words, whose links lead nowhere, is none.
func (r *reader) repeats(area uint8) bool {
	t := r.t
	if !t.repeated {
		return false
	}
	for i := range t.nodes {
		id := int32(i)
		n := &t.nodes[i]
		if n.attrs == 0 || r.areas[id] != area || t.get(id, attrRepeat) == "" {
			continue
		}
		switch n.tag {
		case tagOption, tagInput, tagImg, tagSpan:
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
	for i := id; i < t.nodes[id].end; i++ {
		if t.nodes[i].tag != tagA {
			continue
		}
		links++
		bound = bound || t.get(i, attrBound) != ""
	}
	return links, bound
}

// poured says whether a framework puts the content itself into a place: <div
// v-html="article.content">. Mere words (v-text) may be the day and the weather.
func (r *reader) poured() bool {
	t := r.t
	if !t.filled {
		return false
	}
	for i := range t.nodes {
		id := int32(i)
		if t.nodes[i].attrs > 0 && t.chars[i] == 0 && r.areas[i] == inMain && t.has(id, attrPoured) {
			return true
		}
	}
	return false
}
