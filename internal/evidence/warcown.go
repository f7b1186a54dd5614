package evidence

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// info knows a WARC of our own.
func (im *importer) info(rec *warcRecord) error {
	fields := ownInfo(rec)
	if fields == nil {
		return nil
	}
	im.foreign = false
	if home := fields["ducha-home"]; home != "" {
		im.home = home // the archive knows best whose pages it holds
	}
	if im.store.site == "" {
		im.store.site = fields["ducha-site"]
	}
	return nil
}

// ownInfo is what we wrote at the start of a WARC; nil in that of another tool.
func ownInfo(rec *warcRecord) map[string]string {
	fields := map[string]string{}
	for line := range strings.SplitSeq(string(rec.block), "\n") {
		if k, v, ok := strings.Cut(strings.TrimRight(line, "\r"), ":"); ok {
			fields[strings.ToLower(k)] = strings.TrimSpace(v)
		}
	}
	if fields["software"] != warcSoftware || fields["ducha-digest"] == "" {
		return nil
	}
	return fields
}

// own restores an exchange of ours as it was.
func (im *importer) own(rec *warcRecord, kind string) error {
	field := func(name string) string { return rec.get(fieldPrefix + name) }
	number := func(name string) int64 { n, _ := strconv.ParseInt(field(name), 10, 64); return n }
	quoted := func(name string) string { s, _ := strconv.Unquote(field(name)); return s }
	ex := Exchange{
		URL: field("URL"), FinalURL: rec.uri(), Purpose: Purpose(field("Purpose")), At: rec.date(), Took: time.Duration(number("Took")),
		Status: int(number("Status")), Problem: Problem(field("Problem")), Detail: quoted("Detail"), Attempt: int(number("Attempt")),
		Robots: Digest(field("Robots")), Remote: field("Remote"), TLS: quoted("TLS"),
	}
	if raw := field("Chain"); raw != "" {
		if err := json.Unmarshal([]byte(raw), &ex.Chain); err != nil {
			return fmt.Errorf("redirects of %s: %w", ex.URL, err)
		}
	}
	if kind == "metadata" {
		_, err := im.store.Put(ex, nil)
		return err
	}
	if err := checkDigest(rec.get("WARC-Block-Digest"), rec.block); err != nil {
		ex.Problem, ex.Detail = Truncated, err.Error()
	}
	a, ok := parseHTTP(rec.block)
	if !ok {
		return nil
	}
	a.header.Del("Content-Length")
	ex.Header = http.Header{}
	for name, v := range a.header {
		ex.Header[strings.TrimPrefix(name, origPrefix)] = v
	}
	body := a.raw
	if kind == "revisit" {
		var err error
		if body, err = im.payload(rec.get("WARC-Payload-Digest")); err != nil {
			return err
		}
	} else if err := im.remember(rec, a.raw, a.raw, ex.FinalURL); err != nil {
		return err
	}
	_, err := im.store.Put(ex, body)
	return err
}
