package checks

import (
	"regexp"
	"slices"
	"strings"

	"ducha/internal/check"
	"ducha/internal/facts"
)

// Classes of columns the inspection of government websites tells apart.
const (
	newsClass    = "动态要闻类"
	noticeClass  = "通知公告、政策文件类"
	messageClass = "公开留言类"
	otherClass   = "其他应更新类"
)

var (
	newsLabel = regexp.MustCompile(`(动态|要闻|新闻|快讯)$`)
	// News of others than the body itself are none of its own.
	notNews = regexp.MustCompile(`企业|市场|会员|国际|国外|境外|价格|政策|舆情|人事|产品`)
	// branchLabel names a body of its own beneath the site's: its columns are its own duty;
	// nor does a campaign's page go on after it.
	branchLabel = regexp.MustCompile(`(分中心|分局|分公司|支队|大队|街道|办事处|[镇乡区县旗州]|[站所院校队段]|协会|学会|商会|集团|公司|专题|专栏)$`)
	// message columns show letters and their answers; petitions and discipline are not meant.
	messageLabel = regexp.MustCompile(`留言|来信|信件|信箱|咨询|问答|问政|选登|办理情况`)
	notMessage   = regexp.MustCompile(`信访|举报|纪检|监察|访谈|征集|调查|提案|政策问答|常见问题|知识库|我要|在线咨询$`)
	// quiet columns rightly rest for more than a year.
	quietLabel = regexp.MustCompile(`年报|年度报告|报告|指南|制度|机构|职能|职责|领导|清单|目录|依据|规划|计划|预算|决算|三公|统计|公报|荣誉|概况|简介|联系|地图|服务|表格|下载|` +
		`法规|法律|规章|标准|收费|专题|专栏|回顾|往期|历史|归档|废止|失效|人事|招[聘考录]|采购|招标|应急|信用|许可|处罚|强制|提案|建议|征集|调查|访谈|反馈|无障碍|视频|图片|链接|^(19|20)\d\d年?度?$`)
)

// newsCentre are centres that are columns themselves: 新闻中心 is no body.
var newsCentre = regexp.MustCompile(`(新闻|资讯|信息|媒体|发布|公开|互动)中心$`)

// everyColumn are the columns of the menus and the blocks of the home page; the error
// says what of the menus was not seen.
func everyColumn(p *check.Pass) ([]*facts.Column, error) {
	all, blind := p.Site.Register()
	return append(slices.Clone(all), p.Site.Blocks()...), blind
}

// ofBranch says whether a column stands beneath a body of its own.
func ofBranch(c *facts.Column) bool {
	return branchLabel.MatchString(c.Under) || strings.HasSuffix(c.Under, "中心") && !newsCentre.MatchString(c.Under)
}

// oldSite is what leads to the site as it was before: nobody writes there any more.
var oldSite = regexp.MustCompile(`旧版|老版|原版网站|旧网站|老网站|原网站|旧站`)

// ofOldSite says whether a column is of the site as it was before.
func ofOldSite(c *facts.Column) bool { return oldSite.MatchString(c.Under) }

// noticeKeys are the vocabulary's names of the class of notices and policies.
var noticeKeys = map[string]bool{"公示公告": true, "通知公告": true, "政策法规": true, "行政规范性文件": true}

// containers hold columns of every class: that one of those is new must not hide that
// another rests.
var containers = map[string]bool{"政务公开": true, "法定主动公开内容": true}

// classOf says which class a column of the register belongs to.
func classOf(c *facts.Column) string {
	switch {
	case messageLabel.MatchString(c.Label) && !notMessage.MatchString(c.Label):
		return messageClass
	case c.Name == "动态要闻" || c.Name == "" && newsLabel.MatchString(c.Label) && !notNews.MatchString(c.Label):
		return newsClass
	case noticeKeys[c.Name]:
		return noticeClass
	case containers[c.Name]:
		return ""
	case !quietLabel.MatchString(c.Label):
		return otherClass
	}
	return ""
}

// ofClassTop gives the columns of one class, without those beneath another of it:
// a shortage counts once.
func ofClassTop(all []*facts.Column, class string) []*facts.Column {
	labels := map[string]bool{}
	for _, c := range all {
		if classOf(c) == class {
			labels[c.Label] = true
		}
	}
	var top []*facts.Column
	for _, c := range all {
		if classOf(c) == class && (c.Under == "" || c.Under == c.Label || !labels[c.Under]) {
			top = append(top, c)
		}
	}
	return top
}

// listed says whether a column is one that lists its items as text: a page
// without any is then blank, and not one picture, a code to scan or a form.
func listed(c *facts.Column) bool {
	switch c.Name {
	case "", "投诉建议", "政务服务", "依申请公开":
		return false
	case "政策解读":
		return true
	}
	return noticeKeys[c.Name] || classOf(c) == newsClass || !quietLabel.MatchString(c.Label)
}

// subjectOf names a column of the register: by the vocabulary when it is the
// site's column of that name, else by its own label, with the column above it
// when another is called the same.
func subjectOf(p *check.Pass, all []*facts.Column, c *facts.Column) string {
	if c.Name != "" {
		if own, err := p.Site.Column(c.Name); err == nil && own != nil && own.URL == c.URL {
			return c.Name
		}
	}
	for _, o := range all {
		if o == c || o.Label != c.Label {
			continue
		}
		if c.Under != "" && o.Under != c.Under {
			return c.Under + "/" + c.Label
		}
		return c.Label + "（" + askedOf(c.URL) + "）"
	}
	return c.Label
}
