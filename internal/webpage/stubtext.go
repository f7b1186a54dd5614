package webpage

import (
	"strings"

	"ducha/internal/markup"
)

// writtenTarget is the address that the script of a stub reads out of an element of
// the page: var u = document.getElementById("url").innerText; window.open(u, "_self").
func (r *reader) writtenTarget(src string) []string {
	if !strings.Contains(src, "location") && !strings.Contains(src, "_self") && !strings.Contains(src, "_top") {
		return nil
	}
	for _, call := range []string{"getElementById(", "querySelector(", "$(", "jQuery("} {
		for rest := src; ; {
			i := strings.Index(rest, call)
			if i < 0 {
				break
			}
			rest = rest[i+len(call):]
			id, n := markup.Literal(rest, 0)
			if n == 0 || !readsText(rest[n:]) {
				continue
			}
			if text := r.textOf(strings.TrimPrefix(id, "#")); pathLike(text) {
				return []string{text}
			}
		}
	}
	return nil
}

// readsText says whether what was found is asked for its words.
func readsText(after string) bool {
	after = strings.TrimLeft(after, ") ")
	for _, ask := range []string{".innerText", ".innerHTML", ".textContent", ".value", ".text()", ".html()", ".val()"} {
		if strings.HasPrefix(after, ask) {
			return true
		}
	}
	return false
}

// textOf is what stands in the element of that id, seen or not, or its value.
func (r *reader) textOf(id string) string {
	t := r.t
	for i := range t.Nodes {
		if n := int32(i); t.Nodes[i].Attrs != 0 && t.Get(n, markup.AttrID) == id {
			if value := t.Get(n, markup.AttrValue); value != "" {
				return strings.TrimSpace(value)
			}
			return strings.TrimSpace(t.AllText(n))
		}
	}
	return ""
}

// pathLike says whether a text is one address and nothing else.
func pathLike(s string) bool {
	if strings.ContainsAny(s, " \t\r\n<>") || len(s) > 500 {
		return false
	}
	return strings.HasPrefix(s, "/") || strings.HasPrefix(s, "./") || strings.HasPrefix(s, "../") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}
