package webpage

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
	if tag == tagBr || tag.block() {
		p.brk = true
	}
	switch {
	case id < 0 || tag.void():
	case tag.raw():
		return p.rawText(src, j, id, src[i:at])
	case closed && tag == tagOther: // <o:p/>
	default:
		p.push(id, tag)
	}
	return j
}

// tagNamed reads the name of a tag and gives where it ends.
func tagNamed(src string, i int) (tag tagID, end int) {
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
	return tagOther, end
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
func (p *parser) readAttrs(src string, i int, tag tagID) (next int, closed bool) {
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
			if key == attrNone && tag == tagMarquee {
				key = sizeAttr(name)
			}
			if key != attrNone {
				p.attributes = append(p.attributes, attribute{key, value})
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

func (p *parser) addElement(tag tagID, firstAttr int) int32 {
	if p.open[tag] > 0 && (tag == tagBody || tag == tagHTML || tag == tagHead) {
		return -1
	}
	id := int32(len(p.nodes))
	n := node{tag: tag, parent: p.stack[len(p.stack)-1], end: id + 1, attr: int32(firstAttr), attrs: uint8(len(p.attributes) - firstAttr), flags: p.flags}
	p.nodes = append(p.nodes, n)
	p.describe(id)
	return id
}

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
		n := node{tag: old.tag, parent: p.stack[len(p.stack)-1], end: int32(len(p.nodes) + 1), attr: old.attr, attrs: old.attrs, names: old.names, flags: old.flags &^ (flagSpace | flagBreak)}
		p.nodes = append(p.nodes, n)
		p.push(int32(len(p.nodes)-1), old.tag)
	}
}

// endTag reads an end tag whose name begins at i.
func (p *parser) endTag(src string, i int) int {
	tag, j := tagNamed(src, i)
	next := j + 1
	if j >= len(src) || src[j] != '>' {
		next = after(src, j, ">")
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
		p.icon(at)
		p.popTo(at)
	}
	return next
}

// icon sets apart what an empty <i class="icon-eye"> stands between: a picture is drawn there.
func (p *parser) icon(at int) {
	id := p.stack[at]
	if n := &p.nodes[id]; (n.tag == tagI || n.tag == tagEm) && n.attrs > 0 && int(id) == len(p.nodes)-1 {
		p.space = true
	}
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
	if p.nodes[id].tag == tagScript {
		s := p.texts.of(src[i:end], p.look)
		s.id = id
		p.scripts = append(p.scripts, s)
		if p.flags&flagWritten == 0 {
			p.runScript(src[i:end], s.does)
		}
	}
	if end >= len(src) {
		return end
	}
	return after(src, end, ">")
}
