package checks

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// MissingApplicationElement fails an application channel without an element the
// Ordinance wants.
var MissingApplicationElement = check.Define("missing-application-element", "依申请公开要素缺失",
	`查看：依申请公开栏目、公开指南及其下级页面、框架和所列页面的文字、表单和附件。
不达标：上述页面全部看全，均未出现该要素。
无法核验：看到的页面上没有，而任一页面未能看到，或内容在读不出的附件、图片中。`,
	[]string{"application.missing"}, MissingApplicationElementParams{Columns: []string{"依申请公开", "政府信息公开指南"}},
	func(p *check.Pass, params MissingApplicationElementParams) check.Outcome {
		pages, unseen := channel(p, params.Columns)
		opaque := ""
		for _, page := range pages {
			if quote, ok := element(page, params.Element); ok {
				return check.Passed(pageProof(page, quote))
			}
			if at, quote := inFiles(p, page, params.Element); at != nil {
				return check.Passed(infoProof(at, quote))
			}
			if opaque == "" && unreadable(p.Site, page) {
				opaque = page.URL
			}
		}
		switch {
		case unseen != nil:
			return *unseen
		case opaque != "":
			return check.CannotTellf("公开指南或申请页面的内容在附件、图片或脚本中（%s），未能看到", opaque)
		}
		var shown []finding.Evidence
		for i, page := range pages {
			if i == maxPlaces {
				break
			}
			shown = append(shown, pageProof(page, page.Text))
		}
		return check.Failed("依申请公开渠道缺少“"+params.Element+"”", finding.Finding{
			Defect: "application.missing", Subject: "申请渠道:" + params.Element, Absence: true,
			Message: "依申请公开栏目和公开指南中均未找到“" + params.Element + "”。", Evidence: shown,
		})
	})

// unreadable says whether a page may hold its content where we cannot read it.
func unreadable(site *facts.Site, p *webpage.Page) bool {
	if p.ScriptsIn || site.Pictured(p) || p.Class == webpage.ClassAttachment {
		return true
	}
	if a := p.Article; a != nil {
		return a.Length < 200 && (a.Images > 0 || slices.ContainsFunc(a.Attachments, telling))
	}
	return utf8.RuneCountInString(p.Text)-menuChars(p, p.Heading, nowhere) < 200 && slices.ContainsFunc(p.Links, func(l webpage.Link) bool {
		return l.Kind == webpage.LinkAttachment && l.Area == webpage.AreaMain && telling(l)
	})
}

// telling says whether a file may hold the elements: a blank form holds none but
// itself.
func telling(l webpage.Link) bool {
	return !elements["申请表"].MatchString(l.Text) || explains.MatchString(l.Text)
}

// explains marks a file that says more than a form.
var explains = regexp.MustCompile(`说明|指南|须知|流程|办法|规定`)

// elements are the words that show each element; a phone or fax must have its number.
var elements = map[string]*regexp.Regexp{
	"受理机构": regexp.MustCompile(`受理(机构|单位|部门|机关)|(负责|承担).{0,12}(受理|依申请公开).{0,20}(机构|单位|部门|科|处|室)|(机构|部门)名称`),
	"办公地址": regexp.MustCompile(`(办公|通信|通讯|联系|受理|单位|邮寄|收件)?地\s*址\s*[:：为]|(位于|地址)[^，。；\s]{2,30}(路|街|道|号|大厦|楼)`),
	"办公时间": regexp.MustCompile(`(办公|工作|受理|服务|接待|咨询)时间|(周一|星期一|工作日).{0,12}(周五|星期五|\d{1,2}[:：点时])`),
	"联系电话": regexp.MustCompile(`(电话|热线|咨询|联系方式)[^。；\n]{0,24}?(\d{3,4}[-—–－\s]?\d{7,8}|1[3-9]\d{9}|12345|12328|\d{7,8})`),
	"传真号码": regexp.MustCompile(`传\s*真`),
	"电子邮箱": regexp.MustCompile(`(?i)(电子)?邮箱|e-?mail|[\w.+-]+@[\w-]+\.[\w.]+|互联网联系方式`),
	"申请表":  regexp.MustCompile(`申请(表|书)`),
	"在线申请": regexp.MustCompile(`(在线|网上|网络|互联网)[^。；\n]{0,10}(申请|提交|填报|受理)|(我要|提交)申请`),
	"办理流程": regexp.MustCompile(`(办理|申请|处理|受理|工作)(流程|程序|步骤)|流程图`),
	"收费说明": regexp.MustCompile(`(^|[^性])收费|收费(标准|依据|规定|说明)|收取|(^|[^公])费用|信息处理费|免费`), // 行政事业性收费 and 三公费用 are other columns
	"监督渠道": regexp.MustCompile(`监督|投诉|举报|行政复议|行政诉讼`),
}

// refused ends what stands before a channel that is not there.
var refused = regexp.MustCompile(`(未|没有|不|无法)(开通|设置|设立|提供|支持|接受|受理|能)?[^，。；\n]{0,4}$`)

// maxFound bounds the places where an element is looked for on one page.
const maxFound = 8

// applicant are fields of an application; a search box or a login has none.
var applicant = regexp.MustCompile(`姓名|申请人|证件|身份|联系|电话|邮箱|地址|所需|用途|内容描述|获取.?方式|提供.?方式`)

func attached(i *facts.Info) bool { return i != nil && i.Class == webpage.ClassAttachment }

// element looks for an element on a page and quotes the words around it.
func element(p *webpage.Page, name string) (quote string, ok bool) {
	if name == "在线申请" {
		for _, f := range p.Forms {
			if asks := applicant.FindAllString(strings.Join(f.Fields, "、"), -1); len(asks) >= 2 {
				return "表单：" + strings.Join(f.Fields, "、"), true
			}
		}
	}
	pattern := elements[name]
	for _, at := range pattern.FindAllStringIndex(p.Text, maxFound) {
		if name == "在线申请" && refused.MatchString(p.Text[:at[0]]) || feeColumn.MatchString(wordAt(p.Text, at[1])) {
			continue
		}
		return around(p.Text, at[0], at[1]), true
	}
	for _, l := range p.Links {
		if l.Area == webpage.AreaMain && pattern.MatchString(l.Text) && !feeColumn.MatchString(l.Text) {
			return l.Text, true
		}
	}
	if i := slices.IndexFunc(p.Buttons, pattern.MatchString); i >= 0 {
		return "按钮：" + p.Buttons[i], true
	}
	return "", false
}

// feeColumn is the name of the column of the administration's fees, in a menu beside the
// text: it says nothing of what an application costs.
var feeColumn = regexp.MustCompile(`^\s*(行政(事业性)?|涉企)?收费(项目|公示|目录|清单|公开|信息)(目录|清单|公示)*\s*$`)

// wordAt is what stands around a place in a text up to white space.
func wordAt(text string, at int) string {
	start, end := strings.LastIndexFunc(text[:at], unicode.IsSpace), strings.IndexFunc(text[at:], unicode.IsSpace)
	if end < 0 {
		end = len(text) - at
	}
	return strings.TrimSpace(text[max(start, 0) : at+end])
}

// around quotes a match with some text on both sides, cut at characters.
func around(text string, from, to int) string {
	before, after := []rune(text[:from]), []rune(text[to:])
	return string(before[max(0, len(before)-20):]) + text[from:to] + string(after[:min(len(after), 40)])
}

// MissingApplicationElementParams are the parameters of missing-application-element.
type MissingApplicationElementParams struct {
	Element string   `toml:"element"` // one of the elements ducha knows
	Columns []string `toml:"columns"` // vocabulary keys of the channel and the guide
}

// Validate wants a known element.
func (p *MissingApplicationElementParams) Validate() error {
	if err := needsName("element", p.Element); err != nil {
		return err
	}
	return oneOf("element", p.Element, elements)
}

// Wants names the columns the crawl should see first.
func (p *MissingApplicationElementParams) Wants() []string { return p.Columns }

// Example fills the parameters for the hostile sites.
func (p *MissingApplicationElementParams) Example() { p.Element = "受理机构" }
