package samplesite

import (
	"fmt"
	"strings"
	"time"
)

// plantDates publishes articles whose day cannot be right, and beside them what
// only looks so.
func (s *Site) plantDates() {
	c := s.byKey["交通要闻"]
	post := func(h uint64, title string, days int) *article {
		d := s.daysBefore(days)
		w := s.words(h, d)
		return s.post(c, article{title: w.Replace(title), date: d, body: []string{para(w.Replace("{局}组织人员对{路}、{路2}沿线设施进行检查，发现问题{数}处，均已当场处理。")),
			para("有关情况将继续跟踪，确保群众出行平稳有序。")}})
	}
	for i := range s.plan.content.future {
		a := post(mix(s.seed, uint64(i), 61), "{区}道路设施检查情况通报", between(mix(s.seed, uint64(i), 62), 20, 200))
		a.shown = a.date.AddDate(30, 0, 0)
		s.expectDoubt("date.future", a, "文章页的年份写成了三十年后")
	}
	for i := range s.plan.content.differ {
		a := post(mix(s.seed, uint64(i), 63), "{区}沿线设施巡查情况", between(mix(s.seed, uint64(i), 64), 20, 200))
		a.shown = a.date.AddDate(0, 0, -between(mix(s.seed, uint64(i), 65), 60, 150))
		s.expectDoubt("date.conflict", a, "文章页标注的日期比列表早两个月以上")
	}
	late := post(mix(s.seed, 66), "{区}养护作业情况（补发）", 40)
	late.shown = late.date.AddDate(0, 0, -1)
	s.trap("date.conflict", "页面:"+s.articlePath(late), s.articlePath(late), "列表为上传日，只差一天")
	s.plantNotices(c)
	s.plantCrowd()
}

// plantNotices announces changes of a timetable: too late as the plan wants it,
// and beside them in time, or because of snow.
func (s *Site) plantNotices(c *column) {
	// The rule is of 1 April of its year; what is announced a week later falls under it.
	inForce := int(s.asOf.Sub(time.Date(s.asOf.Year(), time.April, 8, 0, 0, 0, 0, s.asOf.Location())).Hours() / 24)
	post := func(h uint64, why string, lead int) *article {
		d := s.daysBefore(between(h, 20, inForce))
		day := d.AddDate(0, 0, lead)
		return s.post(c, article{title: fmt.Sprintf("关于%s%d路首末班时间调整的公告", why, between(h>>9, 2, 98)), date: d, body: []string{
			para(fmt.Sprintf("自%s起，首班时间调整为7时30分，末班时间调整为22时，请乘客留意站牌。", zhDate(day))),
			para("调整期间如有疑问，可到首末站调度室咨询。")}})
	}
	for i := range s.plan.content.notices {
		a := post(mix(s.seed, uint64(i), 81), "", between(mix(s.seed, uint64(i), 82), -1, 2))
		s.expectDoubt("change.short_notice", a, "公告发布当天或次日就实施")
	}
	for i, why := range []string{"", "降雪期间"} {
		a := post(mix(s.seed, uint64(i), 83), why, 8-8*i)
		s.trap("change.short_notice", "页面:"+s.articlePath(a), s.articlePath(a), []string{"提前八天公告", "降雪无法提前公告"}[i])
	}
}

func (s *Site) expectDoubt(defect string, a *article, note string) {
	s.expect(defect, "页面:"+s.articlePath(a), s.articlePath(a), note)
	s.truth[len(s.truth)-1].Verdict = Suspect
}

// plantCrowd fills a column on the last day of the quarter, and another one, as
// every quarter before.
func (s *Site) plantCrowd() {
	last := time.Date(s.asOf.Year(), (s.asOf.Month()-1)/3*3+4, 1, 0, 0, 0, 0, beijing()).AddDate(0, 0, -1)
	if s.asOf.Before(last) {
		return // the day has not come
	}
	if name := s.plan.content.crowd; name != "" && s.byKey[name] != nil {
		c := s.byKey[name]
		for i := range 26 {
			s.post(c, article{title: fmt.Sprintf("%s%d号点位检查情况", s.city.name, i+1), date: last,
				body: []string{para(fmt.Sprintf("本次检查%d号点位，设施完好，标识清晰，未发现新的问题。", i+1))}})
		}
		s.expect("date.crowded", "栏目:"+name, s.path(c), "当季信息多数标为季度最后一日")
		s.truth[len(s.truth)-1].Verdict = Suspect
	}
	if c := s.byKey["普法宣传"]; c != nil && s.plan.column["普法宣传"] == "" {
		for back := range 4 {
			day := last.AddDate(0, 0, 1).AddDate(0, -3*back, 0).AddDate(0, 0, -1)
			for i := range 10 {
				s.post(c, article{title: fmt.Sprintf("%d年%d月宣传活动简报之%d", day.Year(), int(day.Month()), i+1), date: day,
					body: []string{para(fmt.Sprintf("本期简报共%d条，汇总各片区当季活动情况，供查阅。", i+3))}})
			}
		}
		s.trap("date.crowded", "栏目:普法宣传", s.path(c), "每季度末集中发布简报，历来如此")
	}
}

// contentLinks are links of the start page that lead where they should not, and
// such as only look so.
func (v *view) contentLinks(b *strings.Builder) {
	b.WriteString(`<a href="#main" style="position:absolute;left:-9999px">跳到正文</a><ul class="yqlj" style="display:none">` +
		`<li><a href="http://www.xinhuanet.com/">新华网</a></li><li><a href="http://www.people.com.cn/">人民网</a></li>` +
		`<li><a href="http://www.jiaotong-a.example/">甲客运公司</a></li><li><a href="http://www.jiaotong-b.example/">乙公交公司</a></li>` +
		`<li><a href="http://www.jiaotong-c.example/">丙货运公司</a></li><li><a href="http://www.jiaotong-d.example/">丁出行公司</a></li>` +
		`<li><a href="http://www.jiaotong-e.example/">戊航运公司</a></li></ul>` +
		`<div style="display:none"><a href="https://www.cnzz.com/stat/website.php?web_id=4001">站长统计</a></div>` + "\n")
	links := v.s.plan.content.links
	if links["hidden"] {
		b.WriteString(`<div style="position:absolute;left:-4000px;top:-3000px"><a href="http://www.k-ab7766.example/">澳门葡京赌场</a></div>` + "\n")
	}
	if links["drifted"] {
		b.WriteString(`<a href="http://www.lxdh-old.example/">太阳城娱乐</a>` + "\n")
	}
	if links["intranet"] {
		b.WriteString(`<a href="http://192.168.31.6:8080/oa/index.jsp">业务系统</a>` + "\n")
	}
}

// expectContentLinks writes down what contentLinks plants.
func (s *Site) expectContentLinks() {
	links := s.plan.content.links
	if links["hidden"] {
		s.expect("link.hidden", "链接:www.k-ab7766.example", "/", "首页在可见范围之外藏有博彩链接")
		s.truth[len(s.truth)-1].Verdict = Suspect
	}
	if links["drifted"] {
		s.expect("link.drifted", "链接:www.lxdh-old.example", "/", "首页的外部链接已变为博彩内容")
		s.truth[len(s.truth)-1].Verdict = Suspect
	}
	if links["intranet"] {
		s.expect("link.intranet", "链接:http://192.168.31.6:8080/oa/index.jsp", "/", "首页链接到内网地址")
	}
	for _, host := range []string{"www.jiaotong-a.example", "www.cnzz.com"} {
		s.trap("link.hidden", "链接:"+host, "/", "下拉菜单中的友情链接、统计代码")
	}
}
