package store_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
)

func TestVerify(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		for name, query := range map[string]string{
			"改状态": `UPDATE cases SET doc = replace(doc, '"notified"', '"closed"') WHERE id = '2022Q3-jt-001'`,
			"删条目": `DELETE FROM cases WHERE id = '2022Q3-jt-002'`,
			"改历史": `UPDATE history SET doc = replace(doc, '"by":"甲"', '"by":"乙"')`,
			"删末尾": `DELETE FROM history WHERE seq = (SELECT max(seq) FROM history)`,
			"改结果": `UPDATE results SET doc = replace(doc, '旧了', '很新')`,
		} {
			at := filepath.Join(t.TempDir(), "l.db")
			if store.Postgres(address) {
				at = postgres.database(t)
			}
			s := filled(t, at)
			behind(t, at, query)
			update(t, s, func(tx *store.Tx) error {
				faults, err := tx.Verify()
				if len(faults) == 0 {
					t.Errorf("%s：没有发现", name)
				}
				return err
			})
		}
	})
}

func behind(t *testing.T, address, query string) {
	t.Helper()
	driver, name := "pgx", address
	if !store.Postgres(address) {
		driver, name = "sqlite", "file:"+(&url.URL{Path: address}).EscapedPath()
	}
	db, err := sql.Open(driver, name)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	r, err := db.Exec(query)
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := r.RowsAffected(); n == 0 && !strings.HasPrefix(query, "ALTER") {
		t.Fatalf("%s touched nothing", query)
	}
}

func TestBackupAndRestore(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := filled(t, address)
		file := filepath.Join(t.TempDir(), "备份.gz")
		if n, err := s.Backup(ctx, file); err != nil || n < 12 {
			t.Fatalf("%d rows, %v", n, err)
		}
		if _, err := s.Backup(ctx, file); err == nil {
			t.Error("a backup was written over another")
		}
		onBoth(t, func(t *testing.T, other string) {
			if _, err := store.Restore(ctx, other, file); err != nil {
				t.Fatal(err)
			}
			back := open(t, other)
			sound(t, back)
			var was, is []ledger.Case
			update(t, s, func(tx *store.Tx) (err error) { was, err = tx.Cases(store.Filter{}); return err })
			update(t, back, func(tx *store.Tx) (err error) { is, err = tx.Cases(store.Filter{}); return err })
			if len(is) != len(was) || !slices.EqualFunc(is, was, func(a, b ledger.Case) bool { return a.Sum() == b.Sum() && a.Message == b.Message }) {
				t.Errorf("restored %+v, was %+v", is, was)
			}
			if d, err := back.Claim(ctx, noon, time.Minute, nil); err != nil || d == nil || !d.Doubt {
				t.Errorf("what was on its way is sent without a look: %+v, %v", d, err)
			}
			if _, err := store.Restore(ctx, other, file); err == nil {
				t.Error("restored over a ledger")
			}
		})
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cut := filepath.Join(t.TempDir(), "cut.gz")
		if err := os.WriteFile(cut, whole[:len(whole)*2/3], 0o644); err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(t.TempDir(), "new.db")
		if _, err := store.Restore(ctx, target, cut); err == nil || store.Exists(target) {
			t.Errorf("half a backup: %v", err)
		}
	})
}

func TestRefusesWhatIsNoLedger(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("这不是台账。", 500)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(ctx, text); err == nil {
		t.Error("a text file was opened")
	}
	if _, err := store.Open(ctx, filepath.Join(dir, "no", "such", "folder.db")); err == nil {
		t.Error("a folder that is not there was opened")
	}
	if _, err := store.Open(ctx, "postgres://ducha:geheim@127.0.0.1:1/none?connect_timeout=2"); err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("no server: %v", err)
	}
	newer := filepath.Join(dir, "newer.db")
	open(t, newer).Close()
	behind(t, newer, "INSERT INTO ducha_version (version_id, is_applied) VALUES (99, 1)")
	if _, err := store.Open(ctx, newer); err == nil || !strings.Contains(err.Error(), "升级程序") {
		t.Errorf("a newer ledger: %v", err)
	}
}

// What does not fit into a ledger leaves none behind that would be taken for whole.
func TestBrokenRestoreLeavesNothing(t *testing.T) {
	lines := `{"format":"ducha.ledger/v1","version":5}` + "\n" + `{"table":"cases","row":{"id":"2022Q3-jt-001","nosuch":1}}` + "\n"
	sum := sha256.Sum256([]byte(lines))
	dir := t.TempDir()
	file, target := filepath.Join(dir, "b.gz"), filepath.Join(dir, "new.db")
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	fmt.Fprintf(zip, "%s{\"rows\":1,\"sha256\":\"%x\"}\n", lines, sum)
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, packed.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Restore(context.Background(), target, file); err == nil {
		t.Error("a row with a column that is not ours was taken")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
