package rectify

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ducha/internal/config"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
	"ducha/internal/result"
	"ducha/internal/zhtext"
	"ducha/reports"
	"ducha/reports/docx"
	"ducha/reports/xlsx"
)

// number is the 编号 of a notice: it is no 发文字号, which the registry gives.
func (d *Desk) number(now time.Time, n int) string {
	word := d.Config.Office.Number
	if word == "" {
		word = "督改"
	}
	return fmt.Sprintf("%s〔%d〕%d号", word, now.In(zhtext.Beijing).Year(), n)
}

// paper is the notice as channels carry it.
func (d *Desk) paper(n ledger.Notice, unit string, cases []ledger.Case) notify.Notice {
	p := notify.Notice{Key: n.Key, Kind: notify.Kind(n.Kind), Number: n.Number, Unit: unit, Quarter: reports.Quarter(n.Quarter), Office: d.Config.Office.Name,
		Issued: n.Issued, Due: n.Due, Link: d.Config.Office.Link, Contact: d.contact(), Appeal: d.appealDays()}
	for _, c := range cases {
		it := notify.Item{Case: c.ID, Indicator: c.Indicator, Problem: c.Message, Basis: c.Basis, Request: c.Remedy, Due: c.Due}
		if len(c.Evidence) > 0 {
			it.URL, it.Quote, it.Seen = c.Evidence[0].URL, c.Evidence[0].Quote, c.Evidence[0].FetchedAt.Time
		}
		p.Items = append(p.Items, it)
	}
	return p
}

func (d *Desk) contact() string {
	var parts []string
	for _, s := range []string{d.Config.Office.Phone, d.Config.Office.Mail} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "，")
}

func (d *Desk) appealDays() int {
	if n := d.Config.Ledger.AppealDays; n > 0 {
		return n
	}
	return config.DefaultAppealDays
}

// write writes the papers of a draft; those of a preview say that they are none.
func (d *Desk) write(draft *Draft, basis string, preview bool) error {
	n, unit, mark := draft.Notice, draft.Paper.Unit, ""
	if preview {
		mark = "（预览）"
	}
	var b bytes.Buffer
	err := docx.Rectification{Number: n.Number, Office: d.Config.Office.Name, Unit: unit, Quarter: reports.Quarter(n.Quarter), Basis: basis,
		Issued: n.Issued, Due: n.Due, Contact: d.contact(), Appeal: d.appealDays(), Preview: preview, Cases: draft.Cases}.Write(&b)
	if err != nil {
		return err
	}
	draft.Docx = bytes.Clone(b.Bytes())
	b.Reset()
	err = xlsx.CaseList{Title: unit + reports.Quarter(n.Quarter) + "政务公开问题清单",
		Lines: []string{"通知编号：" + n.Number + "　请在浅黄色各列填写整改状态、整改情况、责任人、完成时间和佐证网址后回传；请勿改动“台账编号”列。申诉和延期请在“整改情况”中说明理由。"},
		Now:   n.Issued, Cases: draft.Cases}.WriteReplyList(&b)
	if err != nil {
		return err
	}
	draft.Xlsx = b.Bytes()
	draft.Paper.Files = []notify.File{{Name: "整改通知书" + n.Number + mark + ".docx", Data: draft.Docx}, {Name: "问题清单" + n.Number + mark + ".xlsx", Data: draft.Xlsx}}
	return nil
}

// basisOf names the rule sets the cases were judged by, each with its caveat.
func basisOf(t *store.Tx, cases []ledger.Case) (string, error) {
	var sets []string
	seen := map[[3]string]bool{} // a result is large: each is read once, not once for a case
	for _, c := range cases {
		key := [3]string{c.Site, c.Last, c.RuleSet}
		if seen[key] {
			continue
		}
		seen[key] = true
		name := "规则集" + c.RuleSet
		a, _, err := t.Latest(c.Site, c.Last)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return "", err
		}
		if err == nil && a.RuleSet.ID == c.RuleSet {
			name = basisName(a)
		}
		if !slices.Contains(sets, name) {
			sets = append(sets, name)
		}
	}
	return strings.Join(sets, "、"), nil
}

// basisName is a rule set's title; what is no official set says so.
func basisName(a *result.Audit) string {
	name := "《" + a.RuleSet.Title + "》"
	if a.RuleSet.Label != "" {
		name += "（" + a.RuleSet.Label + "）"
	}
	return name
}
