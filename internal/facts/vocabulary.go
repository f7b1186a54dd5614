package facts

import (
	"slices"
	"strings"

	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// A matcher is a vocabulary made ready for many labels.
type matcher struct {
	names []Name
	exact map[string][]hit
	not   []map[string]bool

	compositions []composition
	known        map[string]bool // words of any of them
}

// hit is one name of the vocabulary.
type hit struct {
	name     int
	official bool
	combined bool
	weak     bool // known by its words alone: an organ or a trade before it, words put together
}

// Ready is the vocabulary with what looks names up in it, made once for all.
func (v Vocabulary) Ready() Vocabulary {
	v.ready = newMatcher(&v)
	return v
}

func newMatcher(v *Vocabulary) *matcher {
	if v.ready != nil {
		return v.ready
	}
	m := &matcher{names: v.Names, exact: make(map[string][]hit), not: make([]map[string]bool, len(v.Names))}
	add := func(label string, h hit) {
		if key := webpage.LabelKey(label); key != "" {
			m.exact[key] = append(m.exact[key], h)
		}
	}
	for i, n := range v.Names {
		add(n.Key, hit{name: i, official: true})
		for _, s := range n.Official {
			add(s, hit{name: i, official: true})
		}
		for _, s := range n.Tolerated {
			add(s, hit{name: i})
		}
		for _, s := range n.Combined {
			add(s, hit{name: i, official: true, combined: true})
		}
		m.not[i] = make(map[string]bool, len(n.Not))
		for _, s := range n.Not {
			m.not[i][webpage.LabelKey(s)] = true
		}
	}
	m.compositions, m.known = compose(v.Names)
	return m
}

// Match tells which column a label names. Official is false for tolerated
// names; combined columns match each of their parts. For many labels take a
// Matcher: this makes one for each call.
func (v *Vocabulary) Match(label string) (keys []string, official bool) {
	return newMatcher(v).keys(label)
}

// Matcher gives a function like Match that is ready for many labels. It is
// safe for many goroutines.
func (v *Vocabulary) Matcher() func(label string) (keys []string, official bool) {
	return newMatcher(v).keys
}

func (m *matcher) keys(label string) (keys []string, official bool) {
	hits := m.match(label)
	official = len(hits) > 0
	for _, h := range hits {
		keys = append(keys, m.names[h.name].Key)
		official = official && h.official
	}
	return keys, official
}

// match finds the names a label is, in vocabulary order, each column once.
func (m *matcher) match(label string) []hit {
	key := webpage.LabelKey(label)
	if n := zhtext.Runes(key); n < 2 || n > 24 {
		return nil
	}
	if hits := m.lookup(key); hits != nil {
		return m.beside(label, hits)
	}
	if short := bare(label, key); short != key {
		if hits := m.bareMatch(short, key); hits != nil {
			return hits
		}
	}
	if hits := m.dressed(key); hits != nil {
		return hits
	}
	if short, ok := unbracketed(label); ok {
		if hits := m.match(short); hits != nil {
			return hits // the remark takes nothing from the name
		}
	}
	if hits := m.parts(label); hits != nil {
		return hits
	}
	return m.composed(key)
}

// strong are the hits that a name of the vocabulary gives; weak ones must not speak
// for what a place is not.
func strong(hits []hit) []hit {
	if slices.ContainsFunc(hits, func(h hit) bool { return h.weak }) {
		return slices.DeleteFunc(slices.Clone(hits), func(h hit) bool { return h.weak })
	}
	return hits
}

// beside adds to what a label is as a whole what its parts are, when a mark
// stands between them: 政策/解读 is 政策 too.
func (m *matcher) beside(label string, hits []hit) []hit {
	if !strings.ContainsAny(label, "/&|+、·／＆｜") {
		return hits
	}
	for _, h := range m.parts(label) {
		if !hasName(hits, h.name) {
			hits = append(hits, h)
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return a.name - b.name })
	return hits
}

// bareMatch finds what a label without its decoration is called: that is no other
// name, and no worse one.
func (m *matcher) bareMatch(short, key string) (hits []hit) {
	for _, h := range m.lookup(short) {
		if !m.not[h.name][key] {
			hits = append(hits, h)
		}
	}
	return hits
}

// bare is a label's key without what decorates it: its number, a count behind it,
// its name in another language. A year is no number.
func bare(label, key string) string {
	if before, after, ok := strings.Cut(label, "、"); ok && ordinal(before) {
		key = webpage.LabelKey(after)
	}
	const letters, digits = "abcdefghijklmnopqrstuvwxyz", "0123456789"
	short := strings.Trim(key, letters)
	if s := strings.TrimLeft(short, digits); len(short)-len(s) <= 2 {
		short = s
	}
	if s := strings.TrimRight(short, digits); len(short)-len(s) <= 3 {
		short = s
	}
	if short = strings.Trim(short, letters); zhtext.Runes(short) < 2 {
		return key
	}
	return short
}

// ordinal says whether a text is a Chinese number: 一, （十二）.
func ordinal(s string) bool {
	key := zhtext.Key(s)
	return key != "" && zhtext.Runes(key) <= 3 && strings.Trim(key, "一二三四五六七八九十") == ""
}

// loosely turns exact hits into tolerated ones.
func loosely(hits []hit, m *matcher, key string) (out []hit) {
	for _, h := range hits {
		if !m.not[h.name][key] {
			h.official = false
			out = append(out, h)
		}
	}
	return out
}

func (m *matcher) lookup(key string) (hits []hit) {
	for _, h := range m.exact[key] {
		if m.not[h.name][key] {
			continue
		}
		known := false
		for k := range hits {
			if hits[k].name == h.name {
				known = true
				hits[k].official = hits[k].official || h.official
			}
		}
		if !known {
			hits = append(hits, h)
		}
	}
	return hits
}

// parts reads a combined label: 机构设置、主要职能, 政策文件及解读.
func (m *matcher) parts(label string) (hits []hit) {
	folded := zhtext.Fold(label)
	cut := strings.FieldsFunc(folded, func(r rune) bool { return strings.ContainsRune("、/&|+,，·及与和暨", r) })
	if len(cut) < 2 || len(cut) > 4 {
		return nil
	}
	key := webpage.LabelKey(label)
	if strings.ContainsAny(folded, "、/&|+·") {
		key = "" // what is one name without the mark is two with it
	}
	for _, part := range cut {
		part = strings.TrimPrefix(webpage.LabelKey(part), "相关")
		named := m.lookup(part)
		if named == nil {
			named = m.dressed(part)
		}
		for _, h := range named {
			h.official, h.combined = false, true
			if !m.not[h.name][key] && !hasName(hits, h.name) {
				hits = append(hits, h)
			}
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return a.name - b.name })
	return hits
}

// slug finds the columns whose slug is a folder of the address.
func (m *matcher) slug(address string) (names []int) {
	path := strings.ToLower(webpage.Path(address))
	segments := strings.Split(strings.Trim(path, "/"), "/")
	if len(segments) > 0 && strings.Contains(segments[len(segments)-1], ".") {
		segments = segments[:len(segments)-1]
	}
	if len(segments) == 0 {
		return nil
	}
	last := segments[len(segments)-1]
	if i := strings.IndexByte(last, '_'); i > 0 && strings.Trim(last[i+1:], "0123456789") == "" {
		last = last[:i] // TRS puts a number behind repeated names
	}
	for i, n := range m.names {
		for _, s := range n.Slugs {
			if last == strings.ToLower(s) {
				names = append(names, i)
				break
			}
		}
	}
	return names
}
