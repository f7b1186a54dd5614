package webpage

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
	// maxWritten bounds the HTML that a page's own scripts write into it.
	maxWritten = 1 << 20
)

// A node is an element or a text. Nodes stand in document order, so a node's
// descendants are exactly those up to its end.
type node struct {
	tag    tagID
	flags  nodeFlags
	attrs  uint8 // how many of its attributes are kept
	names  nameMarks
	parent int32
	end    int32
	next   int32  // the next node of this tag, 0 for the last
	attr   int32  // first of its attributes
	chars  int32  // characters of a text
	text   string // raw text, entities not decoded; content of raw elements
	ink    ink    // of a text
}

type nodeFlags uint8

const (
	flagSpace     nodeFlags = 1 << iota // white space stood before this text
	flagBreak                           // a line break stood before this text
	flagHidden                          // not displayed: style, attribute
	flagWritten                         // written by a script of the page
	flagClean                           // folding does not change this text
	flagDigit                           // this text has digits
	flagWide                            // this text has full-width forms
	flagWideDigit                       // this text may have full-width digits
)

// tree is one page, parsed once. It is lenient as browsers are, and keeps only
// the attributes that facts are read from.
type tree struct {
	nodes      []node
	attributes []attribute
	first      [tagCount]int32 // the first node of each tag, 0 when there is none
	cut        bool            // the node limit was reached
	repeated   bool            // an element is a template: see repeats
	filled     bool            // a framework puts the words into an element
	buf        []byte
	// counts of visible characters, of those inside links, and of links with an
	// address, per node with its descendants
	chars, linked, links []int32
	counts               []int32 // the room of all three
	anchors              int     // a elements

	style  string // the last style attribute, for neighbours have the same
	hiding bool   // and whether it hides
	known  names  // of pages read before too
	styles styles // of pages read before too

	scripts []script                   // in document order
	texts   scriptTexts                // of pages read before too
	look    func(script string) uint16 // see newTree
}

// parser builds a tree.
type parser struct {
	*tree
	stack   []int32
	open    [tagCount]int32
	over    int // elements below maxDepth, counted instead of kept
	space   bool
	brk     bool
	written int // bytes of script-written HTML so far
	vars    map[string]string
	unread  []string  // scripts whose variables nobody has asked for yet
	flags   nodeFlags // added to every new node
}

// newTree is room for pages, read one after the other. What look says of a script is
// remembered with it; it is pure.
func newTree(look func(script string) uint16) *tree { return &tree{look: look} }

func parse(src string) *tree {
	t := new(tree)
	t.parse(src)
	return t
}

// parse reads a page in the room of the one read before.
func (t *tree) parse(src string) {
	if t.nodes == nil {
		n := strings.Count(src, "<")
		t.nodes, t.attributes = make([]node, 0, min(n*3/2+16, maxNodes)), make([]attribute, 0, min(n+16, maxNodes))
	}
	t.cut, t.repeated, t.filled, t.scripts = false, false, false, t.scripts[:0]
	p := &parser{tree: t}
	t.nodes = append(t.nodes[:0], node{tag: tagOther, parent: -1})
	t.attributes = t.attributes[:0]
	p.stack = append(make([]int32, 0, 64), 0)
	p.run(src)
	for len(p.stack) > 0 {
		p.pop()
	}
	t.count()
}

// forget lets go of the page, so that the room keeps none of its bytes.
func (t *tree) forget() {
	clear(t.nodes)
	clear(t.attributes)
	t.nodes, t.attributes = t.nodes[:0], t.attributes[:0]
	t.style, t.hiding = "", false
	t.known.forget()
	clear(t.styles.rules)
}

// run parses one piece of HTML at the present place.
func (p *parser) run(src string) {
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
			i = after(src, lt, ">")
		default:
			p.addText(src[i : lt+1])
			i = lt + 1
		}
		if len(p.nodes) >= maxNodes {
			p.cut = true
			return
		}
	}
}

// after is the place behind the next mark, or the end.
func after(src string, i int, mark string) int {
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
		j := after(src, i+4, "-->")
		if k := strings.Index(src[i+4:j], "--!>"); k >= 0 {
			return i + 4 + k + len("--!>")
		}
		return j
	}
	return after(src, i, ">")
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
	n := node{tag: tagText, parent: p.stack[len(p.stack)-1], text: s[lead:end], flags: p.flags}
	if p.space || lead > 0 {
		n.flags |= flagSpace
	}
	if p.brk {
		n.flags |= flagBreak
	}
	n.look()
	p.space, p.brk = end < len(s), false
	n.end = int32(len(p.nodes) + 1)
	p.nodes = append(p.nodes, n)
}

// markupSpace says whether a byte is white space to HTML.
func markupSpace(c byte) bool { return byteKinds[c]&byteSpace != 0 }

// count sums characters and links from the leaves up, and strings together the
// nodes of each tag.
func (t *tree) count() {
	n := len(t.nodes)
	t.counts, t.anchors = zeroed(t.counts, 3*n), 0
	t.first = [tagCount]int32{}
	t.chars, t.linked, t.links = t.counts[:n], t.counts[n:2*n], t.counts[2*n:]
	for i := n - 1; i > 0; i-- {
		nd := &t.nodes[i]
		nd.next, t.first[nd.tag] = t.first[nd.tag], int32(i)
		if nd.tag == tagText {
			t.chars[i] = nd.chars
		}
		if nd.tag == tagA {
			t.anchors++
			t.linked[i] = t.chars[i]
			if t.get(int32(i), attrHref) != "" || t.get(int32(i), attrOnclick) != "" {
				t.links[i]++
			}
		}
		t.links[nd.parent] += t.links[i]
		if nd.flags&flagHidden == 0 && !hiddenTag(nd.tag) {
			t.chars[nd.parent] += t.chars[i]
			t.linked[nd.parent] += t.linked[i]
		}
	}
}

// hiddenTag says whether an element's content is never displayed as text.
func hiddenTag(t tagID) bool { return t.raw() || t == tagHead || t == tagSelect || t == tagTemplate }

func unescape(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return html.UnescapeString(s)
}

// text gives the visible text below id, blanks folded, blocks on lines of their
// own, at most max bytes (0: no limit).
func (t *tree) text(id int32, max int) string {
	return t.textExcept(id, -1, max)
}

// all gives the elements of a tag in document order.
func (t *tree) all(tag tagID) iter.Seq[int32] {
	return func(yield func(int32) bool) {
		for i := t.first[tag]; i > 0 && yield(i); i = t.nodes[i].next {
		}
	}
}

// zeroed gives n zeros, in the room of s when it is enough.
func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}
