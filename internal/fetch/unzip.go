package fetch

import (
	"bytes"
	"io"

	"github.com/klauspost/compress/gzip"
)

// packedPage is more than nearly every page weighs as sent.
const packedPage = 64 << 10

// unzipper decodes gzip. Bytes that lie in memory are decoded a fifth faster than
// those of a stream, so what a page usually weighs is taken off the wire first.
type unzipper struct {
	gzip.Reader
	packed [packedPage]byte
	page   bytes.Reader
	broken error // why the wire gave no more, if it should have
}

func (z *unzipper) open(wire io.Reader) error {
	n, err := 0, error(nil)
	for n < len(z.packed) && err == nil {
		var more int
		more, err = wire.Read(z.packed[n:])
		n += more
	}
	z.page.Reset(z.packed[:n])
	z.broken = nil
	if err == nil {
		return z.Reset(io.MultiReader(&z.page, wire))
	}
	if err != io.EOF {
		z.broken = err
	}
	return z.or(z.Reset(&z.page))
}

func (z *unzipper) Read(p []byte) (int, error) {
	n, err := z.Reader.Read(p)
	return n, z.or(err)
}

// or tells an end that the wire is to blame for from one that the server meant.
func (z *unzipper) or(err error) error {
	if z.broken != nil && (err == io.EOF || err == io.ErrUnexpectedEOF) {
		return z.broken
	}
	return err
}
