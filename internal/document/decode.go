package document

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	xunicode "golang.org/x/text/encoding/unicode"
)

// decode gives raw as UTF-8. What the bytes are decides; what a page announces
// does not, because charset=gb2312 often stands over UTF-8 bytes.
func decode(raw []byte) string {
	var enc encoding.Encoding
	switch {
	case bytes.HasPrefix(raw, []byte{0xef, 0xbb, 0xbf}):
		return strings.ToValidUTF8(string(raw[3:]), "\uFFFD")
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}), bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		enc = xunicode.UTF16(xunicode.LittleEndian, xunicode.UseBOM)
	case mostlyUTF8(raw):
		return strings.ToValidUTF8(string(raw), "\uFFFD")
	case len(raw) > 3 && raw[1] == 0 && raw[3] == 0:
		enc = xunicode.UTF16(xunicode.LittleEndian, xunicode.IgnoreBOM)
	default:
		enc = simplifiedchinese.GB18030
	}
	out, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return strings.ToValidUTF8(string(raw), "\uFFFD")
	}
	return string(out)
}

// mostlyUTF8 forgives a cut last character and a stray byte in a long text.
func mostlyUTF8(raw []byte) bool {
	if bytes.IndexByte(raw[:min(len(raw), 512)], 0) >= 0 {
		return false
	}
	bad, wide := 0, 0
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 2:
			wide++
		}
		raw = raw[n:]
	}
	return bad == 0 || wide > 20*bad
}
