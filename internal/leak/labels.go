package leak

import (
	"cmp"
	"slices"
	"strings"
)

// class is what a label says of the number behind it.
type class uint8

const (
	ofIdentity class = iota + 1
	ofCard
	ofOther // another number that may look like one of a person
)

// label is one label in a text.
type label struct {
	start, end int
	class      class
}

// labelWords by what they announce. Of two that end in the same place the
// longer counts: 身份证编号 is no 编号.
func labelWords() []labelGroup {
	return []labelGroup{
		{ofIdentity, []string{"身份证", "身份证号", "身份证号码", "身份证件号", "身份证件号码", "身份证编号", "身份证件编号", "公民身份号码", "身份号码", "证件号", "证件号码",
			"社会保障号", "社会保障号码", "驾驶证号", "驾驶证号码", "驾驶证编号", "居民证号", "居住证号", "居住证号码", "残疾证号", "残疾证编号", "残疾人证号", "残疾人证编号"}},
		{ofCard, []string{"银行卡", "银行卡号", "银行卡账号", "银行账号", "银行帐号", "银行账户", "卡号", "账号", "帐号", "账户", "帐户", "存折号", "一卡通", "社保卡号"}},
		{ofOther, []string{"信用代码", "组织机构代码", "机构代码", "索引号", "单号", "流水号", "交易号", "编号", "编码", "代码", "许可证", "许可证号", "证书", "证书号", "执照", "执照号",
			"注册号", "登记号", "备案号", "受理号", "批号", "序列号", "文号", "案号", "条码", "条形码", "二维码", "发票", "发票号", "票据号", "合同号", "识别号", "税号", "电子监管码",
			"追溯码", "准考证", "准考证号", "考号", "考生号", "报名号", "报名序号", "申请号", "档案号", "案件号", "运输证号", "营运证号", "权证号", "保单号", "订单号", "车架号", "发动机号", "设备号", "物流", "快递", "期号", "网站标识码"}},
	}
}

type labelGroup struct {
	class class
	words []string
}

// labelsOf finds every label of a text, in order of their ends.
func labelsOf(text string) []label {
	var all []label
	for _, group := range labelWords() {
		for _, w := range group.words {
			for from := 0; ; {
				i := strings.Index(text[from:], w)
				if i < 0 {
					break
				}
				from += i
				all = append(all, label{from, from + len(w), group.class})
				from += len(w)
			}
		}
	}
	slices.SortFunc(all, func(a, b label) int {
		return cmp.Or(a.end-b.end, b.start-a.start) // of one end, the longest last
	})
	return outermost(all)
}

// announcing leaves out the labels that stand before a value of their own: 索引号：000014349/2022-1
// at the head of a page says nothing of the numbers in the table beneath. Where the value has
// the form of a number of a person, others of its kind may follow.
func announcing(text string, labels []label, all []number) []label {
	next := 0
	return slices.DeleteFunc(labels, func(l label) bool {
		for next < len(all) && all[next].start < l.end {
			next++
		}
		rest := text[l.end:]
		value := strings.TrimLeft(rest, "：: \t\u00a0\u3000_")
		if l.class == ofIdentity || next < len(all) && all[next].start == len(text)-len(value) {
			return false
		}
		if l.class == ofOther && lettered18(strings.TrimLeft(value, "\r\n \u3000")) {
			return true
		}
		colon := strings.ContainsAny(rest[:len(rest)-len(value)], "：:")
		return colon && value != "" && value[0] != '\n' && value[0] != '\r' || slices.Contains(headings(), text[l.start:l.end])
	})
}

// lettered18 says whether a text begins with 18 letters and digits that are no person's
// number: a 统一社会信用代码.
func lettered18(s string) bool {
	code := firstPart(s)
	return len(code) == 18 && !digitsOnly(code[:17])
}

// headings are labels of the page itself: no column of persons' numbers has them.
func headings() []string { return []string{"索引号", "网站标识码"} }

// outermost leaves out labels within a longer one of another class that ends in the same
// place: 编号 in 身份证编号.
func outermost(all []label) []label {
	kept := all[:0]
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].end == all[from].end {
			to++
		}
		class := all[to-1].class
		for _, l := range all[from:to] {
			if l.class == class {
				kept = append(kept, l)
			}
		}
		from = to
	}
	return kept
}
