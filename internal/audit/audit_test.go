package audit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ducha/internal/audit"
	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/score"
	"ducha/rules"
)

// scripted is a kind that answers what its parameters say.
var scripted = check.Define("scripted", "按参数作答", "", []string{"column.stale"}, scriptedParams{},
	func(_ *check.Pass, p scriptedParams) check.Outcome {
		switch p.Answer {
		case "panic":
			panic("a bug of ours")
		case "pass":
			return check.Passed()
		case "cannot":
			return check.CannotTellf("页面被拦截")
		case "fail-without-findings":
			return check.Failed("没有证据")
		}
		var all []finding.Finding
		for i, subject := range p.Subjects {
			f := finding.Finding{Defect: "column.stale", Subject: subject, Message: "更新不及时。", Absence: p.Absence, Signal: p.Signal,
				Evidence: []finding.Evidence{{Record: "r", URL: fmt.Sprintf("http://x/%d", i), FetchedAt: time.Unix(1, 0), Quote: "原文"}}}
			switch p.Answer {
			case "no-quote":
				f.Evidence[0].Quote = ""
			case "unknown-defect":
				f.Defect = "column.guilty"
			}
			all = append(all, f)
		}
		return check.Failed("更新不及时", all...)
	})

type scriptedParams struct {
	Answer   string   `toml:"answer"`
	Subjects []string `toml:"subjects"`
	Absence  bool     `toml:"absence"`
	Signal   bool     `toml:"signal"`
}

func (p *scriptedParams) Validate() error { return nil }

// judge runs rules given as TOML fragments, one point each unless said.
func judge(t *testing.T, opt audit.Options, fragments ...string) []audit.Answer {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "[set]\nid=\"t\"\ntitle=\"t\"\nlabel=\"示范\"\ntotal=%d\n", len(fragments))
	for i, f := range fragments {
		duty, rule, _ := strings.Cut(f, "|")
		fmt.Fprintf(&b, "[[indicator]]\nid=\"%d\"\nlevel1=\"a\"\nlevel2=\"b\"\nbasis=\"c\"\npoint=\"d\"\ncontent=\"e\"\nworth=1\nduty=%q\n"+
			"[[indicator.rule]]\nid=\"%d.1\"\nkind=\"scripted\"\npoints=1\n%s\n", i+1, duty, i+1, rule)
	}
	set, err := rules.Parse("t.toml", []byte(b.String()), []*check.Kind{scripted})
	if err != nil {
		t.Fatal(err)
	}
	if opt.AsOf.IsZero() {
		opt.AsOf = time.Date(2022, 3, 31, 0, 0, 0, 0, time.UTC)
	}
	return audit.Judge(set, &facts.Site{}, opt)
}

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		name, rule string
		opt        audit.Options
		want       finding.Verdict
		reason     string
	}{
		{"达标", `|key="a"` + "\nparams={answer=\"pass\"}", audit.Options{}, finding.Pass, ""},
		{"有证据的不达标成立", `|key="a"` + "\nparams={subjects=[\"栏目:甲\"]}", audit.Options{}, finding.Fail, "更新不及时"},
		{"程序异常不指责任何人", `|key="a"` + "\nparams={answer=\"panic\"}", audit.Options{}, finding.Unverifiable, "检查程序异常"},
		{"没有问题的不达标不成立", `|key="a"` + "\nparams={answer=\"fail-without-findings\"}", audit.Options{}, finding.Unverifiable, "未给出证据"},
		{"没有原文的问题不成立", `|key="a"` + "\nparams={answer=\"no-quote\",subjects=[\"栏目:甲\"]}", audit.Options{}, finding.Unverifiable, "没有完整证据"},
		{"未登记的缺陷不成立", `|key="a"` + "\nparams={answer=\"unknown-defect\",subjects=[\"栏目:甲\"]}", audit.Options{}, finding.Unverifiable, "未登记"},
		{"没有二次核验的缺失只是疑似", `|key="a"` + "\nparams={absence=true,subjects=[\"栏目:甲\"]}", audit.Options{}, finding.Suspect, "待人工核实"},
		{"信号只是疑似", `|key="a"` + "\nparams={signal=true,subjects=[\"栏目:甲\"]}", audit.Options{}, finding.Suspect, "待人工核实"},
		{"看不到不是没有", `|key="a"` + "\nparams={answer=\"cannot\"}", audit.Options{}, finding.Unverifiable, "页面被拦截"},
		{"本季度不评价", `|key="a"` + "\nnot_in_quarters=[1]\nparams={subjects=[\"栏目:甲\"]}", audit.Options{}, finding.NotDue, "第1季度"},
		{"核定不涉及", `|key="a"` + "\nparams={subjects=[\"栏目:甲\"]}", audit.Options{Waived: map[string]string{"a": "无此职责"}}, finding.NotApplicable, "无此职责"},
		{"不承担的职责不评价", `公交|key="a"` + "\nparams={subjects=[\"栏目:甲\"]}", audit.Options{Duties: []string{"公路"}}, finding.NotApplicable, "公交"},
		{"承担的职责要评价", `公交|key="a"` + "\nparams={subjects=[\"栏目:甲\"]}", audit.Options{Duties: []string{"公交"}}, finding.Fail, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := judge(t, c.opt, c.rule)[0]
			if a.Verdict != c.want || !strings.Contains(a.Reason, strings.Replace(c.reason, "没有完整证据", "未给出完整证据", 1)) {
				t.Errorf("got %s: %s; want %s: %s", a.Verdict, a.Reason, c.want, c.reason)
			}
			if deducts := a.Lost > 0; deducts != (c.want == finding.Fail) {
				t.Errorf("lost %s with verdict %s", a.Lost, a.Verdict)
			}
		})
	}
}

func TestNothingIsDeductedTwice(t *testing.T) {
	stale := `|key=%q` + "\nparams={subjects=[\"栏目:甲\"]}"
	answers := judge(t, audit.Options{}, fmt.Sprintf(stale, "first"), fmt.Sprintf(stale, "again"),
		`|key="needs"`+"\nneeds=\"last\"\nparams={subjects=[\"栏目:乙\"]}", `|key="last"`+"\nparams={subjects=[\"栏目:丙\"]}")
	var got []string
	for _, a := range answers {
		got = append(got, a.Rule.Key+" "+a.Verdict.String())
	}
	want := []string{"first fail", "again not_applicable", "needs not_applicable", "last fail"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if !strings.Contains(answers[1].Reason, "1.1") || !strings.Contains(answers[2].Reason, "4.1") {
		t.Errorf("the reasons do not name the rule that deducted: %q, %q", answers[1].Reason, answers[2].Reason)
	}
}

func TestDeductionStopsAtTheRulesPoints(t *testing.T) {
	a := judge(t, audit.Options{}, `|key="a"`+"\neach=0.4\nparams={subjects=[\"栏目:甲\",\"栏目:乙\",\"栏目:丙\",\"栏目:丁\"]}")[0]
	if a.Lost != 100 || a.AtRisk != 0 {
		t.Errorf("lost %s, at risk %s; want 1 and 0", a.Lost, a.AtRisk)
	}
	var each []rules.Points
	for _, f := range a.Findings {
		each = append(each, f.Deducted)
	}
	if want := []rules.Points{40, 40, 20, 0}; !slices.Equal(each, want) {
		t.Errorf("deductions %v, want %v", each, want)
	}
	if card := score.Total(100, audit.IndicatorBox(a.Rule.Indicator, []audit.Answer{a})); card.High != 0 {
		t.Errorf("the card has %v left", card.High)
	}
}

// What would be accused is looked at again, with the beginning of its column, and for
// an absence the places too.
func TestLookAgain(t *testing.T) {
	cert := facts.Certificate{Places: []facts.Info{{URL: "http://x/"}, {URL: "http://x/zwgk/"}}}
	begins := func(page string) []string { return map[string][]string{"http://x/0": {"http://x/jia/"}}[page] }
	plain := judge(t, audit.Options{}, `|key="a"`+"\nparams={subjects=[\"栏目:甲\",\"页面:乙\"]}")
	if got := audit.LookAgain(plain, cert, begins); !slices.Equal(got, []string{"http://x/0", "http://x/1", "http://x/jia/"}) {
		t.Errorf("a presence claim looks again at %v", got)
	}
	absent := judge(t, audit.Options{}, `|key="a"`+"\nparams={absence=true,subjects=[\"栏目:甲\"]}")
	if got := audit.LookAgain(absent, cert, begins); !slices.Equal(got, []string{"http://x/0", "http://x/", "http://x/zwgk/", "http://x/jia/"}) {
		t.Errorf("an absence claim looks again at %v", got)
	}
	if got := audit.LookAgain(judge(t, audit.Options{}, `|key="a"`+"\nparams={answer=\"pass\"}"), cert, begins); len(got) != 0 {
		t.Errorf("a pass looks again at %v", got)
	}
}

// What a unit may not owe is for a person to say; what everybody owes is held against it.
func TestOwedBy(t *testing.T) {
	const rule = "key=\"k%d\"\nparams={answer=\"fail\",subjects=[\"栏目:%d\"]}"
	var b strings.Builder
	b.WriteString("[set]\nid=\"t\"\ntitle=\"t\"\nlabel=\"示范\"\ntotal=2\n")
	for i, owed := range []string{"owed_by=[\"portal\",\"dept_site\"]\n", ""} {
		fmt.Fprintf(&b, "[[indicator]]\nid=\"%d\"\nlevel1=\"a\"\nlevel2=\"b\"\nbasis=\"c\"\npoint=\"d\"\ncontent=\"e\"\nworth=1\n%s[[indicator.rule]]\nid=\"%d.1\"\nkind=\"scripted\"\npoints=1\n"+rule+"\n",
			i+1, owed, i+1, i, i)
	}
	set, err := rules.Parse("t.toml", []byte(b.String()), []*check.Kind{scripted})
	if err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[string]finding.Verdict{"": finding.Fail, rules.DeptSite: finding.Fail, rules.UnitSite: finding.Suspect} {
		answers := audit.Judge(set, &facts.Site{}, audit.Options{AsOf: time.Date(2022, 3, 31, 0, 0, 0, 0, time.UTC), Kind: kind})
		a := answers[0]
		if a.Verdict != want || a.Findings[0].Verdict != want || want == finding.Suspect && (a.Lost != 0 || !strings.HasSuffix(a.Reason, "（被查网站按二级单位网站评价，是否负有该项义务由人工认定）")) {
			t.Errorf("%s: %s %s: %s", kind, a.Verdict, a.Findings[0].Verdict, a.Reason)
		}
		if answers[1].Verdict != finding.Fail {
			t.Errorf("%s: what all owe is %s: %s", kind, answers[1].Verdict, answers[1].Reason)
		}
	}
}
