package evidence

import (
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"ducha/internal/address"
)

// tables keeps the payload digests of the import on disk, for memory must not
// grow with the file.
func (im *importer) tables() error {
	return im.store.write("prepare import", func() error {
		_, err := im.store.exec("CREATE TEMP TABLE payload (key TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID")
		return err
	})
}

// remember notes under which digests, record and address a payload may be named again.
func (im *importer) remember(rec *warcRecord, raw, body []byte, at string) error {
	if len(body) == 0 {
		return nil
	}
	keys := []string{"u " + at, "u " + at + " " + second(rec.date()), "r " + rec.get("WARC-Record-ID"), payloadDigest(raw)}
	if d := rec.get("WARC-Payload-Digest"); d != "" && d != keys[3] {
		keys = append(keys, d)
	}
	digest := unhex(BodyDigest(body))
	return im.store.write("note payload", func() error {
		for _, k := range keys {
			if _, err := im.store.exec("INSERT OR REPLACE INTO payload (key, body) VALUES (?, ?)", k, digest); err != nil {
				return err
			}
		}
		return nil
	})
}

func second(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// payload finds a payload stored earlier; nil when the file does not have it.
func (im *importer) payload(key string) ([]byte, error) {
	var d []byte
	err := im.store.row("SELECT body FROM payload WHERE key = ?", []any{key}, &d)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find payload %s: %w", key, err)
	}
	return im.store.Body(tohex(d))
}

// repeat notes a revisit. The address alone names its original only where the record does
// not say more: the page may have changed meanwhile.
func (im *importer) repeat(rec *warcRecord, ex Exchange) {
	v := revisit{ex: ex, same: ex.Status == 304 || strings.Contains(rec.get("WARC-Profile"), "not-modified")}
	refers, _ := address.Canonical(strings.Trim(rec.get("WARC-Refers-To-Target-URI"), "<>"))
	when := parseDate(rec.get("WARC-Refers-To-Date"))
	if id := rec.get("WARC-Refers-To"); id != "" {
		v.keys = append(v.keys, "r "+id)
	}
	if d := rec.get("WARC-Payload-Digest"); d != "" {
		v.keys = append(v.keys, d)
	}
	if refers != "" && !when.IsZero() {
		v.keys = append(v.keys, "u "+refers+" "+second(when))
	}
	if refers != "" && when.IsZero() {
		v.keys = append(v.keys, "u "+refers)
	}
	if len(v.keys) == 0 || v.same {
		v.keys = append(v.keys, "u "+ex.URL)
	}
	im.revisits = append(im.revisits, v)
}

// settleRevisits stores every repeat with the body it refers to.
func (im *importer) settleRevisits() error {
	for _, v := range im.revisits {
		body, err := im.original(v.keys)
		if err != nil {
			return err
		}
		switch {
		case body != nil && !v.same, v.ex.Status >= 300 && v.ex.Status != 304:
			err = im.put(v.ex, body, "")
		case body != nil:
			continue // the original tells it already
		default:
			im.found.Missing++
			v.ex.Problem, v.ex.Detail = NotCovered, "the record it refers to is not in this file"
			err = im.keep(v.ex, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (im *importer) original(keys []string) ([]byte, error) {
	for _, key := range keys {
		if body, err := im.payload(key); body != nil || err != nil {
			return body, err
		}
	}
	return nil, nil
}

// settleMoves stores every redirect with the answer it leads to.
func (im *importer) settleMoves() error {
	next := map[string]string{}
	for _, m := range im.moves {
		next[m.ex.URL] = m.to
	}
	for _, m := range im.moves {
		ex := m.ex
		ex.Chain = []string{ex.URL}
		at, loop := m.to, false
		for hop := 0; ; hop++ {
			ex.Chain = append(ex.Chain, at)
			to, ok := next[at]
			if !ok {
				break
			}
			if hop >= 10 || to == at {
				loop = true
				break
			}
			at = to
		}
		ex.FinalURL = at
		body, err := im.target(&ex, loop)
		if err != nil {
			return err
		}
		if err := im.keep(ex, body); err != nil {
			return err
		}
	}
	return nil
}

// target fills in what the end of the redirects answered.
func (im *importer) target(ex *Exchange, loop bool) ([]byte, error) {
	if loop {
		ex.Problem, ex.Detail = RedirectLoop, "redirected back to "+ex.FinalURL
		return nil, nil
	}
	if ex.Purpose == ForPage && im.purpose(ex.FinalURL) == ForAside {
		ex.Problem, ex.Detail = OutOfScope, "redirected to "+ex.FinalURL
		return nil, nil
	}
	found, err := scanExchange(rowScan(func(dest ...any) error {
		return im.store.row("SELECT "+exchangeColumns+" FROM exchange WHERE url = ? ORDER BY (problem <> ''), at DESC, seq DESC LIMIT 1",
			[]any{ex.FinalURL}, dest...)
	}))
	if errors.Is(err, sql.ErrNoRows) {
		ex.Problem, ex.Detail = NotCovered, "redirected to "+ex.FinalURL+", which is not in this file"
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("follow redirect of %s: %w", ex.URL, err)
	}
	ex.Status, ex.Header, ex.Problem, ex.Detail = found.Status, found.Header, found.Problem, found.Detail
	return im.store.Body(found.Body)
}

// settleCaptures brings forth what was kept aside and counts.
func (im *importer) settleCaptures() error {
	for _, at := range slices.Sorted(maps.Keys(im.chosen)) {
		ex, err := im.store.Exchange(im.chosen[at].id)
		if err != nil {
			return err
		}
		body, err := im.store.Body(ex.Body)
		if err != nil {
			return err
		}
		ex.Purpose = ForPage
		if _, err := im.store.Put(ex, body); err != nil {
			return err
		}
	}
	return nil
}

// close settles what the snapshot is of, and seals it.
func (im *importer) close() error {
	s := im.store
	s.home, s.foreign = im.home, im.foreign
	err := s.write("finish import", func() error {
		if _, err := s.exec("DROP TABLE payload"); err != nil {
			return err
		}
		foreign := ""
		if im.foreign {
			foreign = "yes"
		}
		for k, v := range map[string]string{"home": s.home, "site": s.site, "foreign": foreign} {
			if err := s.setMeta(k, v); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = s.Seal()
	return err
}
