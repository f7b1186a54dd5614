package markup

import "strings"

// A Script of a page.
type Script struct {
	Node  int32
	Marks uint16 // what the tree's look at its words gave
	does  scriptDoes
}

// scriptDoes is what a script does to the tree.
type scriptDoes uint8

const (
	scriptWrites  scriptDoes = 1 << iota // writes into the page
	scriptRecords                        // is a store of entries
	scriptVars                           // sets variables
)

// Limits of what a tree remembers of the scripts it has read, in bytes.
const (
	maxScripts = 1 << 20
	maxScript  = 64 << 10 // of one
)

// scriptTexts remembers what was seen in scripts: templates write the same ones on
// every page, and each look costs searches through the whole script.
type scriptTexts struct {
	known map[string]Script
	size  int
}

// of is what stands in a script, its node left out.
func (k *scriptTexts) of(src string, look func(src string) uint16) Script {
	if src == "" {
		return Script{}
	}
	s, ok := k.known[src]
	if ok {
		return s
	}
	if s.does = doesOf(src); look != nil {
		s.Marks = look(src)
	}
	if len(src) <= maxScript {
		if k.size += len(src); k.size > maxScripts || k.known == nil {
			k.known, k.size = make(map[string]Script), len(src)
		}
		k.known[strings.Clone(src)] = s // the page is let go of
	}
	return s
}

func doesOf(src string) (does scriptDoes) {
	if strings.Contains(src, "document.write") {
		does |= scriptWrites
	}
	if strings.Contains(src, "<![CDATA[") && strings.Contains(src, "<record") {
		does |= scriptRecords
	}
	if strings.Contains(src, "var ") {
		does |= scriptVars
	}
	return does
}
