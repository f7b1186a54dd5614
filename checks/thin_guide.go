package checks

import (
	"fmt"
	"regexp"
	"strings"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// ThinGuide suspects a site whose service guides lack most of their elements.
var ThinGuide = check.Define("thin-guide", "办事指南要素缺失",
	`查看：办事服务栏目所列的办事指南是否写明事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程八类要素。
疑似：缺少 lacking 类（默认 4 类）及以上要素的指南达到 guides 个（默认 5 个）；由人工核实，不直接判不达标。
无法核验：指南在政务服务网等站外，或未能看到；以附件、图片公开的指南不计；不足 guides 个指南时不作认定。`,
	[]string{"service.thin_guide"}, ThinGuideParams{Column: "政务服务", Guides: 5, Lacking: 4},
	func(p *check.Pass, params ThinGuideParams) check.Outcome {
		column, out := seen(p, params.Column)
		if out != nil {
			return *out
		}
		var thin []finding.Evidence
		var whole *webpage.Page
		read, blind := 0, 0
		for i := range column.Entries {
			page := guidePage(p, &column.Entries[i], &blind)
			if page == nil {
				continue
			}
			read++
			if lacks := lacking(page); len(lacks) >= params.Lacking {
				thin = append(thin, pageProof(page, "缺少："+strings.Join(lacks, "、")+"。页面文字："+page.Text))
			} else {
				whole = page
			}
		}
		switch {
		case len(thin) >= params.Guides:
			return check.Suspected(fmt.Sprintf("%d个办事指南缺少%d类以上要素", len(thin), params.Lacking), finding.Finding{
				Defect: "service.thin_guide", Subject: "办事指南", Signal: true,
				Message:  fmt.Sprintf("读到%d个办事指南，其中%d个缺少%d类及以上关键要素。", read, len(thin), params.Lacking),
				Evidence: thin[:min(len(thin), params.Guides)],
			})
		case read < params.Guides:
			return check.CannotTellf("只读到%d个办事指南，不足%d个，无法认定", read, params.Guides)
		case blind > 0 && len(thin)+blind >= params.Guides:
			return check.CannotTellf("有%d个办事指南未能看到，不能认定", blind)
		}
		return check.Passed(pageProof(whole, whole.Text))
	})

// guideTitle tells a guide from news about services.
var guideTitle = regexp.MustCompile(`指南|办理|申请|申领|许可|核发|审批|备案|登记|换发|补发|注销|变更|年审|认定`)

// guidePage is the page of an entry when it is a guide that could be read whole.
func guidePage(p *check.Pass, e *facts.SiteEntry, blind *int) *webpage.Page {
	if !guideTitle.MatchString(e.Title) || e.URL == "" {
		return nil
	}
	if e.Page == nil || e.Page.Problem != evidence.None && !e.Page.Problem.Definite() {
		*blind++
		return nil
	}
	page, err := p.Site.Page(e.URL)
	if err != nil || page.Class != webpage.ClassArticle || page.ScriptsIn {
		return nil
	}
	if a := page.Article; a != nil && (len(a.Attachments) > 0 || a.Images > 0) || p.Site.Pictured(page) {
		return nil // the guide itself may stand in them
	}
	return page
}

// guideElements are the eight classes with the words that show each.
func guideElements() []struct {
	name  string
	words *regexp.Regexp
} {
	return []struct {
		name  string
		words *regexp.Regexp
	}{
		{"事项名称", regexp.MustCompile(`(事项|项目|服务)名称`)},
		{"设定依据", regexp.MustCompile(`(设定|法律|政策|办理|审批|实施|许可)依据|依据`)},
		{"申请条件", regexp.MustCompile(`条件|适用范围|服务对象`)},
		{"办理材料", regexp.MustCompile(`材料|提交.{0,10}(资料|证件|文件)`)},
		{"办理地点", regexp.MustCompile(`地点|地址|窗口|[到在]哪办|服务大厅|服务中心`)},
		{"办理时间", regexp.MustCompile(`(办理|办公|工作|受理|服务|承诺|法定)(时间|时限|期限)|办结时限|工作日|什么时候办`)},
		{"联系电话", regexp.MustCompile(`电话|热线|0\d{2,3}[-—－]?\d{7,8}`)},
		{"办理流程", regexp.MustCompile(`流程|程序|步骤|环节|怎么办|如何办`)},
	}
}

// lacking names the classes of elements a guide does not show. The title of the
// page names the matter.
func lacking(p *webpage.Page) (names []string) {
	for _, e := range guideElements() {
		if e.name == "事项名称" && p.Heading != "" {
			continue
		}
		if !e.words.MatchString(p.Text) {
			names = append(names, e.name)
		}
	}
	return names
}

// ThinGuideParams are the parameters of thin-guide.
type ThinGuideParams struct {
	Column  string `toml:"column"`  // vocabulary key
	Guides  int    `toml:"guides"`  // so many thin guides are reported
	Lacking int    `toml:"lacking"` // classes of elements whose lack makes a guide thin
}

// Validate wants a column and sensible numbers.
func (p *ThinGuideParams) Validate() error {
	if err := needsName("column", p.Column); err != nil {
		return err
	}
	if err := inRange("guides", p.Guides, 1, 100); err != nil {
		return err
	}
	return inRange("lacking", p.Lacking, 1, 8)
}

// Wants names the columns the crawl should see first.
func (p *ThinGuideParams) Wants() []string { return []string{p.Column} }
