package evidence

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// tables keeps the payload digests of the import on disk, for memory must not
// grow with the file.
func (im *importer) tables() error {
	return im.store.write("prepare import", func() error {
		_, err := im.store.exec("CREATE TEMP TABLE payload (key TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID")
		return err
	})
}

// remember notes under which digests and address a payload may be named again.
func (im *importer) remember(rec *warcRecord, raw, body []byte, address string) error {
	if len(body) == 0 {
		return nil
	}
	keys := []string{"u " + address, payloadDigest(raw)}
	if d := rec.get("WARC-Payload-Digest"); d != "" && d != keys[1] {
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

// revisit repeats the body it refers to.
func (im *importer) revisit(rec *warcRecord, ex Exchange) error {
	refers := strings.Trim(rec.get("WARC-Refers-To-Target-URI"), "<>")
	for _, key := range []string{rec.get("WARC-Payload-Digest"), "u " + refers, "u " + ex.URL} {
		if key == "" {
			continue
		}
		body, err := im.payload(key)
		if err != nil {
			return err
		}
		if body != nil {
			return im.put(ex, body, "")
		}
	}
	if strings.Contains(rec.get("WARC-Profile"), "not-modified") {
		return nil
	}
	ex.Problem, ex.Detail = NotCovered, "the record it refers to is not in this file"
	_, err := im.store.Put(ex, nil)
	return err
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
		im.guess(&ex)
		if _, err := im.store.Put(ex, body); err != nil {
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
	found, err := scanExchange(rowScan(func(dest ...any) error {
		return im.store.row("SELECT "+exchangeColumns+" FROM exchange WHERE url = ? ORDER BY (problem <> ''), seq DESC LIMIT 1",
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

// hostGuess gathers what tells the likeliest start page.
type hostGuess struct {
	pages int
	best  string
	size  int
}

func (im *importer) guess(ex *Exchange) {
	u, err := url.Parse(ex.URL)
	if err != nil || ex.Problem != None || ex.Purpose != ForPage {
		return
	}
	if ct := ex.Header.Get("Content-Type"); ct != "" && !strings.Contains(ct, "html") {
		return
	}
	key := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	g := im.hosts[key]
	if g == nil {
		g = &hostGuess{}
		im.hosts[key] = g
	}
	g.pages++
	if size := startSize(u); g.best == "" || size < g.size {
		g.best, g.size = ex.URL, size
	}
}

// startSize is the length of a path as far as it tells pages apart: /index.html
// is as short as /.
func startSize(u *url.URL) int {
	path := strings.TrimPrefix(u.Path, "/")
	low := strings.ToLower(path)
	for _, p := range []string{"index.", "default.", "home.", "main."} {
		if strings.HasPrefix(low, p) && !strings.Contains(low, "/") {
			return 1 + len(u.RawQuery)
		}
	}
	return 2*len(path) + 2*len(u.RawQuery)
}

// close settles what the snapshot is of, and seals it.
func (im *importer) close() error {
	if im.home == "" {
		best := &hostGuess{}
		for _, g := range im.hosts {
			if g.pages > best.pages || g.pages == best.pages && g.best < best.best {
				best = g
			}
		}
		im.home = best.best
	}
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
