package checks

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"ducha/internal/check"
	"ducha/internal/finding"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// FaultyPageTag fails a site whose page tags contradict what the pages show.
var FaultyPageTag = check.Define("faulty-page-tag", "网页标签与页面不符",
	`查看：首页标签 SiteIDCode 与底部网站标识码、SiteName 与首页标题和主办单位、SiteDomain 与网站域名；抽查文章页标签 ArticleTitle 与标题、PubDate 与标注的发布日期。
不达标：首页同时有标签和底部标识码，两者不同。
疑似：SiteName 为其他单位的名称，首页上没有；SiteDomain 与域名不同（可能经代理或镜像访问）；抽查的文章页半数以上标题或日期与标签不符（相差一天以内的不计；改版迁移也会造成日期不符）。
无法核验：首页未能看到；没有标签的由“网页标签缺失”评价。`,
	[]string{"page.tag_wrong"}, FaultyPageTagParams{Sample: 20, MinPages: 5},
	func(p *check.Pass, params FaultyPageTagParams) check.Outcome {
		page, err := home(p)
		if err != nil {
			return check.CannotTell(err)
		}
		wrong := append(homeTags(p, page), articleTags(p, params)...)
		for _, f := range wrong {
			if !f.Signal {
				return check.Failed(fmt.Sprintf("%d种网页标签与页面不符", len(wrong)), wrong...)
			}
		}
		if len(wrong) > 0 {
			return check.Suspected(fmt.Sprintf("%d种网页标签与页面不符", len(wrong)), wrong...)
		}
		return check.Passed(pageProof(page, tags(page)))
	})

// homeTags compares the tags of the home page with its bottom and its address.
func homeTags(p *check.Pass, page *webpage.Page) (wrong []finding.Finding) {
	add := func(tag, value, shown string, signal bool) {
		wrong = append(wrong, finding.Finding{Defect: "page.tag_wrong", Subject: "标签:首页:" + tag, Signal: signal,
			Message:  fmt.Sprintf("首页标签 %s 为“%s”，页面标注的为“%s”。", tag, value, shown),
			Evidence: []finding.Evidence{pageProof(page, tags(page)+"；页面："+shown)}})
	}
	code, shown := strings.ToLower(page.Meta["siteidcode"]), strings.ToLower(page.Footer.SiteCode)
	if code = strings.TrimSpace(code); code != "" && shown != "" && code != shown {
		add("SiteIDCode", code, shown, false)
	}
	if name := page.Meta["sitename"]; namesAnother(page, name) {
		add("SiteName", name, cmp.Or(page.Footer.Sponsor, page.Title), true)
	}
	host := p.Site.Network().Host
	if domain := tagHost(page.Meta["sitedomain"]); domain != "" && !inside(host) && !related(domain, host) {
		add("SiteDomain", domain, host, true)
	}
	return wrong
}

// siteWords follow a body's name in that of its site.
var siteWords = regexp.MustCompile(`(政务|官方|门户|公众|信息)*(网站|网|官网|站点)$`)

// namesAnother says whether a SiteName is another body's, left over from the template it
// was taken with: nothing on the home page calls the site by it. A government's name is
// none, for the departments of a portal may bear it.
func namesAnother(page *webpage.Page, name string) bool {
	unit := siteWords.ReplaceAllString(zhtext.Key(name), "")
	if !zhtext.NamesBody(unit) || strings.HasSuffix(unit, "政府") || utf8.RuneCountInString(unit) < 5 || page.Title == "" || page.Footer.Sponsor == "" {
		return false
	}
	return !alike(zhtext.Key(page.Title+page.Footer.Sponsor+page.Text), unit)
}

// tagHost is the host a SiteDomain tag names, with or without scheme and path.
func tagHost(value string) string {
	value = strings.ToLower(strings.TrimSpace(value))
	if u, err := url.Parse(value); err == nil && u.Host != "" {
		return u.Hostname()
	}
	value, _, _ = strings.Cut(value, "/")
	value, _, _ = strings.Cut(value, ":")
	return value
}

// related hosts are one another's subdomains, www left out.
func related(a, b string) bool {
	a, b = strings.TrimPrefix(a, "www."), strings.TrimPrefix(b, "www.")
	return a == b || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a)
}

// articleTags compares sampled articles with their tags.
func articleTags(p *check.Pass, params FaultyPageTagParams) (wrong []finding.Finding) {
	pages, _, err := sample(p, MissingPageTagParams{Page: "文章页", Sample: params.Sample, MinPages: params.MinPages})
	if err != nil {
		return nil
	}
	for _, c := range []struct {
		tag   string
		wrong func(*webpage.Page) (known, differs bool)
	}{{"ArticleTitle", titleDiffers}, {"PubDate", dateDiffers}} {
		var known int
		var differ []*webpage.Page
		for _, page := range pages {
			k, d := c.wrong(page)
			if k {
				known++
			}
			if d {
				differ = append(differ, page)
			}
		}
		if known >= params.MinPages && 2*len(differ) > known {
			wrong = append(wrong, finding.Finding{Defect: "page.tag_wrong", Subject: "标签:文章页:" + c.tag, Signal: true,
				Message:  fmt.Sprintf("抽查%d个有标签 %s 的文章页，%d个与页面不符。", known, c.tag, len(differ)),
				Evidence: tagProof(differ)})
		}
	}
	return wrong
}

func titleDiffers(p *webpage.Page) (known, differs bool) {
	tag := zhtext.Squeeze(zhtext.Fold(p.Meta["articletitle"]))
	shown := zhtext.Squeeze(zhtext.Fold(p.Title + "\n" + p.Text))
	if tag == "" || p.Title == "" {
		return false, false
	}
	return true, !strings.Contains(shown, tag) && zhtext.Containment(tag, zhtext.Squeeze(zhtext.Fold(p.Title))) < 0.6
}

func dateDiffers(p *webpage.Page) (known, differs bool) {
	var tag, shown time.Time
	if p.Article == nil {
		return false, false
	}
	for _, w := range p.Article.Dates {
		switch w.Source {
		case webpage.DateMeta:
			tag = w.Date
		case webpage.DateShown:
			shown = w.Date
		}
	}
	if tag.IsZero() || shown.IsZero() {
		return false, false
	}
	return true, tag.Sub(shown).Abs() > 24*time.Hour
}

// FaultyPageTagParams are the parameters of faulty-page-tag.
type FaultyPageTagParams struct {
	Sample   int `toml:"sample"`    // articles looked at
	MinPages int `toml:"min_pages"` // articles with the tag there must be to judge
}

// Validate bounds the sample.
func (p *FaultyPageTagParams) Validate() error {
	if err := inRange("sample", p.Sample, 1, 200); err != nil {
		return err
	}
	return inRange("min_pages", p.MinPages, 1, p.Sample)
}

// OnePage says that the claim rests on a page that shows itself.
func (p *FaultyPageTagParams) OnePage() {}
