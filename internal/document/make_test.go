package document

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// entry is one member of a made archive.
type entry struct{ name, body string }

func packed(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(e.body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func docx(t testing.TB, body string, more ...entry) []byte {
	t.Helper()
	return packed(t, append([]entry{{"word/document.xml",
		`<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`}}, more...)...)
}

// para and wtable write the smallest DOCX parts.
func para(s string) string { return "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" }

func xlsx(t testing.TB, sheet string, more ...entry) []byte {
	t.Helper()
	return packed(t, append([]entry{
		{"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="三公经费" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", `<worksheet>` + sheet + `</worksheet>`},
	}, more...)...)
}

func ofd(t testing.TB, page string) []byte {
	t.Helper()
	return packed(t,
		entry{"OFD.xml", `<ofd:OFD xmlns:ofd="o"><ofd:DocBody><ofd:DocInfo><ofd:Title>决算公开</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`},
		entry{"Doc_0/Document.xml", `<ofd:Document xmlns:ofd="o"><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`},
		entry{"Doc_0/Pages/Page_0/Content.xml", `<ofd:Page xmlns:ofd="o"><ofd:Content><ofd:Layer>` + page + `</ofd:Layer></ofd:Content></ofd:Page>`})
}

func ofdText1(x, y float64, s string) string {
	return fmt.Sprintf(`<ofd:TextObject Boundary="%g %g 60 5" Size="4"><ofd:TextCode X="0" Y="4">%s</ofd:TextCode></ofd:TextObject>`, x, y, s)
}

// pdf writes a PDF whose words are drawn at fixed places in a built-in font.
func pdf(words ...string) []byte {
	var s strings.Builder
	s.WriteString("BT /F1 10 Tf\n")
	for i, w := range words {
		fmt.Fprintf(&s, "1 0 0 1 %d %d Tm (%s) Tj\n", 50+120*(i%4), 700-20*(i/4), w)
	}
	s.WriteString("ET")
	objs := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", s.Len(), s.String()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objs {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objs)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objs)+1, xref)
	return b.Bytes()
}

// want reads name and asks for its state.
func want(t *testing.T, name string, raw []byte, state State) *Document {
	t.Helper()
	d, err := Read(name, raw)
	if err != nil {
		t.Fatalf("Read(%s): %v", name, err)
	}
	if d.State != state {
		t.Fatalf("Read(%s) = %v (%s), want %v", name, d.State, d.Reason, state)
	}
	return d
}

// cells writes a table as lines of text with its spans expanded.
func cells(t *Table) string {
	var b strings.Builder
	for r := range t.Height() {
		for c := range t.Width() {
			if c > 0 {
				b.WriteByte('|')
			}
			if cell := t.At(r, c); cell != nil {
				b.WriteString(cell.Text)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
