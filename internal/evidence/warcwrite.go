package evidence

import (
	"crypto/sha1"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// ExportWARC writes a snapshot as WARC 1.1 (ISO 28500), one gzip member for
// each record, for any replay tool. Fields that WARC has no place for stand in
// extension fields, so that ImportWARC gives the same snapshot digest back.
func ExportWARC(w io.Writer, s *Store) error {
	out := &warcWriter{w: w, payloads: map[string]warcRef{}}
	snap := s.Snapshot()
	if err := out.info(snap); err != nil {
		return fmt.Errorf("export %s: %w", s.path, err)
	}
	for ex, err := range s.Exchanges() {
		if err == nil {
			err = out.exchange(s, &ex)
		}
		if err != nil {
			return fmt.Errorf("export %s: %w", s.path, err)
		}
	}
	return nil
}

type warcWriter struct {
	w        io.Writer
	zip      *gzip.Writer
	payloads map[string]warcRef // payloads written so far
}

type warcRef struct{ url, date string }

type warcField struct{ name, value string }

const (
	warcSoftware = "ducha"
	fieldPrefix  = "WARC-Ducha-"
	// The body is stored decoded, so the headers that speak of its coding would lie.
	origPrefix = "X-Ducha-Orig-"
)

func (o *warcWriter) info(snap Snapshot) error {
	body := "software: " + warcSoftware + "\r\nformat: WARC File Format 1.1\r\n" +
		"ducha-site: " + oneLine(snap.Site) + "\r\nducha-home: " + oneLine(snap.Home) + "\r\nducha-digest: " + string(snap.Digest) + "\r\n"
	return o.record([]warcField{
		{"WARC-Type", "warcinfo"}, {"WARC-Record-ID", recordID(snap.Digest)}, {"WARC-Date", warcDate(snap.Started)},
		{"Content-Type", "application/warc-fields"},
	}, []byte(body))
}

func recordID(d Digest) string {
	h := (string(d) + strings.Repeat("0", 32))[:32]
	return "<urn:uuid:" + h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:32] + ">"
}

func warcDate(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.999999999Z") }

func (o *warcWriter) exchange(s *Store, ex *Exchange) error {
	body, err := s.Body(ex.Body)
	if err != nil {
		return err
	}
	fields := []warcField{{"WARC-Record-ID", recordID(ex.ID)}, {"WARC-Date", warcDate(ex.At)}, {"WARC-Target-URI", ex.FinalURL}}
	own, err := ownFields(ex)
	if err != nil {
		return err
	}
	if ex.Status == 0 {
		fields = append(fields, warcField{"WARC-Type", "metadata"}, warcField{"Content-Type", "application/warc-fields"})
		return o.record(append(fields, own...), []byte("problem: "+string(ex.Problem)+"\r\n"))
	}
	payload := payloadDigest(body)
	fields = append(fields, warcField{"WARC-Payload-Digest", payload}, warcField{"Content-Type", "application/http;msgtype=response"})
	block := httpHead(ex, len(body))
	if ref, ok := o.payloads[payload]; ok && len(body) > 0 {
		fields = append(fields, warcField{"WARC-Type", "revisit"},
			warcField{"WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"},
			warcField{"WARC-Refers-To-Target-URI", ref.url}, warcField{"WARC-Refers-To-Date", ref.date})
		return o.record(append(fields, own...), block)
	}
	o.payloads[payload] = warcRef{ex.FinalURL, warcDate(ex.At)}
	fields = append(fields, warcField{"WARC-Type", "response"})
	return o.record(append(fields, own...), append(block, body...))
}

// ownFields carry what WARC does not know.
func ownFields(ex *Exchange) ([]warcField, error) {
	out := []warcField{
		{fieldPrefix + "URL", ex.URL}, {fieldPrefix + "Purpose", string(ex.Purpose)}, {fieldPrefix + "Took", strconv.FormatInt(int64(ex.Took), 10)},
		{fieldPrefix + "Status", strconv.Itoa(ex.Status)}, {fieldPrefix + "Problem", string(ex.Problem)}, {fieldPrefix + "Detail", strconv.Quote(ex.Detail)},
		{fieldPrefix + "Attempt", strconv.Itoa(ex.Attempt)}, {fieldPrefix + "Robots", string(ex.Robots)},
		{fieldPrefix + "Remote", ex.Remote}, {fieldPrefix + "TLS", strconv.Quote(ex.TLS)},
	}
	if len(ex.Chain) > 0 {
		raw, err := json.Marshal(ex.Chain)
		if err != nil {
			return nil, err
		}
		out = append(out, warcField{fieldPrefix + "Chain", string(raw)})
	}
	return out, nil
}

// httpHead writes status line and headers of the answer.
func httpHead(ex *Exchange, size int) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "HTTP/1.1 %03d %s\r\n", ex.Status, http.StatusText(ex.Status))
	for line := range strings.SplitSeq(string(encodeHeader(ex.Header)), "\n") {
		if line == "" {
			continue
		}
		if name, _, _ := strings.Cut(line, ":"); codingHeader(name) {
			b.WriteString(origPrefix)
		}
		b.WriteString(line + "\r\n")
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n", size)
	return []byte(b.String())
}

func codingHeader(name string) bool {
	switch strings.ToLower(name) {
	case "content-length", "content-encoding", "transfer-encoding":
		return true
	}
	return false
}

func payloadDigest(body []byte) string {
	sum := sha1.Sum(body)
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

func (o *warcWriter) record(fields []warcField, block []byte) error {
	if o.zip == nil {
		z, err := gzip.NewWriterLevel(o.w, gzip.BestSpeed)
		if err != nil {
			return err
		}
		o.zip = z
	} else {
		o.zip.Reset(o.w)
	}
	var b strings.Builder
	b.WriteString("WARC/1.1\r\n")
	for _, f := range fields {
		if f.value != "" {
			b.WriteString(f.name + ": " + oneLine(f.value) + "\r\n")
		}
	}
	fmt.Fprintf(&b, "WARC-Block-Digest: %s\r\nContent-Length: %d\r\n\r\n", payloadDigest(block), len(block))
	for _, part := range [][]byte{[]byte(b.String()), block, []byte("\r\n\r\n")} {
		if _, err := o.zip.Write(part); err != nil {
			return err
		}
	}
	return o.zip.Close()
}
