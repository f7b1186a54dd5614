package store

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/result"
)

// Imported is what an import did.
type Imported struct {
	Digest string // of the result
	Known  bool   // it was in the ledger already; nothing happened
	Plan   ledger.Plan
}

// Import takes a result into the ledger: the document itself, and what it means
// for the cases.
func (t *Tx) Import(in ledger.Import) (Imported, error) {
	digest, doc, err := Digest(in.Audit)
	if err != nil {
		return Imported{}, err
	}
	done := Imported{Digest: digest}
	var have string
	switch err := t.row("SELECT digest FROM results WHERE digest = $1", []any{digest}, &have); {
	case err == nil:
		done.Known = true
		return done, nil
	case !errors.Is(err, ErrNotFound):
		return done, err
	}
	if in.Waivers, err = t.Waivers(in.Audit.Site.ID); err != nil {
		return done, err
	}
	if err := t.Expire(in.At); err != nil {
		return done, err
	}
	cases, err := t.Cases(Filter{Site: in.Audit.Site.ID})
	if err != nil {
		return done, err
	}
	if done.Plan, err = ledger.Merge(cases, in); err != nil {
		return done, err
	}
	return done, t.keep(in, digest, doc, done.Plan)
}

func (t *Tx) keep(in ledger.Import, digest, doc string, plan ledger.Plan) error {
	a := in.Audit
	if _, err := t.exec("INSERT INTO results (digest, site, quarter, as_of, purpose, finished, imported, rule_set, doc) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)",
		digest, a.Site.ID, a.Quarter, a.AsOf, string(in.Purpose), text(a.Snapshot.Finished.Time), text(in.At), a.RuleSet.ID, doc); err != nil {
		return err
	}
	by := in.By
	if by == "" {
		by = ledger.Machine
	}
	if err := t.Append(ledger.Entry{About: "result:" + digest, Event: ledger.Event{Kind: ledger.TakeIn, At: in.At, By: by,
		Why: fmt.Sprintf("%s %s", a.Site.ID, a.Quarter), Snapshot: a.Snapshot.Digest, Quarter: a.Quarter, Rules: a.RuleSet.Digest}}); err != nil {
		return err
	}
	for _, c := range plan.Changes {
		if err := t.Save(c); err != nil {
			return err
		}
	}
	for _, c := range plan.Seen {
		if err := t.putCase(c, false); err != nil {
			return err
		}
	}
	return nil
}

// Expire ends the waivers that have run out.
func (t *Tx) Expire(now time.Time) error {
	cases, err := t.Cases(Filter{States: []ledger.State{ledger.Waived}})
	if err != nil {
		return err
	}
	for _, c := range ledger.Expired(cases, now) {
		if err := t.Save(c); err != nil {
			return err
		}
	}
	return nil
}

// Digest names a result by its bytes.
func Digest(a *result.Audit) (digest, doc string, err error) {
	var b bytes.Buffer
	if err := result.Write(&b, a); err != nil {
		return "", "", err
	}
	sum := sha256.Sum256(b.Bytes())
	return "sha256:" + hex.EncodeToString(sum[:]), b.String(), nil
}

// Result reads a result by its digest.
func (t *Tx) Result(digest string) (*result.Audit, error) {
	var doc string
	if err := t.row("SELECT doc FROM results WHERE digest = $1", []any{digest}, &doc); err != nil {
		return nil, err
	}
	return result.Read(strings.NewReader(doc))
}

// Latest is the newest result of a site, of one quarter or, when it is empty, of
// the newest. Where a quarter was judged by several sets, the first one's card is
// the site's: another look at the same site by other rules takes its place nowhere.
// Rechecks do not count. ErrNotFound when there is none.
func (t *Tx) Latest(site, quarter string) (*result.Audit, string, error) {
	digest, err := t.latestDigest(site, quarter)
	if err != nil {
		return nil, "", err
	}
	a, err := t.Result(digest)
	return a, digest, err
}

func (t *Tx) latestDigest(site, quarter string) (string, error) {
	type row struct{ digest, quarter, set, finished string }
	var rows []row
	if err := t.each(`SELECT digest, quarter, rule_set, finished FROM results
		WHERE site = $1 AND purpose = $2 AND ($3 = '' OR quarter = $3) ORDER BY quarter DESC, imported, digest`,
		[]any{site, string(ledger.Audit), quarter}, func(r *sql.Rows) error {
			var one row
			err := r.Scan(&one.digest, &one.quarter, &one.set, &one.finished)
			rows = append(rows, one)
			return err
		}); err != nil {
		return "", err
	}
	if len(rows) == 0 {
		return "", ErrNotFound
	}
	best := -1
	for i := range rows {
		if rows[i].quarter != rows[0].quarter {
			break
		}
		if rows[i].set == "" {
			a, err := t.Result(rows[i].digest)
			if err != nil {
				return "", err
			}
			rows[i].set = a.RuleSet.ID
		}
		if rows[i].set == rows[0].set && (best < 0 || rows[i].finished >= rows[best].finished) {
			best = i
		}
	}
	return rows[best].digest, nil
}

// Quarters lists the quarters a site has results of, oldest first.
func (t *Tx) Quarters(site string) ([]string, error) {
	var all []string
	err := t.each("SELECT DISTINCT quarter FROM results WHERE site = $1 AND purpose = $2 ORDER BY quarter", []any{site, string(ledger.Audit)}, func(r *sql.Rows) error {
		var q string
		err := r.Scan(&q)
		all = append(all, q)
		return err
	})
	return all, err
}

// verifyResults checks that every result still is what its digest says.
func (t *Tx) verifyResults() []error {
	var faults []error
	err := t.each("SELECT digest, doc FROM results ORDER BY digest", nil, func(r *sql.Rows) error {
		var digest, doc string
		if err := r.Scan(&digest, &doc); err != nil {
			return err
		}
		if sum := sha256.Sum256([]byte(doc)); digest != "sha256:"+hex.EncodeToString(sum[:]) {
			faults = append(faults, fmt.Errorf("检查结果 %s 的内容被改动", digest))
		}
		return nil
	})
	if err != nil {
		faults = append(faults, err)
	}
	return faults
}
