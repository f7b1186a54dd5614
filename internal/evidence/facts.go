package evidence

import (
	"database/sql"
	"errors"
	"fmt"
)

// PutFacts caches what was read from an exchange by one version of the reader.
// It is for what is dear to read, as files are; a page is read again in less time
// than its facts take to be packed, stored and unpacked.
func (s *Store) PutFacts(id Digest, version int, data []byte) error {
	packed, dict, err := s.facts.encode(data)
	if err != nil {
		return fmt.Errorf("cache facts of %s: %w", id, err)
	}
	return s.write("cache facts of "+string(id), func() error {
		res, err := s.exec("INSERT INTO facts (id, version, dict, data) VALUES (?, ?, ?, ?) ON CONFLICT (id, version) DO NOTHING",
			unhex(id), version, dict, packed)
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
	dec, err := s.decoder(&s.facts, raw.dict)
	if err != nil {
		return nil, err
	}
	return dec.DecodeAll(raw.data, nil)
}
