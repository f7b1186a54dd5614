package checks

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// StaleColumns fails every column of a class whose newest entry is too old; how
// many of them make a veto is the rule set's business.
var StaleColumns = check.Define("stale-columns", "同类栏目更新不及时",
	`查看：网站导航所列的全部同类栏目（动态要闻类；通知公告、政策文件类；公开留言类；其他应更新类），上下级同类栏目只计最上一级；每个栏目取评价基准日以前最近的一条。
不达标：栏目最近一条早于期限。否决线按触发的栏目数另计。
不计：只供写信、没有公开留言的页面（另有公开留言栏目在期限内更新的）。
疑似：“其他应更新类”由栏目名称推断，是否应更新需人工确认；分支机构、基层单位名下的栏目；只有置顶条目在期限内的栏目。
无法核验：导航未能看全，或栏目列表没有可靠日期；已看到的栏目照常评价。
由其他工具存档的网页，以存档中最近一条信息的日期为评价日（存档可能早于其记录时间）。`,
	[]string{"column.stale"}, StaleColumnsParams{MaxAgeDays: 180},
	func(p *check.Pass, params StaleColumnsParams) check.Outcome {
		all, blind := p.Site.Register()
		columns := ofClassTop(all, params.Class)
		if len(columns) == 0 && blind == nil {
			return check.Outcome{Verdict: finding.NotApplicable, Reason: "网站导航中没有" + params.Class + "栏目"}
		}
		var late []finding.Finding
		var names, updated []string
		var fresh *facts.Column
		var doubt, silent error // silent: a form to write to publishes nothing itself
		proved := false
		for _, c := range columns {
			out, judged := ageOf(p, all, c, params)
			switch {
			case !judged && len(c.Entries) == 0 && c.Problem == evidence.None && params.Class == messageClass:
				silent = firstError(silent, fmt.Errorf("%s", out.Reason))
			case !judged:
				doubt = firstError(doubt, fmt.Errorf("%s", out.Reason))
			case len(out.Findings) == 0:
				if fresh = c; len(c.Entries) > 0 {
					updated = append(updated, "栏目:"+subjectOf(p, all, c))
				}
			default:
				f := out.Findings[0]
				f.Signal = out.Verdict == finding.Suspect || params.Class == otherClass || ofBranch(c) || ofOldSite(c) || p.Site.OfPortal(c.URL)
				proved = proved || !f.Signal
				late, names = append(late, f), append(names, c.Label)
			}
		}
		reason := tally(fmt.Sprintf("%s栏目有%%d个超过%s未更新：%%s", params.Class, span(params.MaxAgeDays)), late, names)
		switch {
		case proved:
			return check.Failed(reason, late...).Clearing(updated)
		case len(late) > 0:
			return check.Suspected(reason, late...).Clearing(updated)
		case blind != nil:
			return check.CannotTell(blind)
		case doubt != nil:
			return check.CannotTell(doubt)
		case fresh == nil && silent != nil:
			return check.CannotTell(silent)
		}
		return check.Passed(columnProof(fresh, ""))
	})

// tally words how many columns are named and which, those that are only suspected apart
// from those that are proved.
func tally(format string, found []finding.Finding, names []string) string {
	tellApart(found, names)
	var sure, doubted []string
	for i := range found {
		if found[i].Signal {
			doubted = append(doubted, names[i])
		} else {
			sure = append(sure, names[i])
		}
	}
	if len(sure) == 0 || len(doubted) == 0 {
		return fmt.Sprintf(format, len(names), strings.Join(names, "、"))
	}
	return fmt.Sprintf(format, len(sure), strings.Join(sure, "、")) + fmt.Sprintf("；另有疑似%d个：%s", len(doubted), strings.Join(doubted, "、"))
}

// tellApart names columns that bear one name as their subjects do: 勘察设计/政策法规.
func tellApart(found []finding.Finding, names []string) {
	alike := map[string]int{}
	for _, name := range names {
		alike[name]++
	}
	for i, name := range names {
		if alike[name] > 1 {
			names[i] = strings.TrimPrefix(found[i].Subject, "栏目:")
			found[i].Message = strings.Replace(found[i].Message, "“"+name+"”", "“"+names[i]+"”", 1)
		}
	}
}

// ageOf judges one column; judged is false when its entries prove nothing.
func ageOf(p *check.Pass, all []*facts.Column, c *facts.Column, params StaleColumnsParams) (out check.Outcome, judged bool) {
	if c.Problem != evidence.None {
		return check.CannotTell(unread(c)), false
	}
	if len(c.Entries) == 0 {
		if params.Class == messageClass && slices.ContainsFunc(onePage(p, c), func(m message) bool {
			day := shownDay(p, c.At)
			return !m.asked.After(day) && days(m.asked, day) <= params.MaxAgeDays
		}) {
			return check.Outcome{Verdict: finding.Pass}, true
		}
		// An empty column is another rule's; one that is no list has no age.
		return check.Outcome{Verdict: finding.Pass, Reason: "“" + c.Label + "”栏目没有读到条目"}, c.Empty != "" || len(c.Children) > 0 || params.Class == otherClass
	}
	out = moved(p, c, judgeAgeOn(p, shownDay(p, c.At), c, StaleColumnParams{Column: subjectOf(p, all, c), MaxAgeDays: params.MaxAgeDays}))
	return out, out.Verdict != finding.Unverifiable || params.Class == otherClass
}

// shownDay is the judged day of something fetched at a time, no later than the
// snapshot is known to show.
func shownDay(p *check.Pass, fetched time.Time) time.Time {
	if shown := p.Site.Shown(fetched); shown.Before(fetched) {
		fetched = shown
	}
	return judgedDay(p, fetched)
}

func firstError(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// StaleColumnsParams are the parameters of stale-columns.
type StaleColumnsParams struct {
	Class      string `toml:"class"`        // 动态要闻类, 通知公告、政策文件类, 公开留言类 or 其他应更新类
	MaxAgeDays int    `toml:"max_age_days"` // calendar days
}

// Validate wants a known class and a sensible age.
func (p *StaleColumnsParams) Validate() error {
	known := map[string]bool{newsClass: true, noticeClass: true, messageClass: true, otherClass: true}
	if !known[p.Class] {
		return fmt.Errorf("class：应为 %q、%q、%q 或 %q，不是 %q", newsClass, noticeClass, messageClass, otherClass, p.Class)
	}
	return inRange("max_age_days", p.MaxAgeDays, 1, 800)
}

// Example fills the parameters for the hostile sites.
func (p *StaleColumnsParams) Example() { p.Class, p.MaxAgeDays = newsClass, 14 }
