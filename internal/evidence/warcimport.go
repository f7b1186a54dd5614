package evidence

import (
	"cmp"
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

	"ducha/internal/address"
)

// Judge says what an answer is worth that another tool stored; fetch has one.
type Judge func(status int, header http.Header, finalURL string, body []byte) (Problem, string)

// Import says what to make of an archive of another tool.
type Import struct {
	Site  string
	Home  string   // without, the likeliest start page is taken: the shortest path of the commonest host
	Hosts []string // further hosts of the site
	Judge Judge    // without, only status and completeness are looked at
}

// ImportWARC reads the WARCs of any tool – a file, those within a WACZ or of a folder – into
// a new snapshot at dst and seals it. Answers of other sites and earlier captures of a page
// are kept aside.
func ImportWARC(src, dst string, opt Import) (*Store, Imported, error) {
	if isFile(dst) {
		return nil, Imported{}, fmt.Errorf("import %s into %s: %w", src, dst, os.ErrExist)
	}
	im := &importer{home: opt.Home, hosts: opt.Hosts, judge: opt.Judge, foreign: true, chosen: map[string]capture{}}
	if im.judge == nil {
		im.judge = statusOnly
	}
	parts, done, err := warcParts(src)
	if err != nil {
		return nil, im.found, fmt.Errorf("import %s: %w", src, err)
	}
	defer done()
	if im.parts = parts; len(parts) == 0 {
		return nil, im.found, fmt.Errorf("import %s: %w", src, ErrNoWARC)
	}
	if err := im.begin(); err != nil {
		return nil, im.found, fmt.Errorf("import %s: %w", src, err)
	}
	s, err := Create(dst, opt.Site, im.home)
	if err != nil {
		return nil, im.found, fmt.Errorf("import %s: %w", src, err)
	}
	im.store = s
	if err := im.run(); err != nil {
		s.Close()
		return nil, im.found, fmt.Errorf("import %s: %w", src, errors.Join(err, os.Remove(dst)))
	}
	return s, im.found, nil
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
	parts    []warcPart
	store    *Store
	judge    Judge
	foreign  bool
	home     string
	hosts    []string
	scope    *address.Scope
	moves    []move
	revisits []revisit
	captures map[string]int     // how often a page was captured, by address.Folded
	chosen   map[string]capture // of those captured several times, the one that counts
	found    Imported
}

// capture is an exchange kept aside until all of its address are known.
type capture struct {
	id   Digest
	at   time.Time
	fail bool
}

// move is a redirect, settled when every target is known.
type move struct {
	ex Exchange
	to string
}

// revisit is a repeat, settled when every original is known.
type revisit struct {
	ex   Exchange
	keys []string // of the original, the surest first
	same bool     // the server said that nothing has changed
}

// begin reads the archive once for what must be known beforehand: the home page where
// nobody named one, and with it what is the site's; what was captured several times.
func (im *importer) begin() error {
	g, err := im.survey()
	if err != nil {
		return err
	}
	if im.home == "" {
		im.home = g.best()
	}
	im.home = g.spelled(im.home)
	im.captures = g.captures
	if im.home != "" || len(im.hosts) > 0 {
		im.scope, err = address.NewScope(im.home, im.hosts)
	}
	return err
}

func (im *importer) run() error {
	if err := im.tables(); err != nil {
		return err
	}
	if err := im.records(true, im.take); err != nil {
		return err
	}
	if err := im.settleRevisits(); err != nil {
		return err
	}
	if err := im.settleMoves(); err != nil {
		return err
	}
	if err := im.settleCaptures(); err != nil {
		return err
	}
	return im.close()
}

// records gives every record of all parts. A part that is no WARC is refused where it is the
// only one, and told otherwise, like damage; telling is for the last time they are read.
func (im *importer) records(tell bool, take func(*warcRecord) error) error {
	for _, p := range im.parts {
		if err := im.part(p, tell, take); err != nil {
			return err
		}
	}
	return nil
}

func (im *importer) part(p warcPart, tell bool, take func(*warcRecord) error) error {
	f, err := p.open()
	if err != nil {
		return err
	}
	defer f.Close()
	in, err := newWARCReader(f)
	if err != nil && len(im.parts) > 1 {
		im.found.damaged(p.name, tell)
		return nil
	}
	for err == nil {
		var rec *warcRecord
		switch rec, err = in.next(); {
		case err == nil:
			err = take(rec)
		case errors.Is(err, errDamaged):
			im.found.damaged(p.name, tell)
			err = nil
		}
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

func (im *importer) take(rec *warcRecord) error {
	kind := strings.ToLower(rec.get("WARC-Type"))
	if kind == "warcinfo" {
		return im.info(rec)
	}
	if rec.get(fieldPrefix+"Purpose") != "" {
		return im.own(rec, kind)
	}
	switch kind {
	case "response", "revisit", "resource":
		return im.foreignRecord(rec, kind)
	}
	return nil // request, metadata, conversion, continuation
}

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

func (im *importer) foreignRecord(rec *warcRecord, kind string) error {
	ex := Exchange{URL: im.address(rec), Purpose: ForPage, At: rec.date(), Status: 200, Header: http.Header{}, Attempt: 1}
	if ex.URL == "" {
		return nil // dns:, urn: and the like
	}
	ex.Purpose = im.purpose(ex.URL)
	switch kind {
	case "resource":
		ex.Header.Set("Content-Type", rec.get("Content-Type"))
		return im.stored(rec, ex, httpAnswer{body: rec.block, raw: rec.block})
	case "revisit":
		if a, ok := parseHead(rec.block); ok {
			ex.Status, ex.Header = a.status, a.header
		}
		im.repeat(rec, ex)
		return nil
	}
	a, ok := parseHTTP(rec.block)
	if !ok {
		im.found.Unread++
		return nil // not an HTTP answer
	}
	ex.Status, ex.Header = a.status, a.header
	return im.stored(rec, ex, a)
}

// stored takes a record that has its own body. What repeats a part is no more than that
// part, so only whole ones are remembered.
func (im *importer) stored(rec *warcRecord, ex Exchange, a httpAnswer) error {
	fault := cmp.Or(rec.cut, a.fault)
	if err := checkDigest(rec.get("WARC-Block-Digest"), rec.block); err != nil && rec.cut == "" {
		fault = err.Error()
	}
	if fault == "" {
		if err := im.remember(rec, a.raw, a.body, ex.URL); err != nil {
			return err
		}
	}
	return im.put(ex, a.body, fault)
}

// address is the record's target as pages are known by; empty for what is none of the web.
func (im *importer) address(rec *warcRecord) string {
	canon, err := address.Canonical(rec.uri())
	if err != nil {
		return ""
	}
	return canon
}

// purpose tells the site's pages from answers of other sites, which prove nothing of it.
func (im *importer) purpose(at string) Purpose {
	u, err := url.Parse(at)
	switch {
	case err != nil || im.scope != nil && !im.scope.Has(u):
		return ForAside
	case u.Path == "/robots.txt":
		return ForRobots
	}
	return ForPage
}

func (im *importer) put(ex Exchange, body []byte, fault string) error {
	if loc := ex.Header.Get("Location"); ex.Status >= 300 && ex.Status < 400 && loc != "" {
		if to := address.NewBase(ex.URL).Redirect(loc); to != "" {
			im.moves = append(im.moves, move{ex, to})
			return nil
		}
	}
	switch {
	case ex.Status == 304:
		return nil // says nothing new
	case fault != "":
		im.found.Partial++
		ex.Problem, ex.Detail = Truncated, fault
	default:
		ex.Problem, ex.Detail = im.judge(ex.Status, ex.Header, ex.URL, body)
	}
	return im.keep(ex, body)
}

// keep stores an answer; one of several of its address aside, for only the last that can be
// relied on shows the site as it is.
func (im *importer) keep(ex Exchange, body []byte) error {
	im.found.count(&ex)
	several := ex.Purpose == ForPage && im.captures[address.Folded(ex.URL)] > 1
	if several {
		ex.Purpose = ForAside
	}
	ex, err := im.store.Put(ex, body)
	if err != nil || !several {
		return err
	}
	page := address.Folded(ex.URL)
	c := capture{ex.ID, ex.At, ex.Problem != None}
	if old, ok := im.chosen[page]; !ok || old.fail && !c.fail || old.fail == c.fail && !c.at.Before(old.at) {
		im.chosen[page] = c
	}
	return nil
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
