package checks

import (
	"fmt"
	"strings"
	"time"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/zhtext"
)

// PlainInterpretation suspects a unit whose interpretations are all plain text.
var PlainInterpretation = check.Define("plain-interpretation", "解读形式单一",
	`查看：评价期内政策解读栏目的解读和已配对的解读，按标题和正文中的图片、音视频判断形式，并统计解读率。
疑似：解读达到规定件数，页面全部读到，而没有一件采用图解、音视频、问答、发布会、访谈等形式。
不计：解读少于规定件数的。
无法核验：有解读页面未能读到，且已读到的都是文字。`,
	[]string{"interpretation.form"}, PlainInterpretationParams{Period: "year", Min: 3},
	func(p *check.Pass, params PlainInterpretationParams) check.Outcome {
		all, out := pairs(p, params.Period)
		if out != nil {
			return *out
		}
		f := formsOf(p, all, start(p, params.Period))
		rate := fmt.Sprintf("应解读文件%d件，已有解读%d件（解读率%d%%）", len(all), f.paired, 100*f.paired/len(all))
		switch {
		case f.varied != nil:
			o := check.Passed(infoProof(f.varied, f.varied.Title))
			o.Reason = rate + "，有图解、音视频或问答等形式"
			return o
		case f.total < params.Min:
			return check.Outcome{Verdict: finding.NotApplicable, Reason: fmt.Sprintf("%s；解读共%d件，少于%d件，不评价形式", rate, f.total, params.Min)}
		case f.blind > 0:
			return check.CannotTellf("%s；有%d件解读的页面未能读到，无法判断形式", rate, f.blind)
		}
		return check.Suspected("解读形式单一："+rate, finding.Finding{
			Defect: "interpretation.form", Subject: "解读形式", Signal: true,
			Message:  fmt.Sprintf("评价期内读到的%d件解读均为文字，未见图解、音视频、问答等形式。", f.total),
			Evidence: f.proof,
		})
	})

// formWords in a title tell of a form other than plain text.
var formWords = []string{"图解", "一图", "读懂", "看懂", "图说", "漫画", "动漫", "视频", "音频", "H5", "h5", "问答", "答记者问", "发布会", "访谈", "直播", "专家解读", "负责人解读", "动画", "海报"}

// forms is what the interpretations of a period look like.
type forms struct {
	total, paired, blind int
	varied               *facts.Info
	proof                []finding.Evidence
}

func formsOf(p *check.Pass, all []facts.Pairing, from time.Time) forms {
	var f forms
	seen := map[string]bool{}
	look := func(info *facts.Info, title string) {
		if info == nil || seen[info.URL] {
			return
		}
		seen[info.URL] = true
		f.total++
		if f.varied != nil {
			return
		}
		for _, w := range formWords {
			if strings.Contains(title, w) {
				f.varied = info
				return
			}
		}
		page, err := p.Site.Page(info.URL)
		switch {
		case err != nil || page.Article == nil || page.ScriptsIn:
			f.blind++
		case page.Article.Images > 0:
			f.varied = info
		case len(f.proof) < maxPlaces:
			f.proof = append(f.proof, infoProof(info, title))
		}
	}
	for i := range all {
		if in := all[i].Interpretation; in != nil {
			f.paired++
			look(in, in.Title)
		}
	}
	column, err := p.Site.Column("政策解读")
	if err != nil || column == nil {
		return f
	}
	for i := range column.Entries {
		e := &column.Entries[i]
		w, ok := e.Best()
		if !ok || w.Date.Before(from) || w.Date.After(p.AsOf) || !zhtext.Interpreting(e.Title, true) {
			continue
		}
		if e.Page == nil {
			if !seen[e.URL] {
				seen[e.URL] = true
				f.total++
				f.blind++
			}
			continue
		}
		look(e.Page, e.Title)
	}
	return f
}

// PlainInterpretationParams are the parameters of plain-interpretation.
type PlainInterpretationParams struct {
	Period string `toml:"period"` // quarter or year
	Min    int    `toml:"min"`    // fewer interpretations show no habit
}

// Validate bounds the figures.
func (p *PlainInterpretationParams) Validate() error {
	if err := inRange("min", p.Min, 2, 100); err != nil {
		return err
	}
	return period(p.Period)
}

// Wants names the columns the crawl should see first.
func (p *PlainInterpretationParams) Wants() []string { return []string{"政策解读"} }
