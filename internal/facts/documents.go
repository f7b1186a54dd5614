package facts

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// documentWords end the titles of papers that may need an interpretation.
var documentWords = []string{"办法", "规定", "细则", "规则", "意见", "方案", "规划", "计划", "通知", "决定", "条例", "通告", "公告", "措施", "标准", "规范", "指南", "纲要", "制度"}

// exemptWords are of papers that need none whatever they are about: forwarded and
// repealing ones, drafts, and what is itself an explanation.
var exemptWords = []string{"转发", "清理结果", "清理的", "目录的公告", "征求意见", "意见稿", "批复", "信息公开指南", "解读", "图解", "答记者问", "问答", "失效", "废止", "学习贯彻", "党组", "党委", "组成人员", "停止执行", "继续有效", "有效期", "工作要点"}

// asideWords stand outside the book marks in the titles of papers about another:
// 关于征求《…办法》意见的通知, 《…办法》起草情况说明.
var asideWords = []string{"征求", "说明", "评估", "听证", "宣传", "暂停", "暂缓", "延期", "勘误", "更正", "草案"}

// matterWords are of papers that only settle one matter: appointments, meetings,
// awards, lists, results. Rules on such matters are rules all the same.
var matterWords = []string{"任免", "任命", "免职", "任职", "免去", "会议", "表彰", "通报", "名单", "招聘", "录用", "拟聘", "公示", "培训班", "培训会", "业务培训", "专题培训", "培训的通知", "培训活动", "考试", "测试时间", "招标", "中标", "采购", "成交", "竞赛", "评选", "放假", "值班", "节假日", "年度报告", "工作报告", "总结", "预算", "决算", "三公", "领取", "体检", "面试", "成绩", "停水", "停电", "遗失", "补贴发放", "党建", "组织生活", "值守", "领导小组", "检查结果", "处罚决定", "许可决定",
	"荣誉称号", "审批意见", "审查意见", "办理意见", "答复意见", "建议的答复", "提案的答复", "抽检结果", "抽查结果", "监督抽检", "批次", "出让公告", "出让的公告", "拍卖公告", "挂牌公告", "征收土地", "土地征收", "征地补偿安置", "征收决定", "征收公告", "听证公告", "听证会的公告", "交通管制", "封闭交通", "封闭施工", "断交施工", "工作专班", "成员的通知", "名录的通知", "名录的公告", "送达", "告知书", "催告书", "复审公告", "考察对象", "申报工作", "评审工作", "活动的通知", "活动的公告", "倡议书"}

// matterVerbs begin the titles of such papers, behind the organ and 关于.
var matterVerbs = []string{"命名", "授予", "聘任", "聘用", "解聘", "下达", "拨付", "拨发", "召开", "举办", "申报", "组织申报", "征集", "推荐", "参加", "组织参加", "报送", "上报", "核准", "注销", "吊销", "撤销", "送达", "成立", "同意", "给予", "认定", "确定第"}

// innerWords are of rules that bind the bureau alone.
var innerWords = []string{"局机关", "本局", "委机关", "机关内部", "内部控制", "会议制度", "会议管理", "议事规则", "工作规则", "值班", "考勤", "请销假", "请假", "公务接待", "公务用车", "印章", "保密", "学习制度"}

// settles says whether a paper only settles one matter and lays down no rules.
func settles(title string) bool {
	if ruling(title) {
		// How a bureau works within concerns nobody outside.
		return slices.ContainsFunc(innerWords, func(w string) bool { return strings.Contains(title, w) })
	}
	if slices.ContainsFunc(matterWords, func(w string) bool { return strings.Contains(title, w) }) {
		return true
	}
	rest := title
	if i := strings.Index(rest, "关于"); i >= 0 {
		rest = rest[i+len("关于"):]
	}
	return slices.ContainsFunc(matterVerbs, func(w string) bool { return strings.HasPrefix(rest, w) })
}

// ruling says whether a title is that of rules, or of the paper that issues them.
func ruling(title string) bool {
	name := strings.TrimSuffix(strings.TrimSuffix(title, "的通知"), "的决定")
	if names := zhtext.Names(title); len(names) > 0 && strings.Contains(title, "印发《") {
		name = names[0].Text
	}
	if i := strings.LastIndexAny(name, "（("); i > 0 && (strings.HasSuffix(name, "）") || strings.HasSuffix(name, ")")) {
		name = name[:i] // （试行）
	}
	name = strings.TrimRight(name, "》")
	return slices.ContainsFunc([]string{"办法", "规定", "细则", "规则", "条例", "规程"}, func(w string) bool { return strings.HasSuffix(name, w) })
}

// superiors start the titles of papers issued above a bureau.
var superiors = []string{"中华人民共和国", "国务院", "中共中央", "中央", "全国人民", "全国人大", "最高人民", "国家", "交通运输部", "财政部", "司法部", "公安部", "教育部", "民政部", "住房城乡建设部", "住房和城乡建设部", "人力资源社会保障部", "人力资源和社会保障部", "工业和信息化部", "生态环境部", "自然资源部", "农业农村部", "水利部", "商务部", "文化和旅游部", "应急管理部", "市场监管总局"}

// marked are the words inside book marks: what a paper issues.
var marked = regexp.MustCompile(`《[^《》]*》`)

// needsInterpretation says whether a title is that of a document which may
// need an interpretation. With a number of normative documents (…规〔2022〕1号) the
// title of what it issues may name any matter: rules on training are rules.
func needsInterpretation(title, docNo string) bool {
	t := zhtext.Squeeze(title)
	if zhtext.Runes(t) < 6 || zhtext.Interpreting(t, false) || strings.HasSuffix(t, "目录") || strings.HasSuffix(t, "清单") {
		return false
	}
	outside := t
	if strings.Contains(t, "《") {
		outside = marked.ReplaceAllString(t, "")
		if slices.ContainsFunc(asideWords, func(w string) bool { return strings.Contains(outside, w) }) || strings.Contains(t, "（草案") {
			return false
		}
	}
	rest := t
	if no, ok := zhtext.FirstDocNo(docNo); ok && strings.Contains(no.Organ, "规") && !strings.Contains(t, "意见稿") {
		rest = outside
	}
	if slices.ContainsFunc(exemptWords, func(w string) bool { return strings.Contains(rest, w) }) || rest == t && settles(t) {
		return false
	}
	return slices.ContainsFunc(documentWords, func(w string) bool { return strings.Contains(t, w) })
}

// superior says whether a title names an organ above the site's own as issuer.
func superior(title string) bool {
	t := strings.TrimLeft(zhtext.Squeeze(title), "《【[ ")
	return slices.ContainsFunc(superiors, func(w string) bool { return strings.HasPrefix(t, w) })
}

// documents gives the site's own documents of the span.
func (pr *pairer) documents(from, to time.Time) []Document {
	byKey := make(map[string]*Document)
	columns := make(map[string][]string)
	add := func(info *Info, e *SiteEntry) {
		if info == nil || info.URL == "" || info.above {
			return
		}
		key := webpage.Key(info.URL)
		if d := byKey[key]; d != nil {
			if d.Entry == nil {
				d.Entry = e
			}
			return
		}
		byKey[key] = &Document{Info: *info, Entry: e}
	}
	for _, name := range documentKeys {
		col, err := pr.s.Column(name)
		if err != nil || col == nil || pr.s.OfPortal(col.URL) || pr.s.OfOldSite(col.URL) {
			continue
		}
		for i := range col.Entries {
			e := &col.Entries[i]
			if info := rowInfo(e); info != nil && needsInterpretation(e.Title, cmp.Or(e.DocNo, info.DocNo)) {
				add(info, e)
				key := webpage.Key(info.URL)
				if !slices.Contains(columns[key], name) {
					columns[key] = append(columns[key], name)
				}
			}
		}
	}
	for i := range pr.s.rows {
		e := &pr.s.rows[i]
		// What an article links to, its files or 上一篇, stands beside its number and has another.
		beside := pr.papers[webpage.Key(e.List.URL)] != nil
		if e.DocNo != "" && e.URL != "" && !beside && !e.List.above && needsInterpretation(e.Title, e.DocNo) {
			add(rowInfo(e), e)
		}
	}
	for _, info := range pr.s.infos {
		if pr.interpretationLabel(info.Column) {
			continue // it quotes the number of what it interprets
		}
		if info.DocNo != "" && info.Problem == evidence.None && info.Class == webpage.ClassArticle && needsInterpretation(info.Title, info.DocNo) {
			add(info, nil)
		}
	}
	pr.learnOrgan(byKey)
	var docs []Document
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		d := byKey[key]
		d.Columns = columns[key]
		if pr.settle(d) && inDays(d.Date.Date, from, to) {
			docs = append(docs, *d)
		}
	}
	slices.SortStableFunc(docs, func(a, b Document) int { return a.Date.Date.Compare(b.Date.Date) })
	return docs
}

func inDays(day, from, to time.Time) bool {
	return !day.IsZero() && (from.IsZero() || !day.Before(from)) && (to.IsZero() || !day.After(to))
}

// organRoot is what the document numbers of one organ have in common: 乌交发,
// 乌交规 and 乌交办 start alike.
func organRoot(organ string) string {
	runes := []rune(organ)
	if len(runes) > 2 {
		runes = runes[:2]
	}
	return string(runes)
}

// learnOrgan finds the start of the document numbers that the site gives most.
func (pr *pairer) learnOrgan(docs map[string]*Document) {
	counts := make(map[string]int)
	for _, d := range docs {
		if no, ok := zhtext.FirstDocNo(d.DocNo); ok && no.Organ != "" && !superior(d.Title) {
			counts[organRoot(no.Organ)]++
		}
	}
	best := 0
	for _, root := range slices.Sorted(maps.Keys(counts)) {
		if n := counts[root]; n > best {
			best, pr.home = n, root
		}
	}
	if best < 2 {
		pr.home = "" // one number shows no habit
	}
}

// settle completes a document and says whether it is the site's own.
func (pr *pairer) settle(d *Document) bool {
	if d.Entry != nil {
		if w, ok := d.Entry.Best(); ok {
			d.Date = w
		}
		if d.Title == "" || zhtext.Runes(d.Title) < zhtext.Runes(d.Entry.Title) && d.Problem != evidence.None {
			d.Title = d.Entry.Title
		}
		if d.DocNo == "" {
			d.DocNo = d.Entry.DocNo
		}
	}
	if superior(d.Title) || !needsInterpretation(d.Title, d.DocNo) {
		return false
	}
	for _, n := range zhtext.Names(d.Title) {
		if superior(n.Text) {
			return false // 关于修改《中华人民共和国…法》的决定
		}
	}
	no, ok := zhtext.FirstDocNo(d.DocNo)
	if !ok {
		// Without a number only a column of normative documents makes it one.
		return slices.Contains(d.Columns, documentKeys[0]) || len(d.Columns) > 0 && strings.HasPrefix(d.Title, "关于") && !strings.HasSuffix(d.Title, "的决定")
	}
	if pr.home != "" && organRoot(no.Organ) != pr.home && !strings.HasPrefix(no.Organ, pr.home) {
		return false // a superior's or another organ's paper, posted again
	}
	return true
}
