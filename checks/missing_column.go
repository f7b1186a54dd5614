package checks

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// MissingColumn fails a site that certainly lacks a column.
var MissingColumn = check.Define("missing-column", "栏目缺失",
	`查看：首页导航、卡片标题、公开平台、站点地图、面包屑、栏目名称标签和页面标题。
不达标：以上各处看全且两次查看均未出现该栏目（含规范名称、可接受的其他名称和合并栏目）。
疑似：没有“政策解读”栏目，而近一年的文件另有解读（如与文件同在政策文件库）；没有“公示公告”等栏目，而另一名称不明的栏目所列多为公告、公示；只有一篇信息的标题与栏目名称相同。
无法核验：任一处没有看全；或栏目入口存在但页面不存在（另按链接打不开处理）；或只在门户网站、旧版网站上见到该栏目。`,
	[]string{"column.missing"}, MissingColumnParams{},
	func(p *check.Pass, params MissingColumnParams) check.Outcome {
		column, err := p.Site.Column(params.Column)
		switch {
		case err != nil:
			return check.CannotTell(err)
		case column == nil:
			if in := held(p, params.Column); in != nil {
				return check.Suspected("未单独设置“"+params.Column+"”栏目，其内容见于其他栏目", finding.Finding{
					Defect: "column.missing", Subject: "栏目:" + params.Column, Signal: true,
					Message:  "未单独设置“" + params.Column + "”栏目，但近一年的政策文件在其他栏目中有解读，是否视为合并设置由人工认定。",
					Evidence: []finding.Evidence{infoProof(in, in.Title)},
				})
			}
			if like := likeColumn(p, params.Column); like != nil {
				return check.Suspected("未设置“"+params.Column+"”栏目，“"+like.Label+"”栏目的信息多与其名称相符", finding.Finding{
					Defect: "column.missing", Subject: "栏目:" + params.Column, Signal: true,
					Message:  "未找到“" + params.Column + "”栏目，但“" + like.Label + "”栏目的信息多为此类，是否即该栏目由人工认定。",
					Evidence: []finding.Evidence{columnProof(like, like.Label)},
				})
			}
			reason := "未设置“" + params.Column + "”栏目"
			return check.Failed(reason, finding.Finding{
				Defect: "column.missing", Subject: "栏目:" + params.Column, Absence: true,
				Message:  "首页、导航、公开平台和站点地图中均未找到“" + params.Column + "”栏目。",
				Evidence: searched(p.Site),
			})
		case column.Problem.Definite():
			return check.CannotTell(unread(column))
		case p.Site.OfPortal(column.URL) || p.Site.OfOldSite(column.URL):
			return check.CannotTell(branch(column)) // the site's own was not found
		}
		if row := onePaper(p, column); row != nil {
			return check.Suspected("“"+column.Label+"”只是一篇信息的标题", finding.Finding{
				Defect: "column.missing", Subject: "栏目:" + params.Column, Signal: true,
				Message:  "未找到“" + params.Column + "”栏目，只有一篇信息题为“" + column.Label + "”，是否设有该栏目由人工认定。",
				Evidence: []finding.Evidence{entryProof(row)},
			})
		}
		return check.Passed(columnProof(column, ""))
	})

// onePaper is the dated row of a list whose title alone a column that lists its items
// was known by; nil when the home page or the platform leads to it in another way.
func onePaper(p *check.Pass, c *facts.Column) *facts.SiteEntry {
	at := p.Site.Indexed(c.URL)
	if !listed(c) || c.Place != facts.ByLink || at == nil || at.Class != webpage.ClassArticle || c.Unread != "" {
		return nil
	}
	menus := []string{}
	if home, err := p.Site.Home(); err == nil {
		menus = append(menus, home.URL)
	}
	if platform, err := p.Site.Column("政务公开"); err == nil && platform != nil {
		menus = append(menus, platform.URL)
	}
	for _, url := range menus {
		page, err := p.Site.Page(url)
		if err != nil || slices.ContainsFunc(page.Links, func(l webpage.Link) bool { return l.URL == c.URL && l.Kind != webpage.LinkEntry }) {
			return nil
		}
	}
	for d := range p.Site.Dated(time.Time{}) {
		if d.Info == at && d.Row != nil && slices.ContainsFunc(d.Listed, func(w webpage.Witness) bool { return w.Source == webpage.DateList }) {
			return d.Row
		}
	}
	return nil
}

// ends are how the titles end that a column is made of; of other columns titles
// tell too little.
var ends = map[string][]string{
	"公示公告": {"公告", "公示", "通告"},
	"通知公告": {"公告", "公示", "通告", "通知"},
	"政策解读": {"解读", "政策问答"},
}

// ofOthers marks titles that columns of their own hold.
var ofOthers = regexp.MustCompile(`招标|投标|中标|采购|成交|招聘|招考|拍卖|竞买`)

// minLike is how many titles speak for a column at least.
const minLike = 3

// likeColumn is a column under a name not known most of whose entries are those of
// the one that was not found; nil when there is none.
func likeColumn(p *check.Pass, name string) *facts.Column {
	words := ends[name]
	if words == nil {
		return nil
	}
	all, _ := everyColumn(p)
	for _, c := range all {
		n := 0
		for i := range c.Entries {
			title := strings.TrimRight(c.Entries[i].Title, "。. …")
			if !ofOthers.MatchString(title) && slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(title, w) }) {
				n++
			}
		}
		if c.Name == "" && n >= minLike && n*2 > len(c.Entries) {
			return c
		}
	}
	return nil
}

// MissingColumnParams are the parameters of missing-column.
type MissingColumnParams struct {
	Column string `toml:"column"` // vocabulary key
}

// Validate wants a column.
func (p *MissingColumnParams) Validate() error { return needsName("column", p.Column) }

// Wants names the columns the crawl should see first.
func (p *MissingColumnParams) Wants() []string { return []string{p.Column} }

// Example fills the parameters for the hostile sites.
func (p *MissingColumnParams) Example() { p.Column = "政策解读" }
