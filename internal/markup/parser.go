package markup

import (
	"strings"
)

// startTag reads a start tag whose name begins at i.
func (p *parser) startTag(src string, i int) int {
	tag, at := tagNamed(src, i)
	first := len(p.attributes)
	j, closed := p.readAttrs(src, at, tag)
	p.implied(tag)
	id := p.addElement(tag, first)
	if tag == TagBr || tag.block() {
		p.brk = true
	}
	switch {
	case id < 0 || tag.void():
	case tag.raw():
		return p.rawText(src, j, id, src[i:at])
	case closed && tag == TagOther: // <o:p/>
	default:
		p.push(id, tag)
	}
	return j
}

// tagNamed reads the name of a tag and gives where it ends.
func tagNamed(src string, i int) (tag TagID, end int) {
	var small [12]byte
	end = i
	for end < len(src) && byteKinds[src[end]]&byteTagEnd == 0 {
		if n := end - i; n < len(small) {
			small[n] = lower(src[end])
		}
		end++
	}
	if n := end - i; n <= len(small) {
		return tagOf(small[:n]), end
	}
	return TagOther, end
}

// What bytes end in markup.
const (
	byteSpace  uint8 = 1 << iota // white space to HTML
	byteTagEnd                   // ends the name of a tag
	byteKeyEnd                   // ends the name of an attribute
)

var byteKinds = func() (kinds [256]uint8) {
	for _, c := range " \n\t\r\f" {
		kinds[c] = byteSpace | byteTagEnd | byteKeyEnd
	}
	kinds['>'], kinds['/'], kinds['='] = byteTagEnd|byteKeyEnd, byteTagEnd|byteKeyEnd, byteKeyEnd
	return kinds
}()

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 0x20
	}
	return c
}

// readAttrs reads attributes up to the end of the tag.
func (p *parser) readAttrs(src string, i int, tag TagID) (next int, closed bool) {
	kept := 0
	for i < len(src) {
		c := src[i]
		if c == '>' {
			return i + 1, closed
		}
		if byteKinds[c]&byteTagEnd != 0 {
			closed = c == '/'
			i++
			continue
		}
		closed = false
		start := i
		for i < len(src) && byteKinds[src[i]]&byteKeyEnd == 0 {
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
			value, i = readValue(src, i+1)
		}
		if kept < maxAttrs {
			key := keptAttr(name)
			if key == AttrNone && tag == TagMarquee {
				key = sizeAttr(name)
			}
			if key != AttrNone {
				p.attributes = append(p.attributes, Attribute{key, value})
				kept++
			}
		}
	}
	return i, closed
}

func readValue(src string, i int) (string, int) {
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

func (p *parser) addElement(tag TagID, firstAttr int) int32 {
	if p.open[tag] > 0 && (tag == TagBody || tag == TagHTML || tag == TagHead) {
		return -1
	}
	id := int32(len(p.Nodes))
	n := Node{Tag: tag, Parent: p.stack[len(p.stack)-1], End: id + 1, attr: int32(firstAttr), Attrs: uint8(len(p.attributes) - firstAttr), Flags: p.flags}
	p.Nodes = append(p.Nodes, n)
	p.describe(id)
	return id
}

// implied closes what a start tag ends without saying so.
func (p *parser) implied(tag TagID) {
	if p.over > 0 {
		return
	}
	closeFirst := func(stop func(TagID) bool, tags ...TagID) {
		best := -1
		for _, t := range tags {
			best = max(best, p.find(t, stop))
		}
		if best > 0 {
			p.popTo(best)
		}
	}
	if p.open[TagP] > 0 && tag.closesP() {
		closeFirst(TagID.scope, TagP)
	}
	switch tag {
	case TagA:
		if at := p.find(TagA, TagID.scope); at > 0 {
			p.closeInline(at)
		}
	case TagLI:
		closeFirst(listStop, TagLI)
	case TagDT, TagDD:
		closeFirst(listStop, TagDT, TagDD)
	case TagOption:
		closeFirst(func(t TagID) bool { return t == TagSelect }, TagOption)
	case TagTD, TagTH:
		closeFirst(rowStop, TagTD, TagTH)
	case TagTR:
		closeFirst(tableStop, TagTR)
	case TagTbody, TagThead, TagTfoot:
		closeFirst(tableStop, TagTbody, TagThead, TagTfoot)
	case TagBody:
		if at := p.find(TagHead, TagID.scope); at > 0 {
			p.popTo(at)
		}
	case TagH1, TagH2, TagH3, TagH4, TagH5, TagH6:
		if t := p.Nodes[p.stack[len(p.stack)-1]].Tag; t.Heading() {
			p.pop()
		}
	}
}

// closeInline closes an inline element that blocks stand open inside of: the
// blocks go on behind it, as browsers do.
func (p *parser) closeInline(at int) {
	var again []int32
	for _, id := range p.stack[at+1:] {
		if p.Nodes[id].Tag.block() {
			again = append(again, id)
		}
	}
	p.popTo(at)
	if len(again) > 8 {
		again = again[:8]
	}
	for _, id := range again {
		old := p.Nodes[id]
		n := Node{Tag: old.Tag, Parent: p.stack[len(p.stack)-1], End: int32(len(p.Nodes) + 1), attr: old.attr, Attrs: old.Attrs, Names: old.Names, Flags: old.Flags &^ (FlagSpace | FlagBreak)}
		p.Nodes = append(p.Nodes, n)
		p.push(int32(len(p.Nodes)-1), old.Tag)
	}
}

// endTag reads an end tag whose name begins at i.
func (p *parser) endTag(src string, i int) int {
	tag, j := tagNamed(src, i)
	next := j + 1
	if j >= len(src) || src[j] != '>' {
		next = After(src, j, ">")
	}
	if p.over > 0 {
		p.over--
		return next
	}
	switch tag {
	case TagBr:
		p.brk = true
		return next
	case TagOther, TagBody, TagHTML:
		return p.endOther(src[i:j], tag, next)
	}
	stop := TagID.scope
	switch tag {
	case TagLI:
		stop = listStop
	case TagTD, TagTH, TagTR, TagTbody, TagThead, TagTfoot, TagTable:
		stop = tableStop
	case TagA:
		stop = func(t TagID) bool { return t == TagTD || t == TagTH || t == TagTable || t == TagBody }
	case TagSpan, TagFont, TagB, TagI, TagEm, TagStrong, TagU, TagLabel:
		stop = func(t TagID) bool { return t.block() || t.scope() }
	}
	at := p.find(tag, stop)
	switch {
	case at < 0:
	case tag == TagA:
		p.closeInline(at)
	default:
		p.icon(at)
		p.popTo(at)
	}
	return next
}

// icon sets apart what an empty <i class="icon-eye"> stands between: a picture is drawn there.
func (p *parser) icon(at int) {
	id := p.stack[at]
	if n := &p.Nodes[id]; (n.Tag == TagI || n.Tag == TagEm) && n.Attrs > 0 && int(id) == len(p.Nodes)-1 {
		p.space = true
	}
}

// endOther closes the nearest unknown element, unless a block stands between.
func (p *parser) endOther(name string, tag TagID, next int) int {
	if tag != TagOther {
		return next // what follows </body> belongs to it still
	}
	for i := len(p.stack) - 1; i > 0 && i > len(p.stack)-6; i-- {
		t := p.Nodes[p.stack[i]].Tag
		if t == TagOther {
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
	p.Nodes[id].Text = src[i:end]
	if p.Nodes[id].Tag == TagScript {
		s := p.texts.of(src[i:end], p.look)
		s.Node = id
		p.Scripts = append(p.Scripts, s)
		if p.flags&FlagWritten == 0 {
			p.runScript(src[i:end], s.does)
		}
	}
	if end >= len(src) {
		return end
	}
	return After(src, end, ">")
}
