package webpage

import (
	"strings"
	"unicode"

	"ducha/internal/zhtext"
)

// longestLabel is how many bytes a name in two tongues has at most.
const longestLabel = 200

// chinesePart is the Chinese of a name that stands there in two tongues: 政策法规 over its
// name in Uyghur, Kazakh, Mongolian or Tibetan. Any other text stays what it is.
func chinesePart(text string) string {
	if len(text) > longestLabel || !otherScript(text) {
		return text
	}
	kept := strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		if (unicode.IsLetter(c) || unicode.IsMark(c)) && !unicode.In(c, unicode.Han, unicode.Latin) {
			return ' '
		}
		return c
	}, text)), " ")
	kept = strings.Trim(kept, " -|/·،()（）")
	han := strings.Map(func(c rune) rune {
		if unicode.Is(unicode.Han, c) {
			return c
		}
		return -1
	}, kept)
	if zhtext.Runes(han) < 2 {
		return text
	}
	return kept
}

// otherScript says whether a text may have letters of Cyrillic, Arabic, Tibetan or
// Mongolian script: their first bytes tell, and few pages have any.
func otherScript(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= 0xd0 && c <= 0xdb || c == 0xe0 || c == 0xe1 {
			return true
		}
	}
	return false
}
