package store

import (
	"database/sql"
	"fmt"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/request"
)

// PutRequests takes a register of applications in: a row of a known number takes
// the old one's place, none is dropped.
func (t *Tx) PutRequests(site string, rows []request.Row, by string, at time.Time) error {
	for _, r := range rows {
		doc, err := writeDoc(r)
		if err != nil {
			return err
		}
		if _, err := t.exec("INSERT INTO requests (site, id, received, doc) VALUES ($1,$2,$3,$4) ON CONFLICT (site, id) DO UPDATE SET received = excluded.received, doc = excluded.doc",
			site, r.ID, text(r.Received), doc); err != nil {
			return err
		}
	}
	return t.Append(ledger.Entry{About: "requests:" + site, Event: ledger.Event{Kind: ledger.TakeIn, At: at, By: by, Why: fmt.Sprintf("依申请公开登记表 %d 件", len(rows))}})
}

// Requests lists a site's applications by the day they came.
func (t *Tx) Requests(site string) ([]request.Row, error) {
	var all []request.Row
	err := t.each("SELECT doc FROM requests WHERE site = $1 ORDER BY received, id", []any{site}, func(r *sql.Rows) error {
		row, err := scanDoc[request.Row](r)
		all = append(all, row)
		return err
	})
	return all, err
}
