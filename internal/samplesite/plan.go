package samplesite

import (
	"slices"
	"sort"
	"strings"
)

// plan says what is wrong with a site. Everything that builds or words the site
// asks it, so that a defect leaves no trace of what it took away and touches
// nothing else.
type plan struct {
	column   map[string]string // 栏目 → missing misnamed blank stale thin undated
	items    map[string]bool   // 公开事项 taken away
	platform map[string]bool   // 平台 parts taken away
	budget   map[string]bool   // "预算", "决算" taken away
	document map[int]string    // number of the document → missing late one_way
	apply    map[string]bool   // 申请渠道 elements taken away
	tags     map[tagOf]bool    // page tags taken away
	footer   map[string]bool   // 页脚 elements taken away
	topics   map[string]bool   // 主题 taken away
	dead     int               // dead links to plant
	soft     int               // soft 404 to plant
	leaks    []string          // kinds of leaks to plant
	down     bool              // the site answers nothing
	website  websitePlan       // what only the inspection of websites looks at
	content  contentPlan
	banned   []string // words that must not occur
}

type tagOf struct{ class, name string }

// Codes are the defect codes that can be planted.
func Codes() []string {
	codes := []string{
		"column.missing", "column.misnamed", "column.blank", "column.stale", "column.thin", "column.undated",
		"disclosure.missing", "platform.missing", "budget.missing",
		"interpretation.missing", "interpretation.late", "interpretation.one_way",
		"application.missing", "page.tag_missing", "page.footer_missing",
		"link.dead", "link.soft404", "topic.missing",
		"leak.identity", "leak.secrecy_mark", "leak.personal_list", "leak.internal_mark",
	}
	codes = append(append(codes, contentCodes()...), websiteCodes()...)
	return append(codes, "site.unreachable")
}

// codesOfOneVisit are the codes that a single audit of the site can find.
func codesOfOneVisit() []string {
	return slices.DeleteFunc(Codes(), func(code string) bool { return code == "site.unreachable" || code == backdatedCode })
}

// misnames are names that are understood but not official.
func misnames() map[string]string {
	return map[string]string{
		"公示公告":     "公告栏",
		"机构职能":     "单位概况",
		"预决算及三公费用": "财务信息",
		"法治建设":     "依法行政",
		"普法宣传":     "普法园地",
		"投诉建议":     "局长信箱",
	}
}

func removable() []string {
	return []string{"公示公告", "政策解读", "法治建设", "法治监督", "普法宣传", "投诉建议"}
}

func listColumns() []string {
	return []string{"公示公告", "法治建设", "法治监督", "普法宣传"}
}

func platformParts() []string {
	return []string{"政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"}
}

func applyElements() []string {
	return []string{"受理机构", "办公地址", "办公时间", "联系电话", "申请表", "在线申请", "办理流程", "收费说明"}
}

func footerElements() []string {
	return []string{"党政机关网站标识", "找错入口", "网站标识码", "ICP备案编号", "公安备案编号", "主办单位", "联系方式"}
}

func tagNames() []tagOf {
	var out []tagOf
	for _, t := range []string{"SiteName", "SiteDomain", "SiteIDCode"} {
		out = append(out, tagOf{"首页", t})
	}
	for _, t := range []string{"SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnType"} {
		out = append(out, tagOf{"栏目页", t})
	}
	for _, t := range []string{"ArticleTitle", "PubDate", "ContentSource"} {
		out = append(out, tagOf{"文章页", t})
	}
	return out
}

// choose turns codes into a plan. nil codes mean several of them, as the seed
// decides; a code given twice is planted twice where there is room.
func (s *Site) choose(codes []string) plan {
	p := plan{column: map[string]string{}, items: map[string]bool{}, platform: map[string]bool{}, budget: map[string]bool{},
		document: map[int]string{}, apply: map[string]bool{}, tags: map[tagOf]bool{}, footer: map[string]bool{}, topics: map[string]bool{}, content: newContentPlan()}
	if codes == nil {
		codes = shuffled(codesOfOneVisit(), mix(s.seed, 11))[:between(mix(s.seed, 12), 6, 9)]
	}
	codes = append([]string(nil), codes...)
	// The order of the caller's list must not matter; the codes with the fewest
	// columns to choose from go first, so that all find room.
	sort.Slice(codes, func(i, j int) bool {
		if a, b := choosy(codes[i]), choosy(codes[j]); a != b {
			return a
		}
		return codes[i] < codes[j]
	})
	for i, code := range codes {
		p.plant(s, code, mix(s.seed, hash(code), uint64(i)))
	}
	p.content.settleReport()
	p.ban()
	return p
}

func choosy(code string) bool {
	return strings.HasPrefix(code, "column.") && code != "column.missing" && code != "column.misnamed"
}

func (p *plan) plant(s *Site, code string, h uint64) {
	if p.website.plant(p, code) {
		return
	}
	family, what, _ := strings.Cut(code, ".")
	if p.plantContent(family, what, h) {
		return
	}
	switch family {
	case "column":
		p.plantColumn(s, what, h)
	case "disclosure":
		var names []string
		for _, it := range items() {
			names = append(names, it.name)
		}
		take(p.items, names, h)
	case "platform":
		parts := platformParts()
		if p.content.count { // a report that is not there counts nothing
			parts = parts[:len(parts)-1]
		}
		take(p.platform, parts, h)
	case "budget":
		take(p.budget, []string{"预算", "决算"}, h)
	case "interpretation":
		for _, n := range shuffled([]int{1, 2, 3}, h) { // documents of the judged quarter, old enough to be due
			if p.document[n] == "" {
				p.document[n] = what
				return
			}
		}
	case "application":
		take(p.apply, applyElements(), h)
	case "page":
		if what == "footer_missing" {
			take(p.footer, footerElements(), h)
			return
		}
		take(p.tags, tagNames(), h)
	case "link":
		if what == "dead" {
			p.dead++
		} else if what == "soft404" {
			p.soft++
		}
	case "leak":
		p.leaks = append(p.leaks, what)
	case "topic":
		var names []string
		for _, t := range topics() {
			names = append(names, t.name)
		}
		take(p.topics, names, h)
	case "site":
		p.down = true
	}
}

func (p *plan) plantColumn(s *Site, what string, h uint64) {
	var from []string
	switch what {
	case "missing":
		from = removable()
	case "misnamed":
		for name := range misnames() {
			from = append(from, name)
		}
		sort.Strings(from)
	case "blank", "stale", "thin", "undated":
		from = listColumns()
	}
	for _, name := range shuffled(from, h) {
		if p.column[name] != "" || s.has(Combined) && (name == "政策解读" || name == "政策法规") {
			continue
		}
		p.column[name] = what
		return
	}
}

// take adds one of the names that is not yet taken.
func take[T comparable](set map[T]bool, names []T, h uint64) {
	for _, n := range shuffled(names, h) {
		if !set[n] {
			set[n] = true
			return
		}
	}
}

// ban collects the words that would betray what was taken away.
func (p *plan) ban() {
	for _, it := range items() {
		if p.items[it.name] {
			p.banned = append(p.banned, it.banned...)
		}
	}
	for _, t := range topics() {
		if p.topics[t.name] {
			p.banned = append(p.banned, t.banned...)
		}
	}
	for name, what := range p.column {
		if what == "missing" || what == "misnamed" {
			p.banned = append(p.banned, name)
		}
	}
	for name := range p.platform {
		p.banned = append(p.banned, name)
	}
	sort.Strings(p.banned)
}

func (p *plan) speaksOfMissing(text string) bool {
	for _, w := range p.banned {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

func (p *plan) gone(column string) bool { return p.column[column] == "missing" }
