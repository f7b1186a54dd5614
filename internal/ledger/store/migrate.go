package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// latest is the version of the tables this program knows.
const latest = 5

// versionTable is what every ledger has.
const versionTable = "ducha_version"

// migrate brings the tables up to a version. An older SQLite ledger is copied
// aside first; a newer one is refused.
func (s *Store) migrate(ctx context.Context, to int64) error {
	p, err := s.provider()
	if err != nil {
		return err
	}
	if err := s.sound(ctx); err != nil {
		return err
	}
	have, err := p.GetDBVersion(ctx)
	if err != nil {
		return withoutSecret(err)
	}
	switch {
	case have > latest:
		return fmt.Errorf("台账由更新版本的程序建立（第%d版，本程序只认识到第%d版），请升级程序", have, latest)
	case have >= to:
		return nil
	case have > 0 && !s.postgres:
		if err := s.keepCopy(ctx, have); err != nil {
			return err
		}
	}
	_, err = p.UpTo(ctx, to)
	if err != nil {
		// Another process may have done it in the meantime.
		if _, second := p.UpTo(ctx, to); second != nil {
			return fmt.Errorf("升级台账：%w", said(err))
		}
	}
	return nil
}

func (s *Store) provider() (*goose.Provider, error) {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, fmt.Errorf("升级台账：%w", err)
	}
	opts := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true), goose.WithTableName(versionTable)}
	dialect := goose.DialectSQLite3
	if s.postgres {
		dialect = goose.DialectPostgres
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, fmt.Errorf("升级台账：%w", err)
		}
		opts = append(opts, goose.WithSessionLocker(locker))
	}
	p, err := goose.NewProvider(dialect, s.db, dir, opts...)
	if err != nil {
		return nil, withoutSecret(err)
	}
	return p, nil
}

// sound refuses a damaged file: what is read from it could accuse anybody.
func (s *Store) sound(ctx context.Context) error {
	if s.postgres {
		return nil
	}
	var verdict string
	err := s.db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict)
	switch {
	case err != nil && !errors.Is(err, sql.ErrNoRows):
		return fmt.Errorf("打开台账 %s：%w", s.path, said(err))
	case verdict != "ok":
		return fmt.Errorf("台账 %s 已损坏，请用备份恢复（ducha ledger restore）：%s", s.path, verdict)
	}
	return nil
}

// keepCopy puts the ledger as it was beside the one that is brought up to date.
func (s *Store) keepCopy(ctx context.Context, version int64) error {
	path := fmt.Sprintf("%s.v%d.bak", s.path, version)
	if _, err := os.Stat(path); err == nil {
		return nil // from an attempt that broke off after it
	}
	half := path + ".part" // one that was cut off within it left half a copy
	if err := os.Remove(half); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("升级前备份台账：%w", err)
	}
	if _, err := s.db.ExecContext(ctx, "VACUUM INTO $1", half); err != nil {
		return fmt.Errorf("升级前备份台账：%w", said(err))
	}
	if err := os.Rename(half, path); err != nil {
		return fmt.Errorf("升级前备份台账：%w", err)
	}
	return nil
}
