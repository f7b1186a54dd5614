package evidence

import (
	"cmp"
	"net/http"
	"net/url"
	"time"

	"ducha/internal/address"
)

// foreignRecord takes a record of another tool.
func (im *importer) foreignRecord(rec *warcRecord, kind string) error {
	ex := Exchange{URL: im.address(rec), Purpose: ForPage, Status: 200, Header: http.Header{}, Attempt: 1}
	if ex.URL == "" {
		return nil // dns:, urn: and the like
	}
	ex.Purpose = im.purpose(ex.URL)
	switch kind {
	case "resource":
		ex.Header.Set("Content-Type", rec.get("Content-Type"))
		ex.At = im.when(rec, nil)
		return im.stored(rec, ex, httpAnswer{body: rec.block, raw: rec.block})
	case "revisit":
		if a, ok := parseHead(rec.block); ok {
			ex.Status, ex.Header = a.status, a.header
		}
		ex.At = im.when(rec, ex.Header)
		im.repeat(rec, ex)
		return nil
	}
	a, ok := parseHTTP(rec.block)
	if !ok {
		im.found.Unread++
		return nil // not an HTTP answer
	}
	ex.Status, ex.Header, ex.At = a.status, a.header, im.when(rec, a.header)
	return im.stored(rec, ex, a)
}

// when is the time of a record: its own, the server's, or that of the archive's last.
func (im *importer) when(rec *warcRecord, header http.Header) time.Time {
	for _, t := range []time.Time{rec.date(), parseDate(header.Get("Date"))} {
		if !t.IsZero() {
			return t
		}
	}
	return im.last
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
