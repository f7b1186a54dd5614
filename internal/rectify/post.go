package rectify

import (
	"encoding/json"
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

// tell posts what the machine has to say to a unit of some of its cases.
func (d *Desk) tell(t *store.Tx, key, unit string, kind notify.Kind, due time.Time, cases []ledger.Case) (notify.Notice, error) {
	n := ledger.Notice{Key: key, Kind: string(kind), Unit: unit, Quarter: cases[0].Last, Issued: d.Now(), Due: due, By: ledger.Machine}
	for _, c := range cases {
		n.Cases = append(n.Cases, c.ID)
	}
	p := d.paper(n, d.Config.UnitName(unit), cases)
	ways := d.ways(unit, kind)
	if kind == notify.Escalate && len(ways) == 0 {
		return p, errNobody
	}
	return p, d.post(t, n, p, ways)
}
