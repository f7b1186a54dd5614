package evidence

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
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
// feeds, hints before the answer, bodies whose headers still name a coding that was taken off.
func parseHTTP(block []byte) (httpAnswer, bool) {
	a, ok := parseHead(block)
	if ok {
		a.decode()
	}
	return a, ok
}

// parseHead reads an answer up to its body.
func parseHead(block []byte) (httpAnswer, bool) {
	a, ok := oneHead(block)
	for ok && a.status < 200 && statusLine(a.raw) {
		a, ok = oneHead(a.raw)
	}
	return a, ok
}

func statusLine(b []byte) bool { return len(b) > 5 && strings.EqualFold(string(b[:5]), "HTTP/") }

func oneHead(block []byte) (httpAnswer, bool) {
	a := httpAnswer{header: http.Header{}}
	line, rest := cutLine(block)
	words := strings.Fields(line)
	if len(words) < 2 || !statusLine(block) {
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
	return a, true
}

func cutLine(b []byte) (string, []byte) {
	i := bytes.IndexByte(b, '\n')
	if i < 0 {
		return strings.TrimRight(string(b), "\r"), nil
	}
	return strings.TrimRight(string(b[:i]), "\r"), b[i+1:]
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
