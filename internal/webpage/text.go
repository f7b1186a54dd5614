package webpage

import (
	"strings"

	"ducha/internal/zhtext"
)

// textExcept is text without the subtree skip.
func (t *tree) textExcept(id, skip int32, max int) string {
	end := t.nodes[id].end
	buf, only, count := t.buf[:0], (*node)(nil), 0
	var pending nodeFlags
	for i := id; i < end; i++ {
		n := &t.nodes[i]
		if n.tag != tagText {
			if i == skip || i != id && (n.flags&flagHidden != 0 || hiddenTag(n.tag)) {
				pending |= t.leadFlags(i)
				i = n.end - 1
			}
			continue
		}
		flags := n.flags | pending
		pending = 0
		if count == 1 {
			buf = only.appendTo(buf)
		}
		if count++; count == 1 {
			only = n
			continue
		}
		buf = appendGap(buf, flags)
		buf = n.appendTo(buf)
		if max > 0 && len(buf) > max {
			break
		}
	}
	t.buf = buf[:0]
	switch count {
	case 0:
		return ""
	case 1:
		return zhtext.Clip(only.folded(), max)
	}
	return zhtext.Clip(strings.Trim(string(buf), " \n"), max)
}

// leadFlags gives the white space in front of a subtree that is passed over.
func (t *tree) leadFlags(id int32) nodeFlags {
	for i := id; i < t.nodes[id].end; i++ {
		if t.nodes[i].tag == tagText {
			return t.nodes[i].flags & (flagSpace | flagBreak)
		}
	}
	return 0
}

// line is text on one line.
func (t *tree) line(id int32, max int) string { return oneLine(t.text(id, max)) }

func oneLine(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	return strings.ReplaceAll(s, "\n", " ")
}

func appendGap(buf []byte, flags nodeFlags) []byte {
	n := len(buf)
	if n == 0 {
		return buf
	}
	if flags&flagBreak != 0 {
		if buf[n-1] == ' ' {
			buf = buf[:n-1]
		}
		if n = len(buf); n > 0 && buf[n-1] != '\n' {
			buf = append(buf, '\n')
		}
		return buf
	}
	if flags&flagSpace != 0 {
		return appendBlank(buf)
	}
	return buf
}

// A block is one line of visible text with the place it starts at.
type block struct {
	text  string
	at    int32     // its first text node
	last  int32     // its last one
	flags nodeFlags // of all of its texts
	ink   ink
}

// blocks gives the first lines of a subtree.
func (t *tree) blocks(id int32, limit int) []block {
	return t.appendBlocks(nil, id, t.nodes[id].end, limit)
}

// appendBlocks adds the lines between two nodes until there are limit; the first
// node is not asked whether it is shown.
func (t *tree) appendBlocks(all []block, id, end int32, limit int) []block {
	buf, count := t.buf[:0], 0
	var line block
	flush := func() {
		// A line of one text is that text, without a copy.
		if count == 1 {
			line.text = t.nodes[line.at].folded()
		} else if count > 1 {
			line.text = strings.Trim(string(buf), " \n")
		}
		if line.text != "" {
			all = append(all, line)
		}
		buf, count, line = buf[:0], 0, block{}
	}
	var pending nodeFlags
	for i := id; i < end && len(all) < limit; i++ {
		n := &t.nodes[i]
		if n.tag != tagText {
			if i != id && (n.flags&flagHidden != 0 || hiddenTag(n.tag)) {
				pending |= t.leadFlags(i)
				i = n.end - 1
			}
			continue
		}
		flags := n.flags | pending
		pending = 0
		if flags&flagBreak != 0 {
			flush()
		}
		line.last, line.flags, line.ink = i, line.flags|n.flags, line.ink|n.ink
		if count++; count == 1 {
			line.at = i
			continue
		}
		if count == 2 {
			buf = t.nodes[line.at].appendTo(buf)
		}
		buf = appendGap(buf, flags&^flagBreak)
		buf = n.appendTo(buf)
	}
	if len(all) < limit {
		flush()
	}
	t.buf = buf[:0]
	return all
}

// allText is the text below a node on one line, whether it is shown or not.
func (t *tree) allText(id int32) string {
	const limit = 600
	buf, only, count := t.buf[:0], (*node)(nil), 0 // as in textExcept
	for i := id + 1; i < t.nodes[id].end && len(buf) <= limit; i++ {
		n := &t.nodes[i]
		if n.tag != tagText {
			continue
		}
		if count++; count == 1 {
			only = n
			continue
		}
		if count == 2 {
			buf = only.appendTo(buf)
		}
		if n.flags&flagSpace != 0 {
			buf = appendBlank(buf)
		}
		buf = n.appendTo(buf)
	}
	t.buf = buf[:0]
	switch count {
	case 0:
		return ""
	case 1:
		return zhtext.Clip(only.folded(), limit)
	}
	return zhtext.Clip(strings.TrimSpace(string(buf)), limit)
}
