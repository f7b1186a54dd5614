package fetch

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"

	"ducha/internal/zhtext"
)

// headBytes is how much of a page is looked at. Walls and notices are short;
// what is longer is counted, not read.
const (
	firstBytes = 16 << 10
	headBytes  = 64 << 10
)

// sight is a quick look at a page: enough to tell a page from a wall, never
// enough to judge its content.
type sight struct {
	html     bool
	title    string // visible words without white space, lower case
	text     string // likewise, of the body, the first maxSight bytes
	chars    int    // characters of visible text
	links    int
	scripts  int
	media    int // pictures and frames
	password bool
	script   string // text of the scripts in the head of the page
	raw      string // first bytes of the markup
}

const (
	maxSight  = 8 << 10
	shortText = 500 // characters; no real page of a site with its menu is shorter
	shortLink = 25
	bareText  = 300 // a notice and nothing else
	bareLink  = 10
	bareWord  = 100 // a notice without any markup
)

func (p *sight) short() bool { return p.chars <= shortText && p.links <= shortLink }

func (p *sight) nothing() bool {
	return p.chars == 0 && p.links == 0 && p.scripts == 0 && p.media == 0 && !p.leadsOn()
}

// records says whether this is what a script loads its lists from and no page:
// titles of entries are all its words, and may speak of 升级改造.
func (p *sight) records() bool {
	raw := strings.TrimLeft(p.raw, " \t\r\n\ufeff")
	begins := func(opening string) bool {
		return len(raw) >= len(opening) && strings.EqualFold(raw[:len(opening)], opening)
	}
	if !slices.ContainsFunc([]string{"<datastore", "<recordset", "<?xml", "{", "["}, begins) {
		return false
	}
	low := zhtext.LowerASCII(raw)
	return !strings.Contains(low, "<html") && !strings.Contains(low, "<body") && !strings.Contains(low, "<!doctype")
}

// leadsOn says whether a page without words sends its reader on by meta refresh.
func (p *sight) leadsOn() bool {
	raw := zhtext.LowerASCII(p.raw)
	return strings.Contains(raw, "http-equiv") && strings.Contains(raw, "refresh") && strings.Contains(raw, "url=")
}

// find gives the first of the words that title or text hold.
func (p *sight) find(words []string) string {
	for _, w := range words {
		if strings.Contains(p.title, w) || strings.Contains(p.text, w) {
			return w
		}
	}
	return ""
}

// notice gives the first of the words that make the page a notice: in the title
// of a short page, or in the text of a bare one that is no article.
func (p *sight) notice(words []string) string {
	if !p.short() {
		return ""
	}
	bare := p.chars <= bareText && p.links <= bareLink && !p.article()
	for _, w := range words {
		if strings.Contains(p.title, w) && !p.article() || bare && strings.Contains(p.text, w) {
			return w
		}
	}
	return ""
}

// article says whether the page shows what entries show: they may speak of
// maintenance and of missing pages without being either.
func (p *sight) article() bool {
	for _, w := range []string{"发布时间", "发布日期", "发布机构", "来源:", "来源：", "浏览次数", "阅读次数", "字号", "索引号", "当前位置"} {
		if strings.Contains(p.text, w) {
			return true
		}
	}
	return false
}

// leads says whether the words stand at the very top of the page, before any
// menu.
func (p *sight) leads(words string) bool {
	i := strings.Index(p.text, words)
	return strings.HasPrefix(p.title, words) || i >= 0 && i < 120
}

// errorTitle: a whole site template may surround the notice, but its title says
// it. Both must agree, so that an article on 404 is not one.
func (p *sight) errorTitle() string {
	if namesError(p.title) {
		if words := p.find(softWords()); words != "" && (p.chars <= 4*shortText) {
			return p.title + ": " + words
		}
		if p.short() {
			return p.title
		}
	}
	return ""
}

// namesError says whether a title begins as those of error pages do.
func namesError(title string) bool {
	for _, w := range errorTitles() {
		if rest, ok := strings.CutPrefix(title, w); ok && (w != "404" || errorAfter404(rest)) {
			return true
		}
	}
	return false
}

// errorAfter404 keeps bus route 404 and document 404号 out.
func errorAfter404(rest string) bool {
	if rest == "" {
		return true
	}
	for _, w := range []string{"-", "_", "|", ":", "：", "—", "–", ",", "，", "!", "！", ".", "(", "（", "页", "错", "找", "未", "没", "not", "error", "page", "file", "出错"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// challenge recognises a script that wants to see a browser: little or no text,
// and the mark of a known product or its words.
func (p *sight) challenge() string {
	if !p.html || p.chars > 200 || p.links > 5 {
		return ""
	}
	raw := zhtext.LowerASCII(p.raw)
	for _, m := range challengeMarks() {
		if strings.Contains(p.script, m) || strings.Contains(raw, m) {
			return "script challenge: " + m
		}
	}
	if w := p.find(challengeWords()); w != "" && p.scripts > 0 {
		return "script challenge: " + w
	}
	if p.chars < 20 && p.links == 0 && p.media == 0 && strings.Contains(p.script, "document.cookie") &&
		(strings.Contains(p.script, "location.reload") || strings.Contains(p.script, "location.href") || strings.Contains(p.script, "location.replace")) {
		return "script challenge: sets a cookie and reloads"
	}
	return ""
}

// Kinds of a body by its own bytes.
const (
	sniffText = iota
	sniffHTML
	sniffBinary
)

// sniff looks at the bytes, not at the header.
func sniff(body []byte) int {
	head := body[:min(len(body), 1024)]
	if utf16(head) {
		return sniffHTML
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return sniffBinary
	}
	for _, magic := range []string{"%PDF-", "PK\x03\x04", "\xd0\xcf\x11\xe0", "Rar!", "\x1f\x8b", "GIF8", "\x89PNG", "\xff\xd8\xff", "7z\xbc\xaf", "{\\rtf", "RIFF", "BM"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return sniffBinary
		}
	}
	if bytes.HasPrefix(head, []byte("<!DOCTYPE html")) || bytes.HasPrefix(head, []byte("<!doctype html")) {
		return sniffHTML
	}
	lower := bytes.ToLower(head)
	for _, tag := range []string{"<html", "<!doctype html", "<head", "<body", "<script", "<meta", "<title", "<div", "<p>", "<a ", "<table", "<br", "<h1", "<center", "<form"} {
		if bytes.Contains(lower, []byte(tag)) {
			return sniffHTML
		}
	}
	return sniffText
}

func utf16(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff"))
}

// look reads the head of a page with one pass over its bytes, piece by piece:
// the first is enough for most pages, for it holds the menu and proves that they
// are pages.
func look(body []byte, contentType string, html bool) *sight {
	p := &sight{html: html}
	s, done, at := scan{p: p}, "", 0
	for limit := firstBytes; ; limit *= 2 {
		cut := len(body) > limit
		text := decodeHead(body[:min(len(body), limit)], cut, contentType)
		if !strings.HasPrefix(text, done) {
			// The longer piece is in another encoding.
			*p = sight{html: html}
			s, at = scan{p: p}, 0
		}
		last := !cut || limit >= headBytes
		at += s.page(text[at:], last)
		done = text[:at]
		if last || s.ample() {
			p.raw = text[:cutRune(text, 4096)]
			break
		}
	}
	p.title, p.text, p.script = string(s.title), string(s.text), string(s.script)
	if len(body) > headBytes && !s.ample() {
		// The rest was not read; what was read is at least as long as any notice.
		p.chars += len(body) - headBytes
	}
	return p
}

func cutRune(s string, n int) int {
	if len(s) <= n {
		return len(s)
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}

// decodeHead turns the first bytes into UTF-8, by what they are and not by what
// header or meta claim. cut says that the head ends within the body.
func decodeHead(head []byte, cut bool, contentType string) string {
	if cut {
		head = head[:cutValid(head)]
	}
	text, _, _, _ := zhtext.Decode(head, contentType)
	// Bodies never change once read: no copy is needed to take them for text.
	return unsafe.String(unsafe.SliceData(text), len(text))
}

// cutValid drops a character cut at the end.
func cutValid(b []byte) int {
	for i := 1; i <= utf8.UTFMax && i <= len(b); i++ {
		if utf8.RuneStart(b[len(b)-i]) {
			if utf8.FullRune(b[len(b)-i:]) {
				return len(b)
			}
			return len(b) - i
		}
	}
	return len(b)
}
