package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/reports"
	"ducha/rules"
)

// summary prints the card for a terminal.
func (a *app) summary(r *result.Audit, dir string) {
	w := a.stdout
	fmt.Fprintf(w, "\n%s　%s　评价基准日 %s\n", r.Site.Name, reports.Quarter(r.Quarter), r.AsOf)
	fmt.Fprintf(w, "规则：%s", r.RuleSet.Title)
	if !r.RuleSet.Official {
		fmt.Fprintf(w, "【%s】", r.RuleSet.Label)
	}
	fmt.Fprintf(w, "\n得分：%s　抓取 %d 页\n", scoreText(&r.Score), r.Snapshot.Pages.Fetched)
	if text := reports.UnreadText(r, problemWords); text != "" {
		fmt.Fprintln(w, text)
	}
	if vetoed := reports.Vetoed(r); len(vetoed) > 0 {
		fmt.Fprintf(w, "单项否决：%s\n", strings.Join(vetoed, "；"))
	}
	for _, l := range r.Lines {
		fmt.Fprintf(w, "预警线：%s　已有 %d，另有疑似 %d\n", l.Title, l.Count, l.Possible-l.Count)
	}
	fails, suspects := split(r)
	a.list(problemsTitle(r), fails)
	a.list("疑似（待人工核实，暂不扣分）", suspects)
	if n := unverified(r); n > 0 {
		fmt.Fprintf(w, "\n无法核验 %d 项（不扣分），原因见得分表。\n", n)
	}
	fmt.Fprintf(w, "\n结果：%s\n", filepath.Join(dir, "scorecard.html"))
	fmt.Fprintf(w, "　　　%s\n　　　%s\n", filepath.Join(dir, "scorecard.xlsx"), filepath.Join(dir, "result.json"))
}

// problemWords names a problem of the crawl.
func problemWords(problem string) (name, advice string) {
	p := evidence.Problem(problem)
	return p.Chinese(), p.Advice()
}

// shown is how many findings a terminal lists.
const shown = 30

func (a *app) list(title string, all []*result.Finding) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(a.stdout, "\n%s %d 条\n", title, len(all))
	for i, f := range all {
		if i == shown {
			fmt.Fprintf(a.stdout, "  …… 另有 %d 条，见问题清单\n", len(all)-shown)
			return
		}
		cost := ""
		if f.Deducted > 0 {
			cost = "　-" + f.Deducted.String() + "分"
		}
		fmt.Fprintf(a.stdout, "  [%s] %s%s\n", f.RuleID, reports.Plain(f.Message), cost)
	}
}

func split(r *result.Audit) (fails, suspects []*result.Finding) {
	for i := range r.Findings {
		if r.Findings[i].Verdict == finding.Fail {
			fails = append(fails, &r.Findings[i])
		} else {
			suspects = append(suspects, &r.Findings[i])
		}
	}
	return fails, suspects
}

// unverified counts the rules that could not be seen.
func unverified(r *result.Audit) int {
	n := 0
	for _, ind := range r.Indicators {
		for _, rule := range ind.Rules {
			if rule.Verdict == finding.Unverifiable {
				n++
			}
		}
	}
	return n
}

// problemsTitle says that confirmed problems cost points, where there are any.
func problemsTitle(r *result.Audit) string {
	if r.Score.Applicable == 0 {
		return "问题（本规则集对该类网站不评分）"
	}
	return "问题（扣分）"
}

func scoreText(s *result.Score) string {
	if s.Applicable == 0 && s.Rules > 0 {
		return "不评分（只评单项否决和规范要求）"
	}
	return scored(s) + "　覆盖率 " + reports.Percent(s.Coverage)
}

func scored(s *result.Score) string {
	total := "（满分" + s.Total.String() + "）"
	if s.Low == s.High {
		return points(s.High) + total
	}
	return points(s.Low) + "～" + points(s.High) + total
}

func points(p rules.Points) string { return p.String() }

// gravest gives the error to leave with: the last, or that the run was stopped. The
// others are told here, for each is of another site.
func (a *app) gravest(errs ...error) (worst error) {
	for _, err := range errs {
		if err != nil && !errors.Is(worst, context.Canceled) {
			worst, err = err, worst
		}
		if err != nil && !errors.Is(err, context.Canceled) {
			fmt.Fprintln(a.stderr, "错误："+chinese(err))
		}
	}
	return worst
}
