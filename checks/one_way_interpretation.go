package checks

import (
	"fmt"
	"slices"

	"ducha/internal/check"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// OneWayInterpretation fails pairs that are not linked both ways.
var OneWayInterpretation = check.Define("one-way-interpretation", "政策文件与解读未双向关联",
	`查看：已配对的文件页与解读页之间的链接。
不达标：两页都已看全，缺少其中一个方向或两个方向的链接。
疑似：正文和相关链接中没有，而页面其他位置有通往对方的链接。
无法核验：任一页没有看到、页面不完整，或相关链接由脚本加载。`,
	[]string{"interpretation.one_way"}, PeriodParams{Period: "year"},
	func(p *check.Pass, params PeriodParams) check.Outcome {
		all, out := pairs(p, params.Period)
		if out != nil {
			return *out
		}
		var oneWay []finding.Finding
		var linked []string
		judged, paired, proved := 0, 0, false
		for i := range all {
			pair := &all[i]
			if pair.Interpretation == nil {
				continue
			}
			paired++
			d, in := &pair.Document, pair.Interpretation
			if d.Class == webpage.ClassAttachment || in.Class == webpage.ClassAttachment {
				continue // a file carries no links to other pages
			}
			if d.Record == "" || d.Problem != "" || in.Record == "" || in.Problem != "" || scripted(p, d.URL) || scripted(p, in.URL) {
				continue
			}
			judged++
			if pair.Forward && pair.Back {
				linked = append(linked, subject(d))
				continue
			}
			f := finding.Finding{
				Defect: "interpretation.one_way", Subject: subject(d),
				Message:  titled(d.Title) + "与其解读" + direction(pair.Forward, pair.Back) + "。",
				Evidence: []finding.Evidence{documentProof(d), infoProof(in, in.Title)},
			}
			if (pair.Forward || stray(p, d.URL, in.URL)) && (pair.Back || stray(p, in.URL, d.URL)) {
				f.Signal = true
				f.Message = titled(d.Title) + "与其解读的正文和相关链接中没有双向链接，页面其他位置有，是否关联由人工认定。"
			}
			proved = proved || !f.Signal
			oneWay = append(oneWay, f)
		}
		reason := fmt.Sprintf("%d件文件与解读没有双向关联", len(oneWay))
		switch {
		case proved:
			return check.Failed(reason, oneWay...).Clearing(linked)
		case len(oneWay) > 0:
			return check.Suspected(reason, oneWay...).Clearing(linked)
		case paired == 0:
			return check.Outcome{Verdict: finding.NotApplicable, Reason: "评价期内没有已配对的文件与解读"}
		case judged == 0:
			return check.CannotTellf("文件页或解读页未能看全，无法判断是否双向关联")
		}
		return check.Passed()
	})

func direction(forward, back bool) string {
	switch {
	case forward:
		return "只有文件页到解读页的链接，解读页没有链接到文件"
	case back:
		return "只有解读页到文件页的链接，文件页没有链接到解读"
	}
	return "之间没有互相链接"
}

// stray says whether a page links to another somewhere in its content: in a box
// under a heading of its own, or in the list beside it.
func stray(p *check.Pass, from, to string) bool {
	page, err := p.Site.Page(from)
	return err == nil && slices.ContainsFunc(page.Links, func(l webpage.Link) bool { return l.Area == webpage.AreaMain && l.URL == to })
}

// scripted says whether a page may draw its related links by script, or lost
// them: a page without the bottom that the home page has was cut short.
func scripted(p *check.Pass, url string) bool {
	page, err := p.Site.Page(url)
	if err != nil || page.ScriptsIn || page.Fetched {
		return true
	}
	start, err := p.Site.Home()
	return err == nil && start.Frames == 0 && start.Footer.Quote != "" && page.Footer.Quote == ""
}
