package webpage

import (
	"slices"
	"strings"

	"ducha/internal/zhtext"
)

// scriptMarks are the words of a script that say what is to be read from it.
type scriptMarks uint16

const (
	scriptWrites   scriptMarks = 1 << iota // writes into the page
	scriptRecords                          // is a store of entries
	scriptVars                             // sets variables
	scriptCalls                            // fetches: see ajaxCalls
	scriptPages                            // may draw a pager: see pagingWords
	scriptScrolls                          // adds pages when the reader scrolls down
	scriptDTree                            // draws a tree
	scriptZTree                            // draws one of the other kind
	scriptChannels                         // names columns by what systems call them
	scriptFiles                            // may name a document: see drawnFiles
	scriptBadge                            // draws the badge: see Footer.badges
	scriptMistake                          // draws the other one
)

// Limits of what a tree remembers of the scripts it has read, in bytes.
const (
	maxScripts = 1 << 20
	maxScript  = 64 << 10 // of one
)

// scriptTexts remembers the marks of scripts: templates write the same ones on
// every page, and each mark costs a search through the whole script.
type scriptTexts struct {
	known map[string]scriptMarks
	size  int
}

func (k *scriptTexts) of(src string) scriptMarks {
	if src == "" {
		return 0
	}
	marks, ok := k.known[src]
	if ok {
		return marks
	}
	marks = scriptMarksOf(src)
	if len(src) <= maxScript {
		if k.size += len(src); k.size > maxScripts || k.known == nil {
			k.known, k.size = make(map[string]scriptMarks), len(src)
		}
		k.known[strings.Clone(src)] = marks // the page is let go of
	}
	return marks
}

func scriptMarksOf(src string) (m scriptMarks) {
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(src, w) })
	}
	mark := func(bit scriptMarks, found bool) {
		if found {
			m |= bit
		}
	}
	mark(scriptWrites, has("document.write"))
	mark(scriptRecords, has("<![CDATA[") && has("<record"))
	mark(scriptVars, has("var "))
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
	return m
}

// A script of a page.
type script struct {
	id    int32
	marks scriptMarks
}
