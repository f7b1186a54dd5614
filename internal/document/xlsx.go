package document

import (
	"encoding/xml"
	"errors"
	"path"
	"strings"
)

// readXLSX streams the sheets row by row: rows without r= cost nothing extra
// and one far cell costs one row, unlike in readers that fill a whole grid.
func (d *Document) readXLSX(raw []byte) error {
	a, err := openArchive(raw)
	if err != nil {
		return err
	}
	book := &workbook{d: d, a: a}
	if err := book.load(); err != nil {
		return err
	}
	for _, s := range book.sheets {
		part, err := a.part(s.path)
		if err != nil {
			return err
		}
		if part == nil {
			d.Cut = true // a chart sheet, or a sheet we could not find
			continue
		}
		if err := book.sheet(s, part); err != nil {
			return err
		}
	}
	if len(book.sheets) == 0 {
		return errors.New("工作簿中没有工作表")
	}
	d.readBeside(a)
	return nil
}

type workbook struct {
	d       *Document
	a       *archive
	sheets  []sheet
	strings []string
	formats []string // number format by cell style
	cells   int
}

type sheet struct {
	name, path string
	hidden     bool
}

func (b *workbook) load() error {
	parts := map[string][]byte{}
	for _, name := range []string{"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml"} {
		raw, err := b.a.part(name)
		if err != nil {
			return err
		}
		parts[name] = raw
	}
	paths := map[string]string{}
	err := elements(parts["xl/_rels/workbook.xml.rels"], func(e xml.StartElement) {
		if e.Name.Local == "Relationship" {
			target := at(e, "Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("xl", target)
			}
			paths[at(e, "Id")] = strings.TrimPrefix(target, "/")
		}
	})
	if err != nil {
		return err
	}
	err = elements(parts["xl/workbook.xml"], func(e xml.StartElement) {
		if e.Name.Local != "sheet" || len(b.sheets) >= 500 {
			return
		}
		// The relation's id has a prefix; the plain one is sheetId.
		b.sheets = append(b.sheets, sheet{at(e, "name"), paths[at(e, "id")], at(e, "state") != "" && at(e, "state") != "visible"})
	})
	if err != nil {
		return err
	}
	if err := b.loadStrings(parts["xl/sharedStrings.xml"]); err != nil {
		return err
	}
	return b.loadFormats(parts["xl/styles.xml"])
}

func (b *workbook) loadStrings(raw []byte) error {
	var line strings.Builder
	text, skip := false, false
	return tokens(raw, func(tok xml.Token) error {
		switch e := tok.(type) {
		case xml.StartElement:
			text = e.Name.Local == "t" && !skip
			skip = skip || e.Name.Local == "rPh" // reading aids are not shown
		case xml.CharData:
			if text {
				line.Write(e)
			}
		case xml.EndElement:
			text = false
			switch e.Name.Local {
			case "rPh":
				skip = false
			case "si":
				b.strings = append(b.strings, line.String())
				line.Reset()
			}
		}
		return nil
	})
}

// maxFormat is the length of the longest number format that a sheet can hold, in bytes;
// Excel allows 255 characters.
const maxFormat = 255 * 3

// loadFormats finds the number format behind each cell style.
func (b *workbook) loadFormats(raw []byte) error {
	codes := map[string]string{}
	in := ""
	return tokens(raw, func(tok xml.Token) error {
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "cellXfs":
				in = "cellXfs"
			case "numFmt":
				if code := at(e, "formatCode"); len(code) <= maxFormat {
					codes[at(e, "numFmtId")] = code
				}
			case "xf":
				if in == "cellXfs" {
					id := at(e, "numFmtId")
					code, ok := codes[id]
					if !ok {
						code = builtin(id)
					}
					b.formats = append(b.formats, code)
				}
			}
		case xml.EndElement:
			if e.Name.Local == "cellXfs" {
				in = ""
			}
		}
		return nil
	})
}
