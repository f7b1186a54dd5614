// Package document turns attachments and pages into text and tables: HTML,
// DOCX, XLSX, OFD, ZIP by itself; PDF, DOC and XLS with the help of optional
// tools. It knows no yearly reports and no budgets, and never guesses: what it
// cannot read is named Unreadable with the reason, which is not an accusation.
//
// Files come from strangers. Sandbox reads them in a child process of our own
// binary with time, memory and output limits; Read does the same work in this
// process, for bytes that are trusted, such as test cases. Page reads pages, which
// need no tools and cost what their bytes cost.
package document

import (
	"context"
	"errors"
	"path"
	"strings"
)

// State says what a document or a table is worth as evidence. The zero value
// proves nothing.
type State uint8

// The states. Declared empty, blank, zero, picture and attachment-only are five
// different things: only the first three speak about the content.
const (
	Unreadable     State = iota // not read; Reason says why
	Text                        // has readable content
	DeclaredEmpty               // says of itself that there is nothing to report (本表为空)
	Blank                       // has the form, but nothing filled in
	Zero                        // filled in with noughts only
	TableAsImage                // content stands in pictures
	AttachmentOnly              // a page whose content stands in its attachments
	Scanned                     // PDF or OFD without a text layer
	Encrypted                   // asks for a password
)

// String gives the Chinese name used in reports.
func (s State) String() string {
	names := [...]string{"无法读取", "有内容", "声明为空", "空白", "全为零", "图片", "仅附件", "扫描件", "已加密"}
	if int(s) < len(names) {
		return names[s]
	}
	return names[Unreadable]
}

// Document is one file or page as text and tables.
type Document struct {
	Kind        string   // html docx xlsx pdf doc xls rtf ofd zip rar 7z text image unknown
	Title       string   // title as given by the file itself; may be empty
	Paragraphs  []string // in reading order, without what stands in tables
	Tables      []Table  // in reading order
	Margins     []string `json:",omitempty"` // heads and feet of the pages, and notes: not in All
	Remarks     []string `json:",omitempty"` // comments, which not every program shows: not in All
	Attachments []Attachment
	Images      int // pictures in the content
	State       State
	Reason      string // Chinese; set whenever State is not Text
	Pages       int    // 0 when the format has none
	Cut         bool   // a limit was reached: what is missing here may stand in the file
}

// Attachment is a file that a page links to.
type Attachment struct {
	Name string
	URL  string // as written in the page
}

// errEncrypted and errScanned are decided by meaning in fail.
var (
	errEncrypted = errors.New("文件已加密或受版权保护,需人工打开")
	errScanned   = errors.New("没有文本层(扫描件),需人工查看")
)

// Read reads one file by its leading bytes first and its name second. A
// document that cannot be read is not an error: its State and Reason say so.
// The error is reserved for a caller's mistake, an empty file name and body.
func Read(name string, raw []byte) (*Document, error) {
	return read(context.Background(), name, raw, 0)
}

// Page reads the text of a page. Bytes of another kind, a file behind the address of a
// page, are not read: that takes tools.
func Page(raw []byte) (*Document, error) {
	const name = "page.html"
	if kind := sniff(name, raw); len(raw) > 0 && kind != "html" && kind != "text" {
		return &Document{Kind: kind, Reason: "页面地址返回的是文件,需人工打开"}, nil
	}
	return Read(name, raw)
}

func read(ctx context.Context, name string, raw []byte, depth int) (*Document, error) {
	if len(raw) == 0 {
		if name == "" {
			return nil, errors.New("document: neither a name nor any bytes")
		}
		return &Document{Kind: "unknown", Reason: "文件为空(0 字节)"}, nil
	}
	kind := sniff(name, raw)
	d := &Document{Kind: kind}
	if err := d.fill(ctx, name, raw, depth); err != nil {
		d.fail(err)
		return d, nil
	}
	d.settle(name)
	return d, nil
}

func (d *Document) fill(ctx context.Context, name string, raw []byte, depth int) error {
	switch d.Kind {
	case "html":
		return d.readHTML(raw)
	case "text":
		d.readText(raw)
		return nil
	case "docx":
		return d.readDOCX(raw)
	case "xlsx":
		return d.readXLSX(raw)
	case "ofd":
		return d.readOFD(raw)
	case "zip":
		return d.readZIP(ctx, raw, depth)
	case "pdf":
		return d.readPDF(ctx, raw)
	case "doc":
		return d.readDOC(ctx, raw)
	case "xls":
		return d.readXLS(ctx, raw)
	case "rtf":
		return d.viaOffice(ctx, raw, "rtf", "docx", "soffice")
	case "encrypted":
		d.Kind = extension(name)
		return errEncrypted
	case "image":
		d.Images = 1
		return nil
	case "rar", "7z":
		return errors.New("压缩格式 " + d.Kind + " 不能读取,需人工打开")
	}
	return errors.New("未识别的文件格式")
}

// fail empties the document: half a table must not be judged as a whole one.
func (d *Document) fail(err error) {
	d.Paragraphs, d.Tables, d.Margins, d.Remarks = nil, nil, nil, nil
	d.State, d.Reason = Unreadable, err.Error()
	switch {
	case errors.Is(err, errEncrypted):
		d.State = Encrypted
	case errors.Is(err, errScanned):
		d.State = Scanned
	}
}

// Append adds the next page of an article that is spread over several.
func (d *Document) Append(next *Document) {
	d.join(next, "")
	d.Attachments = append(d.Attachments, next.Attachments...)
	d.State, d.Reason = d.whole()
}

func (d *Document) join(part *Document, name string) {
	base := len(d.Paragraphs)
	d.Paragraphs = append(d.Paragraphs, part.Paragraphs...)
	for _, t := range part.Tables {
		t.After += base
		if name != "" {
			t.Place = strings.TrimSuffix(path.Base(name)+" "+t.Place, " ")
		}
		d.Tables = append(d.Tables, t)
	}
	d.Margins, d.Remarks = append(d.Margins, part.Margins...), append(d.Remarks, part.Remarks...)
	d.Images += part.Images
	d.Pages += part.Pages
	d.Cut = d.Cut || part.Cut
	if d.Title == "" {
		d.Title = part.Title
	}
}
