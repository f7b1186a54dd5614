package evidence

import (
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"
)

// ErrNoRecord says that the snapshot holds no such exchange or body.
var ErrNoRecord = errors.New("not in this snapshot")

const exchangeColumns = "seq, id, url, final, chain, purpose, at, took, status, problem, detail, header, body, size, attempt, robots, remote, tls"

// Put stores one exchange with its body; identical bodies are kept once. The
// returned exchange carries its Seq, ID, Body and Size.
func (s *Store) Put(ex Exchange, body []byte) (Exchange, error) {
	ex.Body, ex.Size = "", int64(len(body))
	var packed *packedBody
	if len(body) > 0 {
		ex.Body = BodyDigest(body)
		p, err := s.pack(ex.Body, body)
		if err != nil {
			return ex, fmt.Errorf("store %s: %w", ex.URL, err)
		}
		packed = p
	}
	normalise(&ex)
	err := s.write("store "+ex.URL, func() error {
		if packed != nil {
			if err := s.insertBody(packed, body); err != nil {
				return err
			}
		}
		return s.insertExchange(&ex)
	})
	return ex, err
}

// normalise makes the exchange equal to what will be read back.
func normalise(ex *Exchange) {
	ex.URL, ex.FinalURL, ex.Detail = clean(ex.URL), clean(ex.FinalURL), clean(ex.Detail)
	ex.Remote, ex.TLS = clean(ex.Remote), clean(ex.TLS)
	if ex.FinalURL == "" {
		ex.FinalURL = ex.URL
	}
	chain := ex.Chain
	ex.Chain = nil
	for _, u := range chain {
		ex.Chain = append(ex.Chain, clean(u))
	}
	if ex.Purpose == "" {
		ex.Purpose = ForPage
	}
	if ex.Attempt == 0 {
		ex.Attempt = 1
	}
	ex.At = time.Unix(0, ex.At.UnixNano()).UTC()
	ex.Header = decodeHeader(encodeHeader(ex.Header))
}

type packedBody struct {
	digest []byte
	size   int64
	dict   int64
	data   []byte
}

// pack compresses a body that is not stored yet; nil when it is.
func (s *Store) pack(d Digest, body []byte) (*packedBody, error) {
	if s.holds(d) {
		return nil, nil
	}
	data, dict, err := s.bodies.encode(body)
	if err != nil {
		return nil, err
	}
	return &packedBody{unhex(d), int64(len(body)), dict, data}, nil
}

// holds says whether this run stored a body of that digest; one that an earlier
// run stored is packed again and found at the insert.
func (s *Store) holds(d Digest) bool {
	key := binary.BigEndian.Uint64(unhex(d))
	s.mu.Lock()
	_, known := s.digests[key]
	s.mu.Unlock()
	if !known {
		return false
	}
	var one int
	return s.row("SELECT 1 FROM body WHERE digest = ?", []any{unhex(d)}, &one) == nil
}

func (s *Store) insertBody(p *packedBody, body []byte) error {
	res, err := s.exec("INSERT INTO body (digest, size, dict, data) VALUES (?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING",
		p.digest, p.size, p.dict, p.data)
	if err != nil {
		return err
	}
	s.digests[binary.BigEndian.Uint64(p.digest)] = struct{}{}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return err // another goroutine or run stored the same body first
	}
	row, err := res.LastInsertId()
	if err != nil {
		return err
	}
	s.bodies.offer(row, body, p.dict)
	return nil
}

func (s *Store) insertExchange(ex *Exchange) error {
	chain := "[]"
	if len(ex.Chain) > 0 {
		raw, err := json.Marshal(ex.Chain)
		if err != nil {
			return err
		}
		chain = string(raw)
	}
	ex.Seq = s.seq + 1
	ex.ID = identity(ex)
	link := nextLink(s.link, ex.ID)
	_, err := s.exec("INSERT INTO exchange ("+exchangeColumns+", link) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
		ex.Seq, unhex(ex.ID), ex.URL, ex.FinalURL, chain, string(ex.Purpose), ex.At.UnixNano(), int64(ex.Took),
		ex.Status, string(ex.Problem), ex.Detail, encodeHeader(ex.Header), unhex(ex.Body), ex.Size, ex.Attempt,
		unhex(ex.Robots), ex.Remote, ex.TLS, link[:])
	if err != nil {
		return err
	}
	s.seq, s.link = ex.Seq, link
	return nil
}

// scanner is what *sql.Row and *sql.Rows share.
type scanner interface{ Scan(dest ...any) error }

func scanExchange(row scanner, extra ...any) (Exchange, error) {
	var ex Exchange
	var id, header, body, robots []byte
	var chain, purpose, problem string
	var at, took int64
	dest := []any{&ex.Seq, &id, &ex.URL, &ex.FinalURL, &chain, &purpose, &at, &took, &ex.Status, &problem,
		&ex.Detail, &header, &body, &ex.Size, &ex.Attempt, &robots, &ex.Remote, &ex.TLS}
	if err := row.Scan(append(dest, extra...)...); err != nil {
		return ex, err
	}
	ex.ID, ex.Body, ex.Robots = tohex(id), tohex(body), tohex(robots)
	ex.Purpose, ex.Problem = Purpose(purpose), Problem(problem)
	ex.At, ex.Took = time.Unix(0, at).UTC(), time.Duration(took)
	ex.Header = decodeHeader(header)
	if chain != "[]" {
		if err := json.Unmarshal([]byte(chain), &ex.Chain); err != nil {
			return ex, fmt.Errorf("read redirects of exchange %d: %w", ex.Seq, err)
		}
	}
	return ex, nil
}

// Exchanges gives every exchange in order of storage, a chunk at a time, so
// that the loop's body may use the store.
func (s *Store) Exchanges() iter.Seq2[Exchange, error] {
	return func(yield func(Exchange, error) bool) {
		for last := int64(0); ; {
			chunk, err := s.chunk(last, 256)
			if err != nil {
				yield(Exchange{}, fmt.Errorf("read exchanges of %s: %w", s.path, err))
				return
			}
			for _, ex := range chunk {
				if !yield(ex, nil) {
					return
				}
				last = ex.Seq
			}
			if len(chunk) == 0 {
				return
			}
		}
	}
}

func (s *Store) chunk(after int64, n int) ([]Exchange, error) {
	out := make([]Exchange, 0, n)
	err := s.each("SELECT "+exchangeColumns+" FROM exchange WHERE seq > ? ORDER BY seq LIMIT ?", []any{after, n},
		func(rows *sql.Rows) error {
			ex, err := scanExchange(rows)
			out = append(out, ex)
			return err
		})
	return out, err
}

type rowScan func(dest ...any) error

func (f rowScan) Scan(dest ...any) error { return f(dest...) }

// Exchange finds one exchange by its id.
func (s *Store) Exchange(id Digest) (Exchange, error) {
	ex, err := scanExchange(rowScan(func(dest ...any) error {
		return s.row("SELECT "+exchangeColumns+" FROM exchange WHERE id = ?", []any{unhex(id)}, dest...)
	}))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNoRecord
	}
	if err != nil {
		return Exchange{}, fmt.Errorf("read exchange %s: %w", id, err)
	}
	return ex, nil
}

// Body gives the bytes of a body; nil for the empty digest.
func (s *Store) Body(d Digest) ([]byte, error) {
	if d == "" {
		return nil, nil
	}
	raw, err := s.rawBody("SELECT size, dict, data FROM body WHERE digest = ?", unhex(d))
	if err != nil {
		return nil, fmt.Errorf("read body %s: %w", d, err)
	}
	return s.unpack(d, raw)
}

func (s *Store) unpack(d Digest, raw storedBody) ([]byte, error) {
	if raw.size < 0 || raw.size > maxDecoded {
		return nil, fmt.Errorf("read body %s: impossible size %d", d, raw.size)
	}
	dec, err := s.decoder(&s.bodies, raw.dict)
	if err != nil {
		return nil, fmt.Errorf("read body %s: %w", d, err)
	}
	body, err := dec.DecodeAll(raw.data, make([]byte, 0, raw.size))
	if err != nil {
		return nil, fmt.Errorf("read body %s: %w", d, err)
	}
	return body, nil
}
