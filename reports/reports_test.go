package reports_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/reports"
	"ducha/rules"
)

func sample(t *testing.T) *result.Audit {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "audit.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a, err := result.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestRowsMergeAndAddUp(t *testing.T) {
	a := sample(t)
	rows := reports.Rows(a)
	spans, lost, open := 0, rules.Points(0), rules.Points(0)
	for i, r := range rows {
		spans += r.Span
		if r.Span > 0 && i > 0 && rows[i-1].Level1 == r.Level1 {
			t.Errorf("row %s starts a group of its own", r.ID)
		}
		if !r.Bonus {
			lost += r.Deducted
			open += r.Open
		}
		if r.Deducted > 0 && (len(r.Reasons) == 0 || len(r.Remedies) == 0) {
			t.Errorf("row %s loses points without a reason or a remedy", r.ID)
		}
	}
	if spans != len(rows) {
		t.Errorf("groups hold %d of %d rows", spans, len(rows))
	}
	if want := a.Score.Applicable - a.Score.RawHigh; lost != want {
		t.Errorf("deducted %s, the card says %s", lost, want)
	}
	if want := a.Score.RawHigh - a.Score.RawLow; open != want {
		t.Errorf("open %s, the card says %s", open, want)
	}
}

func TestPartsAddUp(t *testing.T) {
	a := sample(t)
	var worth, high rules.Points
	for _, p := range reports.Parts(a) {
		if !p.Bonus {
			worth += p.Worth
			high += p.High
		}
	}
	if worth != a.Score.Total || high != a.Score.RawHigh {
		t.Errorf("parts: worth %s, high %s", worth, high)
	}
}

func TestStatesOfARow(t *testing.T) {
	rule := func(v finding.Verdict) []result.Rule { return []result.Rule{{Verdict: v}} }
	for _, c := range []struct {
		name string
		ind  result.Indicator
		want string
	}{
		{"全部达标", result.Indicator{Applicable: 200, Low: 200, High: 200, Rules: rule(finding.Pass)}, "达标"},
		{"有扣分", result.Indicator{Applicable: 200, Low: 100, High: 100, Rules: rule(finding.Fail)}, "扣分"},
		{"只差人工评分", result.Indicator{Applicable: 200, High: 200, Rules: rule(finding.Manual)}, "待人工评分"},
		{"有看不到的", result.Indicator{Applicable: 200, High: 200, Rules: rule(finding.Unverifiable)}, "无法核验"},
		{"疑似和看不到的", result.Indicator{Applicable: 200, High: 200, Rules: append(rule(finding.Unverifiable), rule(finding.Suspect)...)}, "待核实"},
		{"看不到的和人工评分", result.Indicator{Applicable: 200, High: 200, Rules: append(rule(finding.Unverifiable), rule(finding.Manual)...)}, "无法核验"},
		{"全部未到期", result.Indicator{Worth: 200, Rules: rule(finding.NotDue)}, "本次不评价"},
		{"加分", result.Indicator{Applicable: 200, High: 200, Bonus: true, Rules: rule(finding.Manual)}, "人工加分"},
	} {
		if got := reports.Rows(&result.Audit{Indicators: []result.Indicator{c.ind}})[0].State; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// words are what the formats hand in.
func words(problem string) (name, advice string) {
	if problem == "timeout" {
		return "访问超时", "请错开高峰重试。"
	}
	return "", ""
}

// A site of which nothing was read is not told to be free of vetoes, nor is
// somebody sent to look at a hundred items one by one.
func TestSiteThatCouldNotBeReadAtAll(t *testing.T) {
	a := &result.Audit{Score: result.Score{High: 10000, Total: 10000, Applicable: 10000, Rules: 2}, Snapshot: result.Snapshot{Pages: result.Pages{Planned: 1, Failed: map[string]int{"timeout": 1}}},
		Indicators: []result.Indicator{{Rules: []result.Rule{
			{ID: "1", Verdict: finding.Unverifiable, Reason: "首页：无法访问：http://x/（访问超时）"},
			{ID: "2", Verdict: finding.Unverifiable, Reason: "无法访问：未检索到相关内容，但不能断定没有：http://x/（首页未能读取）"},
		}}}}
	if c := reports.Conclusion(a, words); !strings.HasPrefix(c, "没有读到该网站的任何页面（访问超时）") || strings.Contains(c, "未触发") {
		t.Errorf("conclusion: %s", c)
	}
	if v := reports.VetoText(a); v != "未能认定" {
		t.Errorf("veto: %s", v)
	}
	for _, g := range reports.Blind(a, words) {
		if g.Cause == "其他原因" || g.Advice != "请错开高峰重试。" {
			t.Errorf("%s: %s", g.Cause, g.Advice)
		}
	}
}

func TestBlindIsGroupedWithAdvice(t *testing.T) {
	a := sample(t)
	groups := reports.Blind(a, words)
	n, advice := 0, map[string]string{}
	for _, g := range groups {
		n += len(g.Items)
		advice[g.Cause] = g.Advice
		if g.Advice == "" {
			t.Errorf("%s has no advice", g.Cause)
		}
	}
	if n != reports.Count(a).Unverifiable {
		t.Errorf("%d grouped, %d not verifiable", n, reports.Count(a).Unverifiable)
	}
	if advice["访问超时"] != "请错开高峰重试。" || advice["内容在附件、图片或脚本中"] == "" {
		t.Errorf("advice: %v", advice)
	}
}

func TestProblemsGravestFirst(t *testing.T) {
	a := &result.Audit{Findings: []result.Finding{
		{Subject: "a", Verdict: finding.Fail, Severity: finding.Hint}, {Subject: "b", Verdict: finding.Suspect, Severity: finding.Serious},
		{Subject: "c", Verdict: finding.Fail, Severity: finding.Serious}, {Subject: "d", Verdict: finding.Fail, Severity: finding.Veto}}}
	var order string
	for _, f := range reports.Problems(a, finding.Fail) {
		order += f.Subject
	}
	if order != "dca" {
		t.Errorf("order %s, want dca", order)
	}
}

func TestConclusionSaysVeto(t *testing.T) {
	a := sample(t)
	if c := reports.Conclusion(a, words); !strings.HasPrefix(c, "本标准所列否决项均未触发。") || !strings.Contains(c, "得分为区间") {
		t.Error(c)
	}
	a.Score.Vetoed = []string{a.Lines[0].Key}
	if c := reports.Conclusion(a, words); !strings.HasPrefix(c, "触发单项否决："+a.Lines[0].Title) {
		t.Error(c)
	}
}

func TestWordsOnPaper(t *testing.T) {
	at := result.Time{Time: time.Date(2022, 12, 31, 16, 5, 9, 0, time.UTC)}
	for _, c := range [][2]string{
		{reports.Clock(at), "2023-01-01 00:05:09"}, {reports.Clock(result.Time{}), "—"},
		{reports.Quarter("2022Q4"), "2022年第四季度"}, {reports.Quarter("bad"), "bad"},
		{reports.Day("2022-12-31"), "2022年12月31日"}, {reports.Day("?"), "?"},
		{reports.Percent(1), "100%"}, {reports.Percent(0.99999), "99.9%"}, {reports.Percent(0.567), "56.7%"}, {reports.Percent(0.7999), "79.9%"}, {reports.Percent(0.8), "80%"}, {reports.Percent(0), "0%"},
		{reports.ScoreText(result.Score{Low: 7150, High: 8250}), "71.5～82.5"}, {reports.ScoreText(result.Score{Low: 9000, High: 9000}), "90"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
}

func TestLabelIsShownUnlessOfficial(t *testing.T) {
	a := &result.Audit{}
	if reports.Label(a) != "示范指标" {
		t.Error("a set without a word of its own is not labelled")
	}
	a.RuleSet.Official = true
	if reports.Label(a) != "" {
		t.Error("an official set is labelled")
	}
}

// A card with people's decisions in it says so where its quarter stands; the machine's own
// says nothing.
func TestSettled(t *testing.T) {
	a := sample(t)
	if got := reports.Settled(a); got != "" {
		t.Errorf("the machine's card: %s", got)
	}
	a.Ledger = &result.Ledger{At: result.Time{Time: time.Date(2023, 1, 5, 17, 0, 0, 0, time.UTC)}}
	if got := reports.Settled(a); got != "经台账核定（2023年1月6日）" {
		t.Error(got)
	}
}
