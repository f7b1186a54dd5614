package evidence

import (
	"crypto/sha256"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// identity hashes every field of the exchange. A length prefix keeps ("ab","c")
// and ("a","bc") apart.
func identity(ex *Exchange) Digest {
	buf := make([]byte, 0, 1024)
	put := func(s string) {
		buf = strconv.AppendInt(buf, int64(len(s)), 10)
		buf = append(buf, ':')
		buf = append(buf, s...)
		buf = append(buf, ';')
	}
	num := func(n int64) {
		buf = strconv.AppendInt(buf, n, 10)
		buf = append(buf, ';')
	}
	num(ex.Seq)
	put(ex.URL)
	put(ex.FinalURL)
	num(int64(len(ex.Chain)))
	for _, u := range ex.Chain {
		put(u)
	}
	put(string(ex.Purpose))
	num(ex.At.UnixNano())
	num(int64(ex.Took))
	num(int64(ex.Status))
	put(string(ex.Problem))
	put(ex.Detail)
	put(string(encodeHeader(ex.Header)))
	put(string(ex.Body))
	num(ex.Size)
	num(int64(ex.Attempt))
	put(string(ex.Robots))
	put(ex.Remote)
	put(ex.TLS)
	sum := sha256.Sum256(buf)
	return tohex(sum[:])
}

// nextLink chains an exchange to all before it.
func nextLink(prev [sha256.Size]byte, id Digest) [sha256.Size]byte {
	return sha256.Sum256(append(prev[:], id...))
}

// firstLink starts every chain; it names the format, not the site, so that the
// same exchanges always give the same digest.
func firstLink() [sha256.Size]byte { return sha256.Sum256([]byte("ducha.snapshot/v1")) }

// BodyDigest is the digest a body is stored under.
func BodyDigest(body []byte) Digest {
	sum := sha256.Sum256(body)
	return tohex(sum[:])
}

// encodeHeader keeps header bytes as received, sorted by name.
func encodeHeader(h http.Header) []byte {
	if len(h) == 0 {
		return []byte{}
	}
	keys := make([]string, 0, len(h))
	for k := range h {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	var b strings.Builder
	for _, k := range keys {
		for _, v := range h[k] {
			b.WriteString(oneLine(k))
			b.WriteString(": ")
			b.WriteString(oneLine(v))
			b.WriteByte('\n')
		}
	}
	return []byte(b.String())
}

func decodeHeader(raw []byte) http.Header {
	h := http.Header{}
	for line := range strings.SplitSeq(string(raw), "\n") {
		if k, v, ok := strings.Cut(line, ": "); ok {
			h[k] = append(h[k], v)
		}
	}
	return h
}

// oneLine takes out what would break the line form of a header.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\r\n") {
		return s
	}
	return strings.NewReplacer("\r", " ", "\n", " ").Replace(s)
}

// clean makes text safe to store and read back unchanged.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}
