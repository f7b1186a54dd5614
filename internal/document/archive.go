package document

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
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
