package checks

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// UnsafeLink fails links of public pages into private networks and suspects
// hidden links and links to hosts that fell into other hands.
var UnsafeLink = check.Define("unsafe-link", "链接去向异常",
	`查看：已读到的全部页面的链接地址、文字和页面自身的样式；外部网站只看快照中已有的页面，不另行访问。
不达标：公开页面链接到内网或本机地址（10、172.16—172.31、192.168、127 开头的地址，localhost，以 .local、.lan 等结尾或没有域名的主机名）。
疑似：对访问者隐藏的外部链接指向或自称博彩等内容，或成组隐藏；外部链接的名称、域名或已有页面为博彩等内容或域名停放出售。
不计：站内链接；政府、教育、科研网站和新闻媒体；站内的无障碍跳转、隐藏菜单、读屏文字；长标题的新闻报道；统计代码；网站本身就在内网的。
无法核验：首页未能看到，且已读到的页面中未发现。`,
	[]string{"link.intranet", "link.hidden", "link.drifted"}, UnsafeLinkParams{Codes: []string{"link.intranet", "link.hidden", "link.drifted"}, Group: 5},
	func(p *check.Pass, params UnsafeLinkParams) check.Outcome {
		w := linkWatch{pass: p, params: params, survey: surveyOf(p), places: map[string]*place{}, targets: map[*webpage.Link]*target{}}
		for _, l := range w.survey.looks {
			w.page(l)
		}
		if len(w.order) == 0 {
			return scanned(p, w.survey.links, w.survey.dark)
		}
		var found []finding.Finding
		proved := 0
		for _, key := range w.order {
			f := w.places[key].finding
			if !f.Signal {
				proved++
			}
			found = append(found, f)
		}
		reason := fmt.Sprintf("有%d处链接去向异常", len(found))
		if proved == 0 {
			return check.Suspected(reason, found...)
		}
		return check.Failed(reason, found...)
	}).Watching(surveying)

// A place is one thing that is wrong, however many pages carry it: templates
// repeat a link on every page.
type place struct{ finding finding.Finding }

// linkWatch goes over the links that lead off a site.
type linkWatch struct {
	pass    *check.Pass
	params  UnsafeLinkParams
	survey  *survey
	places  map[string]*place
	order   []string
	targets map[*webpage.Link]*target // templates repeat each
}

// A target is what is known of where a link leads.
type target struct {
	host    string
	private bool
	ill     bool                  // its own words, or its host's, say so
	drift   func() (wrong string) // what is wrong with it as visitors see it; empty when nothing is known
}

func (w *linkWatch) target(l *webpage.Link) *target {
	t := w.targets[l]
	if t == nil {
		host := hostOf(l.URL)
		t = &target{host: host, private: privateHost(host), ill: ill(l.Text, host)}
		t.drift = sync.OnceValue(func() string { return w.drift(l, t) })
		w.targets[l] = t
	}
	return t
}

func (w *linkWatch) page(page look) {
	info, home := page.info, w.survey.home
	outward := map[string]bool{}
	doubtful := false
	for _, l := range page.away {
		t := w.target(l)
		if t.private {
			if !privateHost(home) || loopback(home) {
				w.add("link.intranet", "链接:"+withoutQuery(l.URL), info, fmt.Sprintf("公开页面链接到内网地址%s，访问者无法打开。", withoutQuery(l.URL)), linkQuote(l), false)
			}
			continue
		}
		outward[t.host] = true
		doubtful = doubtful || t.ill
	}
	if doubtful || len(outward) >= w.params.Group {
		w.hidden(info, page.hidden)
	}
	for _, l := range page.away {
		w.drifted(info, l)
	}
}

// hidden judges what the styles of a page hide that has links worth a look.
func (w *linkWatch) hidden(info *facts.Info, links []*webpage.HiddenLink) {
	away := map[string]*webpage.HiddenLink{}
	for _, l := range links {
		switch host := hostOf(l.URL); {
		case ill(l.Text, host):
			w.add("link.hidden", "链接:"+host, info, fmt.Sprintf("页面隐藏了指向%s的链接（%s），疑为暗链。", host, named(l.Text)), l.Text+" "+l.URL+"（"+l.How+"）", true)
		case l.Away:
			away[host] = l
		}
	}
	if len(away) < w.params.Group {
		return
	}
	hosts := slices.Sorted(maps.Keys(away))
	w.add("link.hidden", "链接:成组隐藏:"+placeOf(info), info, fmt.Sprintf("页面在可见范围之外藏有指向%d个外部网站的链接，疑为暗链。", len(hosts)),
		strings.Join(hosts, "、")+"（"+away[hosts[0]].How+"）", true)
}

// drifted judges a link that visitors see by its words, its host and what the
// snapshot holds of its target.
func (w *linkWatch) drifted(info *facts.Info, l *webpage.Link) {
	t := w.target(l)
	if t.private {
		return
	}
	if message := t.drift(); message != "" && w.places["link.hidden链接:"+t.host] == nil {
		w.add("link.drifted", "链接:"+t.host, info, message, linkQuote(l), true)
	}
}

// drift says what is wrong with a link; empty when nothing is known.
func (w *linkWatch) drift(l *webpage.Link, t *target) string {
	if t.ill {
		return fmt.Sprintf("页面有指向%s的链接（%s），内容与政务公开无关。", t.host, named(l.Text))
	}
	page, err := w.pass.Site.Page(l.URL)
	switch {
	case err != nil:
		return ""
	case parked(page.Title + "\n" + page.Heading):
		return fmt.Sprintf("链接“%s”指向的%s已停放或出售。", named(l.Text), t.host)
	case illWords(page.Title):
		return fmt.Sprintf("链接“%s”指向的%s已变为其他内容（%s）。", named(l.Text), t.host, named(page.Title))
	}
	return ""
}

func (w *linkWatch) add(defect, subject string, info *facts.Info, message, quote string, signal bool) {
	if !slices.Contains(w.params.Codes, defect) {
		return
	}
	proof := infoProof(info, quote)
	if old := w.places[defect+subject]; old != nil {
		if len(old.finding.Evidence) < maxSpillProofs {
			old.finding.Evidence = append(old.finding.Evidence, proof)
		}
		return
	}
	w.places[defect+subject] = &place{finding.Finding{Defect: defect, Subject: subject, Message: message, Signal: signal, Evidence: []finding.Evidence{proof}}}
	w.order = append(w.order, defect+subject)
}

func linkQuote(l *webpage.Link) string { return strings.TrimSpace(l.Text + " " + l.Raw) }

func named(text string) string {
	if text == "" {
		return "没有文字"
	}
	return "“" + finding.Clip(text) + "”"
}

// UnsafeLinkParams are the parameters of unsafe-link.
type UnsafeLinkParams struct {
	Codes []string `toml:"codes"` // defect codes this rule answers for
	Group int      `toml:"group"` // so many foreign hosts hidden off the page are suspected whatever they are called
}

// Validate wants known codes.
func (p *UnsafeLinkParams) Validate() error {
	if len(p.Codes) == 0 {
		return errors.New("codes：至少需要一个缺陷代码")
	}
	for _, code := range p.Codes {
		if !slices.Contains([]string{"link.intranet", "link.hidden", "link.drifted"}, code) {
			return fmt.Errorf("codes：没有名为 %q 的链接缺陷代码；可用：link.intranet、link.hidden、link.drifted", code)
		}
	}
	return inRange("group", p.Group, 3, 100)
}
