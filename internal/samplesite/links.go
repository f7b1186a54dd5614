package samplesite

import (
	"fmt"
	"strings"
)

// plantLinks chooses the addresses that lead nowhere and the one that heals.
func (s *Site) plantLinks() {
	s.faults.soft = map[string]bool{}
	for i := 0; i < s.plan.dead; i++ {
		p := fmt.Sprintf("/ztzl/%d/zt%05d.html", s.asOf.Year()-1-i, between(mix(s.seed, 41, uint64(i)), 100, 99_999))
		s.expect("link.dead", "链接:"+p, p, "首页链接指向的页面不存在")
		s.homeExtra = append(s.homeExtra, related{path: p, text: fmt.Sprintf("%d年专题专栏", s.asOf.Year()-1-i)})
	}
	for i := 0; i < s.plan.soft; i++ {
		p := fmt.Sprintf("/ztzl/%d/hd%05d.html", s.asOf.Year()-2-i, between(mix(s.seed, 43, uint64(i)), 100, 99_999))
		s.faults.soft[p] = true
		s.expect("link.soft404", "链接:"+p, p, "首页链接返回200，但页面提示不存在")
		s.homeExtra = append(s.homeExtra, related{path: p, text: fmt.Sprintf("%d年活动回顾", s.asOf.Year()-2-i)})
	}
	if c := s.byKey["交通要闻"]; c != nil {
		a := s.post(c, article{title: s.city.name + "冬季出行服务专题", date: s.daysBefore(25), body: []string{para("专题汇总冬季出行服务信息，方便市民查阅。")}})
		s.faults.heals = s.articlePath(a)
		s.homeExtra = append(s.homeExtra, related{path: s.faults.heals, text: "冬季出行服务专题"})
		s.trap("link.dead", "链接:"+s.faults.heals, s.faults.heals, "第一次访问404，再次访问正常")
	}
}

// homeLinks are the links at the bottom of the start page.
func (v *view) homeLinks(b *strings.Builder) {
	fmt.Fprint(b, v.div("links"))
	if v.s.has(Calendar) {
		fmt.Fprint(b, `<a href="/calendar">工作日历</a> `)
	}
	for _, r := range v.s.homeExtra {
		fmt.Fprintf(b, `<a href="%s">%s</a> `, v.href(r.path), esc(r.text))
	}
	v.contentLinks(b)
	fmt.Fprint(b, `<a href="http://www.mot.gov.cn/">交通运输部</a> <a href="mailto:xxgk@`+v.s.city.slug+`.example">工作邮箱</a></div>`+"\n")
}
