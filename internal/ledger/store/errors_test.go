package store_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
)

// What a mail server says may be no UTF-8 at all: it is kept as far as it can be read,
// and stops no delivery, on either engine.
func TestForeignBytes(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := filled(t, address)
		d, err := s.Claim(context.Background(), noon, 0, nil)
		if err != nil || d == nil {
			t.Fatal(d, err)
		}
		d.State, d.Why, d.NextAt = ledger.Queued, "451 \xd3\xca\xcf\xe4\x00满", noon
		update(t, s, func(tx *store.Tx) error { return tx.Settle(*d) })
		update(t, s, func(tx *store.Tx) error {
			back, err := tx.Delivery(d.ID)
			if !strings.HasPrefix(back.Why, "451 ") || !strings.HasSuffix(back.Why, "满") {
				t.Errorf("%q", back.Why)
			}
			return err
		})
	})
}

// What a database says stands behind a sentence people can act on.
func TestErrorsAreSentences(t *testing.T) {
	said := func(name string, err error, want string) {
		t.Helper()
		if err == nil || !regexp.MustCompile(want).MatchString(err.Error()) {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
	ctx := context.Background()
	dir := t.TempDir()
	if _, err := store.Open(ctx, filepath.Join(dir, "没有", "台账.db")); err == nil {
		t.Error("opened in no folder")
	} else {
		said("no folder", err, "台账数据库打不开，请检查目录是否存在、有没有权限（")
	}
	garbage := filepath.Join(dir, "g.db")
	if err := os.WriteFile(garbage, []byte(strings.Repeat("这不是台账", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := store.Open(ctx, garbage)
	said("garbage", err, "台账数据库不是台账文件（.*）$")
	onBoth(t, func(t *testing.T, address string) {
		s := filled(t, address)
		behind(t, address, "ALTER TABLE replies RENAME TO gone")
		err := s.Update(ctx, func(tx *store.Tx) error { _, err := tx.Replies("x"); return err })
		said("a table is gone", err, "^台账数据库缺少内容，可能不是本程序建立的，或已损坏（.*replies.*）$")
	})
	_, err = store.Open(ctx, regexp.MustCompile(`/ledger[0-9]+`).ReplaceAllString(postgres.database(t), "/nowhere"))
	said("no such database", err, "没有这个数据库")
}
