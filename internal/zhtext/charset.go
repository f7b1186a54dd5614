package zhtext

import (
	"bytes"
	"strings"
	"unicode/utf8"

	simd "github.com/segmentio/asm/utf8"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// Decode turns raw bytes into UTF-8. What the bytes are wins over what the
// header or a meta tag says, because both lie often: charset is the encoding
// used, declared the one announced (empty when none), badShare the share of
// characters that could not be read. text is always valid UTF-8.
func Decode(raw []byte, contentType string) (text []byte, charset, declared string, badShare float64) {
	declared = headerCharset(contentType)
	if body, enc, name := byMark(raw); name != "" {
		if enc == nil {
			text, badShare = validate(body)
		} else {
			text, badShare = convert(enc, body)
		}
		return text, name, declared, badShare
	}
	if meta := metaCharset(raw); declared == "" || meta != "" && declared == "iso-8859-1" {
		declared = meta
	}
	if !gbName(declared) && simd.Valid(raw) {
		return raw, "utf-8", declared, 0
	}
	wide, two, broken := utf8Census(raw)
	switch {
	case broken == 0 && (wide > 0 || two == 0 || !gbName(declared)):
		return raw, "utf-8", declared, 0
	case wide > broken:
		// Mostly UTF-8 with a foreign include or a cut character.
		text, badShare = validate(raw)
		return text, "utf-8", declared, badShare
	}
	if strings.HasPrefix(declared, "big5") {
		_, other := convert(simplifiedchinese.GB18030, raw)
		if t, bad := convert(traditionalchinese.Big5, raw); bad < other {
			return t, "big5", declared, bad
		}
	}
	if gb := gbBroken(raw); broken < gb && broken*50 < len(raw) {
		text, badShare = validate(raw)
		return text, "utf-8", declared, badShare
	}
	text, badShare = convert(simplifiedchinese.GB18030, raw)
	return text, "gb18030", declared, badShare
}

// byMark recognises byte order marks, and UTF-16 without one by its zero bytes.
func byMark(raw []byte) (body []byte, enc encoding.Encoding, name string) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xef, 0xbb, 0xbf}):
		return raw[3:], nil, "utf-8"
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}):
		return raw[2:], unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"
	case bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		return raw[2:], unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"
	case len(raw) >= 8 && raw[0] != 0 && raw[1] == 0 && raw[3] == 0 && raw[5] == 0:
		return raw, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"
	case len(raw) >= 8 && raw[0] == 0 && raw[1] != 0 && raw[2] == 0 && raw[4] == 0:
		return raw, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"
	}
	return nil, nil, ""
}

func convert(enc encoding.Encoding, raw []byte) ([]byte, float64) {
	out, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		// The decoders of x/text replace instead of failing; kept for safety.
		return validate(raw)
	}
	return validate(out)
}

// validate replaces broken sequences and gives the share of replaced characters.
func validate(b []byte) ([]byte, float64) {
	bad, all := 0, 0
	for i := 0; i < len(b); all++ {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError {
			bad++
		}
		i += n
	}
	if bad == 0 {
		return b, 0
	}
	return bytes.ToValidUTF8(b, []byte("\uFFFD")), float64(bad) / float64(all)
}

// utf8Census counts sequences of three and more bytes, of two bytes, and broken
// ones. GBK text hardly ever forms valid three-byte sequences.
func utf8Census(b []byte) (wide, two, broken int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && n <= 1:
			broken++
			n = 1
		case n >= 3:
			wide++
		default:
			two++
		}
		i += n
	}
	return wide, two, broken
}

// gbBroken counts sequences that are no GB18030.
func gbBroken(b []byte) (broken int) {
	for i := 0; i < len(b); {
		c := b[i]
		switch {
		case c < 0x80:
			i++
		case c == 0x80 || c == 0xff || i+1 >= len(b):
			broken++
			i++
		case b[i+1] >= 0x30 && b[i+1] <= 0x39 && i+3 < len(b) && b[i+2] >= 0x81 && b[i+3] >= 0x30 && b[i+3] <= 0x39:
			i += 4
		case b[i+1] >= 0x40 && b[i+1] != 0x7f && b[i+1] != 0xff:
			i += 2
		default:
			broken++
			i++
		}
	}
	return broken
}

func headerCharset(contentType string) string {
	lower := strings.ToLower(contentType)
	if _, rest, ok := strings.Cut(lower, "charset="); ok {
		return charsetName([]byte(rest))
	}
	return ""
}

// metaWindow is how far a charset declaration is looked for. Browsers stop at
// 1,024 bytes; real pages put scripts and keywords before it.
const metaWindow = 16 << 10

// metaCharset finds charset=… within a meta tag or an XML declaration, in any
// order of attributes, quoted or not.
func metaCharset(raw []byte) string {
	if len(raw) > metaWindow {
		raw = raw[:metaWindow]
	}
	if bytes.HasPrefix(raw, []byte("<?xml")) {
		if head, _, ok := bytes.Cut(raw, []byte("?>")); ok {
			if _, rest, ok := bytes.Cut(head, []byte("encoding=")); ok {
				return charsetName(rest)
			}
		}
	}
	for {
		i := bytes.IndexByte(raw, '<')
		if i < 0 || i+5 >= len(raw) {
			return ""
		}
		raw = raw[i+1:]
		if !bytes.EqualFold(raw[:4], []byte("meta")) {
			continue
		}
		tag := raw
		if end := bytes.IndexByte(raw, '>'); end >= 0 {
			tag = raw[:end]
		}
		lower := bytes.ToLower(tag)
		if _, rest, ok := bytes.Cut(lower, []byte("charset")); ok {
			rest = bytes.TrimLeft(rest, " \t\r\n")
			if bytes.HasPrefix(rest, []byte("=")) {
				if name := charsetName(rest[1:]); name != "" {
					return name
				}
			}
		}
	}
}

// charsetName reads a name up to the first byte that cannot be part of one.
func charsetName(b []byte) string {
	b = bytes.TrimLeft(b, " \t\r\n\"'")
	n := 0
	for n < len(b) && n < 24 && (b[n] == '-' || b[n] == '_' || b[n] == ':' || b[n] >= '0' && b[n] <= '9' || b[n]|0x20 >= 'a' && b[n]|0x20 <= 'z') {
		n++
	}
	return strings.ToLower(string(b[:n]))
}

func gbName(name string) bool { return strings.HasPrefix(name, "gb") }
