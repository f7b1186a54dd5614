// Package rectify (整改) moves confirmed problems to the units and back: it issues
// notices, hands them to the channels, takes answers in, reminds, and says what a
// quarter came to. What a case may do is the ledger's business, how a notice
// travels that of notify.
package rectify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"ducha/internal/config"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
	"ducha/internal/workday"
	"ducha/internal/zhtext"
	"ducha/rules"
)

// Desk is the supervision office at work.
type Desk struct {
	Store    *store.Store
	Config   *config.Config
	Calendar *workday.Calendar
	Now      func() time.Time
	Log      *slog.Logger
	// Rules finds the rule set of a site's result, to work scores out as people decided
	// (核定); nil: as the machine judged.
	Rules func(site, id string) (*rules.Set, error)
}

// Scope chooses what a batch takes in; an empty field takes all.
type Scope struct{ Site, Quarter, Unit string }

// A Draft is one notice ready to leave: one unit, one batch.
type Draft struct {
	Notice ledger.Notice
	Paper  notify.Notice
	Cases  []ledger.Case // with the due days they will get
	Docx   []byte        // 整改通知书
	Xlsx   []byte        // 问题清单
	Ways   []Way
}

// A Way is a channel a notice leaves by.
type Way struct {
	Channel config.Channel
	To      string
}

// Withheld is a confirmed case that stays here, with the reason.
type Withheld struct {
	Case ledger.Case
	Why  string
}

// daysOf is a case's time limit, ours where its rule names none.
func daysOf(c ledger.Case) int {
	const proposed = 5
	if c.DueWorkingDays < 1 {
		return proposed
	}
	return c.DueWorkingDays
}

// Drafts prepares the notices of all confirmed cases in the scope.
func (d *Desk) Drafts(ctx context.Context, s Scope) (drafts []Draft, withheld []Withheld, err error) {
	err = d.Store.View(ctx, func(t *store.Tx) error {
		drafts, withheld, err = d.drafts(t, s, true)
		return err
	})
	return drafts, withheld, err
}

func (d *Desk) drafts(t *store.Tx, s Scope, preview bool) ([]Draft, []Withheld, error) {
	cases, err := t.Cases(store.Filter{Site: s.Site, Unit: s.Unit, Quarter: s.Quarter, States: []ledger.State{ledger.Confirmed}})
	if err != nil {
		return nil, nil, err
	}
	signed := map[[2]string]string{}
	var units []string
	groups := map[string][]ledger.Case{}
	var withheld []Withheld
	for _, c := range cases {
		why, err := d.holdsBack(t, c, signed)
		if err != nil {
			return nil, nil, err
		}
		if why != "" {
			withheld = append(withheld, Withheld{c, why})
			continue
		}
		if groups[c.Unit] == nil {
			units = append(units, c.Unit)
		}
		groups[c.Unit] = append(groups[c.Unit], c)
	}
	issued, err := t.Notices("", "")
	if err != nil {
		return nil, nil, err
	}
	var drafts []Draft
	for _, unit := range units {
		basis, err := basisOf(t, groups[unit])
		if err != nil {
			return nil, nil, err
		}
		draft, err := d.draft(unit, groups[unit], issued)
		if err == nil {
			err = d.write(&draft, basis, preview)
		}
		if err != nil {
			return nil, nil, err
		}
		issued = append(issued, draft.Notice)
		drafts = append(drafts, draft)
	}
	return drafts, withheld, nil
}

// holdsBack says why a case may not leave yet; empty when it may.
func (d *Desk) holdsBack(t *store.Tx, c ledger.Case, signed map[[2]string]string) (string, error) {
	if c.Restricted() {
		return "涉及国家秘密标志，只报督查部门", nil
	}
	if _, ok := d.Config.Site(c.Site); !ok {
		return "配置中没有网站“" + c.Site + "”，无法复查", nil
	}
	if _, ok := d.Config.Unit(c.Unit); !ok {
		return "配置中没有责任单位“" + c.Unit + "”，请先改派或补充配置", nil
	}
	key := [2]string{c.Site, c.Last}
	why, known := signed[key]
	if !known {
		waiting, err := d.unsigned(t, c.Site, c.Last)
		if errors.Is(err, store.ErrNotFound) && len(d.Config.Approval.Steps()) > 0 {
			waiting, err = d.Config.Approval.Steps()[0], nil // without a result there is nothing that was signed
		}
		if err != nil {
			return "", err
		}
		if waiting != "" {
			why = "尚未审批，等待“" + waiting + "”"
		}
		signed[key] = why
	}
	return why, nil
}

func (d *Desk) draft(unit string, cases []ledger.Case, issued []ledger.Notice) (Draft, error) {
	now, u := d.Now(), d.Config.UnitName(unit)
	var last time.Time
	for i := range cases {
		due, err := ledger.DueDay(d.Calendar, now, daysOf(cases[i]))
		if err != nil {
			return Draft{}, err
		}
		cases[i].Due = due
		if due.After(last) {
			last = due
		}
	}
	quarter := cases[0].Last
	for _, c := range cases {
		quarter = max(quarter, c.Last)
	}
	batch, number := 1, 1
	for _, n := range issued {
		if n.Kind != string(notify.First) {
			continue
		}
		if n.Unit == unit && n.Quarter == quarter {
			batch++
		}
		if n.Issued.In(zhtext.Beijing).Year() == now.In(zhtext.Beijing).Year() {
			number++
		}
	}
	n := ledger.Notice{Key: fmt.Sprintf("%s/%s/first/%d", quarter, unit, batch), Number: d.number(now, number), Kind: string(notify.First),
		Unit: unit, Quarter: quarter, Issued: now, Due: last}
	for _, c := range cases {
		n.Cases = append(n.Cases, c.ID)
	}
	draft := Draft{Notice: n, Cases: cases}
	draft.Paper = d.paper(n, u, cases)
	if configured, ok := d.Config.Unit(unit); ok {
		for _, ch := range d.Config.ChannelsOf(configured) {
			draft.Ways = append(draft.Ways, Way{ch, d.Config.Address(configured, ch)})
		}
	}
	return draft, nil
}

// Issue sends the drafts of a scope on their way, each with its cases' new state,
// its due days and its outbox rows in one transaction. With a reason to hold them
// they wait in the outbox for a person.
func (d *Desk) Issue(ctx context.Context, s Scope, by, hold string) (drafts []Draft, withheld []Withheld, err error) {
	err = d.Store.Update(ctx, func(t *store.Tx) error {
		drafts, withheld, err = d.drafts(t, s, false)
		if err != nil {
			return err
		}
		for i := range drafts {
			if err := d.issue(t, &drafts[i], by, hold); err != nil {
				return fmt.Errorf("下发%s的通知：%w", drafts[i].Paper.Unit, err)
			}
		}
		return nil
	})
	return drafts, withheld, err
}

func (d *Desk) issue(t *store.Tx, draft *Draft, by, hold string) error {
	draft.Notice.By = by
	body, err := json.Marshal(draft.Paper)
	if err != nil {
		return err
	}
	draft.Notice.Body = body
	due := map[string]time.Time{}
	for _, c := range draft.Cases {
		due[c.ID] = c.Due
	}
	rows, err := d.rows(draft.Notice, draft.Paper, draft.Ways, hold)
	if err != nil {
		return err
	}
	return t.Issue(draft.Notice, due, rows)
}

// rows are the outbox's rows of a notice: one for every way, and on Slack one for
// every file, for a message there carries none.
func (d *Desk) rows(n ledger.Notice, p notify.Notice, ways []Way, hold string) ([]ledger.Delivery, error) {
	var all []ledger.Delivery
	add := func(key string, w Way, p notify.Notice) error {
		payload, err := json.Marshal(p)
		if err != nil {
			return err
		}
		row := ledger.Delivery{Key: key, Notice: n.Key, Unit: n.Unit, Channel: w.Channel.ID, To: w.To, Payload: payload, NextAt: n.Issued, Created: n.Issued}
		if hold != "" {
			row.State, row.Why = ledger.Held, hold
		}
		all = append(all, row)
		return nil
	}
	for _, w := range ways {
		key, message := n.Key+"@"+w.Channel.ID+":"+w.To, p
		if w.Channel.Kind != config.Mail {
			message.Files = nil
		}
		if err := add(key, w, message); err != nil {
			return nil, err
		}
		if w.Channel.Kind != config.Slack || !w.Channel.MayAttach() {
			continue
		}
		for i, f := range p.Files {
			alone := p
			alone.Items, alone.Files = nil, []notify.File{f}
			if err := add(fmt.Sprintf("%s#%d", key, i+1), w, alone); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}
