package facts

import (
	"slices"
	"strings"
)

// errands are words of addresses that a page asks for something other than what it
// shows: who is logged in, how often it was read, how to share it. An address that
// also has one of contents may be that of a list all the same.
var (
	errands  = []string{"login", "visit", "hits", "wechat", "weixin", "wxshare"}
	contents = []string{"list", "news", "article", "info", "content", "data", "page", "search", "query"}
)

// errand says whether all that a script asks for are errands: an address for every
// call, written out in it, and no address of another kind anywhere.
func errand(src string) bool {
	calls, known := 0, 0
	for _, c := range ajaxCalls {
		calls += strings.Count(src, c)
	}
	for i := 0; i < len(src); {
		lit, end := literal(src, i)
		if end == 0 {
			i++
			continue
		}
		path, _, asks := strings.Cut(strings.ToLower(lit), "?")
		if strings.Contains(path, "/") && !strings.ContainsAny(path, " <>\n") && !strings.HasPrefix(path, "application/") {
			if !holdsAny(path, errands) || holdsAny(path, contents) {
				return false
			}
			if called(src[:i]) && (asks || !strings.HasPrefix(strings.TrimLeft(clip(src[end:], 6), " "), "+")) {
				known++
			}
		}
		i = end
	}
	return known >= calls
}

// called says whether what stands before a literal makes it the address of a call:
// a place to go on to after one, location = "/login", is none.
func called(before string) bool {
	before = strings.TrimRight(before[max(0, len(before)-40):], " \t\r\n")
	name, labelled := strings.CutSuffix(before, ":")
	return strings.HasSuffix(before, "(") || labelled && strings.HasSuffix(strings.TrimRight(name, " \"'"), "url")
}

func holdsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}
