package document

import (
	"archive/zip"
	"context"
	"errors"
	"path"
	"strings"
)

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
