package zhtext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names gives the texts inside outermost 《》 of a title, inner 〈〉 kept. A
// title cut short may leave the last one open; it is given with Cut set.
func Names(title string) (names []Name) {
	depth, start := 0, 0
	for i, r := range title {
		switch r {
		case '《':
			if depth == 0 {
				start = i + len("《")
			}
			depth++
		case '》':
			if depth--; depth == 0 {
				names = append(names, Name{Text: title[start:i]})
			}
			depth = max(depth, 0)
		}
	}
	if depth > 0 {
		names = append(names, Name{Text: title[start:], Cut: true})
	}
	return names
}

// A Name is what stands inside 《》.
type Name struct {
	Text string
	Cut  bool // the closing mark is missing
}

// interpretWords make a title that of an interpretation.
var interpretWords = []string{"解读", "图解", "一图", "读懂", "答记者问", "解析", "政策问答", "问答", "起草说明", "政策说明", "编制说明", "图说", "漫画", "发布会", "看懂", "解答", "详解", "划重点"}

// notInterpretWords make a title that of an event, a call or a draft.
var notInterpretWords = []string{"培训班", "培训会", "征求意见稿", "征集", "会议纪要", "知识竞赛", "讲座", "解读会", "宣讲"}

// led says whether a title begins with a word like 图解： before the title of what
// it interprets, which may be a notice's.
func led(title string) bool {
	_, ok := leadOf(title)
	return ok
}

// leadOf is that word, before its mark.
func leadOf(title string) (string, bool) {
	lead, _, ok := strings.Cut(title, "：")
	for _, mark := range []string{":", "|", "丨", "｜"} {
		if head, _, found := strings.Cut(title, mark); found && (!ok || len(head) < len(lead)) {
			lead, ok = head, true
		}
	}
	if !ok || utf8.RuneCountInString(lead) > 8 || strings.ContainsAny(lead, "《》") {
		return "", false
	}
	for _, w := range interpretWords {
		if strings.Contains(lead, w) {
			return lead, true
		}
	}
	return "", false
}

// Interpreting says whether a title is that of an interpretation. inColumn is
// set for titles listed in an interpretation column: there the word may be
// missing, but the title must name a document.
func Interpreting(title string, inColumn bool) bool {
	for _, w := range notInterpretWords {
		if strings.Contains(title, w) {
			return false
		}
	}
	if led(title) {
		return true
	}
	tail := title
	if i := strings.LastIndex(title, "》"); i >= 0 {
		tail = title[i+len("》"):]
		// 关于举办《…》解读…的通知 and 关于印发《…解读》的通知 are notices.
		if strings.HasPrefix(Squeeze(tail), "的通知") || strings.HasSuffix(Squeeze(tail), "的通知") {
			return false
		}
	}
	for _, w := range interpretWords {
		if strings.Contains(title, w) {
			return true
		}
	}
	return inColumn && strings.Contains(title, "《")
}

// organTails end the name of an organ; what stands before 关于 is dropped when
// it ends so.
var organTails = []string{"府", "办", "厅", "局", "委", "委员会", "会", "中心", "院", "部", "署", "司", "处", "队", "公司", "办公室", "室", "站", "所", "组", "行", "社", "等部门", "部门", "总局", "区", "县", "市"}

// genericWords say what kind of paper a title is, not what it is about.
var genericWords = []string{"专项", "规划纲要", "规划", "行动计划", "工作方案", "实施方案", "方案", "实施意见", "指导意见", "意见", "管理办法", "暂行办法", "办法", "实施细则", "细则", "规定", "通知", "公告", "通告", "决定", "条例", "建设", "发展", "事业", "工作", "进一步", "时期", "有关", "相关", "问题", "修订", "修正", "试行", "暂行", "关于", "的", "和", "与", "及", "若干"}

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
	return spelled(t)
}

// spelled is a key in which one thing has one spelling.
func spelled(t string) string { return ordinals(shortened.Replace(Key(t))) }

// shortened writes long names as titles of interpretations do.
var shortened = strings.NewReplacer(
	"国民经济和社会发展第十四个五年", "十四五", "国民经济和社会发展第十五个五年", "十五五", "第十四个五年", "十四五", "第十五个五年", "十五五",
	"网络预约出租汽车", "网约车", "公共租赁住房", "公租房", "保障性租赁住房", "保租房", "最低生活保障", "低保", "住房公积金", "公积金",
	"医疗保险", "医保", "社会保险", "社保", "互联网租赁自行车", "共享单车", "新型冠状病毒肺炎", "新冠肺炎", "新型冠状病毒感染", "新冠感染",
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
	return t[:i] + itoa(v) + ordinals(t[i+end:])
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

// Numbers gives the years, counts and plan numbers of a title in one spelling;
// two titles with different numbers are different documents. 十四五 counts as
// 2021 and 2025, for plans are called either way.
func Numbers(title string) map[string]bool {
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
			all[itoa(n.value)] = true
			i = n.end
			continue
		}
		if rest, ok := strings.CutPrefix(t[i:], "第"); ok {
			if v, end := smallNumeral(rest, 0); v > 0 { // 第二批, 第三次
				all[itoa(v)] = true
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
		all[itoa(v)] = true
		i = end
	}
	return all
}

func itoa(n int) string {
	if n == 0 {
		return "0"
	}
	var b [10]byte
	i := len(b)
	for n > 0 && i > 0 {
		i--
		b[i] = byte('0' + n%10)
		n /= 10
	}
	return string(b[i:])
}

// numeralYear reads 二〇三五 without needing 年 behind it.
func numeralYear(s string, i int) (n numerals) {
	first, _ := utf8.DecodeRuneInString(s[i:])
	if first != '一' && first != '二' {
		return n
	}
	for n.end = i; n.runes < 4; n.runes++ {
		r, size := utf8.DecodeRuneInString(s[n.end:])
		d := yearDigit(r)
		if d < 0 || r < utf8.RuneSelf {
			return numerals{}
		}
		n.value = n.value*10 + d
		n.end += size
	}
	if n.value < 1949 || n.value > 2069 {
		return numerals{}
	}
	return n
}

// Containment is the share of the shorter text's character trigrams that the
// longer one holds too.
func Containment(a, b string) float64 {
	ra, rb := []rune(a), []rune(b)
	if len(ra) > len(rb) {
		ra, rb = rb, ra
	}
	if len(ra) < 3 {
		if len(ra) > 0 && strings.Contains(string(rb), string(ra)) {
			return 1
		}
		return 0
	}
	set := make(map[[3]rune]bool, len(rb))
	for i := 0; i+3 <= len(rb); i++ {
		set[[3]rune{rb[i], rb[i+1], rb[i+2]}] = true
	}
	hits := 0
	for i := 0; i+3 <= len(ra); i++ {
		if set[[3]rune{ra[i], ra[i+1], ra[i+2]}] {
			hits++
		}
	}
	return float64(hits) / float64(len(ra)-2)
}

// subject drops the generic words and numbers: what is left tells sibling plans apart.
func subject(core string) string {
	for _, w := range []string{"十二五", "十三五", "十四五", "十五五"} {
		core = strings.ReplaceAll(core, w, "")
	}
	for _, w := range genericWords {
		core = strings.ReplaceAll(core, w, "")
	}
	var b strings.Builder
	digit := false
	for _, r := range core {
		if digit && r == '年' {
			continue
		}
		if digit = unicode.IsDigit(r); !digit && r != '-' {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// place is the province, city, county or zone a title starts with.
func place(core string) string {
	for _, w := range []string{"贯彻落实", "贯彻", "落实", "举办", "转发", "实施", "执行", "做好", "开展"} {
		if strings.HasPrefix(core, w) {
			return "" // a paper that carries out another begins with that, not with its place
		}
	}
	n := 0
	for i, r := range core {
		if n++; n > 11 {
			break
		}
		switch r {
		case '省', '市', '县', '旗':
			if n >= 3 {
				return core[:i+utf8.RuneLen(r)]
			}
		case '区':
			if n >= 3 && !strings.HasSuffix(core[:i], "社") && !strings.HasSuffix(core[:i], "领域") {
				return core[:i+utf8.RuneLen(r)]
			}
		}
	}
	return ""
}
