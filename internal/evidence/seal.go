package evidence

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

func bg() context.Context { return context.Background() }

// A sealed file ends in a trailer with the digest of everything before it.
// SQLite ignores bytes behind its last page, so the file stays a plain
// database, and a flipped bit is found even where no table looks.
const (
	trailerMagic = "ducha seal v1 sha256 "
	trailerSize  = len(trailerMagic) + 2*sha256.Size + 1
)

// Seal closes the snapshot: it takes nothing more, its digest is final, and
// Verify notices any later change of the file.
func (s *Store) Seal() (Snapshot, error) {
	if s.readOnly {
		if s.sealed != nil {
			return *s.sealed, nil
		}
		return Snapshot{}, fmt.Errorf("seal %s: %w", s.path, errReadOnly)
	}
	s.stopLoop()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return Snapshot{}, fmt.Errorf("seal %s: it is closed", s.path)
	}
	snap, err := s.writeSeal()
	if err != nil {
		return Snapshot{}, fmt.Errorf("seal %s: %w", s.path, err)
	}
	return snap, nil
}

func (s *Store) writeSeal() (Snapshot, error) {
	if err := s.ensureTx(); err != nil {
		return Snapshot{}, err
	}
	snap, err := s.measure()
	if err != nil {
		return snap, err
	}
	snap.Sealed = true
	raw, err := json.Marshal(snap)
	if err != nil {
		return snap, err
	}
	if err := s.setMeta("sealed", string(raw)); err != nil {
		return snap, err
	}
	if err := s.commit(); err != nil {
		return snap, err
	}
	// Leaving WAL folds everything into the one file, synchronously.
	for _, pragma := range []string{"PRAGMA synchronous = FULL", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA journal_mode = DELETE"} {
		if _, err := s.q.ExecContext(bg(), pragma); err != nil {
			return snap, err
		}
	}
	s.closed = true
	if err := s.release(); err != nil {
		return snap, err
	}
	if err := writeTrailer(s.path); err != nil {
		return snap, err
	}
	return snap, s.reopen(&snap)
}

// reopen keeps a sealed store readable.
func (s *Store) reopen(snap *Snapshot) error {
	db, err := openDB(s.path, false)
	if err != nil {
		return err
	}
	s.db, s.q, s.readOnly, s.closed, s.sealed = db, db, true, false, snap
	s.stmts = map[string]*sql.Stmt{}
	return nil
}

// Whole says whether the snapshot was sealed to its end: one that was killed on
// the way, or found the disk full, is complete but for the seal of its file.
func (s *Store) Whole() bool { return s.Snapshot().Sealed && looksSealed(s.path) }

func writeTrailer(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	if err == nil {
		_, err = f.WriteString(trailerMagic + hex.EncodeToString(h.Sum(nil)) + "\n")
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// readTrailer gives the digest a sealed file claims, nil when it claims none.
func readTrailer(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() < int64(trailerSize) {
		return nil, err
	}
	buf := make([]byte, trailerSize)
	if _, err := f.ReadAt(buf, info.Size()-int64(trailerSize)); err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(buf, []byte(trailerMagic)) {
		return nil, nil
	}
	sum, err := hex.DecodeString(string(bytes.TrimSpace(buf[len(trailerMagic):])))
	if err != nil {
		return []byte{}, nil
	}
	return sum, nil
}

// fileDigest hashes a sealed file up to its trailer.
func fileDigest(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	if _, err := io.CopyN(h, f, max(0, info.Size()-int64(trailerSize))); err != nil {
		return nil, err
	}
	return h.Sum(nil), nil
}
