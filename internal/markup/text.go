package markup

import (
	"strings"

	"ducha/internal/zhtext"
)

// TextExcept is text without the subtree skip.
func (t *Tree) TextExcept(id, skip int32, max int) string {
	end := t.Nodes[id].End
	buf, only, count := t.buf[:0], (*Node)(nil), 0
	var pending NodeFlags
	for i := id; i < end; i++ {
		n := &t.Nodes[i]
		if n.Tag != TagText {
			if i == skip || i != id && (n.Flags&FlagHidden != 0 || HiddenTag(n.Tag)) {
				pending |= t.leadFlags(i)
				i = n.End - 1
			}
			continue
		}
		flags := n.Flags | pending
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
	return joined(buf, only, count, max)
}

// joined is what so many texts make: those put together in buf, or the only one without
// a copy.
func joined(buf []byte, only *Node, count, max int) string {
	switch count {
	case 0:
		return ""
	case 1:
		return zhtext.Clip(only.Folded(), max)
	}
	return zhtext.Clip(strings.Trim(string(buf), " \n"), max)
}

// leadFlags gives the white space in front of a subtree that is passed over.
func (t *Tree) leadFlags(id int32) NodeFlags {
	for i := id; i < t.Nodes[id].End; i++ {
		if t.Nodes[i].Tag == TagText {
			return t.Nodes[i].Flags & (FlagSpace | FlagBreak)
		}
	}
	return 0
}

// Line is text on one line.
func (t *Tree) Line(id int32, max int) string { return OneLine(t.Text(id, max)) }

// OneLine puts blanks for the breaks of lines.
func OneLine(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	return strings.ReplaceAll(s, "\n", " ")
}

func appendGap(buf []byte, flags NodeFlags) []byte {
	n := len(buf)
	if n == 0 {
		return buf
	}
	if flags&FlagBreak != 0 {
		if buf[n-1] == ' ' {
			buf = buf[:n-1]
		}
		if n = len(buf); n > 0 && buf[n-1] != '\n' {
			buf = append(buf, '\n')
		}
		return buf
	}
	if flags&FlagSpace != 0 {
		return appendBlank(buf)
	}
	return buf
}

// A Block is one line of visible text with the place it starts at.
type Block struct {
	Text  string
	At    int32     // its first text node
	Last  int32     // its last one
	Flags NodeFlags // of all of its texts
	Ink   Ink
}

// Blocks gives the first lines of a subtree.
func (t *Tree) Blocks(id int32, limit int) []Block {
	return t.AppendBlocks(nil, id, t.Nodes[id].End, limit)
}

// AppendBlocks adds the lines between two nodes until there are limit; the first
// node is not asked whether it is shown.
func (t *Tree) AppendBlocks(all []Block, id, end int32, limit int) []Block {
	buf, count := t.buf[:0], 0
	var line Block
	flush := func() {
		// A line of one text is that text, without a copy.
		if count == 1 {
			line.Text = t.Nodes[line.At].Folded()
		} else if count > 1 {
			line.Text = strings.Trim(string(buf), " \n")
		}
		if line.Text != "" {
			all = append(all, line)
		}
		buf, count, line = buf[:0], 0, Block{}
	}
	var pending NodeFlags
	for i := id; i < end && len(all) < limit; i++ {
		n := &t.Nodes[i]
		if n.Tag != TagText {
			if i != id && (n.Flags&FlagHidden != 0 || HiddenTag(n.Tag)) {
				pending |= t.leadFlags(i)
				i = n.End - 1
			}
			continue
		}
		flags := n.Flags | pending
		pending = 0
		if flags&FlagBreak != 0 {
			flush()
		}
		line.Last, line.Flags, line.Ink = i, line.Flags|n.Flags, line.Ink|n.Ink
		if count++; count == 1 {
			line.At = i
			continue
		}
		if count == 2 {
			buf = t.Nodes[line.At].appendTo(buf)
		}
		buf = appendGap(buf, flags&^FlagBreak)
		buf = n.appendTo(buf)
	}
	if len(all) < limit {
		flush()
	}
	t.buf = buf[:0]
	return all
}

// AllText is the text below a node on one line, whether it is shown or not.
func (t *Tree) AllText(id int32) string {
	const limit = 600
	buf, only, count := t.buf[:0], (*Node)(nil), 0 // as in TextExcept
	for i := id + 1; i < t.Nodes[id].End && len(buf) <= limit; i++ {
		n := &t.Nodes[i]
		if n.Tag != TagText {
			continue
		}
		if count++; count == 1 {
			only = n
			continue
		}
		if count == 2 {
			buf = only.appendTo(buf)
		}
		if n.Flags&FlagSpace != 0 {
			buf = appendBlank(buf)
		}
		buf = n.appendTo(buf)
	}
	t.buf = buf[:0]
	return joined(buf, only, count, limit)
}
