package evidence

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// maxBlock is how much of one record is read; a larger one is cut and said so.
const maxBlock = 64 << 20

// warcRecord is one record as read.
type warcRecord struct {
	fields map[string]string // names in lower case; the first wins
	block  []byte
	cut    string // why the block is not whole; empty = it is
}

func (r *warcRecord) get(name string) string { return r.fields[strings.ToLower(name)] }

// uri is the target without the angle brackets wget writes.
func (r *warcRecord) uri() string {
	return strings.TrimSuffix(strings.TrimPrefix(r.get("WARC-Target-URI"), "<"), ">")
}

func (r *warcRecord) date() time.Time {
	s := r.get("WARC-Date")
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "20060102150405", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// warcReader reads records one after the other, from plain or gzipped files,
// and forgives what real tools write.
type warcReader struct {
	in *bufio.Reader
}

var errNotWARC = errors.New("not a WARC file")

// newWARCReader looks at the first bytes, not at the file's name.
func newWARCReader(r io.Reader) (*warcReader, error) {
	in := bufio.NewReaderSize(r, 1<<20)
	head, err := in.Peek(5)
	if err != nil {
		return nil, errNotWARC
	}
	if head[0] == 0x1f && head[1] == 0x8b {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errNotWARC, err)
		}
		in = bufio.NewReaderSize(z, 1<<20)
		if head, err = in.Peek(5); err != nil {
			return nil, errNotWARC
		}
	}
	if string(head) != "WARC/" {
		return nil, errNotWARC
	}
	return &warcReader{in: in}, nil
}

// next gives the next whole record; io.EOF at the end, also where the file was
// cut: what a cut record would have said is not known.
func (w *warcReader) next() (*warcRecord, error) {
	if err := w.seek(); err != nil {
		return nil, err
	}
	rec := &warcRecord{fields: map[string]string{}}
	last := ""
	for {
		line, err := w.line()
		if err != nil {
			return nil, io.EOF
		}
		if line == "" {
			break
		}
		if line[0] == ' ' || line[0] == '\t' { // folded
			if last != "" {
				rec.fields[last] += " " + strings.TrimSpace(line)
			}
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		last = strings.ToLower(strings.TrimSpace(name))
		if _, known := rec.fields[last]; !known {
			rec.fields[last] = strings.TrimSpace(value)
		}
	}
	return rec, w.block(rec)
}

// seek skips blank lines and debris up to the next version line.
func (w *warcReader) seek() error {
	for {
		line, err := w.line()
		if err != nil {
			return io.EOF
		}
		if strings.HasPrefix(line, "WARC/") {
			return nil
		}
	}
}

// line reads one line; an endless one is cut.
func (w *warcReader) line() (string, error) {
	var out []byte
	for {
		part, err := w.in.ReadSlice('\n')
		if room := 64<<10 - len(out); room > 0 {
			out = append(out, part[:min(len(part), room)]...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && len(out) == 0 {
			return "", err
		}
		return strings.TrimRight(string(out), "\r\n"), nil
	}
}

func (w *warcReader) block(rec *warcRecord) error {
	n, err := strconv.ParseInt(rec.get("Content-Length"), 10, 64)
	if err != nil || n < 0 {
		return nil // no block that could be trusted; seek finds the next record
	}
	var buf bytes.Buffer
	buf.Grow(int(min(n, 1<<20)))
	got, err := io.CopyN(&buf, w.in, min(n, maxBlock))
	if err != nil || got < min(n, maxBlock) {
		return io.EOF
	}
	rec.block = buf.Bytes()
	if n > maxBlock {
		rec.cut = "larger than is read"
		if _, err := io.CopyN(io.Discard, w.in, n-maxBlock); err != nil {
			return io.EOF
		}
	}
	if t := rec.get("WARC-Truncated"); t != "" {
		rec.cut = "truncated by the tool that stored it: " + t
	}
	return nil
}
