package zhtext

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// organTails end the name of an organ; what stands before 关于 is dropped when
// it ends so.
var organTails = []string{"府", "办", "厅", "局", "委", "委员会", "会", "中心", "院", "部", "署", "司", "处", "队", "公司", "办公室", "室", "站", "所", "组", "行", "社", "等部门", "部门", "总局", "区", "县", "市"}

// genericWords say what kind of paper a title is, not what it is about.
var genericWords = []string{"专项", "规划纲要", "规划", "行动计划", "工作方案", "实施方案", "方案", "实施意见", "指导意见", "意见", "管理办法", "暂行办法", "办法", "实施细则", "细则", "规定", "通知", "公告", "通告", "决定", "条例", "建设", "发展", "事业", "工作", "进一步", "时期", "有关", "相关", "事项", "问题", "修订", "修正", "试行", "暂行", "关于", "的", "和", "与", "及", "若干"}

// Core reduces a document's title to what it is about: the organ before 关于,
// 印发《…》的通知 and the like are dropped. Inner names are not looked into.
func Core(title string) string {
	t := Squeeze(title)
	if i := strings.Index(t, "关于"); i > 0 && organ(t[:i]) {
		t = t[i:]
	}
	t = strings.TrimPrefix(t, "关于")
	t = cutDocNo(t)
	for _, tail := range []string{"的通知", "的公告", "的通告", "的决定", "的意见", "的函", "的批复", "的公示", "的报告"} {
		t = strings.TrimSuffix(t, tail)
	}
	for _, lead := range []string{"印发", "发布", "公布", "修订", "颁布", "下发"} {
		t = strings.TrimPrefix(t, lead)
	}
	if head, count, ok := serial(t); ok {
		t = head + "第" + strconv.Itoa(count)
	}
	return spelled(t)
}

// spelled is a key in which one thing has one spelling.
func spelled(t string) string { return ordinals(shortened.Replace(Key(t))) }

// shortened writes long names as titles of interpretations do.
var shortened = strings.NewReplacer(
	"国民经济和社会发展第十四个五年", "十四五", "国民经济和社会发展第十五个五年", "十五五", "第十四个五年", "十四五", "第十五个五年", "十五五",
	"网络预约出租汽车", "网约车", "公共租赁住房", "公租房", "保障性租赁住房", "保租房", "最低生活保障", "低保", "住房公积金", "公积金",
	"基本医疗保险", "医保", "医疗保险", "医保", "基本养老保险", "养老保险", "社会保险", "社保", "互联网租赁自行车", "共享单车", "新型冠状病毒肺炎", "新冠肺炎", "新型冠状病毒感染", "新冠感染",
)

// ordinals writes 第二批 as 第2批.
func ordinals(t string) string {
	i := strings.Index(t, "第")
	if i < 0 {
		return t
	}
	i += len("第")
	v, end := smallNumeral(t[i:], 0)
	if v == 0 {
		return t[:i] + ordinals(t[i:])
	}
	return t[:i] + strconv.Itoa(v) + ordinals(t[i+end:])
}

// cutDocNo drops a trailing （文号）.
func cutDocNo(t string) string {
	for _, d := range DocNos(t) {
		i := d.Start
		head := strings.TrimRight(t[:i], " （([")
		rest := strings.Trim(t[i+len(d.Raw):], " ）)]")
		if rest == "" && head != "" {
			return head
		}
	}
	return t
}

// issuer is the organ a title names before 关于, folded.
func issuer(title string) string {
	t := Squeeze(title)
	if i := strings.Index(t, "关于"); i > 0 && organ(t[:i]) {
		return organsShort.Replace(Key(t[:i]))
	}
	return ""
}

// organsShort writes the names of organs as they are called in short.
var organsShort = strings.NewReplacer(
	"住房和城乡建设", "住建", "住房城乡建设", "住建", "人力资源和社会保障", "人社", "人力资源社会保障", "人社", "发展和改革", "发改", "发展改革", "发改",
	"卫生健康", "卫健", "文化和旅游", "文旅", "文化旅游", "文旅", "医疗保障", "医保", "市场监督管理", "市监", "市场监管", "市监", "工业和信息化", "工信",
	"自然资源和规划", "资规", "自然资源规划", "资规", "农业农村", "农业", "城市管理", "城管", "委员会", "委", "办公室", "办", "人民政府", "政府", "生态环境", "环境",
)

// unissued takes off a core the organ that issues the document it may name: titles
// of interpretations join the two without 关于.
func unissued(core, document string) string {
	t := Squeeze(document)
	if i := strings.Index(t, "关于"); i > 0 && organ(t[:i]) {
		if rest := strings.TrimPrefix(core, Key(t[:i])); rest != "" {
			return rest
		}
	}
	return core
}

// serial splits the count off a name that is one of several: 清理结果（二）.
func serial(name string) (head string, count int, ok bool) {
	for _, pair := range [][2]string{{"（", "）"}, {"(", ")"}} {
		before, inside, found := strings.Cut(strings.TrimSuffix(name, pair[1]), pair[0])
		if !found || !strings.HasSuffix(name, pair[1]) || before == "" {
			continue
		}
		if v, end := smallNumeral(inside, 0); v > 0 && end == len(inside) {
			return before, v, true
		}
		if v, digits, end := digitsAt(inside, 0); digits > 0 && digits < 3 && end == len(inside) {
			return before, v, true
		}
	}
	return name, 0, false
}

// issuersDiffer says whether two titles name different organs. 三部门 and the
// like name none.
func issuersDiffer(a, b string) bool {
	x, y := issuer(a), issuer(b)
	if x == "" || y == "" || strings.HasSuffix(x, "部门") || strings.HasSuffix(y, "部门") {
		return false
	}
	return !strings.Contains(x, y) && !strings.Contains(y, x)
}

func organ(s string) bool {
	s = strings.TrimRight(s, " …")
	if s == "" {
		return true
	}
	for _, tail := range organTails {
		if strings.HasSuffix(s, tail) {
			return true
		}
	}
	return false
}

// numbersIn gives the years, counts and plan numbers of a title in one spelling;
// two titles with different numbers are different documents. 十四五 counts as
// 2021 and 2025, for plans are called either way.
func numbersIn(title string) map[string]bool {
	all := make(map[string]bool)
	t := Key(title)
	t = strings.ReplaceAll(t, "第十四个五年", "十四五")
	t = strings.ReplaceAll(t, "第十五个五年", "十五五")
	for word, years := range map[string][2]string{"十二五": {"2011", "2015"}, "十三五": {"2016", "2020"}, "十四五": {"2021", "2025"}, "十五五": {"2026", "2030"}} {
		if strings.Contains(t, word) {
			all[years[0]], all[years[1]] = true, true
			t = strings.ReplaceAll(t, word, " ")
		}
	}
	for i := 0; i < len(t); {
		if n := numeralYear(t, i); n.runes == 4 {
			all[strconv.Itoa(n.value)] = true
			i = n.end
			continue
		}
		if rest, ok := strings.CutPrefix(t[i:], "第"); ok {
			if v, end := smallNumeral(rest, 0); v > 0 { // 第二批, 第三次
				all[strconv.Itoa(v)] = true
				i += len("第") + end
				continue
			}
		}
		v, digits, end := digitsAt(t, i)
		if digits == 0 {
			_, n := utf8.DecodeRuneInString(t[i:])
			i += n
			continue
		}
		all[strconv.Itoa(v)] = true
		i = end
	}
	return all
}
