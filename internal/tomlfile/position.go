package tomlfile

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// index records where every key and table of a TOML file stands. go-toml's
// decoder gives places only for its own errors; ours must land on the right
// line too. Keys are paths: "indicator.0.rule.2.params.column".
type index struct {
	file string
	src  []byte
	at   map[string]int // bytes from the start
	rows []int          // where lines begin, behind the first; see place
}

// newIndex walks a file that is known to be valid TOML.
func newIndex(file string, src []byte) *index {
	ix := &index{file: file, src: src, at: map[string]int{}}
	counts := map[string]int{}
	var p unstable.Parser
	p.Reset(src)
	table := ""
	for p.NextExpression() {
		e := p.Expression()
		switch e.Kind {
		case unstable.Table:
			table = ix.resolve(e.Key(), counts, false)
		case unstable.ArrayTable:
			table = ix.resolve(e.Key(), counts, true)
		case unstable.KeyValue:
			ix.keyValue(table, e)
		}
	}
	return ix
}

// resolve names a table by its path, numbering array tables, and records it.
func (ix *index) resolve(keys unstable.Iterator, counts map[string]int, array bool) string {
	path := ""
	var first *unstable.Node
	for keys.Next() {
		n := keys.Node()
		if first == nil {
			first = n
		}
		path = join(path, string(n.Data))
		if keys.IsLast() && array {
			counts[path]++
		}
		if c, ok := counts[path]; ok {
			path += "." + strconv.Itoa(c-1)
		}
	}
	if first != nil {
		ix.at[path] = int(first.Raw.Offset)
	}
	return path
}

func (ix *index) keyValue(table string, e *unstable.Node) {
	path := table
	keys := e.Key()
	for keys.Next() {
		path = join(path, string(keys.Node().Data))
		ix.at[path] = int(keys.Node().Raw.Offset)
	}
	ix.value(path, e.Value())
}

func (ix *index) value(path string, v *unstable.Node) {
	switch v.Kind {
	case unstable.InlineTable:
		for it := v.Children(); it.Next(); {
			ix.keyValue(path, it.Node())
		}
	case unstable.Array:
		i := 0
		for it := v.Children(); it.Next(); i++ {
			ix.value(path+"."+strconv.Itoa(i), it.Node())
		}
	}
}

// place turns a byte offset into a line and a column in characters.
func (ix *index) place(offset int) Position {
	if ix.rows == nil {
		ix.rows = []int{0}
		for i, c := range ix.src {
			if c == '\n' {
				ix.rows = append(ix.rows, i+1)
			}
		}
	}
	offset = min(offset, len(ix.src))
	line := sort.SearchInts(ix.rows, offset+1)
	return Position{File: ix.file, Line: line, Col: 1 + utf8.RuneCount(ix.src[ix.rows[line-1]:offset])}
}

// of gives the place of a path, or of its nearest parent.
func (ix *index) of(path string) Position {
	for {
		if offset, ok := ix.at[path]; ok {
			return ix.place(offset)
		}
		cut := strings.LastIndexByte(path, '.')
		if cut < 0 {
			return Position{File: ix.file, Line: 1, Col: 1}
		}
		path = path[:cut]
	}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
