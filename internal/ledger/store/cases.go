package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"ducha/internal/ledger"
)

// Filter chooses cases; an empty field chooses all.
type Filter struct {
	Site, Unit, Rule string
	Quarter          string // seen in it: first or last, or between
	States           []ledger.State
	OverdueOn        time.Time // notified cases whose due day has passed on this day
	Open             bool      // only cases that want something done
}

// Cases lists cases by number.
func (t *Tx) Cases(f Filter) ([]ledger.Case, error) {
	query, args := "SELECT doc FROM cases WHERE 1=1", []any{}
	and := func(clause string, value any) {
		args = append(args, value)
		query += " AND " + strings.ReplaceAll(clause, "?", fmt.Sprintf("$%d", len(args)))
	}
	for _, c := range []struct{ clause, value string }{{"site = ?", f.Site}, {"unit = ?", f.Unit}, {"rule = ?", f.Rule}, {"first <= ? AND last >= ?", f.Quarter}} {
		if c.value != "" {
			and(c.clause, c.value)
		}
	}
	var all []ledger.Case
	err := t.each(query+" ORDER BY id", args, func(r *sql.Rows) error {
		c, err := scanDoc[ledger.Case](r)
		if err == nil && chosen(c, f) {
			all = append(all, c)
		}
		return err
	})
	return all, err
}

func chosen(c ledger.Case, f Filter) bool {
	if f.Open && !c.Open() || !f.OverdueOn.IsZero() && !c.Overdue(f.OverdueOn) {
		return false
	}
	for _, s := range f.States {
		if c.State == s {
			return true
		}
	}
	return len(f.States) == 0
}

// Case finds a case by its number or its fingerprint.
func (t *Tx) Case(id string) (ledger.Case, error) {
	var doc string
	if err := t.row("SELECT doc FROM cases WHERE id = $1 OR fingerprint = $1", []any{id}, &doc); err != nil {
		if errors.Is(err, ErrNotFound) {
			return ledger.Case{}, fmt.Errorf("%w编号为 %s 的条目；运行 ducha ledger list 查看全部", ErrNotFound, id)
		}
		return ledger.Case{}, err
	}
	return readDoc[ledger.Case](doc)
}

// Apply lets an event happen to a case and writes it into the history.
func (t *Tx) Apply(id string, e ledger.Event) (ledger.Case, error) {
	before, err := t.Case(id)
	if err != nil {
		return before, err
	}
	after, err := ledger.Apply(before, e)
	if err != nil {
		return before, err
	}
	return after, t.Save(ledger.Change{Before: before, Case: after, Entries: []ledger.Entry{ledger.Record(before, after, e)}})
}

// Save writes a case with its history. A case that was changed since it was read
// is refused.
func (t *Tx) Save(c ledger.Change) error {
	if !c.New() {
		stored, err := t.Case(c.Before.ID)
		if err != nil {
			return err
		}
		if stored.Sum() != c.Before.Sum() {
			return fmt.Errorf("%s：%w", c.Before.ID, ErrStale)
		}
	}
	if err := t.putCase(c.Case, c.New()); err != nil {
		return err
	}
	for _, e := range c.Entries {
		if err := t.Append(e); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) putCase(c ledger.Case, fresh bool) error {
	doc, err := writeDoc(c)
	if err != nil {
		return err
	}
	args := []any{c.ID, c.Fingerprint, c.Site, c.Unit, c.Rule, string(c.State), c.First, c.Last, text(c.Due), doc}
	if fresh {
		_, err = t.exec("INSERT INTO cases (id, fingerprint, site, unit, rule, state, first, last, due, doc) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)", args...)
		return err
	}
	_, err = t.exec("UPDATE cases SET fingerprint=$2, site=$3, unit=$4, rule=$5, state=$6, first=$7, last=$8, due=$9, doc=$10 WHERE id=$1", args...)
	return err
}

// Append adds a line to the end of the history.
func (t *Tx) Append(e ledger.Entry) error {
	var seq int64
	var prev string
	// Taking the row first keeps two writers from sealing the same end.
	if err := t.row("UPDATE chain SET seq = seq + 1 WHERE id = 1 RETURNING seq, hash", nil, &seq, &prev); err != nil {
		return err
	}
	e = e.Seal(seq-1, prev)
	doc, err := writeDoc(e)
	if err != nil {
		return err
	}
	if _, err := t.exec("INSERT INTO history (seq, about, kind, at, doc, hash) VALUES ($1,$2,$3,$4,$5,$6)",
		e.Seq, e.About, string(e.Event.Kind), text(e.Event.At), doc, e.Hash); err != nil {
		return err
	}
	_, err = t.exec("UPDATE chain SET hash = $1 WHERE id = 1", e.Hash)
	return err
}

// History lists the lines about one thing, or all of them, oldest first.
func (t *Tx) History(about string) ([]ledger.Entry, error) {
	query, args := "SELECT doc FROM history ORDER BY seq", []any{}
	if about != "" {
		query, args = "SELECT doc FROM history WHERE about = $1 ORDER BY seq", []any{about}
	}
	var all []ledger.Entry
	err := t.each(query, args, func(r *sql.Rows) error {
		e, err := scanDoc[ledger.Entry](r)
		all = append(all, e)
		return err
	})
	return all, err
}

// End is the number and the seal of the last line: noted elsewhere, it shows
// whether lines were cut off the end.
func (t *Tx) End() (seq int64, hash string, err error) {
	err = t.row("SELECT seq, hash FROM chain WHERE id = 1", nil, &seq, &hash)
	return seq, hash, err
}

// Verify checks the whole history against itself and against the cases.
func (t *Tx) Verify() ([]error, error) {
	history, err := t.History("")
	if err != nil {
		return nil, err
	}
	cases, err := t.Cases(Filter{})
	if err != nil {
		return nil, err
	}
	faults := ledger.Verify(history, cases)
	seq, hash, err := t.End()
	if err != nil {
		return nil, err
	}
	if len(faults) == 0 && (seq != int64(len(history)) || seq > 0 && history[seq-1].Hash != hash) {
		faults = append(faults, errors.New("历史记录的末尾被删除"))
	}
	return append(faults, t.verifyResults()...), nil
}

func writeDoc(v any) (string, error) {
	doc, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("写入台账：%w", err)
	}
	return string(doc), nil
}

func readDoc[T any](doc string) (T, error) {
	var v T
	if err := json.Unmarshal([]byte(doc), &v); err != nil {
		return v, fmt.Errorf("读取台账：%w", err)
	}
	return v, nil
}

func scanDoc[T any](r *sql.Rows) (T, error) {
	var doc string
	if err := r.Scan(&doc); err != nil {
		var none T
		return none, err
	}
	return readDoc[T](doc)
}
