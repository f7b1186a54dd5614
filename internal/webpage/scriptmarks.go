package webpage

import (
	"slices"
	"strings"

	"ducha/internal/zhtext"
)

// What the words of a script say is to be read from it.
const (
	scriptCalls    uint16 = 1 << iota // fetches: see ajaxCalls
	scriptPages                       // may draw a pager: see pagingWords
	scriptScrolls                     // adds pages when the reader scrolls down
	scriptDTree                       // draws a tree
	scriptZTree                       // draws one of the other kind
	scriptChannels                    // names columns by what systems call them
	scriptFiles                       // may name a document: see drawnFiles
	scriptBadge                       // draws the badge: see Footer.badges
	scriptMistake                     // draws the other one
)

// scriptMarks looks for all of them; the tree remembers what it found.
func scriptMarks(src string) (marks uint16) {
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(src, w) })
	}
	mark := func(bit uint16, found bool) {
		if found {
			marks |= bit
		}
	}
	mark(scriptCalls, has(ajaxCalls...))
	mark(scriptPages, has(pagingWords...))
	mark(scriptScrolls, has("scroll") && has("append") && has("page"))
	mark(scriptDTree, has("dTree("))
	mark(scriptZTree, has("zTree", "zNodes"))
	mark(scriptChannels, has(channelNames...))
	mark(scriptFiles, has(".pdf", ".doc", ".xls", ".wps", ".et", ".ofd", ".ppt", ".zip", ".rar", ".PDF", ".DOC", ".XLS"))
	var f Footer
	f.badges(zhtext.Clip(src, maxBadge))
	mark(scriptBadge, f.Badge)
	mark(scriptMistake, f.Mistake)
	return marks
}
