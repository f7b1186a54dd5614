package samplesite

import "strings"

// expectColumns writes down what the plan does to columns.
func (s *Site) expectColumns() {
	notes := map[string]string{
		"missing": "全站没有该栏目", "misnamed": "栏目使用了不规范的名称", "blank": "栏目页面没有任何内容，也没有说明",
		"stale": "最新一条已超过一年", "thin": "一年内只有一条", "undated": "列表没有标注日期",
	}
	for _, name := range append(listColumns(), "政务公开", "机构职能", "预决算及三公费用", "政策法规", "政策解读", "投诉建议") {
		what := s.plan.column[name]
		if what == "" || what == crowded {
			continue
		}
		url := ""
		if c := s.byKey[name]; c != nil {
			url = s.path(c)
		}
		s.expect("column."+what, "栏目:"+name, url, notes[what])
		if c := s.byKey[name]; what == "stale" && strings.HasSuffix(c.label, "专栏") {
			s.truth[len(s.truth)-1].Set = ForIndicators // the page of a campaign may rest in the eyes of the inspection
		}
	}
}

// expectRest writes down what the plan takes from the platform and the pages.
func (s *Site) expectRest() {
	for _, it := range items() {
		if s.plan.items[it.name] {
			s.expect("disclosure.missing", "公开事项:"+it.name, "", "全站没有该事项")
		}
	}
	for _, part := range platformParts() {
		if s.plan.platform[part] {
			s.expect("platform.missing", "平台:"+part, "", "政府信息公开平台没有该部分")
		}
	}
	for _, e := range applyElements() {
		if s.plan.apply[e] {
			s.expect("application.missing", "申请渠道:"+e, s.path(s.byKey["依申请公开"]), "依申请公开页面和指南都没有该要素")
		}
	}
	for _, t := range tagNames() {
		if s.plan.tags[t] {
			s.expect("page.tag_missing", "标签:"+t.class+":"+t.name, "", "该类页面都没有该标签")
		}
	}
	for _, e := range footerElements() {
		if s.plan.footer[e] {
			s.expect("page.footer_missing", "页脚:"+e, "/", "页脚没有该要素")
			if e == "党政机关网站标识" || e == "找错入口" {
				// Scripts commonly draw these, so that not seeing them proves little.
				s.truth[len(s.truth)-1].Verdict = Suspect
			}
		}
	}
	for _, t := range topics() {
		if s.plan.topics[t.name] {
			s.expect("topic.missing", "主题:"+t.name, "", "本季度没有该主题的内容")
		}
	}
	if s.plan.down {
		s.truth = nil
		s.traps = nil
		s.expect("site.unreachable", "网站", "/", "网站程序停机：只有静态文件还能打开")
		s.truth[0].Verdict = Suspect // one visit cannot prove the official rule
	}
	if s.has(Waking) {
		s.trap("site.unreachable", "网站", "/", "首页连续两次打不开，第三次正常")
	}
	if s.has(ScriptFooter) {
		s.trap("page.footer_missing", "页脚:党政机关网站标识", "/", "由脚本绘制")
		s.trap("page.footer_missing", "页脚:找错入口", "/", "由脚本绘制")
	}
}
