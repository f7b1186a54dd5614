package reports_test

import (
	"slices"
	"strings"
	"testing"

	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/reports"
	"ducha/rules"
)

// A veto item has no points; its row says what became of it.
func TestStatesOfAVetoItem(t *testing.T) {
	rule := func(v finding.Verdict) result.Rule { return result.Rule{Key: "k", Verdict: v, Veto: true} }
	line := result.Line{Key: "l", Indicator: "V4", Veto: true, Reached: true}
	for _, c := range []struct {
		name  string
		rules []result.Rule
		score result.Score
		lines []result.Line
		want  string
	}{
		{"达标", []result.Rule{rule(finding.Pass)}, result.Score{}, nil, "未触发"},
		{"不达标即否决", []result.Rule{rule(finding.Fail)}, result.Score{Vetoed: []string{"k"}}, nil, "触发否决"},
		{"达到否决线", []result.Rule{{Key: "x", Verdict: finding.Fail}}, result.Score{Vetoed: []string{"l"}}, []result.Line{line}, "触发否决"},
		{"未达到否决线", []result.Rule{{Key: "x", Verdict: finding.Fail}}, result.Score{}, []result.Line{{Key: "l", Indicator: "V4", Veto: true}}, "发现问题"},
		{"看不到的不算未触发", []result.Rule{rule(finding.Pass), rule(finding.Unverifiable)}, result.Score{}, nil, "无法核验"},
		{"疑似不触发", []result.Rule{rule(finding.Suspect)}, result.Score{}, nil, "疑似"},
		{"不涉及", []result.Rule{rule(finding.NotApplicable)}, result.Score{}, nil, "本次不评价"},
	} {
		a := &result.Audit{Score: c.score, Lines: c.lines, Indicators: []result.Indicator{{ID: "V4", Rules: c.rules}}}
		if got := reports.Rows(a)[0].State; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// What could not be seen is not said to be in order, and a site that gets no
// points gets no zero.
func TestConclusionOfASetWithoutPoints(t *testing.T) {
	a := &result.Audit{Site: result.Site{Kind: rules.DeptSite}, Score: result.Score{Total: 10000, High: 10000, Rules: 2, Undecided: 1, Passing: 6000},
		Groups:     []result.Group{{Level1: "发布解读", Worth: 3100, Origin: rules.FromDocument}},
		Indicators: []result.Indicator{{Rules: []result.Rule{{Veto: true}, {Veto: true, Verdict: finding.Pass, Limits: rules.FromDocument}}}}}
	got := reports.Conclusion(a, words)
	for _, want := range []string{"未发现触发单项否决的情形，另有1项否决指标尚未认定", "对部门网站只评单项否决和规范要求，不评分"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
	if reports.ScoreText(a.Score) != "不评分" || reports.CoverageText(a) != "1/2项" || reports.KindText(a) != "部门网站" {
		t.Errorf("%s %s %s", reports.ScoreText(a.Score), reports.CoverageText(a), reports.KindText(a))
	}
	if s := reports.Sources(a); len(s) != 2 || s[0].Points != "文件规定" || s[1].Limits != "文件规定" || s[1].Points != "—" {
		t.Errorf("%+v", s)
	}
}

// The line of 60 points is told only when it is certain.
func TestConclusionSaysWhetherTheSitePasses(t *testing.T) {
	for _, c := range []struct {
		score result.Score
		want  string
	}{
		{result.Score{Low: 4000, High: 5500}, "得分低于60分；部分分值为产品默认值，是否不合格须按文件原件核算"},
		{result.Score{Low: 6100, High: 9000}, "得分不低于60分"},
		{result.Score{Low: 4000, High: 9000}, "是否达到60分尚未确定"},
		{result.Score{Low: 9000, High: 9000, Vetoed: []string{"x"}}, "按规定不合格，不再计分"},
	} {
		c.score.Passing, c.score.Applicable, c.score.Rules = 6000, 10000, 3
		if got := reports.Conclusion(&result.Audit{Score: c.score}, words); !strings.Contains(got, c.want) {
			t.Errorf("%q lacks %q", got, c.want)
		}
	}
}

// What nobody saw might cross a line: then it is not said to be kept.
func TestLinesThatMayStillBeCrossed(t *testing.T) {
	unseen := func(kind string, n int) []result.Rule {
		return slices.Repeat([]result.Rule{{Kind: kind, Verdict: finding.Unverifiable}}, n)
	}
	for _, c := range []struct {
		name  string
		line  result.Line
		rules []result.Rule
		want  bool
	}{
		{"全部看到", result.Line{Limit: 5, Count: 4, Possible: 4}, nil, false},
		{"疑似属实则触发", result.Line{Limit: 5, Count: 1, Possible: 5}, nil, true},
		{"看不到的可能触发", result.Line{Limit: 5, Count: 1, Possible: 1}, unseen("blank-column", 4), true},
		{"看不到的不足以触发", result.Line{Limit: 5, Count: 1, Possible: 1}, unseen("blank-column", 3), false},
		{"看不到的与栏目无关", result.Line{Limit: 5}, unseen("missing-budget", 9), false},
		{"一条规则评判许多栏目", result.Line{Limit: 5, Indicator: "V4"}, unseen("stale-columns", 1), true},
		{"其他指标看不到", result.Line{Limit: 5, Indicator: "V9"}, unseen("stale-columns", 1), false},
	} {
		c.line.Veto = true
		a := &result.Audit{Lines: []result.Line{c.line}, Indicators: []result.Indicator{{ID: "V4", Rules: c.rules}}}
		if got := reports.VetoText(a) == "未发现单项否决"; got != c.want || c.want != strings.Contains(reports.Conclusion(a, words), "1条否决线") {
			t.Errorf("%s: %s %s", c.name, reports.VetoText(a), reports.Conclusion(a, words))
		}
	}
}

func TestTitleSaysWebsiteOnce(t *testing.T) {
	a := &result.Audit{Site: result.Site{Name: "某省物价局网站"}, RuleSet: result.RuleSet{Subject: "政府网站检查"}}
	if got := reports.Title(a); got != "某省物价局政府网站检查得分表" {
		t.Error(got)
	}
}
