package rectify

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
)

// post writes a notice down and queues it for its ways, in one transaction. One that
// was written already is store.ErrExists, and nothing is queued.
func (d *Desk) post(t *store.Tx, n ledger.Notice, p notify.Notice, ways []Way) error {
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	n.Body = body
	if err := t.PutNotice(n); err != nil {
		return err
	}
	rows, err := d.rows(n, p, ways, "")
	if err != nil {
		return err
	}
	for _, row := range rows {
		if _, err := t.Enqueue(row); err != nil {
			return err
		}
	}
	return nil
}

// A message is what a unit, or the supervisors of it, are told of some of its cases.
type message struct {
	key, unit string
	kind      notify.Kind
	due       time.Time
	note      string // why, for each case
	cases     []ledger.Case
}

// tell posts a message. One that no channel carries is errNobody and not written down.
func (d *Desk) tell(t *store.Tx, m message) (notify.Notice, error) {
	n := ledger.Notice{Key: m.key, Kind: string(m.kind), Unit: m.unit, Quarter: m.cases[0].Last, Issued: d.Now(), Due: m.due, By: ledger.Machine}
	for _, c := range m.cases {
		n.Cases = append(n.Cases, c.ID)
	}
	p := d.paper(n, d.Config.UnitName(m.unit), m.cases)
	for i := range p.Items {
		p.Items[i].Note = m.note
	}
	ways := d.ways(m.unit, m.kind)
	if len(ways) == 0 {
		return p, errNobody
	}
	return p, d.post(t, n, p, ways)
}

// freeKey is a key no notice has yet: the one given, or with a number behind it.
func freeKey(t *store.Tx, key string) (string, error) {
	for n, try := 2, key; ; n, try = n+1, fmt.Sprintf("%s/%d", key, n) {
		if _, err := t.Notice(try); errors.Is(err, store.ErrNotFound) {
			return try, nil
		} else if err != nil {
			return "", err
		}
	}
}
