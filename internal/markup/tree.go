// Package markup lays a page's HTML out as a browser would: a tree of elements and
// texts, which of them are hidden, what the page's own scripts write into it, and the
// visible text. It reads what stands there and knows nothing of websites.
package markup

import (
	"html"
	"iter"
	"strings"
)

// Limits of one page's tree. Beyond them the page counts as cut short.
const (
	maxNodes = 400_000
	maxDepth = 400
	maxAttrs = 48 // kept per element; more are passed over
	// MaxWritten bounds the HTML that a page's own scripts write into it.
	MaxWritten = 1 << 20
)

// A Node is an element or a text. Nodes stand in document order, so a node's
// descendants are exactly those up to its end.
type Node struct {
	Tag    TagID
	Flags  NodeFlags
	Attrs  uint8 // how many of its attributes are kept
	Names  NameMarks
	Parent int32
	End    int32
	Next   int32  // the next node of this tag, 0 for the last
	attr   int32  // first of its attributes
	chars  int32  // characters of a text, blanks left out
	Text   string // raw text, entities but numbers not decoded; content of raw elements
	Ink    Ink    // of a text
}

// NodeFlags are what was seen of a node while it was read.
type NodeFlags uint8

const (
	FlagSpace     NodeFlags = 1 << iota // white space stood before this text
	FlagBreak                           // a line break stood before this text
	FlagHidden                          // not displayed: style, attribute
	FlagWritten                         // written by a script of the page
	FlagClean                           // folding does not change this text
	FlagDigit                           // this text has digits
	FlagWide                            // this text has full-width forms
	FlagWideDigit                       // this text may have full-width digits
)

// Tree is one page, parsed once. It is lenient as browsers are, and keeps only
// the attributes that facts are read from.
type Tree struct {
	Nodes      []Node
	attributes []Attribute
	first      [tagCount]int32 // the first node of each tag, 0 when there is none
	Cut        bool            // the node limit was reached
	Repeated   bool            // an element is a template: see repeats
	Filled     bool            // a framework puts the words into an element
	buf        []byte
	// counts of visible characters, of those inside links, and of links with an
	// address, per node with its descendants
	Chars, Linked, Links []int32
	counts               []int32 // the room of all three
	Anchors              int     // a elements

	style  string // the last style attribute, for neighbours have the same
	hiding bool   // and whether it hides
	known  names  // of pages read before too
	styles styles // of pages read before too

	Scripts []Script                   // in document order
	texts   scriptTexts                // of pages read before too
	look    func(script string) uint16 // see newTree
}

// parser builds a tree.
type parser struct {
	*Tree
	stack   []int32
	open    [tagCount]int32
	over    int // elements below maxDepth, counted instead of kept
	space   bool
	brk     bool
	written int // bytes of script-written HTML so far
	vars    map[string]string
	unread  []string  // scripts whose variables nobody has asked for yet
	flags   NodeFlags // added to every new node
}

// New is room for pages, read one after the other. What look says of a script is
// remembered with it; it is pure.
func New(look func(script string) uint16) *Tree { return &Tree{look: look} }

// Parse reads one piece of HTML in a room of its own.
func Parse(src string) *Tree {
	t := new(Tree)
	t.Parse(src)
	return t
}

// Parse reads a page in the room of the one read before.
func (t *Tree) Parse(src string) {
	if t.Nodes == nil {
		n := strings.Count(src, "<")
		t.Nodes, t.attributes = make([]Node, 0, min(n*3/2+16, maxNodes)), make([]Attribute, 0, min(n+16, maxNodes))
	}
	t.Cut, t.Repeated, t.Filled, t.Scripts = false, false, false, t.Scripts[:0]
	p := &parser{Tree: t}
	t.Nodes = append(t.Nodes[:0], Node{Tag: TagOther, Parent: -1})
	t.attributes = t.attributes[:0]
	p.stack = append(make([]int32, 0, 64), 0)
	p.run(src)
	for len(p.stack) > 0 {
		p.pop()
	}
	t.Count()
}

// Forget lets go of the page, so that the room keeps none of its bytes.
func (t *Tree) Forget() {
	clear(t.Nodes)
	clear(t.attributes)
	t.Nodes, t.attributes = t.Nodes[:0], t.attributes[:0]
	t.style, t.hiding = "", false
	t.known.forget()
	clear(t.styles.rules)
}

// run parses one piece of HTML at the present place.
func (p *parser) run(src string) {
	src = spelled(src)
	for i := 0; i < len(src); {
		lt := i
		if src[i] != '<' { // tags often follow one another
			if next := strings.IndexByte(src[i:], '<'); next >= 0 {
				lt += next
			} else {
				lt = len(src)
			}
		}
		if lt+1 >= len(src) {
			p.addText(src[i:])
			return
		}
		c := src[lt+1]
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			p.addText(src[i:lt])
			i = p.startTag(src, lt+1)
		case c == '/':
			p.addText(src[i:lt])
			i = p.endTag(src, lt+2)
		case c == '!':
			p.addText(src[i:lt])
			i = skipComment(src, lt)
		case c == '?':
			p.addText(src[i:lt])
			i = After(src, lt, ">")
		default:
			p.addText(src[i : lt+1])
			i = lt + 1
		}
		if len(p.Nodes) >= maxNodes {
			p.Cut = true
			return
		}
	}
}

// After is the place behind the next mark, or the end.
func After(src string, i int, mark string) int {
	if j := strings.Index(src[i:], mark); j >= 0 {
		return i + j + len(mark)
	}
	return len(src)
}

func skipComment(src string, i int) int {
	switch {
	case strings.HasPrefix(src[i:], "<!-->"):
		return i + len("<!-->")
	case strings.HasPrefix(src[i:], "<!--->"):
		return i + len("<!--->")
	case strings.HasPrefix(src[i:], "<!--"):
		// A comment also ends at --!>.
		j := After(src, i+4, "-->")
		if k := strings.Index(src[i+4:j], "--!>"); k >= 0 {
			return i + 4 + k + len("--!>")
		}
		return j
	}
	return After(src, i, ">")
}

func (p *parser) addText(s string) {
	if s == "" {
		return
	}
	lead, end := 0, len(s)
	for lead < end && byteKinds[s[lead]]&byteSpace != 0 {
		lead++
	}
	if lead == end {
		p.space = true
		return
	}
	for byteKinds[s[end-1]]&byteSpace != 0 {
		end--
	}
	n := Node{Tag: TagText, Parent: p.stack[len(p.stack)-1], Text: s[lead:end], Flags: p.flags}
	if p.space || lead > 0 {
		n.Flags |= FlagSpace
	}
	if p.brk {
		n.Flags |= FlagBreak
	}
	n.look()
	p.space, p.brk = end < len(s), false
	n.End = int32(len(p.Nodes) + 1)
	p.Nodes = append(p.Nodes, n)
}

// markupSpace says whether a byte is white space to HTML.
func markupSpace(c byte) bool { return byteKinds[c]&byteSpace != 0 }

// Count sums characters and links from the leaves up, and strings together the
// nodes of each tag.
func (t *Tree) Count() {
	n := len(t.Nodes)
	t.counts, t.Anchors = Zeroed(t.counts, 3*n), 0
	t.first = [tagCount]int32{}
	t.Chars, t.Linked, t.Links = t.counts[:n], t.counts[n:2*n], t.counts[2*n:]
	for i := n - 1; i > 0; i-- {
		nd := &t.Nodes[i]
		nd.Next, t.first[nd.Tag] = t.first[nd.Tag], int32(i)
		if nd.Tag == TagText {
			t.Chars[i] = nd.chars
		}
		if nd.Tag == TagA {
			t.Anchors++
			t.Linked[i] = t.Chars[i]
			if t.Get(int32(i), AttrHref) != "" || t.Get(int32(i), AttrOnclick) != "" {
				t.Links[i]++
			}
		}
		t.Links[nd.Parent] += t.Links[i]
		if nd.Flags&FlagHidden == 0 && !HiddenTag(nd.Tag) {
			t.Chars[nd.Parent] += t.Chars[i]
			t.Linked[nd.Parent] += t.Linked[i]
		}
	}
}

// HiddenTag says whether an element's content is never displayed as text.
func HiddenTag(t TagID) bool { return t.raw() || t == TagHead || t == TagSelect || t == TagTemplate }

// Unescape decodes entities.
func Unescape(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return html.UnescapeString(s)
}

// Text gives the visible text below id, blanks folded, blocks on lines of their
// own, at most max bytes (0: no limit).
func (t *Tree) Text(id int32, max int) string {
	return t.TextExcept(id, -1, max)
}

// All gives the elements of a tag in document order.
func (t *Tree) All(tag TagID) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for i := t.first[tag]; i > 0 && yield(i); i = t.Nodes[i].Next {
		}
	}
}

// Zeroed gives n zeros, in the room of s when it is enough.
func Zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}
