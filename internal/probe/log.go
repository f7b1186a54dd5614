package probe

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Log is the probe log: one JSON object a line, only ever appended to and on
// disk before Append returns.
type Log struct{ f *os.File }

// OpenLog opens a log to append to, or makes one. A line that a crash left
// unfinished is closed off, so that the next one stands by itself.
func OpenLog(path string) (*Log, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, fmt.Errorf("监测记录 %s：%w", path, err)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return nil, fmt.Errorf("监测记录 %s：%w", path, err)
	}
	l := &Log{f}
	if err := l.closeOff(); err != nil {
		f.Close()
		return nil, fmt.Errorf("监测记录 %s：%w", path, err)
	}
	return l, nil
}

func (l *Log) closeOff() error {
	end, err := l.f.Seek(0, io.SeekEnd)
	if err != nil || end == 0 {
		return err
	}
	last := make([]byte, 1)
	if _, err := l.f.ReadAt(last, end-1); err != nil {
		return err
	}
	if last[0] != '\n' {
		_, err = l.f.Write([]byte("\n"))
	}
	return err
}

// Append writes the visits in one piece and waits for the disk.
func (l *Log) Append(visits []Visit) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, v := range visits {
		if err := enc.Encode(v); err != nil {
			return fmt.Errorf("写入监测记录：%w", err)
		}
	}
	if _, err := l.f.Write(b.Bytes()); err != nil {
		return fmt.Errorf("写入监测记录：%w", err)
	}
	if err := l.f.Sync(); err != nil {
		return fmt.Errorf("写入监测记录：%w", err)
	}
	return nil
}

// Close closes the log.
func (l *Log) Close() error { return l.f.Close() }

// History is a log read back.
type History struct {
	Source string // file name
	Digest string // SHA-256 of the file
	Visits []Visit
	lines  []string // digest of each visit's line: its record
}

// maxLine bounds one line of a log.
const maxLine = 1 << 20

// ReadLog reads a whole log. A last line without its end was being written and
// is left out; any other line that is no visit is a mistake with its place.
func ReadLog(path string) (*History, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		var at *fs.PathError // the path is said once
		if errors.As(err, &at) {
			err = at.Err
		}
		return nil, fmt.Errorf("监测记录 %s：%w", path, err)
	}
	sum := sha256.Sum256(src)
	h := &History{Source: filepath.Base(path), Digest: hex.EncodeToString(sum[:])}
	lines := bufio.NewScanner(bytes.NewReader(src))
	lines.Buffer(nil, maxLine)
	for n := 1; lines.Scan(); n++ {
		line := lines.Bytes()
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		v, err := readVisit(line)
		if err == nil {
			h.add(v, line)
			continue
		}
		if torn(src, line) {
			break
		}
		// What a crash left was closed off by the next start: no visit, no mistake.
		if errors.Is(err, errCut) {
			continue
		}
		return nil, fmt.Errorf("%s:%d：不是监测记录：%w", path, n, err)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("监测记录 %s：%w", path, err)
	}
	return h, nil
}

func (h *History) add(v Visit, line []byte) {
	record := sha256.Sum256(line)
	h.Visits, h.lines = append(h.Visits, v), append(h.lines, hex.EncodeToString(record[:]))
}

// torn says whether a line is the last one and has no end.
func torn(src, line []byte) bool {
	return len(src) > 0 && src[len(src)-1] != '\n' && bytes.HasSuffix(src, line)
}

// lineStart is how every line of ours begins.
const lineStart = `{"at":"`

// errCut is a line that begins as a visit and breaks off.
var errCut = errors.New("内容不完整")

func readVisit(line []byte) (Visit, error) {
	var v Visit
	if err := json.Unmarshal(line, &v); err != nil {
		var syntax *json.SyntaxError
		n := min(len(line), len(lineStart))
		if errors.As(err, &syntax) && string(line[:n]) == lineStart[:n] && syntax.Offset >= int64(len(line)) {
			return v, errCut
		}
		return v, err
	}
	switch {
	case v.At.IsZero() || v.URL == "":
		return v, errors.New("缺少时间或网址")
	case v.Outcome != Open && v.Outcome != Failed && v.Outcome != Unknown:
		return v, fmt.Errorf("不认识的结果 %q", v.Outcome)
	}
	return v, nil
}
