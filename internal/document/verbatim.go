package document

import (
	"strings"
	"unicode/utf8"
)

// Verbatim gives a quotation as the document prints it: readers look for words in a text
// whose spelling was made one (plain), and whoever is shown them must find them on the
// page. What stands in none of the lines is given as it is.
func Verbatim(lines []string, quote string, plain func(string) string) string {
	words, cut := strings.CutSuffix(quote, "…")
	if words == "" {
		return quote
	}
	for _, l := range lines {
		if found, ok := printedAs(l, words, plain); ok {
			if cut {
				found += "…"
			}
			return found
		}
	}
	return quote
}

// printedAs is the part of a line whose plain spelling is words.
func printedAs(line, words string, plain func(string) string) (string, bool) {
	at := strings.Index(plain(line), words)
	if at < 0 {
		return "", false
	}
	start, end, n := -1, 0, 0
	open := 0 // where what plain drops begins
	for i, r := range line {
		kept := len(plain(string(r)))
		size := utf8.RuneLen(r)
		if kept == 0 {
			continue
		}
		if n >= at && start < 0 {
			start = i - len(opening(line[open:i]))
		}
		n, open = n+kept, i+size
		if end = i + size; n >= at+len(words) {
			break
		}
	}
	if start < 0 || plain(line[start:end]) != words {
		return "", false
	}
	return strings.TrimSpace(line[start:end]), true
}

// opening is the quotation mark that a dropped stretch ends with.
func opening(dropped string) string {
	last, size := utf8.DecodeLastRuneInString(dropped)
	if strings.ContainsRune("“‘「『《〈", last) {
		return dropped[len(dropped)-size:]
	}
	return ""
}
