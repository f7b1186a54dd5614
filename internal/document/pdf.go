package document

import (
	"context"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// readPDF takes words with their boxes from poppler.
func (d *Document) readPDF(ctx context.Context, raw []byte) error {
	out, err := run(ctx, raw, "pdftotext", "-bbox", "-enc", "UTF-8", "-", "-")
	if err != nil {
		return err
	}
	words := 0
	var page []box
	var word *box
	title := false
	err = tokens(out, func(tok xml.Token) error {
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "title":
				title = true
			case "page":
				d.Pages++
				page = nil
			case "word":
				word = &box{num(e, "xMin"), num(e, "yMin"), num(e, "xMax"), num(e, "yMax"), ""}
			}
		case xml.CharData:
			switch {
			case word != nil:
				word.text += string(e)
			case title:
				d.Title += clean(string(e))
			}
		case xml.EndElement:
			title = false
			switch {
			case e.Name.Local == "word" && word != nil:
				if strings.TrimSpace(word.text) != "" {
					page = append(page, *word)
					words++
				}
				word = nil
			case e.Name.Local == "page":
				d.boxes(page, fmt.Sprintf("第%d页", d.Pages))
				if wordless(page) {
					d.Images++
				}
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case words == 0:
		return errScanned
	}
	return nil
}

// wordless is a page of nothing but its number: what it shows is a picture.
func wordless(page []box) bool {
	n := 0
	for _, b := range page {
		n += utf8.RuneCountInString(b.text)
	}
	return n < 8
}

func num(e xml.StartElement, name string) float64 {
	v, _ := strconv.ParseFloat(at(e, name), 64)
	return v
}
