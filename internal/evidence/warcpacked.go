package evidence

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

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
		case err != io.EOF:
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
	if err == nil || err == io.EOF {
		return n, err
	}
	if r.z.Close(); errors.Is(err, zstd.ErrDecoderClosed) {
		return n, io.EOF
	}
	return n, errDamaged
}
