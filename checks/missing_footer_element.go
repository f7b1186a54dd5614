package checks

import (
	"cmp"
	"regexp"
	"slices"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/finding"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// MissingFooterElement fails a home page whose bottom lacks a required element.
var MissingFooterElement = check.Define("missing-footer-element", "页脚要素缺失",
	`查看：首页底部的标识、备案号、主办单位、联系方式等要素。
不达标：首页完整读到且底部有文字，该要素未出现。
疑似：党政机关网站标识、找错入口常由脚本绘制，未见时只列疑似；底部的文字要由脚本填入（“主办单位：”之后为待填的空位），或底部只有少数要素是文字，另有绘制底部的脚本、横幅图片或未能读取的框架的，也只列疑似。
无法核验：首页未能看到，或没有读到底部文字；底部文字没有任何要素，而有图片、脚本或未能读取的框架。`,
	[]string{"page.footer_missing"}, MissingFooterElementParams{},
	func(p *check.Pass, params MissingFooterElementParams) check.Outcome {
		page, err := home(p)
		if err != nil {
			return check.CannotTell(err)
		}
		pages, unread := bottoms(p, page)
		told := toldBy(pages)
		hidden := page.Footer.Awaits || told < mostTold && (unread || page.Footer.Scripts || page.Footer.Banner) || told == 0 && page.Footer.Pictures
		switch {
		case page.Footer.Quote == "" && told == 0:
			return check.CannotTellf("首页没有读到底部文字，可能由脚本加载")
		case told == 0 && hidden:
			return check.CannotTellf("首页底部的文字没有任何要素，要素可能在图片中或由脚本加载")
		}
		var missing []finding.Finding
		var there []string
		proved := false
		for _, name := range params.Elements {
			if slices.ContainsFunc(pages, footerElements[name]) {
				there = append(there, "页脚:"+name)
				continue
			}
			drawn := name == "党政机关网站标识" || name == "找错入口" || hidden
			proved = proved || !drawn
			missing = append(missing, finding.Finding{
				Defect: "page.footer_missing", Subject: "页脚:" + name, Signal: drawn,
				Message:  "首页底部未见“" + name + "”。",
				Evidence: bottomProofs(pages),
			})
		}
		switch {
		case proved:
			return check.Failed("首页底部要素不全", missing...).Clearing(there)
		case len(missing) > 0:
			return check.Suspected("首页底部的标识可能由脚本绘制，需人工确认", missing...).Clearing(there)
		}
		return check.Passed(pageProof(page, page.Footer.Quote))
	})

// bottoms are the home page and the pages framed in it, one of which may be the
// bottom; unread says that one in the bottom could not be seen.
func bottoms(p *check.Pass, page *webpage.Page) (all []*webpage.Page, unread bool) {
	all = []*webpage.Page{page}
	for _, l := range page.Links {
		if l.Kind != webpage.LinkFrame {
			continue
		}
		framed, err := p.Site.Page(l.URL)
		if err != nil || framed.Problem != evidence.None {
			unread = unread || l.Area == webpage.AreaFooter
			continue
		}
		all = append(all, framed.AsBottom())
	}
	return all, unread
}

// bottomProofs show what the bottom says, of the frame that is the bottom too.
func bottomProofs(pages []*webpage.Page) (all []finding.Evidence) {
	for i, p := range pages {
		if i == 0 || toldBy(pages[i:i+1]) > 0 {
			all = append(all, pageProof(p, cmp.Or(p.Footer.Quote, zhtext.Clip(p.Text, 300))))
		}
	}
	return all
}

// mostTold is how many of the elements that are words must be read as such before
// another one that is not can be missed: a bottom may be a picture beside some links.
const mostTold = 3

// toldBy counts the elements that are words and were read.
func toldBy(pages []*webpage.Page) (n int) {
	for _, name := range []string{"网站标识码", "ICP备案编号", "公安备案编号", "主办单位", "联系方式"} {
		if slices.ContainsFunc(pages, footerElements[name]) {
			n++
		}
	}
	return n
}

// phone is a telephone number with its label, wherever on the page it stands.
var phone = regexp.MustCompile(`(电话|热线|联系方式)[^\n]{0,12}?(0\d{2,3}[-—\s]?\d{7,8}|1[3-9]\d{9}|\d{7,8}|12345|12328)`)

var footerElements = map[string]func(*webpage.Page) bool{
	"党政机关网站标识": func(p *webpage.Page) bool { return p.Footer.Badge },
	"找错入口":     func(p *webpage.Page) bool { return p.Footer.Mistake },
	"网站标识码":    func(p *webpage.Page) bool { return p.Footer.SiteCode != "" },
	"ICP备案编号":  func(p *webpage.Page) bool { return p.Footer.ICP != "" },
	"公安备案编号":   func(p *webpage.Page) bool { return p.Footer.Police != "" },
	"主办单位":     func(p *webpage.Page) bool { return p.Footer.Sponsor != "" },
	"联系方式":     func(p *webpage.Page) bool { return p.Footer.Contact != "" || phone.MatchString(p.Text) },
	"网站地图":     func(p *webpage.Page) bool { return p.Footer.Map },
}

// MissingFooterElementParams are the parameters of missing-footer-element.
type MissingFooterElementParams struct {
	Elements []string `toml:"elements"` // names of footer elements
}

// Validate wants known elements.
func (p *MissingFooterElementParams) Validate() error {
	if len(p.Elements) == 0 {
		return needsName("elements", "")
	}
	for _, name := range p.Elements {
		if err := oneOf("elements", name, footerElements); err != nil {
			return err
		}
	}
	return nil
}

// OnePage says that the claim rests on a page that shows itself.
func (p *MissingFooterElementParams) OnePage() {}

// Example fills the parameters for the hostile sites.
func (p *MissingFooterElementParams) Example() {
	p.Elements = []string{"党政机关网站标识", "找错入口", "网站标识码", "ICP备案编号", "公安备案编号", "主办单位", "联系方式"}
}
