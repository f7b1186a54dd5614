package document

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxNesting is far above what real files have and far below what a decoder
// pays for.
const maxNesting = 256

var (
	errNesting = errors.New("XML 嵌套过深")
	errCut     = errors.New("XML 不完整,可能被截断")
)

// tokens calls f for each XML token. Go's decoder neither loads external
// entities nor expands internal ones; an unknown entity ends the reading. A part
// that ends before its elements do was cut, and half a table is none.
func tokens(raw []byte, f func(xml.Token) error) error {
	dec := xml.NewDecoder(bytes.NewReader(raw))
	dec.Strict = false
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	depth := 0
	for {
		tok, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			if depth > 0 {
				return errCut
			}
			return nil
		}
		if err != nil {
			return fmt.Errorf("XML 无法解析: %w", err)
		}
		switch tok.(type) {
		case xml.StartElement:
			if depth++; depth > maxNesting {
				return errNesting
			}
		case xml.EndElement:
			depth--
		}
		if err := f(tok); err != nil {
			return err
		}
	}
}

// at gives an attribute by its local name.
func at(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func elements(raw []byte, f func(xml.StartElement)) error {
	if raw == nil {
		return nil
	}
	return tokens(raw, func(tok xml.Token) error {
		if e, ok := tok.(xml.StartElement); ok {
			f(e)
		}
		return nil
	})
}

// firstText is the text of the first element with a local name.
func firstText(raw []byte, name string) string {
	in, done := false, false
	var b strings.Builder
	_ = tokens(raw, func(tok xml.Token) error {
		switch e := tok.(type) {
		case xml.StartElement:
			in = e.Name.Local == name && !done
		case xml.CharData:
			if in {
				b.Write(e)
			}
		case xml.EndElement:
			if in {
				done = true
			}
			in = false
		}
		return nil
	})
	return b.String()
}
