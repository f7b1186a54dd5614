package evidence

import (
	"database/sql"
	"errors"
	"fmt"
)

// PutFacts caches what was read from an exchange by one version of the reader.
// The cache is packed like the bodies: facts of one site repeat its menu too.
func (s *Store) PutFacts(id Digest, version int, data []byte) error {
	return s.putFacts(id, version, data, func(dict int64) int64 { return dict })
}

// PutFactsOf is PutFacts for facts that repeat much of the body they were read
// from, which must be the stored body of the exchange.
func (s *Store) PutFactsOf(id Digest, body []byte, version int, data []byte) error {
	if len(body) == 0 || len(body) > deltaMost || len(data) < deltaLeast {
		return s.PutFacts(id, version, data)
	}
	return s.putFacts(id, version, s.deltas.encode(body, data), differing)
}

// differing marks rows that are differences from a body: -1 without dictionary,
// else one less than the negative row of the dictionary. It is its own inverse.
func differing(dict int64) int64 { return -1 - dict }

func (s *Store) putFacts(id Digest, version int, data []byte, mark func(int64) int64) error {
	packed, dict, err := s.facts.encode(data)
	if err != nil {
		return fmt.Errorf("cache facts of %s: %w", id, err)
	}
	return s.write("cache facts of "+string(id), func() error {
		res, err := s.exec("INSERT INTO facts (id, version, dict, data) VALUES (?, ?, ?, ?) ON CONFLICT (id, version) DO NOTHING",
			unhex(id), version, mark(dict), packed)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return err // the same exchange read by the same version gives the same facts
		}
		row, err := res.LastInsertId()
		if err != nil {
			return err
		}
		s.facts.offer(row, data, dict)
		return nil
	})
}

// Facts gives the cached facts of an exchange, nil when there are none of that
// version.
func (s *Store) Facts(id Digest, version int) ([]byte, error) {
	out, err := s.cachedFacts(id, version)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read facts of %s: %w", id, err)
	}
	return out, nil
}

func (s *Store) cachedFacts(id Digest, version int) ([]byte, error) {
	var raw storedBody
	err := s.row("SELECT dict, data FROM facts WHERE id = ? AND version = ?", []any{unhex(id), version}, &raw.dict, &raw.data)
	if err != nil {
		return nil, err
	}
	dict := raw.dict
	if dict < 0 {
		dict = differing(dict)
	}
	dec, err := s.decoder(&s.facts, dict)
	if err != nil {
		return nil, err
	}
	out, err := dec.DecodeAll(raw.data, nil)
	if err != nil || raw.dict >= 0 {
		return out, err
	}
	var body storedBody
	err = s.row("SELECT b.size, b.dict, b.data FROM exchange e JOIN body b ON b.digest = e.body WHERE e.id = ?",
		[]any{unhex(id)}, &body.size, &body.dict, &body.data)
	if err != nil {
		return nil, fmt.Errorf("read body: %w", err)
	}
	text, err := s.unpack("", body)
	if err != nil {
		return nil, err
	}
	return undelta(text, out)
}
