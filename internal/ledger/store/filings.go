package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ducha/internal/ledger"
)

// Waivers lists the filings of a site, or all, oldest first.
func (t *Tx) Waivers(site string) ([]ledger.Waiver, error) {
	query, args := "SELECT doc FROM waivers ORDER BY id", []any{}
	if site != "" {
		query, args = "SELECT doc FROM waivers WHERE site = $1 ORDER BY id", []any{site}
	}
	var all []ledger.Waiver
	err := t.each(query, args, func(r *sql.Rows) error {
		w, err := scanDoc[ledger.Waiver](r)
		all = append(all, w)
		return err
	})
	return all, err
}

// File keeps a filing and gives it its number.
func (t *Tx) File(w ledger.Waiver) (ledger.Waiver, error) {
	if why := w.Check(); why != "" {
		return w, errors.New(why)
	}
	var n int64
	if err := t.row("SELECT count(*) FROM waivers", nil, &n); err != nil {
		return w, err
	}
	w.ID = fmt.Sprintf("BB-%04d", n+1)
	doc, err := writeDoc(w)
	if err != nil {
		return w, err
	}
	if _, err := t.exec("INSERT INTO waivers (id, site, kind, until, doc) VALUES ($1,$2,$3,$4,$5)", w.ID, w.Site, string(w.Kind), text(w.Until), doc); err != nil {
		return w, err
	}
	return w, t.Append(ledger.Entry{About: "waiver:" + w.ID, Event: ledger.Event{Kind: ledger.File, At: w.At, By: w.By, Approver: w.Approver, Until: w.Until,
		Why: w.Kind.Chinese() + "（" + w.Site + " " + w.Subject + "）：" + w.Why}})
}

// Withdraw ends a filing that was made in error: it explains nothing any more.
func (t *Tx) Withdraw(id, by, why string, at time.Time) (ledger.Waiver, error) {
	var doc string
	if err := t.row("SELECT doc FROM waivers WHERE id = $1", []any{id}, &doc); err != nil {
		if errors.Is(err, ErrNotFound) {
			return ledger.Waiver{}, fmt.Errorf("%w编号为 %s 的报备；运行 ducha ledger note list 查看", ErrNotFound, id)
		}
		return ledger.Waiver{}, err
	}
	w, err := readDoc[ledger.Waiver](doc)
	switch {
	case err != nil:
		return w, err
	case w.Revoked:
		return w, fmt.Errorf("%s 已经撤销", id)
	}
	w.Revoked = true
	if doc, err = writeDoc(w); err != nil {
		return w, err
	}
	if _, err := t.exec("UPDATE waivers SET doc = $2 WHERE id = $1", id, doc); err != nil {
		return w, err
	}
	return w, t.Append(ledger.Entry{About: "waiver:" + w.ID, Event: ledger.Event{Kind: ledger.File, At: at, By: by, Why: "撤销：" + why}})
}

// Signoff is the sign-off of a site's quarter for a result and a chain of roles.
// A changed result or chain begins it anew; the old steps stay on record.
func (t *Tx) Signoff(site, quarter, result string, chain []string) (ledger.Signoff, error) {
	s := ledger.Signoff{Site: site, Quarter: quarter}
	var doc string
	err := t.row("SELECT doc FROM signoffs WHERE site = $1 AND quarter = $2", []any{site, quarter}, &doc)
	if err == nil {
		s, err = readDoc[ledger.Signoff](doc)
	}
	if err != nil && !errors.Is(err, ErrNotFound) {
		return s, err
	}
	s.Result, s.Chain = result, chain
	return s, nil
}

// Sign writes the last step of a sign-off.
func (t *Tx) Sign(s ledger.Signoff) error {
	doc, err := writeDoc(s)
	if err != nil {
		return err
	}
	if _, err := t.exec("INSERT INTO signoffs (site, quarter, doc) VALUES ($1,$2,$3) ON CONFLICT (site, quarter) DO UPDATE SET doc = excluded.doc", s.Site, s.Quarter, doc); err != nil {
		return err
	}
	step := s.Steps[len(s.Steps)-1]
	kind := ledger.Sign
	if !step.Agreed {
		kind = ledger.Refuse
	}
	return t.Append(ledger.Entry{About: s.Key(), Event: ledger.Event{Kind: kind, At: step.At, By: step.By, Why: step.Role + "：" + step.Why, Snapshot: s.Result, Quarter: s.Quarter}})
}

// Score keeps a manual score; the newest of a rule counts.
func (t *Tx) Score(m ledger.ManualScore) error {
	var n int64
	if err := t.row("SELECT count(*) FROM manual_scores", nil, &n); err != nil {
		return err
	}
	doc, err := writeDoc(m)
	if err != nil {
		return err
	}
	if _, err := t.exec("INSERT INTO manual_scores (id, site, quarter, rule, doc) VALUES ($1,$2,$3,$4,$5)", n+1, m.Site, m.Quarter, m.Rule, doc); err != nil {
		return err
	}
	return t.Append(ledger.Entry{About: m.Key(), Event: ledger.Event{Kind: ledger.Mark, At: m.At, By: m.By, Quarter: m.Quarter, Evidence: m.Evidence,
		Why: fmt.Sprintf("规则 %s：%s分（满分%s分）。%s", m.RuleID, m.Score, m.Worth, m.Why)}})
}

// Scores lists the manual scores that count for a site's quarter, by rule.
func (t *Tx) Scores(site, quarter string) ([]ledger.ManualScore, error) {
	var all []ledger.ManualScore
	err := t.each("SELECT doc FROM manual_scores WHERE site = $1 AND quarter = $2 ORDER BY rule, id", []any{site, quarter}, func(r *sql.Rows) error {
		m, err := scanDoc[ledger.ManualScore](r)
		if n := len(all); n > 0 && all[n-1].Rule == m.Rule {
			all = all[:n-1]
		}
		all = append(all, m)
		return err
	})
	return all, err
}

// AddReply keeps what a unit said; the same reply comes once: false when it was
// there already.
func (t *Tx) AddReply(r ledger.UnitReply) (bool, error) {
	doc, err := writeDoc(r)
	if err != nil {
		return false, err
	}
	n, err := t.exec("INSERT INTO replies (id, case_id, at, doc) VALUES ($1,$2,$3,$4) ON CONFLICT (id) DO NOTHING", r.ID, r.Case, text(r.At), doc)
	return n > 0, err
}

// Replies lists what units said of a case, oldest first.
func (t *Tx) Replies(caseID string) ([]ledger.UnitReply, error) {
	var all []ledger.UnitReply
	err := t.each("SELECT doc FROM replies WHERE case_id = $1 ORDER BY at, id", []any{caseID}, func(r *sql.Rows) error {
		reply, err := scanDoc[ledger.UnitReply](r)
		all = append(all, reply)
		return err
	})
	return all, err
}

// Note writes a line into the history that is about no case.
func (t *Tx) Note(about, by, why string, at time.Time) error {
	return t.Append(ledger.Entry{About: about, Event: ledger.Event{Kind: ledger.Bulletin, At: at, By: by, Why: why}})
}
