package checks

import (
	"fmt"
	"strings"
	"time"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// ShortNotice suspects announcements of changes that came too late for the
// passengers they concern.
var ShortNotice = check.Define("short-notice", "变更公告提前期不足",
	`查看：评价期内标题为线路、站点、班次、票价等调整变更的公告，其发布日期与正文中“自某日起”的实施日期。
疑似：发布日期距实施日期不足规定天数。是否属于应当提前公告的变更由人工判断。
不计：临时绕行、施工、恶劣天气、突发情况、恢复运营；没有写明实施日期的；实施日期与发布日期相差过远的；2022年4月1日（《公共交通企业信息公开规定》施行）以前实施的。
无法核验：列表未读到评价期起点，且已读到的公告均未写明实施日期。`,
	[]string{"change.short_notice"}, ShortNoticeParams{Period: "year", Days: 3},
	func(p *check.Pass, params ShortNoticeParams) check.Outcome {
		q := facts.Query{Any: []string{"线路", "班线", "公交", "站点", "首末班", "票价", "客运", "班次"}, From: start(p, params.Period), To: p.AsOf}
		hits, err := p.Site.Find(q)
		judged := 0
		var found []finding.Finding
		var last *facts.Info
		seen := map[string]bool{}
		for i := range hits {
			url := address(&hits[i])
			if seen[url] {
				continue
			}
			seen[url] = true
			if !announces(hits[i].Title) && (hits[i].Entry == nil || !announces(hits[i].Entry.Title)) {
				continue // pages are read one by one; most need not be
			}
			n, info := noticeAt(p, url)
			if info == nil || n.effective.Before(bindsFrom(p.AsOf.Location())) {
				continue
			}
			judged++
			last = info
			if lead := leadDays(n); lead < params.Days {
				found = append(found, n.finding(info, lead, params.Days))
			}
		}
		switch {
		case len(found) > 0:
			return check.Suspected(fmt.Sprintf("%d件变更公告中有%d件提前不足%d天", judged, len(found), params.Days), found...)
		case judged > 0:
			return check.Passed(infoProof(last, ""))
		case err != nil:
			return check.CannotTell(err)
		}
		return check.Outcome{Verdict: finding.NotApplicable, Reason: "评价期内没有写明实施日期的变更公告"}
	})

// notice is one announcement of a change with its two days.
type notice struct {
	published, effective time.Time
	title, quote         string
}

// bindsFrom is the day from which the operators of public transport owe the days before a
// change: 交通运输部令2022年第11号.
func bindsFrom(zone *time.Location) time.Time {
	return time.Date(2022, time.April, 1, 0, 0, 0, 0, zone)
}

// Words of a title that announce a change, and words that make it one nobody
// could have announced before.
var (
	changeWords = []string{"调整", "变更", "优化", "取消", "停运", "停开", "新增", "开通", "撤销", "更改", "延伸", "缩短"}
	paperWords  = []string{"公告", "通告", "通知", "公示", "启事", "告知"}
	suddenWords = []string{"临时", "绕行", "突发", "应急", "疫情", "降雪", "暴雪", "大雪", "冰雪", "暴雨", "大风", "沙尘", "施工", "管制", "恢复", "征求", "听证", "招标", "会议", "人员", "驾驶员"}
)

// noticeAt reads an announcement; no info when the page is none, or says no day.
func noticeAt(p *check.Pass, url string) (notice, *facts.Info) {
	page, err := p.Site.Page(url)
	if err != nil || page.Article == nil || page.Problem != evidence.None {
		return notice{}, nil
	}
	n := notice{title: page.Article.Title}
	if !announces(n.title) {
		return notice{}, nil
	}
	info := p.Site.Indexed(page.URL)
	if info == nil || info.Date.Date.IsZero() || info.Date.Confidence < webpage.Likely {
		return notice{}, nil
	}
	n.published = info.Date.Date
	n.effective, n.quote = effectiveDay(page.Text, n.published)
	if n.effective.IsZero() {
		return notice{}, nil
	}
	return n, info
}

// announces says whether a title announces a change that could be foreseen.
func announces(title string) bool {
	return containsAny(title, changeWords) && containsAny(title, paperWords) && !containsAny(title, suddenWords)
}

// effectiveDay is the first day that a text says something holds from: 自…起.
func effectiveDay(text string, published time.Time) (time.Time, string) {
	for line := range strings.SplitSeq(text, "\n") {
		for _, f := range zhtext.FindDates(line) {
			if f.Month == 0 || f.Day == 0 || f.Placeholder() {
				continue
			}
			before, after := line[:f.Start], line[f.End:]
			if !strings.HasSuffix(strings.TrimRight(before, " "), "自") && !strings.HasSuffix(before, "从") && !strings.HasSuffix(before, "定于") {
				continue
			}
			if head := string([]rune(after)[:min(len([]rune(after)), 8)]); !strings.Contains(head, "起") && !strings.HasSuffix(before, "定于") {
				continue
			}
			day := nearest(f.Year, f.Month, f.Day, published)
			if n := days(published, day); n > -60 && n < 200 {
				return day, line
			}
		}
	}
	return time.Time{}, ""
}

// nearest completes a day without a year: the one nearest to the announcement.
func nearest(year, month, day int, published time.Time) time.Time {
	at := func(y int) time.Time {
		return time.Date(y, time.Month(month), day, 0, 0, 0, 0, published.Location())
	}
	if year != 0 {
		return at(year)
	}
	best := at(published.Year())
	for _, y := range []int{published.Year() - 1, published.Year() + 1} {
		if d := at(y); d.Sub(published).Abs() < best.Sub(published).Abs() {
			best = d
		}
	}
	return best
}

func leadDays(n notice) int {
	if n.effective.Before(n.published) {
		return -days(n.effective, n.published)
	}
	return days(n.published, n.effective)
}

func (n *notice) finding(info *facts.Info, lead, want int) finding.Finding {
	message := fmt.Sprintf("“%s”于%s发布，自%s起实施，提前%d天，不足%d天；变更是否应由公共交通企业提前公开、是否另有公告，由人工核实。", n.title, onPaper(n.published), onPaper(n.effective), lead, want)
	if lead <= 0 {
		message = fmt.Sprintf("“%s”于%s发布，自%s起实施，公告未早于实施之日；变更是否应由公共交通企业提前公开、是否另有公告，由人工核实。", n.title, onPaper(n.published), onPaper(n.effective))
	}
	return finding.Finding{Defect: "change.short_notice", Subject: placeOf(info), Signal: true, Message: message, Evidence: []finding.Evidence{infoProof(info, n.quote)}}
}

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// ShortNoticeParams are the parameters of short-notice.
type ShortNoticeParams struct {
	Period string `toml:"period"` // quarter or year
	Days   int    `toml:"days"`   // calendar days between the announcement and the change
}

// Validate bounds the figures.
func (p *ShortNoticeParams) Validate() error {
	if err := inRange("days", p.Days, 1, 60); err != nil {
		return err
	}
	return period(p.Period)
}

// Wants names the columns the crawl should see first.
func (p *ShortNoticeParams) Wants() []string { return []string{"公示公告"} }
