package zhtext

import "strings"

// CopiedShare is how much of a text stands word for word in another: the share
// of its runs of n characters that occur there, blanks and punctuation aside.
// Runs do not cross lines, so that other headings between the same paragraphs
// make no difference. A text without a line of n characters has no share.
func CopiedShare(text, source string, n int) float64 {
	known := map[string]bool{}
	if n < 1 {
		return 0
	}
	runs(source, n, func(run string) { known[run] = true })
	same, all := 0, 0
	runs(text, n, func(run string) {
		all++
		if known[run] {
			same++
		}
	})
	if all == 0 {
		return 0
	}
	return float64(same) / float64(all)
}

// runs gives every run of n characters within a line.
func runs(text string, n int, each func(string)) {
	for line := range strings.SplitSeq(text, "\n") {
		r := []rune(Key(line))
		for i := 0; i+n <= len(r); i++ {
			each(string(r[i : i+n]))
		}
	}
}
