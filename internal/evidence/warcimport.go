package evidence

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
)

// Judge says what an answer is worth that another tool stored; fetch has one.
type Judge func(status int, header http.Header, finalURL string, body []byte) (Problem, string)

// ImportWARC reads a WARC made by any tool into a new snapshot at dst and seals
// it. Without home the likeliest start page is taken: the shortest path of the
// commonest host. Without a judge only status and completeness are looked at.
func ImportWARC(src, dst, site, home string, judge ...Judge) (*Store, error) {
	if isFile(dst) {
		return nil, fmt.Errorf("import %s into %s: %w", src, dst, os.ErrExist)
	}
	f, err := os.Open(src)
	if err != nil {
		return nil, fmt.Errorf("import WARC: %w", err)
	}
	defer f.Close()
	in, err := newWARCReader(f)
	if err != nil {
		return nil, fmt.Errorf("import %s: %w", src, err)
	}
	s, err := Create(dst, site, home)
	if err != nil {
		return nil, fmt.Errorf("import %s: %w", src, err)
	}
	im := &importer{store: s, foreign: true, home: home, hosts: map[string]*hostGuess{}, judge: statusOnly}
	for _, j := range judge {
		im.judge = j
	}
	if err := im.run(in); err != nil {
		s.Close()
		return nil, fmt.Errorf("import %s: %w", src, errors.Join(err, os.Remove(dst)))
	}
	return s, nil
}

// statusOnly is the judge of those who bring none.
func statusOnly(status int, _ http.Header, _ string, body []byte) (Problem, string) {
	detail := "HTTP " + strconv.Itoa(status)
	switch {
	case status == 404 || status == 410:
		return NotFound, detail
	case status == 429:
		return RateLimited, detail
	case status == 412 || status == 521:
		return Challenge, detail
	case status >= 500:
		return ServerError, detail
	case status >= 400:
		return Blocked, detail
	case len(body) == 0:
		return Empty, detail
	}
	return None, ""
}

type importer struct {
	store   *Store
	judge   Judge
	foreign bool
	home    string
	hosts   map[string]*hostGuess
	moves   []move
	records int
}

// move is a redirect, settled when every target is known.
type move struct {
	ex Exchange
	to string
}

func (im *importer) run(in *warcReader) error {
	if err := im.tables(); err != nil {
		return err
	}
	for {
		rec, err := in.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			im.records++
			err = im.take(rec)
		}
		if err != nil {
			return err
		}
	}
	if err := im.settleMoves(); err != nil {
		return err
	}
	return im.close()
}

func (im *importer) take(rec *warcRecord) error {
	kind := strings.ToLower(rec.get("WARC-Type"))
	if kind == "warcinfo" {
		return im.info(rec)
	}
	if rec.get(fieldPrefix+"Purpose") != "" {
		return im.own(rec, kind)
	}
	u, err := url.Parse(rec.uri())
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil // dns:, urn: and the like
	}
	switch kind {
	case "response", "revisit", "resource":
		return im.foreignRecord(rec, kind, u)
	}
	return nil // request, metadata, conversion, continuation
}

// info knows a WARC of our own.
func (im *importer) info(rec *warcRecord) error {
	fields := map[string]string{}
	for line := range strings.SplitSeq(string(rec.block), "\n") {
		if k, v, ok := strings.Cut(strings.TrimRight(line, "\r"), ":"); ok {
			fields[strings.ToLower(k)] = strings.TrimSpace(v)
		}
	}
	if fields["software"] != warcSoftware || fields["ducha-digest"] == "" {
		return nil
	}
	im.foreign = false
	if im.home == "" {
		im.home = fields["ducha-home"]
	}
	if im.store.site == "" {
		im.store.site = fields["ducha-site"]
	}
	return nil
}

func (im *importer) foreignRecord(rec *warcRecord, kind string, u *url.URL) error {
	u.Fragment = ""
	ex := Exchange{URL: u.String(), Purpose: ForPage, At: rec.date(), Status: 200, Header: http.Header{}, Attempt: 1}
	if u.Path == "/robots.txt" {
		ex.Purpose = ForRobots
	}
	body := rec.block
	fault := rec.cut
	if kind == "resource" {
		ex.Header.Set("Content-Type", rec.get("Content-Type"))
	} else {
		a, ok := parseHTTP(rec.block)
		if !ok && kind == "response" {
			return nil // not an HTTP answer
		}
		if ok {
			ex.Status, ex.Header = a.status, a.header
		}
		body = a.body
		if kind == "revisit" {
			return im.revisit(rec, ex)
		}
		if fault == "" {
			fault = a.fault
		}
		if err := im.remember(rec, a.raw, body, ex.URL); err != nil {
			return err
		}
	}
	if err := checkDigest(rec.get("WARC-Block-Digest"), rec.block); err != nil && rec.cut == "" {
		fault = err.Error()
	}
	return im.put(ex, body, fault)
}

func (im *importer) put(ex Exchange, body []byte, fault string) error {
	if loc := ex.Header.Get("Location"); ex.Status >= 300 && ex.Status < 400 && loc != "" {
		if base, err := url.Parse(ex.URL); err == nil {
			if to, err := base.Parse(loc); err == nil {
				to.Fragment = ""
				im.moves = append(im.moves, move{ex, to.String()})
				return nil
			}
		}
	}
	switch {
	case ex.Status == 304:
		return nil // says nothing new
	case fault != "":
		ex.Problem, ex.Detail = Truncated, fault
	default:
		ex.Problem, ex.Detail = im.judge(ex.Status, ex.Header, ex.URL, body)
	}
	im.guess(&ex)
	_, err := im.store.Put(ex, body)
	return err
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
