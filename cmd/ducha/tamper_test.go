package main

import (
	"context"
	"database/sql"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
)

// Whoever changes a ledger behind the program's back is found out by ducha ledger verify,
// with the exit code of a change.
func TestTamperedLedger(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "l.db")
	s, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(context.Background(), func(tx *store.Tx) error {
		return tx.Note("restore", ledger.Machine, "试", clock())
	}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	verify := func() (string, int) {
		cmd := exec.Command("ducha", "ledger", "verify", "--ledger", path)
		cmd.Dir = dir
		out, _ := cmd.CombinedOutput() // the code tells
		return string(out), cmd.ProcessState.ExitCode()
	}
	if said, code := verify(); code != 0 || !strings.Contains(said, "台账完整：历史记录 1 条") {
		t.Errorf("%d: %s", code, said)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("UPDATE history SET doc = replace(doc, '试', '改')"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if said, code := verify(); code != exitProblems || !strings.Contains(said, "[改动] ") {
		t.Errorf("%d: %s", code, said)
	}
}
