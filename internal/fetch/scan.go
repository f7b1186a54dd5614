package fetch

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scan reads markup in one pass without a tree: it must stay cheap, for every
// page goes through it. White space is dropped so that words split by layout
// are still found.
type scan struct {
	p      *sight
	title  strings.Builder
	text   strings.Builder
	script strings.Builder
	in     string // title, script or style while inside one
}

func (s *scan) page(text string) {
	for len(text) > 0 {
		if s.p.ample() {
			return
		}
		open := strings.IndexByte(text, '<')
		if open < 0 {
			s.words(text)
			return
		}
		if open > 0 {
			s.words(text[:open])
			text = text[open:]
		}
		if strings.HasPrefix(text, "<!--") {
			end := strings.Index(text, "-->")
			if end < 0 {
				return
			}
			text = text[end+3:]
			continue
		}
		end := strings.IndexByte(text, '>')
		if end < 0 {
			return
		}
		text = s.tag(text[1:end], text[end+1:])
	}
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
		low := strings.ToLower(attrs)
		if strings.Contains(low, `type="password"`) || strings.Contains(low, "type=password") || strings.Contains(low, "type='password'") {
			s.p.password = true
		}
	case "meta":
		// A stub that sends the visitor on is not empty.
		if strings.Contains(strings.ToLower(attrs), "refresh") {
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
	i := strings.IndexAny(tag, " \t\r\n")
	if i < 0 {
		i = len(tag)
	}
	return strings.ToLower(strings.TrimSuffix(tag[:i], "/")), tag[i:]
}

func (s *scan) words(text string) {
	dest := &s.text
	if s.in == "title" {
		dest = &s.title
	}
	full := dest.Len() >= maxSight
	if strings.IndexByte(text, '&') >= 0 && !full {
		text = html.UnescapeString(text)
	}
	for _, r := range text {
		if r <= ' ' || r == '\u00a0' || r == '\u3000' || r == '\ufeff' || r == '\u200b' || r > utf8.RuneSelf && unicode.IsSpace(r) {
			continue
		}
		if s.in == "" {
			s.p.chars++
		}
		if full {
			continue
		}
		if r < utf8.RuneSelf {
			if r >= 'A' && r <= 'Z' {
				r += 32
			}
			dest.WriteByte(byte(r))
		} else {
			dest.WriteRune(r)
		}
		full = dest.Len() >= maxSight
	}
}

func keep(b *strings.Builder, s string, limit int) {
	if room := limit - b.Len(); room > 0 {
		b.WriteString(s[:min(len(s), room)])
	}
}
