package webpage

import (
	"slices"
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// settleProblem names what only the content tells.
func (r *reader) settleProblem() {
	p := r.page
	if p.Problem != evidence.None {
		return
	}
	entries := 0
	for i := range p.Lists {
		entries += len(p.Lists[i].Entries)
	}
	if entries > 0 && p.Class != ClassHome {
		// Lists were seen; what scripts add beside them does not hide the page.
		p.ScriptsIn = p.ScriptsIn && p.Pager.Open
	}
	if p.Class == ClassArticle && p.Article != nil && p.Article.Length > 100 {
		p.ScriptsIn = false
	}
	switch {
	case r.t.Cut:
		p.Problem = evidence.TooLarge
	case r.refreshes():
	case r.saysNotFound(entries):
		p.Problem = evidence.Soft404
	case r.asksLogin(entries):
		p.Problem = evidence.Login
	case p.Chars < 200 && strings.Contains(p.Text, "维护") && entries == 0 && (strings.Contains(p.Text, "系统维护") || strings.Contains(p.Text, "网站维护") || strings.Contains(p.Title, "维护")):
		p.Problem = evidence.Maintenance
	case r.shell(entries):
		p.Problem = evidence.ScriptOnly
	case p.Chars == 0 && len(p.Links) == 0 && len(r.t.Scripts) == 0 && !r.hasMedia(0):
		p.Problem = evidence.Empty
	}
	r.settleWaits(entries == 0 && p.Bare() && !articleWith(p, BareText))
}

// settleWaits looks for places that wait to be filled. On a page with content they
// hide nothing; they are noted for what they tell of other pages, see fillers.go.
func (r *reader) settleWaits(bare bool) {
	p := r.page
	if bare && p.Problem == evidence.None && (r.decodes() || r.packedPage()) {
		r.fills(OwnFiller) // a text that is packed, or a page written into an attribute, is not read
		p.ScriptsIn = true
	}
	if p.Problem != evidence.None && p.Problem != evidence.ScriptOnly || len(r.t.Scripts) == 0 {
		return
	}
	if r.waits() && bare {
		p.ScriptsIn = true
	}
}

func (r *reader) refreshes() bool {
	for i := range r.page.Links {
		if k := r.page.Links[i].Kind; k == LinkRefresh || k == LinkFrame && r.t.Chars[0] < 40 {
			return true
		}
	}
	return false
}

var notFoundWords = []string{"页面不存在", "网页不存在", "页面未找到", "找不到页面", "页面找不到", "找不到该页", "您访问的页面", "您要查看的页面", "您所访问的", "已删除", "已被删除", "已经删除", "不存在或已", "404", "文件未找到", "内容不存在", "信息不存在", "文章不存在", "not found"}

// saysNotFound recognises a soft 404: the words alone on a short page, or in
// the title of a longer one without content.
func (r *reader) saysNotFound(entries int) bool {
	p := r.page
	title := strings.ToLower(p.Title)
	for _, w := range notFoundWords {
		strict := w != "404" && w != "已删除" && w != "您访问的页面" && w != "您所访问的" && w != "您要查看的页面"
		if strings.Contains(title, w) && (strict || w == "404" && (strings.HasPrefix(title, "404") || strings.Contains(title, "404 ") || strings.HasSuffix(title, "404") || zhtext.Runes(title) <= 12)) && entries < 3 && !articleWith(p, 300) {
			return true
		}
	}
	if n := zhtext.Runes(zhtext.Clip(p.Text, 1000)); entries > 0 || n > 120 || n > 60 && p.Chars > 600 || dayOnPage(p) {
		return false
	}
	main := strings.ToLower(p.Text)
	for _, w := range notFoundWords {
		if strings.Contains(main, w) && (w != "404" || says404(main)) {
			return true
		}
	}
	return false
}

// dayOnPage says whether a page shows when it was published, as entries do and notices
// of errors do not.
func dayOnPage(p *Page) bool {
	return p.Class == ClassArticle && p.Article != nil && slices.ContainsFunc(p.Article.Dates, func(w Witness) bool { return w.Source == DateShown || w.Source == DateMeta })
}

// says404 says whether the number stands by itself: telephones, bus routes and
// documents have such numbers too.
func says404(text string) bool {
	for rest := text; ; {
		before, after, ok := strings.Cut(rest, "404")
		if !ok {
			return false
		}
		if rest = after; !digitBeside(before, after) && !slices.ContainsFunc([]string{"路", "号", "线", "次", "室", "房", "人", "件", "元", "米"}, func(w string) bool { return strings.HasPrefix(after, w) }) {
			return true
		}
	}
}

func digitBeside(before, after string) bool {
	return before != "" && markup.DigitIn(before[len(before)-1:]) || after != "" && markup.DigitIn(after[:1])
}

func articleWith(p *Page, length int) bool { return p.Article != nil && p.Article.Length > length }

// asksLogin recognises a login wall: a password field on a page with little else.
func (r *reader) asksLogin(entries int) bool {
	if entries > 2 || r.page.Chars > 300 || len(r.page.Text) > 2000 || !strings.Contains(r.page.Text+r.page.Title, "登录") && !strings.Contains(r.page.Text+r.page.Title, "登陆") {
		return false
	}
	for i := range r.t.All(markup.TagInput) {
		if strings.EqualFold(r.t.Get(i, markup.AttrType), "password") {
			return true
		}
	}
	return false
}

// shell recognises a page whose content only scripts bring.
func (r *reader) shell(entries int) bool {
	p := r.page
	if len(r.t.Scripts) == 0 || entries > 0 || articleWith(p, BareText) {
		return false
	}
	links := 0
	for i := range p.Links {
		if k := p.Links[i].Kind; k != LinkData && k != LinkFrame {
			links++
		}
	}
	if p.Chars < 60 && links < 4 {
		return true
	}
	return p.ScriptsIn && p.Bare()
}

// BareText is how many characters of main text a page has at least that says
// something itself.
const BareText = 60

func (p *Page) Bare() bool { return zhtext.Runes(zhtext.Clip(p.Text, 1000)) < BareText }
