package webpage

import (
	"strings"
	"unicode/utf8"

	"ducha/internal/zhtext"
)

// titleSeparators stand between the title of an entry and the names of column and site.
var titleSeparators = []string{"_", "-", "|", "—", "–"}

// titleShown is the title of an entry within that of its page: the longest beginning
// that stands on a line of its own, or what stands before the site's name. A line in
// 2021-2025年 separates nothing.
func (r *reader) titleShown(title string) string {
	for cut := len(title); cut > 0; {
		head := strings.TrimSpace(title[:cut])
		if utf8.RuneCountInString(head) < 6 {
			break
		}
		if cut < len(title) && r.hasLine(head) {
			return head
		}
		cut = lastSeparator(title[:cut])
	}
	return trimSite(title)
}

// hasLine says whether a text stands alone on a line of the page.
func (r *reader) hasLine(text string) bool {
	if text == "" {
		return false
	}
	for rest := zhtext.Clip(r.page.Text, 4000); ; {
		i := strings.Index(rest, text)
		if i < 0 {
			return false
		}
		end := i + len(text)
		if (i == 0 || rest[i-1] == '\n') && (end == len(rest) || rest[end] == '\n') {
			return true
		}
		rest = rest[end:]
	}
}

// lastSeparator is where the last separator of a title begins.
func lastSeparator(title string) int {
	last := 0
	for _, sep := range titleSeparators {
		last = max(last, strings.LastIndex(title, sep))
	}
	return last
}

// trimSite drops the site's name from a page title.
func trimSite(title string) string {
	for _, sep := range titleSeparators {
		for from := 0; ; {
			i := strings.Index(title[from:], sep)
			if i < 0 {
				break
			}
			i += from
			if utf8.RuneCountInString(title[:i]) >= 6 && !betweenDigits(title, i, i+len(sep)) {
				return strings.TrimSpace(title[:i])
			}
			from = i + len(sep)
		}
	}
	return strings.TrimSpace(title)
}

// betweenDigits says whether digits stand on both sides, as in 2021-2025年.
func betweenDigits(s string, from, to int) bool {
	return from > 0 && to < len(s) && digitsAt(s[from-1:]) > 0 && digitsAt(s[to:]) > 0
}
