package evidence

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// What a file may be instead of a WARC.
var (
	ErrNotWARC   = errors.New("not a WARC file")
	ErrEmptyFile = errors.New("an empty file")
	ErrNoWARC    = errors.New("no WARC file in it")
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

var gzipMark = []byte{0x1f, 0x8b, 0x08}

// errDamaged says that what was just read is not whole, and that reading goes on behind it.
var errDamaged = errors.New("the file is damaged here")

// gzipMembers reads the members of a gzip file. Behind damage, padding or debris it goes
// on with the next member: archives hold one for each record.
type gzipMembers struct {
	in   *bufio.Reader
	z    gzip.Reader
	open bool
}

func (m *gzipMembers) Read(p []byte) (int, error) {
	for {
		if !m.open {
			if err := m.next(); err != nil {
				return 0, err
			}
		}
		n, err := m.z.Read(p)
		if err == nil {
			return n, nil
		}
		m.open = false
		switch {
		case !errors.Is(err, io.EOF) || err == io.ErrUnexpectedEOF:
			return n, errDamaged
		case n > 0:
			return n, nil
		}
	}
}

func (m *gzipMembers) next() error {
	for {
		head, err := m.in.Peek(len(gzipMark))
		if len(head) < len(gzipMark) {
			return err
		}
		if bytes.Equal(head, gzipMark) && m.z.Reset(m.in) == nil {
			m.z.Multistream(false)
			m.open = true
			return nil
		}
		if _, err := m.in.Discard(1); err != nil {
			return err
		}
	}
}

// zstdFrame knows a frame, or one to be skipped that holds the dictionary of the rest.
func zstdFrame(head []byte) bool {
	n := binary.LittleEndian.Uint32(head)
	return n == zstdMark || n == dictionaryMark
}

const (
	zstdMark       = 0xFD2FB528
	dictionaryMark = 0x184D2A5D // of .warc.zst files
	maxDictionary  = 16 << 20
)

func zstdFrames(in *bufio.Reader) (io.Reader, error) {
	opts := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxDecoded)}
	head, err := in.Peek(8)
	if err != nil {
		return nil, err
	}
	if binary.LittleEndian.Uint32(head) == dictionaryMark {
		size := binary.LittleEndian.Uint32(head[4:])
		if size > maxDictionary {
			return nil, errors.New("its dictionary is too large")
		}
		dict := make([]byte, 8+size)
		if _, err := io.ReadFull(in, dict); err != nil {
			return nil, err
		}
		if dict, err = openDictionary(dict[8:]); err != nil {
			return nil, err
		}
		opts = append(opts, zstd.WithDecoderDicts(dict))
	}
	z, err := zstd.NewReader(in, opts...)
	if err != nil {
		return nil, err
	}
	return &zstdReader{z}, nil
}

// openDictionary unpacks a dictionary that is itself compressed.
func openDictionary(dict []byte) ([]byte, error) {
	if len(dict) < 4 || binary.LittleEndian.Uint32(dict) != zstdMark {
		return dict, nil
	}
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxDictionary))
	if err != nil {
		return nil, err
	}
	defer z.Close()
	return z.DecodeAll(dict, nil)
}

// zstdReader tells damage from the end; there is no going on behind it.
type zstdReader struct{ z *zstd.Decoder }

func (r *zstdReader) Read(p []byte) (int, error) {
	n, err := r.z.Read(p)
	if err == nil || errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return n, err
	}
	if r.z.Close(); errors.Is(err, zstd.ErrDecoderClosed) {
		return n, io.EOF
	}
	return n, errDamaged
}
