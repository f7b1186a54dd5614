package checks

import (
	"fmt"
	"regexp"
	"strings"

	"ducha/internal/check"
	"ducha/internal/document"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// A paper is what was read of a document of a site, or why it could not be.
type paper[T any] struct {
	what T
	at   *facts.Info
	err  error
}

// maxSequel bounds the pages of one article.
const maxSequel = 20

// wholeDocument is a document of the site; an article that goes on behind a pager with all
// its pages. cut says why its end was not seen.
func wholeDocument(p *check.Pass, url string) (d *document.Document, info *facts.Info, cut, err error) {
	d, info, err = p.Site.Document(url)
	if err != nil || info.Class != webpage.ClassArticle {
		return d, info, nil, err
	}
	page, perr := p.Site.Page(url)
	for n := 0; perr == nil && page.Pager.Next != "" || perr == nil && page.Pager.Open; n++ {
		next := page.Pager.Next
		if next == "" || !sequel(url, next) || n >= maxSequel {
			return d, info, fmt.Errorf("文章（%s）分为多页，后面的页没有看到", url), nil
		}
		more, _, err := p.Site.Document(next)
		if err != nil {
			return d, info, fmt.Errorf("文章分为多页：%w", err), nil
		}
		d.Append(more)
		page, perr = p.Site.Page(next)
	}
	return d, info, nil, nil
}

// sequel says whether an address is that of another page of an article: the same but
// for a number, a_1.html and a_2.html, or ?page=2. Some sites call the next article
// 下一页.
func sequel(url, next string) bool {
	a, b := stem(url), stem(next)
	return url != next && (a == b || strings.HasPrefix(b, a+"_") || strings.HasPrefix(b, a+"?") || strings.HasPrefix(b, a+"-"))
}

// stem is an address without its ending and the number of its page.
func stem(url string) string {
	path, query, _ := strings.Cut(url, "?")
	if i := strings.LastIndexByte(path, '.'); i > strings.LastIndexByte(path, '/') {
		path = path[:i]
	}
	if i := strings.LastIndexAny(path, "_-"); i > strings.LastIndexByte(path, '/') && len(path)-i <= 3 && strings.Trim(path[i+1:], "0123456789") == "" {
		path = path[:i]
	}
	if query != "" {
		path += "?" + pageNumber.ReplaceAllString(query, "")
	}
	return strings.TrimRight(path, "?&")
}

var pageNumber = regexp.MustCompile(`(?i)&?\b(?:page|pageno|pageindex|curpage|p|pn)=\d+`)

// documentFinding turns a problem of a document into a finding about it.
func documentFinding(prefix string, at *facts.Info, p document.Problem) finding.Finding {
	return check.OfDocument(prefix, p, infoProof(at, p.Quote))
}

// countApart counts what is proved apart from what a person has to judge.
func countApart(found []finding.Finding, what string) string {
	sure := 0
	for _, f := range found {
		if !f.Signal {
			sure++
		}
	}
	text := fmt.Sprintf("%d%s", sure, what)
	if n := len(found) - sure; n > 0 {
		text += fmt.Sprintf("，另有%d处须人工判断", n)
	}
	return text
}

// naming begins a finding's sentence with the paper that it is about: in a notice it
// stands alone.
func naming(paper string, f finding.Finding) finding.Finding {
	f.Message = paper + "：" + f.Message
	return f
}

// address is the page a hit means.
func address(h *facts.Hit) string {
	switch {
	case h.Entry != nil && h.Entry.URL != "":
		return h.Entry.URL
	case h.Link != "":
		return h.Link
	}
	return h.URL
}

// illegible words why a document that is there could not be judged.
func illegible(what string, info *facts.Info, d *document.Document) error {
	reason := d.Reason
	if d.State == document.Text || reason == "" {
		reason = "内容不是可识别的" + what
	}
	if info.Problem != evidence.None {
		reason = info.Problem.Chinese()
	}
	return fmt.Errorf("%s未能读取（%s）：%s", what, info.URL, reason)
}
