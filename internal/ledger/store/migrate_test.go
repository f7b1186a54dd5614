package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"ducha/internal/ledger/store"
)

// A ledger of every older version is brought up to date with all that is in it; a
// file is copied aside first.
func TestEveryOlderVersion(t *testing.T) {
	for version := int64(1); version < store.Latest; version++ {
		onBothAt(t, version)
	}
}

func onBothAt(t *testing.T, version int64) {
	ctx := context.Background()
	onBoth(t, func(t *testing.T, address string) {
		if err := store.OpenAt(ctx, address, version); err != nil {
			t.Fatal(err)
		}
		behind(t, address, `INSERT INTO cases (id, fingerprint, site, unit, rule, state, first, last, due, doc)
			VALUES ('2021Q1-x-001', 'f', 'x', 'u', 'r', 'found', '2021Q1', '2021Q1', '', '{"id":"2021Q1-x-001","fingerprint":"f","site":"x","state":"found"}')`)
		s := open(t, address)
		update(t, s, func(tx *store.Tx) error {
			c, err := tx.Case("2021Q1-x-001")
			if err != nil || c.Site != "x" {
				t.Errorf("version %d: %+v, %v", version, c, err)
			}
			_, err = tx.Deliveries("")
			if err == nil {
				_, err = tx.Pending("", noon)
			}
			return err
		})
		if store.Postgres(address) {
			return
		}
		copies, err := filepath.Glob(filepath.Join(filepath.Dir(address), "*.bak"))
		if err != nil || len(copies) != 1 {
			t.Fatalf("copies aside: %v, %v", copies, err)
		}
		if info, err := os.Stat(copies[0]); err != nil || info.Size() == 0 {
			t.Errorf("the copy aside: %v", err)
		}
	})
}
