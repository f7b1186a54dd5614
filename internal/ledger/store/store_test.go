package store_test

import (
	"context"
	"path/filepath"
	"testing"

	"ducha/internal/ledger/store"
)

func TestOpen(t *testing.T) {
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "台账 1.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Update(context.Background(), func(tx *store.Tx) error {
		_, err := tx.Cases(store.Filter{Quarter: "2022Q4"})
		return err
	}); err != nil {
		t.Fatal(err)
	}
}
