package fetch

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// Robots is a parsed robots.txt (RFC 9309), read as leniently as Google's own
// parser reads it.
type Robots struct {
	groups   []robotsGroup
	Sitemaps []string
}

type robotsGroup struct {
	agents []string // lower case; "*" for all
	rules  []robotsRule
	delay  time.Duration
}

type robotsRule struct {
	allow   bool
	pattern string
}

// maxRobotsLine is the longest line read whole.
const maxRobotsLine = 2083*8 - 1

// ParseRobots never fails: what it cannot read is no rule.
func ParseRobots(body []byte) *Robots {
	r := &Robots{}
	body = trimBOM(body)
	open := false // the last line was a user-agent line, so agents still gather
	for line := range bytes.FieldsFuncSeq(body, func(c rune) bool { return c == '\n' || c == '\r' }) {
		key, value, ok := robotsLine(string(line[:min(len(line), maxRobotsLine)]))
		if !ok {
			continue
		}
		switch key {
		case "user-agent":
			if !open {
				r.groups = append(r.groups, robotsGroup{})
			}
			g := &r.groups[len(r.groups)-1]
			g.agents = append(g.agents, robotsAgent(value))
			open = true
		case "allow", "disallow":
			open = false
			if len(r.groups) > 0 {
				g := &r.groups[len(r.groups)-1]
				g.rules = append(g.rules, robotsRule{key == "allow", escapePattern(value)})
			}
		case "crawl-delay":
			if n, err := strconv.ParseFloat(value, 64); err == nil && n > 0 && n < 1e6 && len(r.groups) > 0 {
				r.groups[len(r.groups)-1].delay = time.Duration(n * float64(time.Second))
			}
		case "sitemap":
			r.Sitemaps = append(r.Sitemaps, value)
		}
	}
	return r
}

// trimBOM takes off a byte order mark, or the part of one that is there.
func trimBOM(b []byte) []byte {
	for i, c := range []byte{0xef, 0xbb, 0xbf} {
		if i >= len(b) || b[i] != c {
			return b[i:]
		}
	}
	return b[3:]
}

// robotsLine splits a line into key and value. A missing colon is forgiven when
// exactly two words are left.
func robotsLine(line string) (key, value string, ok bool) {
	line, _, _ = strings.Cut(line, "#")
	line = strings.TrimSpace(line)
	key, value, ok = strings.Cut(line, ":")
	if !ok {
		words := strings.FieldsFunc(line, func(c rune) bool { return c == ' ' || c == '\t' })
		if len(words) != 2 {
			return "", "", false
		}
		key, value = words[0], words[1]
	}
	key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
	return robotsKey(key), value, key != ""
}

// robotsKey forgives the misspellings that are common.
func robotsKey(key string) string {
	for _, k := range []struct {
		name    string
		spelled []string
	}{
		{"user-agent", []string{"user-agent", "useragent", "user agent"}},
		{"allow", []string{"allow"}},
		{"disallow", []string{"disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"}},
		{"sitemap", []string{"sitemap", "site-map"}},
		{"crawl-delay", []string{"crawl-delay"}},
	} {
		for _, s := range k.spelled {
			if strings.HasPrefix(key, s) {
				return k.name
			}
		}
	}
	return key
}

// robotsAgent keeps the product token; "*" alone, or before white space, is all.
func robotsAgent(value string) string {
	if value == "*" || strings.HasPrefix(value, "* ") || strings.HasPrefix(value, "*\t") {
		return "*"
	}
	return strings.ToLower(productToken(value))
}

func productToken(s string) string {
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_') {
			return s[:i]
		}
	}
	return s
}

// escapePattern escapes bytes beyond ASCII and writes escapes in upper case, so
// that /中文 and /%e4%b8%ad%e6%96%87 are one rule.
func escapePattern(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b.WriteByte('%')
			b.WriteByte(upper(s[i+1]))
			b.WriteByte(upper(s[i+2]))
			i += 2
		case c >= 0x80:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func upper(c byte) byte {
	if c >= 'a' && c <= 'f' {
		return c - 32
	}
	return c
}
