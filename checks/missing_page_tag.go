package checks

import (
	"fmt"
	"slices"
	"strings"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// MissingPageTag fails a site whose pages lack the required <meta> tags.
var MissingPageTag = check.Define("missing-page-tag", "网页标签缺失",
	`查看：首页、栏目页、文章页的网页标签（meta）。栏目页先查首页所列的，文章页先查日期最近的，供框架嵌入、打印的网页（首页有导航或底部而其没有）除外。
不达标：抽查的同类页面半数以上缺少该标签或标签为空。
无法核验：该类页面没有读到足够数量。`,
	[]string{"page.tag_missing"}, MissingPageTagParams{Sample: 20, MinPages: 3},
	func(p *check.Pass, params MissingPageTagParams) check.Outcome {
		pages, least, err := sample(p, params)
		if err != nil {
			return check.CannotTell(err)
		}
		if len(pages) < least {
			return check.CannotTellf("只读到%d个%s，不足%d个，无法认定", len(pages), params.Page, least)
		}
		var missing []finding.Finding
		var there []string
		for _, tag := range params.Tags {
			var without []*webpage.Page
			for _, page := range pages {
				if strings.TrimSpace(page.Meta[strings.ToLower(tag)]) == "" {
					without = append(without, page)
				}
			}
			subject := "标签:" + params.Page + ":" + tag
			if 2*len(without) <= len(pages) {
				there = append(there, subject)
				continue
			}
			missing = append(missing, finding.Finding{
				Defect: "page.tag_missing", Subject: subject,
				Message:  tagMessage(params.Page, tag, without, len(pages)),
				Evidence: tagProof(without),
			})
		}
		if len(missing) > 0 {
			return check.Failed(fmt.Sprintf("%s缺少%d种网页标签", params.Page, len(missing)), missing...).Clearing(there)
		}
		return check.Passed(pageProof(pages[0], tags(pages[0])))
	})

// tagMessage tells a tag that is there but says nothing from one that is not.
func tagMessage(page, tag string, without []*webpage.Page, of int) string {
	lack := "缺少网页标签 " + tag
	if !slices.ContainsFunc(without, func(p *webpage.Page) bool { _, there := p.Meta[strings.ToLower(tag)]; return !there }) {
		lack = "网页标签 " + tag + " 没有填写内容"
	}
	if page == "首页" {
		return "首页" + lack + "。"
	}
	return fmt.Sprintf("抽查%d个%s，%d个%s。", of, page, len(without), lack)
}

// sample gives the pages of the class to look at, and how many there must be.
func sample(p *check.Pass, params MissingPageTagParams) ([]*webpage.Page, int, error) {
	if params.Page == "首页" {
		page, err := home(p)
		if err != nil {
			return nil, 1, err
		}
		return []*webpage.Page{page}, 1, nil
	}
	framed := chrome(p)
	var pages []*webpage.Page
	for _, info := range inOrder(p, params.Page) {
		page, err := p.Site.Page(info.URL)
		if err != nil {
			return nil, 0, err
		}
		if framed && bare(page) {
			continue
		}
		if pages = append(pages, page); len(pages) == params.Sample {
			break
		}
	}
	return pages, params.MinPages, nil
}

// inOrder are the pages of a kind in the order an inspector opens them: columns that the
// home page leads to, articles of late; the old pages of a former site come last.
func inOrder(p *check.Pass, kind string) (all []*facts.Info) {
	led := map[string]bool{}
	if page, err := home(p); err == nil {
		for _, l := range page.Links {
			led[l.URL] = true
		}
	}
	for info := range p.Site.Pages() {
		if info.Problem == evidence.None && ofClass(info.Class, kind) {
			all = append(all, info)
		}
	}
	slices.SortStableFunc(all, func(a, b *facts.Info) int {
		if kind == "文章页" {
			return b.Date.Date.Compare(a.Date.Date)
		}
		return rankLed(led[a.URL]) - rankLed(led[b.URL])
	})
	return all
}

func rankLed(led bool) int {
	if led {
		return 0
	}
	return 1
}

// chrome says whether the site's pages have a menu or a bottom: its home page has, or
// was not seen.
func chrome(p *check.Pass) bool {
	page, err := home(p)
	return err != nil || !bare(page)
}

// bare pages have neither a menu nor a bottom of their own: a list made for a frame, an
// article to be printed. They are no pages of the kind.
func bare(p *webpage.Page) bool {
	return p.Footer.Quote == "" && !slices.ContainsFunc(p.Links, func(l webpage.Link) bool { return l.Area == webpage.AreaNav || l.Area == webpage.AreaFooter })
}

func ofClass(class webpage.Class, page string) bool {
	if page == "文章页" {
		return class == webpage.ClassArticle
	}
	return class == webpage.ClassList || class == webpage.ClassColumn
}

func tagProof(pages []*webpage.Page) []finding.Evidence {
	var all []finding.Evidence
	for i, page := range pages {
		if i == 3 {
			break
		}
		all = append(all, pageProof(page, tags(page)))
	}
	return all
}

// tags quotes what a page has instead.
func tags(p *webpage.Page) string {
	var have []string
	for _, name := range []string{"SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnType", "ArticleTitle", "PubDate", "ContentSource"} {
		if v := strings.TrimSpace(p.Meta[strings.ToLower(name)]); v != "" {
			have = append(have, name+"="+v)
		}
	}
	if len(have) == 0 {
		return "页面标题：" + p.Title + "；未见规定的网页标签"
	}
	return "页面标题：" + p.Title + "；已有标签：" + strings.Join(have, "，")
}

// MissingPageTagParams are the parameters of missing-page-tag.
type MissingPageTagParams struct {
	Page     string   `toml:"page"`      // 首页, 栏目页 or 文章页
	Tags     []string `toml:"tags"`      // names, any case
	Sample   int      `toml:"sample"`    // pages looked at
	MinPages int      `toml:"min_pages"` // pages there must be to judge 栏目页 and 文章页
}

// Validate wants a class of page and tags.
func (p *MissingPageTagParams) Validate() error {
	if p.Page != "首页" && p.Page != "栏目页" && p.Page != "文章页" {
		return fmt.Errorf("page：应为 \"首页\"、\"栏目页\" 或 \"文章页\"，不是 %q", p.Page)
	}
	if len(p.Tags) == 0 {
		return fmt.Errorf("tags：至少需要一个标签名")
	}
	if err := inRange("sample", p.Sample, 1, 200); err != nil {
		return err
	}
	return inRange("min_pages", p.MinPages, 1, p.Sample)
}

// OnePage says that the claim rests on a page that shows itself.
func (p *MissingPageTagParams) OnePage() {}

// Example fills the parameters for the hostile sites.
func (p *MissingPageTagParams) Example() { p.Page, p.Tags = "首页", []string{"SiteName"} }
