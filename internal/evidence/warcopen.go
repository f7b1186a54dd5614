package evidence

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// What a file may be instead of a WARC.
var (
	ErrNotWARC   = errors.New("not a WARC file")
	ErrEmptyFile = errors.New("an empty file")
	ErrNoWARC    = errors.New("no WARC file in it")
	ErrUndated   = errors.New("no record tells its time")
	ErrARC       = errors.New("an ARC file, the format before WARC")
)

// warcPart is one WARC of an archive: crawlers begin a new file at a certain size.
type warcPart struct {
	name string
	open func() (io.ReadCloser, error)
}

// warcParts lists what a path stands for: the file itself, the WARCs within a WACZ,
// or those of a folder.
func warcParts(path string) (parts []warcPart, done func() error, err error) {
	done = func() error { return nil }
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		parts, err = folderParts(path)
		return parts, done, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	head := make([]byte, 4)
	if _, err := io.ReadFull(f, head); err == nil && bytes.Equal(head, []byte("PK\x03\x04")) {
		return zipParts(path)
	}
	return []warcPart{{filepath.Base(path), func() (io.ReadCloser, error) { return os.Open(path) }}}, done, nil
}

func namedWARC(name string) bool {
	return strings.Contains(strings.ToLower(filepath.Base(name)), ".warc")
}

func folderParts(dir string) (parts []warcPart, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && namedWARC(path) {
			parts = append(parts, warcPart{d.Name(), func() (io.ReadCloser, error) { return os.Open(path) }})
		}
		return err
	})
	return parts, err
}

// zipParts lists the WARCs of a WACZ, which is a ZIP with them in its folder archive.
func zipParts(path string) (parts []warcPart, done func() error, err error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrNotWARC, err)
	}
	for _, f := range z.File {
		if namedWARC(f.Name) && f.Mode().IsRegular() {
			parts = append(parts, warcPart{filepath.Base(f.Name), f.Open})
		}
	}
	return parts, z.Close, nil
}

// newWARCReader looks at the first bytes, not at the file's name.
func newWARCReader(r io.Reader) (*warcReader, error) {
	in := bufio.NewReaderSize(r, 1<<20)
	head, err := in.Peek(4)
	if len(head) == 0 && errors.Is(err, io.EOF) {
		return nil, ErrEmptyFile
	}
	var plain io.Reader
	switch {
	case bytes.HasPrefix(head, gzipMark):
		plain = &gzipMembers{in: in}
	case len(head) == 4 && zstdFrame(head):
		if plain, err = zstdFrames(in); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNotWARC, err)
		}
	}
	if plain != nil {
		in = bufio.NewReaderSize(plain, 1<<20)
	}
	start, _ := in.Peek(11)
	switch {
	case bytes.HasPrefix(start, []byte("WARC/")):
		return &warcReader{in: in}, nil
	case bytes.HasPrefix(start, []byte("filedesc://")):
		return nil, ErrARC
	}
	return nil, ErrNotWARC
}
