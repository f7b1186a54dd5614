package markup

import (
	"html"
	"strings"
)

// spelled gives HTML whose characters are written as numbers (&#39318;&#39029;), as some
// programs write every character beyond ASCII, as if they stood there: the words of such a
// page are searched, counted and compared as those of any other. What would be markup stays
// a number.
func spelled(src string) string {
	const start = "&#"
	i := strings.Index(src, start)
	if i < 0 {
		return src
	}
	var b strings.Builder
	b.Grow(len(src))
	for ; i >= 0; i = strings.Index(src, start) {
		b.WriteString(src[:i])
		end := i + len(start)
		for end < len(src) && ofNumber(src[end]) {
			end++
		}
		if end < len(src) && src[end] == ';' {
			end++
		}
		ref := src[i:end]
		if c := html.UnescapeString(ref); !strings.ContainsAny(c, " \t\r\n<>&\"'=`\x00") {
			ref = c
		}
		b.WriteString(ref)
		src = src[end:]
	}
	b.WriteString(src)
	return b.String()
}

// ofNumber says whether a byte may stand in a number, decimal or hexadecimal.
func ofNumber(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' || c|0x20 == 'x'
}
