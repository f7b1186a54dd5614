package checks

import (
	"fmt"
	"slices"
	"strings"

	"ducha/internal/check"
	"ducha/internal/finding"
	"ducha/internal/leak"
)

// LeakedIdentityNumber fails a site for each page or attachment that shows whole
// identity numbers.
var LeakedIdentityNumber = check.Define("leaked-identity-number", "泄露居民身份证号码",
	`查看：已读到的全部页面和附件的标题、正文、列表和链接文字，附件的页眉页脚、脚注和批注，网页源代码中不显示的部分（注释、隐藏字段、标签属性、脚本）。
不达标：出现完整的18位居民身份证号码，校验码、地区码、出生日期均成立，且前文未标明为统一社会信用代码、索引号、账号、单号、许可证号等其他号码。
疑似：标明身份证的15位号码；前面加有一个字母的号码（学籍号、操作证号）；列在证书编号等栏下但校验均成立的号码；只在网页源代码中、旁边写明是证件号码或者有姓名的号码；示例、样表、示范文本；失信惩戒、欠税公告、送达公告等依法公开的情形。
不计：已作隐去处理的号码，统一社会信用代码，校验不成立的号码。报告中只显示前2位和后3位。
无法核验：首页未能看到，且已读到的页面中未发现。`,
	[]string{"leak.identity"}, LeakedIdentityNumberParams{Lawful: []string{"失信", "惩戒", "曝光台"}},
	func(p *check.Pass, params LeakedIdentityNumberParams) check.Outcome {
		places, seen, blind := spills(p, leak.Identity)
		if len(places) == 0 {
			return scanned(p, seen, blind)
		}
		var all []finding.Finding
		proved := false
		for _, s := range places {
			n, some := numbersOf(s.hits)
			lawful := slices.ContainsFunc(params.Lawful, func(w string) bool { return strings.Contains(s.column, w) })
			proved = proved || s.sure && !lawful
			all = append(all, finding.Finding{Defect: "leak.identity", Subject: s.subject, Signal: !s.sure || lawful, Evidence: s.proof,
				Message: fmt.Sprintf("“%s”公开了%d个未作隐去处理的居民身份证号码（%s）。", s.title, n, some)})
		}
		reason := fmt.Sprintf("有%d处公开了居民身份证号码", len(all))
		if !proved {
			return check.Suspected(reason, all...)
		}
		return check.Failed(reason, all...)
	}).Watching(surveying).EachApart()

// LeakedIdentityNumberParams are the parameters of leaked-identity-number.
type LeakedIdentityNumberParams struct {
	Lawful []string `toml:"lawful"` // words of columns that publish numbers by law: suspect only
}

// Validate accepts any words but empty ones, which every column has.
func (p *LeakedIdentityNumberParams) Validate() error {
	for _, w := range p.Lawful {
		if err := needsName("lawful", w); err != nil {
			return err
		}
	}
	return nil
}
