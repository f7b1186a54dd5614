package webpage

import (
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// readChoice keeps the address that a choice of a select names, as of years in a column
// of reports: the page goes there when it is chosen.
func (r *reader) readChoice(id int32) {
	t := r.t
	ref := strings.TrimSpace(t.Get(id, markup.AttrValue))
	if r.areas[id] == inFooter || !addressLike(ref) {
		return
	}
	text := t.Line(id, 120)
	if strings.Trim(zhtext.Key(text), "第页0123456789") == "" && zhtext.Runes(text) < 4 {
		return // a page of a list, see pagerChoice
	}
	if to := r.res.target(ref); to != nowhere && text != "" && Host(to.url) == Host(r.page.URL) && Key(to.url) != Key(r.page.URL) {
		r.add(Link{URL: to.url, Text: text, Area: areaOf(r.areas[id]), Kind: LinkPlain, Raw: ref, Choice: true})
	}
}

// addressLike says whether a value is written as an address of a page.
func addressLike(ref string) bool {
	if strings.HasPrefix(ref, "/") || strings.HasPrefix(ref, "./") || strings.HasPrefix(ref, "../") || strings.HasPrefix(ref, "http") {
		return true
	}
	path, _, _ := strings.Cut(ref, "?")
	for _, ext := range []string{".htm", ".html", ".shtml", ".jsp", ".asp", ".aspx", ".php", ".jhtml"} {
		if strings.HasSuffix(path, ext) {
			return true
		}
	}
	return false
}
