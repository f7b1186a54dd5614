package evidence

import (
	"bufio"
	"bytes"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
)

// decode takes off transfer and content codings, if the bytes bear them: tools store
// answers with or without, and leave the headers as they were.
func (a *httpAnswer) decode() {
	a.body = a.raw
	coded := false // whether the announced length is of something else than the bytes here
	if strings.Contains(strings.ToLower(a.header.Get("Transfer-Encoding")), "chunked") {
		if plain, whole, ok := dechunk(a.body); ok {
			a.body, coded = plain, true
			if !whole {
				a.fault = "the last chunk is missing"
			}
		}
	}
	names := strings.Split(strings.Join(a.header.Values("Content-Encoding"), ","), ",")
	for i := len(names) - 1; i >= 0; i-- { // the last was put on last
		if c, ok := contentCodings[strings.ToLower(strings.TrimSpace(names[i]))]; ok {
			coded = true
			a.unpack(c)
		}
	}
	if want, err := strconv.ParseInt(a.header.Get("Content-Length"), 10, 64); err == nil && !coded && int64(len(a.raw)) < want && a.fault == "" {
		a.fault = "shorter than announced"
	}
}

// contentCoding is one way to pack an answer. Of those without a mark bytes are tried.
type contentCoding struct {
	mark string
	open func(r *bufio.Reader) (io.Reader, error)
}

var contentCodings = map[string]contentCoding{
	"gzip": {string(gzipMark), openGzip}, "x-gzip": {string(gzipMark), openGzip},
	"deflate": {"", openDeflate},
	"br":      {"", func(r *bufio.Reader) (io.Reader, error) { return brotli.NewReader(r), nil }},
	"zstd": {"\x28\xb5\x2f\xfd", func(r *bufio.Reader) (io.Reader, error) {
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBlock))
		if err != nil {
			return nil, err
		}
		return z.IOReadCloser(), nil
	}},
}

// Unpack takes a content coding off; nil for what is none that browsers know.
func Unpack(coding string, r io.Reader) (io.Reader, error) {
	c, ok := contentCodings[strings.ToLower(strings.TrimSpace(coding))]
	if !ok {
		return nil, nil
	}
	return c.open(bufio.NewReader(r))
}

func openGzip(r *bufio.Reader) (io.Reader, error) { return &gzipMembers{in: r}, nil }

// openDeflate takes zlib, as the name means, or bare deflate, as servers understand it.
func openDeflate(r *bufio.Reader) (io.Reader, error) {
	if b, err := r.Peek(2); err == nil && b[0]&0x0f == 8 && (int(b[0])<<8|int(b[1]))%31 == 0 {
		if _, err := r.Discard(2); err != nil {
			return nil, err
		}
	}
	return flate.NewReader(r), nil
}

// unpack decodes the body if it bears the coding.
func (a *httpAnswer) unpack(c contentCoding) {
	if len(a.body) == 0 || !bytes.HasPrefix(a.body, []byte(c.mark)) {
		return
	}
	r, err := c.open(bufio.NewReader(bytes.NewReader(a.body)))
	if err != nil {
		a.fault = "content coding is damaged: " + err.Error()
		return
	}
	if d, ok := r.(io.Closer); ok {
		defer d.Close()
	}
	out, err := io.ReadAll(io.LimitReader(r, maxBlock+1))
	switch {
	case err != nil && c.mark == "" && plainly(a.body):
		return // taken off already
	case err != nil:
		a.fault = "content coding is damaged: " + err.Error()
	case len(out) > maxBlock:
		out, a.fault = out[:maxBlock], "unpacks to more than is read"
	}
	a.body = out
}

// plainly says whether bytes are what a packed answer should unpack to.
func plainly(b []byte) bool {
	for _, mark := range []string{"%PDF", "PK\x03\x04", "\x89PNG", "\xff\xd8\xff", "GIF8", "RIFF", "\xd0\xcf\x11\xe0", "Rar!", "\x1f\x8b"} {
		if bytes.HasPrefix(b, []byte(mark)) {
			return true
		}
	}
	head := bytes.TrimLeft(b[:min(len(b), 512)], "\ufeff \t\r\n")
	return len(head) > 0 && bytes.IndexFunc(head, func(r rune) bool { return r < ' ' && r != '\t' && r != '\r' && r != '\n' && r != '\f' }) < 0
}

// dechunk reads the chunked coding; ok is false when the bytes do not bear it.
func dechunk(b []byte) (plain []byte, whole, ok bool) {
	for len(b) > 0 {
		line, rest := cutLine(b)
		size, _, _ := strings.Cut(line, ";")
		n, err := strconv.ParseUint(strings.TrimSpace(size), 16, 31)
		if err != nil {
			return plain, false, ok
		}
		ok = true
		if n == 0 {
			return plain, true, true
		}
		if uint64(len(rest)) < n {
			return append(plain, rest...), false, true
		}
		plain = append(plain, rest[:n]...)
		b = bytes.TrimPrefix(bytes.TrimPrefix(rest[n:], []byte("\r")), []byte("\n"))
	}
	return plain, false, ok
}
