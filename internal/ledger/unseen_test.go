package ledger_test

import (
	"testing"

	"ducha/internal/finding"
	"ducha/internal/ledger"
)

func TestOnlyARecheckCloses(t *testing.T) {
	b := confirmed(t)
	b.merge(ledger.Import{Audit: passing("2022-10-05").audit()})
	b.want(ledger.Confirmed, ledger.Unsee)
	b.merge(ledger.Import{Audit: passing("2022-10-06").audit()})
	b.want(ledger.Confirmed) // said once
	b.merge(ledger.Import{Audit: passing("2022-10-07").audit(), Purpose: ledger.Recheck})
	b.want(ledger.Closed, ledger.RecheckPass)
	b.merge(ledger.Import{Audit: passing("2022-10-08").audit(), Purpose: ledger.Recheck})
	b.want(ledger.Closed)
}

// A rule that still fails for another case closes nothing, but who mended its own is not
// called late: the recheck that did not find it is noted.
func TestMendedBesideAnother(t *testing.T) {
	b := &book{t: t}
	b.merge(ledger.Import{Audit: failing("2022-10-01", problem("甲", "旧闻"), problem("乙", "旧闻")).audit()})
	for i := range b.cases {
		b.apply(i, ledger.Confirm, "2022-10-02")
		b.apply(i, ledger.Notify, "2022-10-03") // due on 30 December
	}
	b.merge(ledger.Import{Audit: failing("2022-12-31", problem("乙", "旧闻")).audit(), Purpose: ledger.Recheck})
	b.want(ledger.Notified, ledger.RecheckFail, ledger.Unsee)
	late := day("2023-01-04")
	if b.cases[0].Overdue(late) || !b.cases[1].Overdue(late) || b.cases[0].Status(late) != "已下发（未再发现）" {
		t.Errorf("%s, %s", b.cases[0].Status(late), b.cases[1].Status(late))
	}
	b.merge(ledger.Import{Audit: failing("2023-01-05", problem("甲", "旧闻"), problem("乙", "旧闻")).audit()})
	if !b.cases[0].Overdue(day("2023-01-06")) {
		t.Error("found again and not late")
	}
}

// A case that was judged by itself is closed, though its rule fails for another.
func TestMendedAndJudged(t *testing.T) {
	b := &book{t: t}
	b.merge(ledger.Import{Audit: failing("2022-10-01", problem("甲", "旧闻"), problem("乙", "旧闻"), problem("丙", "旧闻")).audit()})
	for i := range b.cases {
		b.apply(i, ledger.Confirm, "2022-10-02")
		b.apply(i, ledger.Notify, "2022-10-03")
	}
	judged := map[string]bool{b.cases[0].ID: true, b.cases[1].ID: true}
	b.merge(ledger.Import{Audit: failing("2022-12-01", problem("乙", "旧闻")).audit(), Purpose: ledger.Recheck, Judged: judged})
	b.want(ledger.Closed, ledger.RecheckFail, ledger.RecheckPass, ledger.Unsee)
	if b.cases[1].State != ledger.Notified || b.cases[2].State != ledger.Notified {
		t.Errorf("乙 %s, 丙 %s", b.cases[1].State, b.cases[2].State)
	}
	b = confirmed(t)
	b.merge(ledger.Import{Audit: failing("2022-12-01", problem("乙", "旧闻")).audit(), Judged: map[string]bool{b.cases[0].ID: true}})
	if b.cases[0].State != ledger.Confirmed {
		t.Errorf("an audit closed a case: %s", b.cases[0].State)
	}
	b = confirmed(t)
	b.merge(ledger.Import{Audit: crawl{quarter: "2022Q4", start: day("2023-01-02"), verdicts: map[string]finding.Verdict{"r": finding.Unverifiable}}.audit(),
		Purpose: ledger.Recheck, Judged: map[string]bool{b.cases[0].ID: true}})
	if b.cases[0].State != ledger.Confirmed {
		t.Errorf("a rule that could not be judged closed a case: %s", b.cases[0].State)
	}
}
