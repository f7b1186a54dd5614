package document

import (
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// readOFD reads GB/T 33190: OFD.xml names the document's root, that names the
// pages, and a page holds text objects with a boundary and positioned runs.
func (d *Document) readOFD(raw []byte) error {
	a, err := openArchive(raw)
	if err != nil {
		return err
	}
	if a.files["Encryptions.xml"] != nil {
		return errEncrypted
	}
	root, err := a.part("OFD.xml")
	if err != nil {
		return err
	}
	doc := strings.TrimSpace(firstText(root, "DocRoot"))
	if doc == "" {
		return errors.New("OFD 缺少 DocRoot")
	}
	doc = strings.TrimPrefix(doc, "/")
	body, err := a.part(doc)
	if err != nil {
		return err
	}
	if body == nil {
		return fmt.Errorf("OFD 缺少文档根 %s", doc)
	}
	d.Title = clean(firstText(root, "Title"))
	return d.ofdPages(a, path.Dir(doc), body)
}

func (d *Document) ofdPages(a *archive, dir string, body []byte) error {
	pages, templates := ofdIndex(body)
	words := 0
	for i, p := range pages {
		raw, err := a.part(ofdPath(dir, p))
		if err != nil {
			return err
		}
		page, err := readOFDPage(raw)
		if err != nil {
			return err
		}
		for _, id := range page.templates {
			// Forms keep their ruled heads in a template below the page.
			under, err := a.part(ofdPath(dir, templates[id]))
			if err != nil {
				return err
			}
			if t, err := readOFDPage(under); err == nil {
				page.words = append(page.words, t.words...)
				page.images += t.images
			}
		}
		d.Images += page.images
		words += len(page.words)
		d.boxes(page.words, fmt.Sprintf("第%d页", i+1))
	}
	d.Pages = len(pages)
	switch {
	case len(pages) == 0:
		return errors.New("OFD 没有页面")
	case words == 0:
		return errScanned
	}
	return nil
}

func ofdPath(dir, p string) string {
	if strings.HasPrefix(p, "/") {
		return strings.TrimPrefix(p, "/")
	}
	return path.Join(dir, p)
}

// ofdIndex lists page and template files of a document root.
func ofdIndex(body []byte) (pages []string, templates map[string]string) {
	templates = map[string]string{}
	_ = elements(body, func(e xml.StartElement) {
		switch {
		case e.Name.Local == "Page" && at(e, "BaseLoc") != "" && len(pages) < 2000:
			pages = append(pages, at(e, "BaseLoc"))
		case e.Name.Local == "TemplatePage":
			templates[at(e, "ID")] = at(e, "BaseLoc")
		}
	})
	return pages, templates
}

type ofdPage struct {
	words     []box
	images    int
	templates []string
}

// ofdText is one TextObject while it is read.
type ofdText struct {
	boundary, ctm []float64
	size          float64
	x, y          []float64
	dx            []float64
	text          strings.Builder
	in            bool
}

func readOFDPage(raw []byte) (ofdPage, error) {
	var p ofdPage
	var o ofdText
	err := tokens(raw, func(tok xml.Token) error {
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "Template":
				p.templates = append(p.templates, at(e, "TemplateID"))
			case "ImageObject":
				p.images++
			case "TextObject":
				o = ofdText{boundary: floats(at(e, "Boundary")), ctm: floats(at(e, "CTM")), size: 3}
				if s := floats(at(e, "Size")); len(s) == 1 && s[0] > 0 {
					o.size = s[0]
				}
			case "TextCode":
				o.code(e)
			}
		case xml.CharData:
			if o.in {
				o.text.Write(e)
			}
		case xml.EndElement:
			if e.Name.Local == "TextCode" {
				o.in = false
				p.words = append(p.words, o.words()...)
			}
		}
		return nil
	})
	return p, err
}

// code begins a run; X and Y left out continue where the last run began.
func (o *ofdText) code(e xml.StartElement) {
	if v := floats(at(e, "X")); len(v) > 0 {
		o.x = v
	}
	if v := floats(at(e, "Y")); len(v) > 0 {
		o.y = v
	}
	o.dx = floats(at(e, "DeltaX"))
	o.text.Reset()
	o.in = true
}

// words splits a run where the distance between two characters is far larger
// than a character: one run may hold several cells.
func (o *ofdText) words() []box {
	text := strings.Trim(o.text.String(), "\r\n\t")
	if strings.TrimSpace(text) == "" || len(o.boundary) < 4 {
		return nil
	}
	scale, x, y := 1.0, 0.0, o.size
	if len(o.x) > 0 {
		x = o.x[0]
	}
	if len(o.y) > 0 {
		y = o.y[0]
	}
	if len(o.ctm) == 6 {
		x, y = x*o.ctm[0]+y*o.ctm[2]+o.ctm[4], x*o.ctm[1]+y*o.ctm[3]+o.ctm[5]
		scale = max(o.ctm[0], 0.01)
	}
	x, y = x+o.boundary[0], y+o.boundary[1]
	size := o.size * scale
	var out []box
	var run strings.Builder
	from, last := x, x
	flush := func() {
		if s := strings.TrimSpace(run.String()); s != "" {
			out = append(out, box{from, y - size, last, y, s})
		}
		run.Reset()
	}
	for i, r := range []rune(text) {
		if run.Len() > 0 && x-last > 0.75*size {
			flush()
		}
		if run.Len() == 0 {
			from = x
		}
		run.WriteRune(r)
		step := size
		if r < 0x80 {
			step = size / 2
		}
		last = x + step
		if i < len(o.dx) {
			step = o.dx[i] * scale
		}
		x += step
	}
	flush()
	return out
}

// floats reads a list of numbers; "g 5 3.2" stands for five times 3.2.
func floats(s string) []float64 {
	fields := strings.Fields(s)
	var out []float64
	for i := 0; i < len(fields) && len(out) < 10000; i++ {
		if fields[i] == "g" && i+2 < len(fields) {
			n, err1 := strconv.Atoi(fields[i+1])
			v, err2 := strconv.ParseFloat(fields[i+2], 64)
			if err1 == nil && err2 == nil && n > 0 {
				out = append(out, slices.Repeat([]float64{v}, min(n, 5000))...)
			}
			i += 2
			continue
		}
		v, err := strconv.ParseFloat(fields[i], 64)
		if err != nil {
			return out
		}
		out = append(out, v)
	}
	return out
}
