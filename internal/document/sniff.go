package document

import (
	"archive/zip"
	"bytes"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// sniff names the format. The bytes decide; the name only tells apart what
// looks alike, because servers hand out error pages under the name of a PDF.
func sniff(name string, raw []byte) string {
	head := bytes.TrimLeft(raw[:min(len(raw), 1024)], "\xef\xbb\xbf \t\r\n\x00")
	for _, m := range []struct{ magic, kind string }{
		{"%PDF-", "pdf"}, {"Rar!\x1a\x07", "rar"}, {"7z\xbc\xaf\x27\x1c", "7z"}, {"{\\rtf", "rtf"},
		{"\x89PNG", "image"}, {"\xff\xd8\xff", "image"}, {"GIF8", "image"}, {"II*\x00", "image"}, {"MM\x00*", "image"},
	} {
		if strings.HasPrefix(string(head), m.magic) {
			return m.kind
		}
	}
	switch {
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")), bytes.HasPrefix(raw, []byte("PK\x05\x06")):
		return sniffZIP(raw)
	case bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return sniffOLE(name, raw)
	case bytes.Contains(raw[:min(len(raw), 1024)], []byte("%PDF-")):
		return "pdf" // junk before the header is common and harmless
	}
	return sniffText(name, raw)
}

// sniffText tells pages from texts. Bytes of neither, as a program leaves that encrypts all
// files of an office, hold "<p" by chance: read as a page they would seem to be in order.
func sniffText(name string, raw []byte) string {
	broken := brokenShare(raw)
	if broken > maxBrokenPage {
		return "unknown"
	}
	head := strings.ToLower(decode(raw[:min(len(raw), 8192)]))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<script", "<title", "<p", "<div"} {
		if strings.Contains(head, tag) {
			return "html"
		}
	}
	switch ext := extension(name); {
	case ext == "html" || ext == "htm" || ext == "shtml":
		return "html"
	case broken < maxBrokenText:
		return "text"
	}
	return "unknown"
}

// How much of a file may be no character of an encoding we know: a page says by its tags
// what it is, a text by nothing else. Of random bytes a fifth is none.
const (
	maxBrokenPage = 0.08
	maxBrokenText = 0.02
)

// brokenShare is that share of the beginning of a file.
func brokenShare(raw []byte) float64 {
	text := decode(raw[:min(len(raw), 64<<10)])
	bad, all := 0, 0
	for _, r := range text {
		all++
		if r == utf8.RuneError || r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' {
			bad++
		}
	}
	return float64(bad) / float64(max(all, 1))
}

// sniffZIP looks at the entries: Office and OFD files are archives too.
func sniffZIP(raw []byte) string {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return "zip" // readZIP says what is wrong with it
	}
	for i, f := range z.File {
		if i > 2000 {
			break
		}
		switch strings.TrimPrefix(strings.ReplaceAll(f.Name, "\\", "/"), "/") {
		case "word/document.xml":
			return "docx"
		case "xl/workbook.xml":
			return "xlsx"
		case "OFD.xml":
			return "ofd"
		}
	}
	return "zip"
}

// sniffOLE tells the old binary formats apart by the names of their streams.
func sniffOLE(name string, raw []byte) string {
	switch {
	case bytes.Contains(raw, wide("EncryptedPackage")):
		return "encrypted"
	case bytes.Contains(raw, wide("WordDocument")):
		return "doc"
	case bytes.Contains(raw, wide("Workbook")), bytes.Contains(raw, wide("Book")):
		return "xls"
	}
	switch extension(name) {
	case "doc", "wps":
		return "doc"
	case "xls", "et":
		return "xls"
	}
	return "unknown"
}

func wide(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

// extension is the lower-case ending of name without its dot.
func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(strings.TrimSpace(name)), "."))
}
