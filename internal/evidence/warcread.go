package evidence

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
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

func (r *warcRecord) date() time.Time { return parseDate(r.get("WARC-Date")) }

// parseDate reads a time; zero for what is none, of no time at which there were archives.
func parseDate(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "20060102150405", "2006-01-02", http.TimeFormat} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1996 && t.Year() < 2200 {
			return t.UTC()
		}
	}
	return time.Time{}
}

// warcReader reads records one after the other and forgives what real tools write.
type warcReader struct {
	in   *bufio.Reader
	back int // times it went back
}

// maxBack bounds how often a file may claim lengths that are wrong.
const maxBack = 64

// next gives the next record. errDamaged stands for one of which is not known what it
// would have said; reading goes on behind it. io.EOF is the end.
func (w *warcReader) next() (*warcRecord, error) {
	if err := w.seek(); err != nil {
		return nil, err
	}
	rec := &warcRecord{fields: map[string]string{}}
	last := ""
	for {
		line, err := w.line()
		if err != nil {
			return nil, errDamaged
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
			return err
		}
		if strings.HasPrefix(line, "WARC/") {
			return nil
		}
	}
}

// line reads one line; an endless one is cut. What stands before damage is no line: what
// follows behind it belongs to another record.
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
		if err != nil && (len(out) == 0 || !errors.Is(err, io.EOF)) {
			return "", err
		}
		return strings.TrimRight(string(out), "\r\n"), nil
	}
}

func (w *warcReader) block(rec *warcRecord) error {
	n, err := strconv.ParseInt(rec.get("Content-Length"), 10, 64)
	if err != nil || n < 0 {
		return errDamaged // no block that could be trusted; seek finds the next record
	}
	var buf bytes.Buffer
	buf.Grow(int(min(n, 1<<20)))
	if _, err := io.CopyN(&buf, w.in, min(n, maxBlock)); err != nil {
		return w.goBack(buf.Bytes())
	}
	rec.block = buf.Bytes()
	if n > maxBlock {
		rec.cut = "larger than is read"
		if _, err := io.CopyN(io.Discard, w.in, n-maxBlock); err != nil {
			return errDamaged
		}
	}
	if t := rec.get("WARC-Truncated"); t != "" {
		rec.cut = "truncated by the tool that stored it: " + t
	}
	return w.behind(rec)
}

// behind looks at what follows a block: damage that only the member's checksum tells, or
// no record's end, where the length was wrong.
func (w *warcReader) behind(rec *warcRecord) error {
	after, err := w.in.Peek(5) // the line ends and what makes the member be read to its end
	if errors.Is(err, errDamaged) {
		rec.cut = errDamaged.Error()
		return nil
	}
	if len(after) == 0 || after[0] == '\r' || after[0] == '\n' || bytes.HasPrefix(after, []byte("WARC")) {
		return nil
	}
	if bytes.Contains(rec.block, recordStart) {
		return w.goBack(rec.block)
	}
	rec.cut = "its length is wrong"
	return nil
}

var recordStart = []byte("\nWARC/1.")

// goBack goes on at the next record within a block that reaches too far.
func (w *warcReader) goBack(block []byte) error {
	if i := bytes.Index(block, recordStart); i >= 0 && w.back < maxBack {
		w.back++
		w.in = bufio.NewReaderSize(io.MultiReader(bytes.NewReader(block[i:]), w.in), 1<<20)
	}
	return errDamaged
}
