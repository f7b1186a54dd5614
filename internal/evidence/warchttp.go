package evidence

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// httpAnswer is the HTTP message within a record.
type httpAnswer struct {
	status int
	header http.Header
	body   []byte // decoded
	raw    []byte // as it stands in the record
	fault  string // why the body cannot be relied on
}

// parseHTTP reads an answer leniently: "HTTP/2 200" without reason, bare line
// feeds, bodies whose headers still name a coding that was taken off.
func parseHTTP(block []byte) (httpAnswer, bool) {
	a := httpAnswer{header: http.Header{}}
	line, rest := cutLine(block)
	words := strings.Fields(line)
	if len(words) < 2 || !strings.HasPrefix(words[0], "HTTP") {
		return a, false
	}
	n, err := strconv.Atoi(words[1])
	if err != nil || n < 100 || n > 999 {
		return a, false
	}
	a.status = n
	last := ""
	for len(rest) > 0 {
		line, rest = cutLine(rest)
		if line == "" {
			break
		}
		if (line[0] == ' ' || line[0] == '\t') && last != "" {
			v := a.header[last]
			v[len(v)-1] += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || name == "" {
			continue
		}
		last = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name))
		a.header[last] = append(a.header[last], strings.TrimSpace(value))
	}
	a.raw = rest
	a.decode()
	return a, true
}

func cutLine(b []byte) (string, []byte) {
	i := bytes.IndexByte(b, '\n')
	if i < 0 {
		return strings.TrimRight(string(b), "\r"), nil
	}
	return strings.TrimRight(string(b[:i]), "\r"), b[i+1:]
}

// decode takes off transfer and content coding, if the bytes bear it.
func (a *httpAnswer) decode() {
	a.body = a.raw
	coded := false
	if strings.Contains(strings.ToLower(a.header.Get("Transfer-Encoding")), "chunked") {
		if plain, whole, ok := dechunk(a.body); ok {
			a.body, coded = plain, true
			if !whole {
				a.fault = "the last chunk is missing"
			}
		}
	}
	switch strings.ToLower(strings.TrimSpace(a.header.Get("Content-Encoding"))) {
	case "gzip", "x-gzip":
		coded = a.unpack(bytes.HasPrefix(a.body, []byte("\x1f\x8b")), func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }) || coded
	case "deflate":
		// Either zlib or bare deflate; pages begin with neither.
		zlib := len(a.body) > 2 && a.body[0]&0x0f == 8 && (int(a.body[0])<<8|int(a.body[1]))%31 == 0
		skip := 0
		if zlib {
			skip = 2
		}
		coded = a.unpack(len(a.body) > 2 && !textual(a.body), func(r io.Reader) (io.Reader, error) {
			_, err := io.CopyN(io.Discard, r, int64(skip))
			return flate.NewReader(r), err
		}) || coded
	case "zstd":
		coded = a.unpack(bytes.HasPrefix(a.body, []byte("\x28\xb5\x2f\xfd")), func(r io.Reader) (io.Reader, error) {
			return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBlock))
		}) || coded
	case "br":
		if len(a.body) > 0 && !textual(a.body) {
			a.fault = "stored in brotli coding"
		}
	}
	if want, err := strconv.ParseInt(a.header.Get("Content-Length"), 10, 64); err == nil && !coded && int64(len(a.raw)) < want && a.fault == "" {
		a.fault = "shorter than announced"
	}
}

// unpack decodes the body when it bears the coding's mark.
func (a *httpAnswer) unpack(marked bool, open func(io.Reader) (io.Reader, error)) bool {
	if !marked {
		return false
	}
	r, err := open(bytes.NewReader(a.body))
	if err != nil {
		a.fault = "content coding is damaged: " + err.Error()
		return true
	}
	if d, ok := r.(*zstd.Decoder); ok {
		defer d.Close()
	}
	out, err := io.ReadAll(io.LimitReader(r, maxBlock+1))
	switch {
	case err != nil:
		a.fault = "content coding is damaged: " + err.Error()
	case len(out) > maxBlock:
		out, a.fault = out[:maxBlock], "unpacks to more than is read"
	}
	a.body = out
	return true
}

// textual says whether bytes look like the text they should decode to.
func textual(b []byte) bool {
	head := bytes.TrimLeft(b[:min(len(b), 512)], "\ufeff \t\r\n")
	return len(head) > 0 && (head[0] == '<' || head[0] == '{' || head[0] == '[') && bytes.IndexByte(head, 0) < 0
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

// checkDigest compares a block with the digest its record claims; unknown
// kinds of digest are believed.
func checkDigest(claim string, block []byte) error {
	kind, value, ok := strings.Cut(claim, ":")
	if !ok {
		return nil
	}
	var sum []byte
	switch strings.ToLower(strings.ReplaceAll(kind, "-", "")) {
	case "sha1":
		s := sha1.Sum(block)
		sum = s[:]
	case "sha256":
		s := sha256.Sum256(block)
		sum = s[:]
	case "md5":
		s := md5.Sum(block)
		sum = s[:]
	default:
		return nil
	}
	if strings.EqualFold(value, hex.EncodeToString(sum)) ||
		strings.EqualFold(strings.TrimRight(value, "="), strings.TrimRight(base32.StdEncoding.EncodeToString(sum), "=")) {
		return nil
	}
	return errors.New("its bytes are not those of the digest stored with it")
}
