package webpage

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"ducha/internal/address"
)

// A resolver turns the links of one page into canonical addresses.
type resolver struct {
	base           *address.Base
	folder, origin string
	legacy         bool               // the page is in an encoding of old, in which queries are sent too
	near, far      map[string]*target // what is known from there; see references
	seen           *references
}

// newResolver resolves against a base; seen holds what other pages' links were
// found to lead to.
func newResolver(base string, seen *references) *resolver {
	b := address.NewBase(base)
	r := &resolver{base: b, folder: b.Folder(), origin: b.Origin(), seen: seen}
	r.near, r.far = seen.known[r.folder], seen.known[r.origin]
	return r
}

// resolve gives the canonical address of a link; empty for what is no page:
// javascript:, mailto:, a bare fragment, nonsense.
func (r *resolver) resolve(ref string) string { return r.target(ref).url }

// target gives where a link leads.
func (r *resolver) target(ref string) *target {
	ref = strings.TrimSpace(ref)
	if ref == "" || ref[0] == '#' {
		return nowhere
	}
	if r.legacy {
		ref = legacyQuery(ref)
	}
	if len(ref) > maxReference || ref[0] == '?' || r.origin == "" {
		return r.work(ref)
	}
	from, known := r.folder, &r.near
	if ref[0] == '/' || strings.HasPrefix(ref, "http://") || strings.HasPrefix(ref, "https://") {
		from, known = r.origin, &r.far
	}
	if t, ok := (*known)[ref]; ok {
		return t
	}
	t := r.work(ref)
	*known = r.seen.add(from, ref, t)
	return t
}

// legacyQuery writes the Chinese of a query as browsers send it from a page in GBK: in
// the page's own encoding, unlike that of a path.
func legacyQuery(ref string) string {
	path, query, ok := strings.Cut(ref, "?")
	plain := func(s string) bool { return !strings.ContainsFunc(s, func(c rune) bool { return c >= utf8.RuneSelf }) }
	if !ok || plain(query) {
		return ref
	}
	query, fragment, _ := strings.Cut(query, "#")
	var b strings.Builder
	encoder := simplifiedchinese.GB18030.NewEncoder()
	for _, c := range query {
		if c < utf8.RuneSelf {
			b.WriteRune(c)
			continue
		}
		out, err := encoder.String(string(c))
		if err != nil {
			return ref
		}
		b.WriteString(url.QueryEscape(out))
	}
	if fragment != "" {
		b.WriteString("#" + fragment)
	}
	return path + "?" + b.String()
}

// work works out where a link leads.
func (r *resolver) work(ref string) *target {
	u := r.base.Resolve(ref)
	if u == "" || unfilled(ref) {
		return nowhere
	}
	return targetOf(u)
}

// unfilled says whether an address is a place in a template that a script is to
// fill: {{url}}, <%=url%>, ${url}.
func unfilled(ref string) bool {
	for i := 0; i+1 < len(ref); i++ {
		switch ref[i] {
		case '{', '<', '$', '[':
			switch ref[i : i+2] {
			case "{{", "<%", "${", "{$", "[[":
				return true
			}
		}
	}
	return false
}
