package audit_test

import (
	"strings"
	"testing"
	"time"

	"ducha/internal/audit"
	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/rules"
)

const (
	anIdentity  = "11010519491231002X"
	aTelephone  = "13812345678"
	longContext = 190 // the number stands across the end of the longest quote
)

// careless is a kind that quotes what it sees.
var careless = check.Define("careless", "照抄原文", "", []string{"column.stale"}, scriptedParams{},
	func(_ *check.Pass, p scriptedParams) check.Outcome {
		words := strings.Repeat("文", longContext) + anIdentity + "，电话" + aTelephone
		proof := finding.Evidence{Record: "r", URL: "http://x/", FetchedAt: time.Unix(1, 0), Quote: words}
		if p.Answer == "pass" {
			return check.Outcome{Verdict: finding.Pass, Reason: words, Evidence: []finding.Evidence{proof}}
		}
		return check.Failed("见"+aTelephone, finding.Finding{Defect: "column.stale", Subject: "页面:/" + anIdentity + ".html",
			Message: "张三" + anIdentity + "。", Remedy: "致电" + aTelephone, Evidence: []finding.Evidence{proof}})
	})

// What a kind says and quotes leaves the audit masked, whatever the verdict, and
// no half of a number is left where a quote was cut.
func TestAnswersAreMasked(t *testing.T) {
	src := "[set]\nid=\"t\"\ntitle=\"t\"\nlabel=\"示范\"\ntotal=2\n[[indicator]]\nid=\"1\"\nlevel1=\"a\"\nlevel2=\"b\"\nbasis=\"c\"\npoint=\"d\"\ncontent=\"e\"\nworth=2\n" +
		"[[indicator.rule]]\nid=\"1.1\"\nkey=\"a\"\nkind=\"careless\"\npoints=1\nparams={answer=\"pass\"}\n[[indicator.rule]]\nid=\"1.2\"\nkey=\"b\"\nkind=\"careless\"\npoints=1\n"
	set, err := rules.Parse("t.toml", []byte(src), []*check.Kind{careless})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range audit.Judge(set, &facts.Site{}, audit.Options{AsOf: time.Date(2022, 3, 31, 0, 0, 0, 0, time.UTC)}) {
		texts := []string{a.Reason}
		for _, e := range a.Evidence {
			texts = append(texts, e.Quote)
		}
		for _, f := range a.Findings {
			texts = append(texts, f.Subject, f.Message, f.Remedy)
			for _, e := range f.Evidence {
				texts = append(texts, e.Quote)
				if n := len([]rune(e.Quote)); n > finding.MaxQuote {
					t.Errorf("a quote of %d characters", n)
				}
			}
		}
		if len(texts) < 2 {
			t.Errorf("%s says nothing", a.Rule.Key)
		}
		for _, text := range texts {
			for _, part := range []string{anIdentity, anIdentity[:6], aTelephone, aTelephone[:7]} {
				if strings.Contains(text, part) {
					t.Errorf("%s shows %s in %q", a.Rule.Key, part, text)
				}
			}
		}
	}
}
