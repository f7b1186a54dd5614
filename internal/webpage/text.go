package webpage

import (
	"html"
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

// fold is appendFolded for one raw text.
func fold(s string) string {
	if s == "" || clean(s) {
		return s
	}
	var room [512]byte
	return strings.Trim(string(appendFolded(room[:0], s)), " \n")
}

// clean says whether a raw text needs neither decoding nor folding.
func clean(s string) bool {
	blank := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0xe4 && c <= 0xe9 { // a Chinese character
			blank = false
			i += 2
			continue
		}
		if c == ' ' {
			if blank {
				return false
			}
			blank = true
			continue
		}
		if c == '&' {
			return false
		}
		if !ordinary[c] {
			if n, _ := special(s[i:]); n > 0 {
				return false
			}
		}
		blank = false
	}
	return !blank
}

// appendFolded adds a raw text, entities decoded, every run of white space one
// blank, invisible characters dropped.
func appendFolded(buf []byte, s string) []byte {
	const blank = "&nbsp;"
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			return appendBlanked(buf, s)
		}
		if !strings.HasPrefix(s[i:], blank) {
			return appendBlanked(appendBlanked(buf, s[:i]), html.UnescapeString(s[i:]))
		}
		buf = appendBlank(appendBlanked(buf, s[:i]))
		s = s[i+len(blank):]
	}
}

// appendBlanked is appendFolded for a text without entities.
func appendBlanked(buf []byte, s string) []byte {
	for i := 0; i < len(s); {
		start := i
		for i < len(s) && ordinary[s[i]] {
			i++
		}
		buf = append(buf, s[start:i]...)
		if i == len(s) {
			break
		}
		n, blank := special(s[i:])
		switch {
		case blank:
			buf = appendBlank(buf)
		case n > 0:
		default:
			n = 1
			buf = append(buf, s[i])
		}
		i += max(n, 1)
	}
	return buf
}

// ordinary marks bytes that are kept as they are: everything but blanks,
// controls, and the first bytes of blanks and invisible characters.
var ordinary = func() (t [256]bool) {
	for c := range t {
		t[c] = c > ' ' && c != 0x7f && c != 0xc2 && c != 0xe2 && c != 0xe3 && c != 0xef
	}
	return t
}()

// special measures what an unordinary byte begins: n bytes to drop, as a blank
// or as nothing; 0 when it begins an ordinary character.
func special(s string) (n int, blank bool) {
	c := s[0]
	switch {
	case c == ' ' || c >= '\t' && c <= '\r':
		return 1, true
	case c < ' ' || c == 0x7f:
		return 1, false
	case c == 0xc2:
		if len(s) > 1 && s[1] == 0xa0 {
			return 2, true
		}
	case len(s) < 3:
	case c == 0xe3:
		if s[1] == 0x80 && s[2] == 0x80 {
			return 3, true
		}
	case c == 0xe2:
		if s[1] == 0x80 && s[2] >= 0x80 && s[2] <= 0x8a {
			return 3, true
		}
		if s[1] == 0x80 && (s[2] >= 0x8b && s[2] <= 0x8f || s[2] >= 0xaa && s[2] <= 0xae) {
			return 3, false
		}
	case c == 0xef:
		if s[1] == 0xbb && s[2] == 0xbf {
			return 3, false
		}
	}
	return 0, false
}

func appendBlank(buf []byte) []byte {
	if n := len(buf); n == 0 || buf[n-1] == ' ' || buf[n-1] == '\n' {
		return buf
	}
	return append(buf, ' ')
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

// LabelKey is a label without decoration.
func LabelKey(label string) string {
	key := zhtext.Key(chinesePart(label))
	for _, tail := range []string{"更多", "more"} {
		if t := strings.TrimSuffix(key, tail); t != "" {
			key = t
		}
	}
	return key
}
