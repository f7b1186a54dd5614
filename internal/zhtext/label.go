package zhtext

import (
	"strings"
	"unicode/utf8"
)

// Role is what the words around a date say it is.
type Role uint8

// Roles of a date.
const (
	RoleNone      Role = iota // no label
	RolePublished             // 发布时间：
	RoleWritten               // 成文日期：
	RoleUpdated               // 更新时间：
	RoleOther                 // 有效期至, 截止, 办公时间, 自…起施行: a date of something else
)

// Words that stand right before a date; the longest that fits decides.
var (
	otherLabels = []string{"有效期", "有效期至", "有效期限", "截止", "截至", "截止日期", "截止时间", "失效", "失效日期", "失效时间",
		"废止日期", "废止时间", "生效", "生效日期", "实施日期", "施行日期", "实施时间", "开始时间", "结束时间", "开始日期", "结束日期",
		"开标时间", "报名时间", "会议时间", "活动时间", "办公时间", "工作时间", "发证日期", "提交时间", "提交日期", "来信时间", "来信日期",
		"回复时间", "回复日期", "答复时间", "答复日期", "办理时间", "受理时间", "咨询时间", "留言时间", "访问时间", "当前时间", "今天是", "今日", "至", "于", "自", "从", "在",
		"出生年月", "出生日期", "批准日期", "公示期", "公示时间", "公示日期", "考试时间", "面试时间", "登记日期", "成立日期", "成立时间", "注册日期",
		"征集时间", "投票时间", "接访时间", "处罚日期", "决定日期", "许可日期", "有效期自", "任职时间", "下载时间", "上线时间", "生成页面", "版权所有", "上班时间", "接收时间", "现在是", "截止到", "截至到", "截止至", "访谈时间", "竣工日期", "开工日期"}
	publishedLabels = append([]string{"发布于", "发表于", "时间", "日期", "发布", "发布日", "publishtime", "pubtime", "pubdate", "date", "time", "日期时间"},
		timesOf("发布", "发表", "公开", "公布", "公告", "信息", "上传", "上网", "入网", "挂网", "录入", "添加", "编辑", "编发", "刊登", "登载", "登出", "刊载", "贴出", "刊发", "首发", "见刊", "见报",
			"发稿", "投稿", "供稿", "稿件", "报送", "文章", "新闻", "推送", "加入", "入库", "发部")...)
	writtenLabels = append([]string{"成文日", "发文日", "成文年月"},
		timesOf("成文", "生成", "发文", "印发", "印制", "制发", "签发", "颁布", "形成", "产生", "制定", "制文", "拟文", "拟稿", "撰稿", "落款")...)
	updatedLabels = append([]string{"更新", "更新于", "修改于", "最后更新", "最近更新", "最后修改", "最近修改"}, timesOf("更新", "修改", "修订", "最后更新", "最后修改")...)
	// Words after a date that make it another thing.
	otherTails = []string{"起", "前", "止", "以前", "以后", "之前", "之后", "至", "施行", "失效", "期间", "以来", "截止", "后"}
)

// timesOf are the labels that say when something was done.
func timesOf(verbs ...string) (labels []string) {
	for _, v := range verbs {
		labels = append(labels, v+"时间", v+"日期")
	}
	return labels
}

// LabelRole says what a date is by the words before and after it.
func LabelRole(before, after string) Role {
	after = strings.TrimLeft(after, " \u3000\u00a0)）】]")
	for _, w := range otherTails {
		if strings.HasPrefix(after, w) {
			return RoleOther
		}
	}
	if tail, ok := strings.CutPrefix(after, "印发"); ok && strings.Trim(tail, " \u3000\u00a0。)）") == "" {
		return RoleWritten // 某某办公室 2022年8月16日印发, but not 2022年8月16日印发的
	}
	label := labelBefore(before)
	// The longest word that fits decides.
	for n := min(len(label), longestLabel); n > 0; n-- {
		word := label[len(label)-n:]
		role, ok := labelRoles[word]
		switch {
		case !ok:
		case role == RolePublished && qualified(label[:len(label)-n], word):
			return RoleOther // 听证会时间：, 网上公开竞价日期：
		default:
			return role
		}
	}
	return RoleNone
}

// labelRoles finds the role of a label, which its words tell.
var labelRoles, longestLabel = func() (roles map[string]Role, longest int) {
	roles = make(map[string]Role)
	for _, group := range []struct {
		words []string
		role  Role
	}{{writtenLabels, RoleWritten}, {updatedLabels, RoleUpdated}, {publishedLabels, RolePublished}, {otherLabels, RoleOther}} {
		for _, w := range group.words {
			if _, known := roles[w]; !known {
				roles[w], longest = group.role, max(longest, len(w))
			}
		}
	}
	return roles, longest
}()

// qualified says whether a bare 时间 or 日期 is part of a longer label of
// another thing. 发布 and other publishing words before it are fine.
func qualified(rest, word string) bool {
	if word != "时间" && word != "日期" {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(rest)
	return rest != "" && r >= 0x4e00 && r <= 0x9fff && !strings.HasSuffix(rest, "文章") && !strings.HasSuffix(rest, "新闻")
}

// justified labels hold blanks: 日　期, 时 间.
var justified = strings.NewReplacer("日 期", "日期", "时 间", "时间", "发 布", "发布", "成 文", "成文", "生 成", "生成")

// labelBefore is the folded word right before a date, without its colon.
func labelBefore(before string) string {
	if len(before) > 64 {
		before = before[len(before)-64:]
		for len(before) > 0 && !utf8.RuneStart(before[0]) {
			before = before[1:]
		}
	}
	key := Fold(before)
	key = strings.TrimRight(key, " :;[](){}【】「」<>|-·\"'")
	if strings.IndexByte(key, ' ') >= 0 {
		key = strings.ReplaceAll(justified.Replace(key), "发布 时间", "发布时间")
	}
	if i := strings.LastIndexAny(key, " :;,。，；|"); i >= 0 {
		_, n := utf8.DecodeRuneInString(key[i:])
		key = key[i+n:]
	}
	return key
}
