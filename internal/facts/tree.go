package facts

import (
	"html"
	"strings"
	"unicode/utf8"
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
	parent int32
	end    int32
	attr   int32 // first of its attributes
	attrs  int16
	text   string // raw text, entities not decoded; content of raw elements
}

type nodeFlags uint8

const (
	flagSpace   nodeFlags = 1 << iota // white space stood before this text
	flagBreak                         // a line break stood before this text
	flagHidden                        // not displayed: style, attribute
	flagWritten                       // written by a script of the page
)

type attribute struct {
	name  string // lower case
	value string // raw, entities not decoded
}

// tree is one page, parsed once. It is lenient as browsers are, and keeps only
// the attributes that facts are read from.
type tree struct {
	nodes []node
	attrs []attribute
	cut   bool // the node limit was reached
	buf   []byte
	// counts of visible characters, of those inside links, and of links with an
	// address, per node with its descendants
	chars, linked, links []int32
}

// parser builds a tree.
type parser struct {
	*tree
	stack   []int32
	open    [tagCount]int32
	over    int // elements below maxDepth, counted instead of kept
	hidden  int
	space   bool
	brk     bool
	written int // bytes of script-written HTML so far
	vars    map[string]string
	flags   nodeFlags // added to every new node
}

func parse(src string) *tree {
	n := strings.Count(src, "<")
	t := &tree{nodes: make([]node, 0, min(n*3/2+16, maxNodes)), attrs: make([]attribute, 0, min(n+16, maxNodes))}
	p := &parser{tree: t}
	t.nodes = append(t.nodes, node{tag: tagOther, parent: -1})
	p.stack = append(make([]int32, 0, 64), 0)
	p.run(src)
	for len(p.stack) > 0 {
		p.pop()
	}
	t.count()
	return t
}

// run parses one piece of HTML at the present place.
func (p *parser) run(src string) {
	for i := 0; i < len(src); {
		lt := strings.IndexByte(src[i:], '<')
		if lt < 0 {
			p.addText(src[i:])
			return
		}
		lt += i
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
	lead, tail := len(s)-len(strings.TrimLeft(s, " \t\r\n\f")), 0
	if lead == len(s) {
		p.space = true
		return
	}
	if c := s[len(s)-1]; c == ' ' || c == '\n' || c == '\t' || c == '\r' {
		s = strings.TrimRight(s, " \t\r\n\f")
		tail = 1
	}
	n := node{tag: tagText, parent: p.stack[len(p.stack)-1], text: s[lead:], flags: p.flags}
	if p.space || lead > 0 {
		n.flags |= flagSpace
	}
	if p.brk {
		n.flags |= flagBreak
	}
	p.space, p.brk = tail > 0, false
	n.end = int32(len(p.nodes) + 1)
	p.nodes = append(p.nodes, n)
}

// startTag reads a start tag whose name begins at i.
func (p *parser) startTag(src string, i int) int {
	var buf [12]byte
	j, n := i, 0
	for j < len(src) && !tagEnd(src[j]) {
		if n < len(buf) {
			buf[n] = lower(src[j])
			n++
		}
		j++
	}
	tag := tagOther
	if j-i <= len(buf) {
		tag = tagOf(buf[:n])
	}
	first := len(p.attrs)
	j, closed := p.readAttrs(src, j, tag)
	p.implied(tag)
	id := p.addElement(tag, first)
	if tag == tagBr || tag.block() {
		p.brk = true
	}
	switch {
	case id < 0 || tag.void():
	case tag.raw():
		return p.rawText(src, j, id, string(buf[:n]))
	case closed && tag == tagOther: // <o:p/>
	default:
		p.push(id, tag)
	}
	return j
}

func tagEnd(c byte) bool {
	return c == '>' || c == '/' || c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 0x20
	}
	return c
}

// readAttrs reads attributes up to the end of the tag.
func (p *parser) readAttrs(src string, i int, tag tagID) (next int, closed bool) {
	kept := 0
	for i < len(src) {
		c := src[i]
		if c == '>' {
			return i + 1, closed
		}
		if tagEnd(c) {
			closed = c == '/'
			i++
			continue
		}
		closed = false
		start := i
		for i < len(src) && src[i] != '=' && !tagEnd(src[i]) {
			i++
		}
		if i == start { // a stray =
			i++
			continue
		}
		name := src[start:i]
		for i < len(src) && (src[i] == ' ' || src[i] == '\n' || src[i] == '\t' || src[i] == '\r') {
			i++
		}
		value := ""
		if i < len(src) && src[i] == '=' {
			value, i = attrValue(src, i+1)
		}
		if kept < maxAttrs {
			if key := keptAttr(name); key != "" {
				p.attrs = append(p.attrs, attribute{key, value})
				kept++
			}
		}
	}
	return i, closed
}

func attrValue(src string, i int) (string, int) {
	for i < len(src) && (src[i] == ' ' || src[i] == '\n' || src[i] == '\t' || src[i] == '\r') {
		i++
	}
	if i >= len(src) {
		return "", i
	}
	if q := src[i]; q == '"' || q == '\'' {
		j := strings.IndexByte(src[i+1:], q)
		if j < 0 {
			return src[i+1:], len(src)
		}
		return src[i+1 : i+1+j], i + 2 + j
	}
	start := i
	for i < len(src) && src[i] != '>' && src[i] != ' ' && src[i] != '\n' && src[i] != '\t' && src[i] != '\r' {
		i++
	}
	return src[start:i], i
}

// keptAttr gives the lower-case name of an attribute that facts need, else "".
func keptAttr(name string) string {
	if len(name) < 2 || len(name) > 16 {
		return ""
	}
	switch name {
	case "href", "src", "class", "id", "title", "style", "name", "content", "alt", "type", "value", "action", "method", "hidden", "onclick",
		"charset", "http-equiv", "date-value", "data-date", "data-time", "data-src", "data-href", "data-url", "placeholder", "url", "date", "property", "for":
		return name
	}
	for i := 0; i < len(name); i++ {
		if name[i] >= 'A' && name[i] <= 'Z' {
			return keptAttr(strings.ToLower(name))
		}
	}
	return ""
}

func (p *parser) addElement(tag tagID, firstAttr int) int32 {
	if p.open[tag] > 0 && (tag == tagBody || tag == tagHTML || tag == tagHead) {
		return -1
	}
	id := int32(len(p.nodes))
	n := node{tag: tag, parent: p.stack[len(p.stack)-1], end: id + 1, attr: int32(firstAttr), attrs: int16(len(p.attrs) - firstAttr), flags: p.flags}
	p.nodes = append(p.nodes, n)
	if p.notShown(id) {
		p.nodes[id].flags |= flagHidden
	}
	return id
}

// notShown says whether an element hides itself.
func (t *tree) notShown(id int32) bool {
	n := &t.nodes[id]
	for _, a := range t.attrs[n.attr : n.attr+int32(n.attrs)] {
		switch a.name {
		case "hidden":
			return true
		case "style":
			if hidingStyle(a.value) {
				return true
			}
		case "type":
			if n.tag == tagInput && strings.EqualFold(a.value, "hidden") {
				return true
			}
		}
	}
	return n.tag == tagTemplate
}

func hidingStyle(style string) bool {
	if len(style) < len("display:none") || strings.IndexByte(style, ':') < 0 {
		return false
	}
	if !strings.Contains(style, "none") && !strings.Contains(style, "hidden") && !strings.Contains(style, "NONE") && !strings.Contains(style, "HIDDEN") && !strings.Contains(style, "None") {
		return false
	}
	s := strings.ToLower(strings.Join(strings.Fields(style), ""))
	return strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden")
}

func (p *parser) push(id int32, tag tagID) {
	if len(p.stack) >= maxDepth {
		p.over++
		return
	}
	p.stack = append(p.stack, id)
	p.open[tag]++
}

func (p *parser) pop() {
	id := p.stack[len(p.stack)-1]
	p.stack = p.stack[:len(p.stack)-1]
	n := &p.nodes[id]
	n.end = int32(len(p.nodes))
	if id > 0 {
		p.open[n.tag]--
	}
	if n.tag.block() {
		p.brk = true
	}
}

// popTo closes everything down to the stack's place at.
func (p *parser) popTo(at int) {
	for len(p.stack) > at {
		p.pop()
	}
}

// find looks down the stack for an element; scope elements and those in stop end the search.
func (p *parser) find(tag tagID, stop func(tagID) bool) int {
	if p.open[tag] == 0 {
		return -1
	}
	for i := len(p.stack) - 1; i > 0; i-- {
		t := p.nodes[p.stack[i]].tag
		if t == tag {
			return i
		}
		if stop(t) {
			return -1
		}
	}
	return -1
}

func listStop(t tagID) bool  { return t.scope() || t == tagUL || t == tagOL || t == tagDL }
func tableStop(t tagID) bool { return t == tagTable || t == tagHTML || t == tagTemplate }
func rowStop(t tagID) bool   { return tableStop(t) || t == tagTR }

// implied closes what a start tag ends without saying so.
func (p *parser) implied(tag tagID) {
	if p.over > 0 {
		return
	}
	closeFirst := func(stop func(tagID) bool, tags ...tagID) {
		best := -1
		for _, t := range tags {
			best = max(best, p.find(t, stop))
		}
		if best > 0 {
			p.popTo(best)
		}
	}
	if p.open[tagP] > 0 && tag.closesP() {
		closeFirst(tagID.scope, tagP)
	}
	switch tag {
	case tagA:
		if at := p.find(tagA, tagID.scope); at > 0 {
			p.closeInline(at)
		}
	case tagLI:
		closeFirst(listStop, tagLI)
	case tagDT, tagDD:
		closeFirst(listStop, tagDT, tagDD)
	case tagOption:
		closeFirst(func(t tagID) bool { return t == tagSelect }, tagOption)
	case tagTD, tagTH:
		closeFirst(rowStop, tagTD, tagTH)
	case tagTR:
		closeFirst(tableStop, tagTR)
	case tagTbody, tagThead, tagTfoot:
		closeFirst(tableStop, tagTbody, tagThead, tagTfoot)
	case tagBody:
		if at := p.find(tagHead, tagID.scope); at > 0 {
			p.popTo(at)
		}
	case tagH1, tagH2, tagH3, tagH4, tagH5, tagH6:
		if t := p.nodes[p.stack[len(p.stack)-1]].tag; t.heading() {
			p.pop()
		}
	}
}

// closeInline closes an inline element that blocks stand open inside of: the
// blocks go on behind it, as browsers do.
func (p *parser) closeInline(at int) {
	var again []int32
	for _, id := range p.stack[at+1:] {
		if p.nodes[id].tag.block() {
			again = append(again, id)
		}
	}
	p.popTo(at)
	if len(again) > 8 {
		again = again[:8]
	}
	for _, id := range again {
		old := p.nodes[id]
		n := node{tag: old.tag, parent: p.stack[len(p.stack)-1], end: int32(len(p.nodes) + 1), attr: old.attr, attrs: old.attrs, flags: old.flags &^ (flagSpace | flagBreak)}
		p.nodes = append(p.nodes, n)
		p.push(int32(len(p.nodes)-1), old.tag)
	}
}

// endTag reads an end tag whose name begins at i.
func (p *parser) endTag(src string, i int) int {
	var buf [12]byte
	j, n := i, 0
	for j < len(src) && !tagEnd(src[j]) {
		if n < len(buf) {
			buf[n] = lower(src[j])
			n++
		}
		j++
	}
	next := after(src, j, ">")
	tag := tagOther
	if j-i <= len(buf) {
		tag = tagOf(buf[:n])
	}
	if p.over > 0 {
		p.over--
		return next
	}
	switch tag {
	case tagBr:
		p.brk = true
		return next
	case tagOther, tagBody, tagHTML:
		return p.endOther(src[i:j], tag, next)
	}
	stop := tagID.scope
	switch tag {
	case tagLI:
		stop = listStop
	case tagTD, tagTH, tagTR, tagTbody, tagThead, tagTfoot, tagTable:
		stop = tableStop
	case tagA:
		stop = func(t tagID) bool { return t == tagTD || t == tagTH || t == tagTable || t == tagBody }
	case tagSpan, tagFont, tagB, tagI, tagEm, tagStrong, tagU, tagLabel:
		stop = func(t tagID) bool { return t.block() || t.scope() }
	}
	at := p.find(tag, stop)
	switch {
	case at < 0:
	case tag == tagA:
		p.closeInline(at)
	default:
		p.popTo(at)
	}
	return next
}

// endOther closes the nearest unknown element, unless a block stands between.
func (p *parser) endOther(name string, tag tagID, next int) int {
	if tag != tagOther {
		return next // what follows </body> belongs to it still
	}
	for i := len(p.stack) - 1; i > 0 && i > len(p.stack)-6; i-- {
		t := p.nodes[p.stack[i]].tag
		if t == tagOther {
			p.popTo(i)
			break
		}
		if t.block() {
			break
		}
	}
	return next
}

// rawText keeps the content of a script, style, title … and goes on behind it.
func (p *parser) rawText(src string, i int, id int32, name string) int {
	end := i
	for {
		lt := strings.IndexByte(src[end:], '<')
		if lt < 0 {
			end = len(src)
			break
		}
		end += lt
		if rest := src[end+1:]; len(rest) > len(name) && rest[0] == '/' && strings.EqualFold(rest[1:1+len(name)], name) {
			break
		}
		end++
	}
	p.nodes[id].text = src[i:end]
	if p.nodes[id].tag == tagScript && p.flags&flagWritten == 0 {
		p.runScript(id)
	}
	if end >= len(src) {
		return end
	}
	return after(src, end, ">")
}

// count sums characters and links from the leaves up.
func (t *tree) count() {
	n := len(t.nodes)
	counts := make([]int32, 3*n)
	t.chars, t.linked, t.links = counts[:n], counts[n:2*n], counts[2*n:]
	for i := n - 1; i > 0; i-- {
		nd := &t.nodes[i]
		if nd.tag == tagText {
			t.chars[i] = int32(utf8.RuneCountInString(nd.text))
		}
		if nd.tag == tagA {
			t.linked[i] = t.chars[i]
			if t.get(int32(i), "href") != "" || t.get(int32(i), "onclick") != "" {
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

// get is an attribute's value, entities decoded.
func (t *tree) get(id int32, name string) string {
	n := &t.nodes[id]
	for _, a := range t.attrs[n.attr : n.attr+int32(n.attrs)] {
		if a.name == name {
			return unescape(a.value)
		}
	}
	return ""
}

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
