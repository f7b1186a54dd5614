package fetch

import (
	"bufio"
	"bytes"
	"io"

	"github.com/klauspost/compress/gzip"
)

// packedPage is more than nearly every page weighs as sent.
const packedPage = 64 << 10

type byteReader interface {
	io.Reader
	io.ByteReader
}

// unzipper decodes gzip. Bytes that lie in memory are decoded a fifth faster than
// those of a stream, so what a page usually weighs is taken off the wire first.
type unzipper struct {
	gzip.Reader
	packed [packedPage]byte
	page   bytes.Reader
	in     byteReader // page, or what follows it too; read no further than a member reaches
	broken error      // why the wire gave no more, if it should have
}

func (z *unzipper) open(wire io.Reader) error {
	n, err := 0, error(nil)
	for n < len(z.packed) && err == nil {
		var more int
		more, err = wire.Read(z.packed[n:])
		n += more
	}
	z.page.Reset(z.packed[:n])
	z.broken, z.in = nil, &z.page
	switch err {
	case nil:
		z.in = bufio.NewReader(io.MultiReader(&z.page, wire))
	case io.EOF:
	default:
		z.broken = err
	}
	return z.or(z.next())
}

// next begins a member of the stream.
func (z *unzipper) next() error {
	err := z.Reset(z.in)
	z.Multistream(false)
	return err
}

func (z *unzipper) Read(p []byte) (int, error) {
	for {
		n, err := z.Reader.Read(p)
		if err != io.EOF || z.broken != nil || z.next() != nil {
			return n, z.or(err) // what follows the last member is padding or debris, as browsers see it
		}
		if n > 0 {
			return n, nil
		}
	}
}

// or tells an end that the wire is to blame for from one that the server meant.
func (z *unzipper) or(err error) error {
	if z.broken != nil && (err == io.EOF || err == io.ErrUnexpectedEOF) {
		return z.broken
	}
	return err
}
