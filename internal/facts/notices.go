package facts

import (
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// A notice is a page of a few words that leads nowhere into the site: what walls, busy
// servers and error pages show with status 200, each in words of its own. Such pages
// are told by what they are not, and by their number; what they are given in place
// of was not seen.

const (
	maxNotice   = 1000 // characters of a notice
	maxScrap    = 200  // of one that a single address is enough for
	minSentence = 6    // 暂无信息 is shorter
	fewLeads    = 2    // links into the site that a notice may have: to help, to a form
	minLeads    = 5    // links into the site that a home page with a menu has at least
)

// notice is what is kept of a page for that.
type notice struct {
	words uint64 // of a notice, numbers left out; 0 = the page is none
	plain bool   // a notice without a link that shows nothing content systems write
	scrap bool   // a plain one, and a short one
	leads int    // links into the site, no more than minLeads
	face  uint64 // title and words of all links, to know the home page again

	open   bool     // the page is not closed: it may have been cut
	frames []string // addresses of its frames: what stands there needs no menu of its own
}

func noticeOf(p *webpage.Page) notice {
	n, through, host := notice{open: p.Unclosed}, false, webpage.Host(p.URL)
	face := fnv.New64a()
	_, _ = io.WriteString(face, p.Title) // never fails
	for i := range p.Links {
		l := &p.Links[i]
		_, _ = io.WriteString(face, l.Text)
		through = through || l.Kind == webpage.LinkFrame || l.Kind == webpage.LinkRefresh
		if l.Kind == webpage.LinkFrame && len(n.frames) < maxFrames {
			n.frames = append(n.frames, strings.Clone(l.URL))
		}
		if n.leads < minLeads && webpage.Host(l.URL) == host && !webpage.RootPath(l.URL) && l.URL != p.URL {
			n.leads++
		}
	}
	n.face = face.Sum64()
	bare := n.leads <= fewLeads && p.Chars <= maxNotice
	if through || ofSystem(p) || !bare && !saysOneThing(p) || len(p.Lists) > 0 || p.Class == webpage.ClassAttachment || p.Class == webpage.ClassData {
		return n
	}
	h := fnv.New64a()
	texts := []string{p.Title, p.Heading, zhtext.Clip(p.Text, 4*maxNotice)}
	for i := range p.Crumbs {
		texts = append(texts, p.Crumbs[i].Text)
	}
	_, _ = io.WriteString(h, steady(strings.Join(texts, "\n"))) // never fails
	n.words = h.Sum64()
	n.plain = bare && n.leads == 0 && p.Footer.Quote == ""
	n.scrap = n.plain && p.Chars <= maxScrap && len(p.Crumbs) == 0 && len(p.Pictures) == 0 && !asks(p)
	return n
}

// saysOneThing says whether all that a page with the site's menu shows is a sentence:
// one given at many addresses is the system's word and no content.
func saysOneThing(p *webpage.Page) bool {
	n := zhtext.Runes(zhtext.Clip(p.Text, 1000))
	return n >= minSentence && n <= maxScrap && len(p.Pictures) == 0 && len(p.Forms) == 0 && !p.ScriptsIn
}

// ofSystem says whether a page shows what content systems write: the tags, a document's
// number, a file, the date of publishing.
func ofSystem(p *webpage.Page) bool {
	for _, name := range [...]string{"sitename", "columnname", "articletitle", "pubdate"} {
		if p.Meta[name] != "" {
			return true
		}
	}
	return p.Article != nil && (p.Article.DocNo != "" || p.Article.Images > 0 || len(p.Article.Attachments) > 0 || slices.ContainsFunc(p.Article.Dates, func(w webpage.Witness) bool { return publishedDay(p, w) }))
}

// publishedDay says whether a date is one that the page was given, and not the time of the
// visit, which walls print too.
func publishedDay(p *webpage.Page, w webpage.Witness) bool {
	return (w.Source == webpage.DateShown || w.Source == webpage.DateMeta) && !w.Date.Equal(zhtext.Day(p.At))
}

// asks says whether a page has a form of more than the one field of a wall.
func asks(p *webpage.Page) bool {
	for i := range p.Forms {
		if len(p.Forms[i].Fields) > 1 {
			return true
		}
	}
	return false
}

// steady leaves out of a text what changes from answer to answer: numbers, with what
// is written together with them, and addresses.
func steady(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		n := strings.IndexFunc(text, func(r rune) bool { return !codeRune(r) })
		if n < 0 {
			n = len(text)
		}
		if n > 0 && !strings.ContainsAny(text[:n], "0123456789/") {
			b.WriteString(text[:n])
		}
		text = text[n:]
		if n = strings.IndexFunc(text, codeRune); n < 0 {
			n = len(text)
		}
		b.WriteString(text[:n])
		text = text[n:]
	}
	return b.String()
}

func codeRune(r rune) bool {
	return r < 0x80 && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("-_./:?=&%", r))
}
