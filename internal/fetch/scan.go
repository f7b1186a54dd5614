package fetch

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"ducha/internal/zhtext"
)

// scan reads markup in one pass without a tree: it must stay cheap, for every
// page goes through it. White space is dropped so that words split by layout
// are still found.
type scan struct {
	p      *sight
	title  []byte
	text   []byte
	script []byte
	in     string // title, script or style while inside one
}

// page reads text up to where it can tell what follows; last says that nothing
// does. It gives the number of bytes that need not be read again.
func (s *scan) page(text string, last bool) (read int) {
	for read < len(text) {
		rest := text[read:]
		if s.ample() {
			return read
		}
		open := strings.IndexByte(rest, '<')
		if open < 0 {
			if !last {
				return read
			}
			s.words(rest)
			return len(text)
		}
		if open > 0 {
			s.words(rest[:open])
			read += open
			continue
		}
		n := s.markup(rest, last)
		if n == 0 {
			return read
		}
		read += n
	}
	return read
}

// markup reads one tag or comment; 0 when its end is not seen.
func (s *scan) markup(text string, last bool) int {
	if strings.HasPrefix(text, "<!--") {
		end := strings.Index(text, "-->")
		if end < 0 {
			return 0
		}
		return end + 3
	}
	end := strings.IndexByte(text, '>')
	if end < 0 {
		return 0
	}
	if raw := rawElement(text[1:end]); raw != "" {
		n := closing(text[end+1:], raw)
		if n == len(text)-end-1 && !last {
			return 0 // its end may come
		}
	}
	rest := s.tag(text[1:end], text[end+1:])
	return len(text) - len(rest)
}

// rawElement gives the end tag that alone ends a script or style.
func rawElement(tag string) string {
	if tag == "" || tag[0]|0x20 != 's' {
		return ""
	}
	switch name, _ := tagName(tag); name {
	case "script":
		return "</script"
	case "style":
		return "</style"
	}
	return ""
}

// tag notes one tag and gives the text that follows it.
func (s *scan) tag(tag, rest string) string {
	name, attrs := tagName(tag)
	switch name {
	case "a":
		if strings.Contains(attrs, "href") || strings.Contains(attrs, "HREF") {
			s.p.links++
		}
	case "form", "button", "select", "img", "iframe", "frame", "embed", "object", "video", "svg", "canvas":
		s.p.media++
	case "input":
		s.p.media++
		low := zhtext.LowerASCII(attrs)
		if strings.Contains(low, `type="password"`) || strings.Contains(low, "type=password") || strings.Contains(low, "type='password'") {
			s.p.password = true
		}
	case "meta":
		// A stub that sends the visitor on is not empty.
		if strings.Contains(zhtext.LowerASCII(attrs), "refresh") {
			s.p.media++
		}
	case "title":
		s.in = "title"
	case "/title":
		s.in = ""
	case "script":
		s.p.scripts++
		end := closing(rest, "</script")
		keep(&s.script, attrs, maxSight)
		keep(&s.script, rest[:end], maxSight)
		return rest[end:]
	case "style", "noscript":
		// The words of noscript are shown to nobody who runs scripts, but walls say
		// there what they want.
		if name == "style" {
			return rest[closing(rest, "</style"):]
		}
	}
	return rest
}

// closing finds the end tag without regard to case.
func closing(s, tag string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], "</")
		if i < 0 {
			return len(s)
		}
		from += i
		if len(s)-from >= len(tag) && strings.EqualFold(s[from:from+len(tag)], tag) {
			return from
		}
		from += 2
	}
}

func tagName(tag string) (name, attrs string) {
	i := 0
	for i < len(tag) && tag[i] != ' ' && tag[i] != '\t' && tag[i] != '\r' && tag[i] != '\n' {
		i++
	}
	return strings.ToLower(strings.TrimSuffix(tag[:i], "/")), tag[i:]
}

func (s *scan) words(text string) {
	dest := &s.text
	if s.in == "title" {
		dest = &s.title
	}
	if *dest == nil {
		*dest = make([]byte, 0, 2048)
	}
	if strings.IndexByte(text, '&') >= 0 && len(*dest) < maxSight {
		text = html.UnescapeString(text)
	}
	chars, out := 0, *dest
	for i := 0; i < len(text); {
		c, n := text[i], 1
		switch {
		case c <= ' ':
			i++
			continue
		case c >= 'A' && c <= 'Z':
			c += 32
		case c >= utf8.RuneSelf:
			// Chinese characters need no look; blanks begin with other bytes.
			if c < 0xe4 || c > 0xe9 || i+3 > len(text) {
				var r rune
				r, n = utf8.DecodeRuneInString(text[i:])
				if r == '\ufeff' || r == '\u200b' || unicode.IsSpace(r) {
					i += n
					continue
				}
			} else {
				n = 3
			}
		}
		chars++
		if len(out) < maxSight {
			if n == 1 {
				out = append(out, c)
			} else {
				out = append(out, text[i:i+n]...)
			}
		}
		i += n
	}
	*dest = out
	if s.in == "" {
		s.p.chars += chars
	}
}

// ample says that nothing that follows can make the page a notice: it has a menu,
// and a title that names no error.
func (s *scan) ample() bool {
	if s.p.links <= shortLink {
		return false
	}
	return s.p.chars > 4*shortText || s.in == "" && len(s.title) > 0 && !namesError(string(s.title))
}

func keep(b *[]byte, s string, limit int) {
	if room := limit - len(*b); room > 0 {
		*b = append(*b, s[:min(len(s), room)]...)
	}
}
