package leak

import "strings"

// marked says whether a text has words of any mark. Each is looked for by the byte
// of it that is rarest in Chinese text: most characters begin with one of a few
// bytes, and strings.Contains stumbles over each.
func marked(text string) bool {
	return starred(text) || has(text, "内部", 4) || has(text, "工作秘密", 8) || denied(text)
}

// starred says whether a text has a full or a hollow star, which differ in their last byte.
func starred(text string) bool {
	for at := 0; at < len(text); at++ {
		i := strings.IndexByte(text[at:], "★"[0])
		if i < 0 {
			return false
		}
		if at += i; strings.HasPrefix(text[at:], "★") || strings.HasPrefix(text[at:], "☆") {
			return true
		}
	}
	return false
}

// denied says whether a text has 不予公开 or 不公开, by the last byte of 公.
func denied(text string) bool {
	const word = "公"
	for at := 0; at < len(text); at++ {
		i := strings.IndexByte(text[at:], word[len(word)-1])
		if i < 0 {
			return false
		}
		at += i
		if before := text[:at+1]; strings.HasPrefix(text[at+1:], "开") && (strings.HasSuffix(before, "不"+word) || strings.HasSuffix(before, "不予"+word)) {
			return true
		}
	}
	return false
}

// has says whether a text has a word, given the place of its rarest byte.
func has(text, word string, rare int) bool {
	for at := rare; at < len(text); at++ {
		i := strings.IndexByte(text[at:], word[rare])
		if i < 0 {
			return false
		}
		at += i
		if strings.HasPrefix(text[at-rare:], word) {
			return true
		}
	}
	return false
}
