package document

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Limits of what is unpacked out of one archive, in memory only.
const (
	maxEntries  = 5000
	maxUnpacked = 200 << 20 // bytes over all entries that are read
	maxEntry    = 64 << 20
	maxRatio    = 400 // unpacked to packed, beyond the first MiB
	maxDepth    = 3   // archives inside archives
)

// archive reads entries under one budget. Declared sizes are never believed.
type archive struct {
	files map[string]*zip.File
	order []*zip.File
	spent int64
}

func openArchive(raw []byte) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, fmt.Errorf("压缩包损坏或不完整: %w", err)
	}
	if len(z.File) > maxEntries {
		return nil, fmt.Errorf("压缩包条目过多(%d 个),可能是压缩炸弹", len(z.File))
	}
	a := &archive{files: map[string]*zip.File{}}
	for _, f := range z.File {
		f.Name = entryName(f)
		a.files[f.Name] = f
		a.order = append(a.order, f)
	}
	return a, nil
}

// entryName gives the name as data. Names without the UTF-8 flag come from
// Chinese Windows and are GBK.
func entryName(f *zip.File) string {
	name := f.Name
	if f.NonUTF8 && !isUTF8Han(name) {
		if s, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = s
		}
	}
	return strings.TrimPrefix(strings.ReplaceAll(name, "\\", "/"), "/")
}

// isUTF8Han forgives packers that write UTF-8 and forget the flag.
func isUTF8Han(s string) bool {
	return strings.ToValidUTF8(s, "") == s && han(s) > 0
}

// read gives the bytes of one entry within the limits.
func (a *archive) read(f *zip.File) ([]byte, error) {
	if f.Flags&1 != 0 {
		return nil, errEncrypted
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("压缩包中的 %s 无法打开: %w", f.Name, err)
	}
	defer r.Close()
	limit := min(maxEntry, maxUnpacked-a.spent)
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	a.spent += int64(len(raw))
	size := int64(len(raw))
	switch {
	case err != nil:
		return nil, fmt.Errorf("压缩包中的 %s 已损坏: %w", f.Name, err)
	case size > limit, size > 1<<20 && size > maxRatio*int64(f.CompressedSize64):
		return nil, fmt.Errorf("压缩包中的 %s 解压后过大,可能是压缩炸弹", f.Name)
	}
	return raw, nil
}

// part reads a named entry; a missing one is nil.
func (a *archive) part(name string) ([]byte, error) {
	f := a.files[strings.TrimPrefix(name, "/")]
	if f == nil {
		return nil, nil
	}
	return a.read(f)
}

// readZIP reads every document of the archive and joins them.
func (d *Document) readZIP(ctx context.Context, raw []byte, depth int) error {
	if depth >= maxDepth {
		return errors.New("压缩包嵌套过深")
	}
	a, err := openArchive(raw)
	if err != nil {
		return err
	}
	var failed []string
	seen, locked := 0, 0
	for _, f := range a.order {
		if f.FileInfo().IsDir() || !f.Mode().IsRegular() || strings.HasPrefix(path.Base(f.Name), "._") {
			continue // a link leads nowhere, and nothing is ever written by name
		}
		d.Attachments = append(d.Attachments, Attachment{Name: path.Base(f.Name)})
		part, err := d.member(ctx, a, f, depth)
		switch {
		case errors.Is(err, errEncrypted):
			locked++
		case err != nil:
			failed = append(failed, err.Error())
		case part.State == Text || part.State >= DeclaredEmpty && part.State <= Zero:
			d.join(part, f.Name)
			seen++
		default:
			failed = append(failed, path.Base(f.Name)+":"+part.Reason)
		}
	}
	return d.packed(seen, locked, failed)
}

func (d *Document) member(ctx context.Context, a *archive, f *zip.File, depth int) (*Document, error) {
	raw, err := a.read(f)
	if err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		return nil, errors.New("读取超时")
	}
	return read(ctx, f.Name, raw, depth+1)
}

// packed is the verdict over an archive: one unread member means that what is
// not found may still be there.
func (d *Document) packed(seen, locked int, failed []string) error {
	d.Cut = d.Cut || locked > 0 || len(failed) > 0
	switch {
	case seen > 0:
		return nil
	case locked > 0:
		return errEncrypted
	case len(failed) > 0:
		return errors.New(failed[0])
	}
	return errors.New("压缩包中没有可读取的文件")
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
	d.Images += part.Images
	d.Pages += part.Pages
	d.Cut = d.Cut || part.Cut
	if d.Title == "" {
		d.Title = part.Title
	}
}

// maxNesting is far above what real files have and far below what a decoder
// pays for.
const maxNesting = 256

var errNesting = errors.New("XML 嵌套过深")

// tokens calls f for each XML token. Go's decoder neither loads external
// entities nor expands internal ones; an unknown entity ends the reading.
func tokens(raw []byte, f func(xml.Token) error) error {
	dec := xml.NewDecoder(bytes.NewReader(raw))
	dec.Strict = false
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	depth := 0
	for {
		tok, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
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
