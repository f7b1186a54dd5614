package document

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A bomb costs its limit, not the machine; a trap costs no time.
func TestHostileFiles(t *testing.T) {
	manyRows := xlsx(t, "<sheetData>"+strings.Repeat(`<row><c t="inlineStr"><is><t>x</t></is></c></row>`, 80000)+"</sheetData>")
	deep := docx(t, strings.Repeat("<w:a>", 100000))
	xxe := packed(t, entry{"word/document.xml", `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "yyyy">]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>前&x;&y;后</w:t></w:r></w:p></w:body></w:document>`})
	merges := xlsx(t, "<sheetData>"+strings.Repeat("<row><c><v>1</v></c></row>", 20000)+"</sheetData><mergeCells>"+strings.Repeat(`<mergeCell ref="A1:A20000"/>`, 20000)+"</mergeCells>")
	places := xlsx(t, "<sheetData>"+strings.Repeat(`<row><c s="1"><v>1.5</v></c></row>`, 20000)+"</sheetData>",
		entry{"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="0.` + strings.Repeat("0", 100000) + `"/></numFmts><cellXfs><xf/><xf numFmtId="200"/></cellXfs></styleSheet>`})
	const level = "200000000"
	levels := docx(t, `<w:p><w:pPr><w:numPr><w:ilvl w:val="`+level+`"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>一段正文。</w:t></w:r></w:p>`,
		entry{"word/numbering.xml", `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="` + level + `"><w:start w:val="1"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>`})
	cells := []byte("<table>" + strings.Repeat("<tr>"+strings.Repeat("<td>12</td>", 20)+"</tr>", 20000) + "</table>")
	whole := docx(t, para("一段足够长的正文,用来截断。")+para(strings.Repeat("字", 3000)))
	for _, c := range []struct {
		name   string
		file   string
		raw    []byte
		want   State
		reason string
	}{
		{"解压炸弹", "a.docx", docx(t, strings.Repeat(" ", 70<<20)), Unreadable, "炸弹"},
		{"嵌套十万层", "a.docx", deep, Unreadable, "嵌套"},
		{"截断的文件", "a.docx", whole[:len(whole)/2], Unreadable, ""},
		{"加密的 Office", "a.xlsx", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), wide("EncryptedPackage")...), Encrypted, "加密"},
		{"RAR", "a.rar", []byte("Rar!\x1a\x07\x00...."), Unreadable, "rar"},
		{"空文件", "a.pdf", nil, Unreadable, "0 字节"},
		{"乱码", "a.bin", []byte{1, 2, 3, 0, 255, 254, 9, 0, 0, 0, 1}, Unreadable, ""},
		{"八万行无行号", "a.xlsx", manyRows, Text, ""},
		{"外部实体", "a.docx", xxe, Text, ""},
		{"两万处合并", "a.xlsx", merges, Text, ""},
		{"十万位小数", "a.xlsx", places, Text, ""},
		{"两亿级编号", "a.docx", levels, Text, ""},
		{"四十万格的网页", "a.html", cells, Text, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			d := want(t, c.file, c.raw, c.want)
			if text := strings.Join(d.Paragraphs, ""); strings.Contains(text, "yyyy") || c.name == "外部实体" && text != "前&x;&y;后" {
				t.Errorf("entities expanded: %q", text)
			}
			if !strings.Contains(d.Reason, c.reason) || (c.want != Text) == (d.Reason == "") {
				t.Errorf("reason %q", d.Reason)
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// Whatever part of a file is cut, and wherever: it is not judged by the half that is left.
func TestCutFiles(t *testing.T) {
	cell := func(s string) string { return "<w:tc>" + para(s) + "</w:tc>" }
	word := docx(t, para("三公经费支出决算表")+"<w:tbl><w:tr>"+cell("合计")+cell("12.40")+"</w:tr><w:tr>"+cell("公务接待费")+cell("2.40")+"</w:tr></w:tbl>")
	sheet := xlsx(t, `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>合计</t></is></c><c r="B1"><v>12.40</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>公务接待费</t></is></c><c r="B2"><v>2.40</v></c></row></sheetData>`)
	layout := ofd(t, ofdText1(20, 20, "合计")+ofdText1(80, 20, "12.40")+ofdText1(20, 30, "公务接待费")+ofdText1(80, 30, "2.40"))
	for name, c := range map[string]struct {
		raw  []byte
		part string
	}{"a.docx": {word, "word/document.xml"}, "a.xlsx": {sheet, "xl/worksheets/sheet1.xml"}, "a.ofd": {layout, "Doc_0/Pages/Page_0/Content.xml"}} {
		want(t, name, c.raw, Text)
		for n := 0; n < len(c.raw); n += 1 + len(c.raw)/20 {
			if d, err := Read(name, c.raw[:n]); err != nil || d.State == Text {
				t.Errorf("%s cut at %d: %+v, %v", name, n, d, err)
			}
		}
		z, err := zip.NewReader(bytes.NewReader(c.raw), int64(len(c.raw)))
		if err != nil {
			t.Fatal(err)
		}
		var entries []entry
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			entries = append(entries, entry{f.Name, string(body)})
		}
		i := slices.IndexFunc(entries, func(e entry) bool { return e.name == c.part })
		body := entries[i].body
		for n := 1; n < len(body); n++ {
			entries[i].body = body[:n]
			if d, err := Read(name, packed(t, entries...)); err != nil || d.State == Text || d.State == Zero {
				t.Errorf("%s: %s cut at %d: %+v, %v", name, body[max(n-30, 0):n], n, d, err)
			}
		}
	}
}

// Numbers that no layout has do no harm: NaN, infinite places, sizes and distances.
func TestPlacesOfNowhere(t *testing.T) {
	for _, s := range []string{"NaN", "Inf", "-Inf", "1e308", "-1e308", "0", "x", ""} {
		d, err := Read("a.ofd", ofd(t, `<ofd:TextObject Boundary="`+s+` 20 60 `+s+`" Size="`+s+`" CTM="1 0 0 `+s+` 0 0"><ofd:TextCode X="`+s+`" Y="4" DeltaX="g 5000 `+s+`">合计十二万元</ofd:TextCode></ofd:TextObject>`+ofdText1(20, 20, "公务接待费")))
		if err != nil || !strings.Contains(d.All(), "公务接待费") {
			t.Errorf("%s: %+v, %v", s, d, err)
		}
	}
}

func TestFarCell(t *testing.T) {
	d := want(t, "a.xlsx", xlsx(t, `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>公务接待费支出决算表</t></is></c><c r="B1"><v>3</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>`), Text)
	if tb := &d.Tables[0]; tb.Height() > 2 || tb.Width() > 2 || !d.Cut {
		t.Errorf("grid %d × %d, cut %v", tb.Height(), tb.Width(), d.Cut)
	}
}

func TestZIPNames(t *testing.T) {
	name, err := simplifiedchinese.GBK.NewEncoder().String("附件/2021年部门决算.docx")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range []string{name, "../../etc/passwd.html"} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: n, NonUTF8: true, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		w.Write(docx(t, para("收入支出决算总表")))
	}
	z.Close()
	d := want(t, "a.zip", b.Bytes(), Text)
	if len(d.Attachments) != 2 || d.Attachments[0].Name != "2021年部门决算.docx" {
		t.Errorf("%+v", d.Attachments)
	}
	inner := packed(t, entry{"x.docx", string(docx(t, para("深")))})
	for range 5 {
		inner = packed(t, entry{"x.zip", string(inner)})
	}
	if d := want(t, "deep.zip", inner, Unreadable); !strings.Contains(d.Reason, "嵌套") {
		t.Error(d.Reason)
	}
}

// A locked member hides what it holds: the archive says that it was not whole.
func TestLockedZIPMember(t *testing.T) {
	raw := packed(t, entry{"a.txt", "这里是一段正文。"})
	at := bytes.Index(raw, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint16(raw[at+8:], binary.LittleEndian.Uint16(raw[at+8:])|1)
	want(t, "a.zip", raw, Encrypted)
}

func TestSandbox(t *testing.T) {
	t.Run("读得一样", func(t *testing.T) {
		raw := []byte(`<p>单位：元</p><table><tr><td>接待</td><td>5</td></tr><tr><td>合计</td><td>5</td></tr></table>`)
		d, err := Sandbox{}.Read(t.Context(), "a.html", raw)
		if err != nil || d.State != Text || d.Tables[0].At(1, 1).Text != "5" || d.Tables[0].Unit != "元" {
			t.Fatalf("%+v, %v", d, err)
		}
	})
	t.Run("内存炸弹", func(t *testing.T) {
		// Each paragraph is small, all of them together are not.
		raw := docx(t, strings.Repeat(para(strings.Repeat("字", 20)), 200000))
		d, err := Sandbox{}.Read(t.Context(), "a.docx", raw)
		if err != nil || d == nil {
			t.Fatalf("%+v, %v", d, err)
		}
	})
	t.Run("子进程停不下来", func(t *testing.T) {
		d, err := Sandbox{Exe: "/bin/sh", Args: []string{"-c", "sleep 60 & wait"}, Wall: 300 * time.Millisecond}.Read(t.Context(), "a.pdf", []byte("%PDF-"))
		if err != nil || d.State != Unreadable || !strings.Contains(d.Reason, "超时") {
			t.Fatalf("%+v, %v", d, err)
		}
	})
	t.Run("子进程崩溃", func(t *testing.T) {
		d, err := Sandbox{Exe: "/bin/sh", Args: []string{"-c", "echo 'panic: boom' >&2; exit 2"}}.Read(t.Context(), "a.pdf", []byte("%PDF-"))
		if err != nil || d.State != Unreadable || !strings.Contains(d.Reason, "崩溃") {
			t.Fatalf("%+v, %v", d, err)
		}
	})
	t.Run("输出过大", func(t *testing.T) {
		d, err := Sandbox{Exe: "/bin/sh", Args: []string{"-c", "cat /dev/zero"}}.Read(t.Context(), "a.pdf", []byte("%PDF-"))
		if err != nil || d.State != Unreadable {
			t.Fatalf("%+v, %v", d, err)
		}
	})
	t.Run("名字里有怪字符", func(t *testing.T) {
		d, err := Sandbox{}.Read(t.Context(), "../../etc/\x00passwd\n"+strings.Repeat("长", 3000), []byte("<p>正文</p>"))
		if err != nil || d.State != Text {
			t.Fatalf("%+v, %v", d, err)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add("a.html", []byte(`<table><tr><td rowspan=9 colspan=99999>甲<td>乙<table><tr><td>丙</table></table>`))
	f.Add("a.docx", docx(f, `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/><w:gridSpan w:val="-3"/></w:tcPr>`+para("x")+`</w:tc></w:tr></w:tbl>`))
	f.Add("a.xlsx", xlsx(f, `<sheetData><row r="0"><c r="ZZZZ1"><v>1</v></c><c r="A-1"/></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`))
	f.Add("a.ofd", ofd(f, ofdText1(1, 2, "文")))
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		if sniff(name, raw) == "pdf" || sniff(name, raw) == "doc" || sniff(name, raw) == "xls" {
			return // other programs' parsers are not ours to fuzz
		}
		d, err := Read(name, raw)
		if (d == nil) == (err == nil) {
			t.Fatalf("Read = %v, %v; want exactly one", d, err)
		}
		if d != nil && d.State == Unreadable && d.Reason == "" {
			t.Error("unreadable without a reason")
		}
		for i := range d.tables() {
			tb := &d.Tables[i]
			for r := range tb.Height() {
				for c := range tb.Width() {
					tb.At(r, c)
				}
			}
		}
	})
}

func (d *Document) tables() []Table {
	if d == nil {
		return nil
	}
	return d.Tables
}

func BenchmarkXLSX(b *testing.B) {
	var rows strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d"><v>%d</v></c><c r="B%d"><v>1.5</v></c></row>`, i+1, i+1, i, i+1)
	}
	raw := xlsx(b, "<sheetData>"+rows.String()+"</sheetData>")
	for b.Loop() {
		if d, err := Read("a.xlsx", raw); err != nil || d.State != Text {
			b.Fatal(d, err)
		}
	}
}

// Many offices keep all files encrypted by a program of their own: what it leaves shows
// nothing, and nothing of it may pass for in order.
func TestEncryptedBySomebody(t *testing.T) {
	for seed := range uint64(200) {
		raw := make([]byte, 3000+seed*7)
		if _, err := rand.NewChaCha8([32]byte{byte(seed)}).Read(raw); err != nil {
			t.Fatal(err)
		}
		for _, ext := range []string{"html", "xls", "docx", "txt", "pdf"} {
			d, err := Read("名单."+ext, raw)
			if err != nil || d.State != Unreadable || len(d.Paragraphs)+len(d.Tables) > 0 {
				t.Errorf("seed %d as .%s: %v %q, %v", seed, ext, d.State, d.Kind, err)
			}
		}
	}
}
