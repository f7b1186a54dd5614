package evidence

import (
	"errors"
	"fmt"
	"io"
	"net/http"
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
	last     time.Time          // for records that tell no time
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
	im.captures, im.last = g.captures, g.last
	if g.own == "" && len(g.captures) > 0 && g.last.IsZero() {
		return ErrUndated
	}
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
