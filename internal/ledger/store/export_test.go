package store

import "context"

// Latest is the newest version of the tables.
const Latest = latest

// OpenAt opens a ledger as a program of an older version left it.
func OpenAt(ctx context.Context, address string, version int64) error {
	s, err := connect(address)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.migrate(ctx, version)
}
