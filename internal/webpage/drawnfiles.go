package webpage

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"ducha/internal/markup"
)

// shownFile is a document that a page shows within itself.
type shownFile struct {
	node int32
	link Link
}

// drawnFiles finds the documents that a page shows within itself: in a frame, in a
// frame of a viewer (viewer.html?file=/a.pdf), or by a script that stands where it is
// shown, showPdf("/a.pdf", "100%").
func (r *reader) drawnFiles() {
	t := r.t
	for _, tag := range []markup.TagID{markup.TagIframe, markup.TagEmbed} {
		for id := range t.All(tag) {
			if r.areas[id] != inMain {
				continue
			}
			src := t.Get(id, markup.AttrSrc)
			_, query, _ := strings.Cut(src, "?")
			if u := r.viewed(query); u != "" {
				r.drawFile(id, u, "")
			} else if u := r.res.resolve(src); documentPath(u) {
				r.drawFile(id, u, "")
			}
		}
	}
	for _, s := range t.Scripts {
		n := &t.Nodes[s.Node]
		parent := t.Nodes[n.Parent].Tag
		if s.Marks&scriptFiles == 0 || len(n.Text) > maxDrawing || r.areas[s.Node] != inMain || parent == markup.TagBody || parent == markup.TagHTML || parent == markup.TagHead {
			continue
		}
		for i := 0; i < len(n.Text); {
			j := strings.IndexAny(n.Text[i:], `"'`)
			if j < 0 {
				break
			}
			lit, end := markup.Literal(n.Text, i+j)
			if end == 0 {
				i += j + 1
				continue
			}
			i = end
			r.handedOut(s.Node, lit)
			if documentPath(lit) && !strings.HasPrefix(strings.TrimLeft(n.Text[end:], " "), "+") {
				r.drawFile(s.Node, r.res.resolve(lit), "")
			}
		}
	}
}

// handedOut keeps the documents that the links in a script's own HTML lead to, which it
// writes below the text: var files = '<a href="./P0202.doc">申请表</a>'.
func (r *reader) handedOut(id int32, html string) {
	for {
		_, rest, ok := strings.Cut(html, "<a ")
		if !ok {
			return
		}
		tag, inside, ok := strings.Cut(rest, ">")
		if !ok {
			return
		}
		text, after, _ := strings.Cut(inside, "</a>")
		html = after
		_, ref, _ := strings.Cut(tag, "href=")
		if lit, n := markup.Literal(ref, 0); n > 0 && documentPath(lit) {
			r.drawFile(id, r.res.resolve(lit), markup.Fold(text))
		}
	}
}

// maxDrawing is how long a script may be that shows a document: others are programs.
const maxDrawing = 20_000

// maxDrawn bounds the documents of one page.
const maxDrawn = 20

// viewed is the document that the address of a viewer names.
func (r *reader) viewed(query string) string {
	for _, part := range strings.Split(query, "&") {
		_, value, ok := strings.Cut(part, "=")
		if path, err := url.QueryUnescape(value); ok && err == nil && documentPath(path) {
			return r.res.resolve(path)
		}
	}
	return ""
}

// documentPath says whether an address ends as those of documents do.
func documentPath(address string) bool {
	address, _, _ = strings.Cut(address, "#")
	path, _, _ := strings.Cut(address, "?")
	return strings.Contains(path, "/") && (namesFile(path) || namesFile(address)) && !strings.ContainsAny(address, " \n<>")
}

// drawFile keeps a document that is shown, and its link unless the page has it. Where
// nothing names it, its file does.
func (r *reader) drawFile(id int32, address, text string) {
	if address == "" || len(r.files) >= maxDrawn || slices.ContainsFunc(r.files, func(d shownFile) bool { return d.link.URL == address }) {
		return
	}
	l := Link{URL: address, Text: cmp.Or(text, fileName(address)), Area: AreaMain, Kind: LinkAttachment, Raw: address}
	r.files = append(r.files, shownFile{id, l})
	if !slices.ContainsFunc(r.page.Links, func(k Link) bool { return k.URL == address }) {
		r.add(l)
	}
}

// drawnInto adds the documents shown within an article to its attachments.
func (r *reader) drawnInto(a *Article) {
	for _, d := range r.files {
		if r.content >= 0 && d.node < r.content || slices.ContainsFunc(a.Attachments, func(l Link) bool { return l.URL == d.link.URL }) {
			continue
		}
		l := d.link
		if a.Title != "" && !strings.ContainsFunc(l.Text, han) {
			l.Text = a.Title // a number names nothing
		}
		a.Attachments = append(a.Attachments, l)
	}
}

func han(c rune) bool { return unicode.Is(unicode.Han, c) }

// handsOut says whether an address is that of a program which hands out files.
func handsOut(address string) bool {
	low := strings.ToLower(address)
	return slices.ContainsFunc([]string{"download", "attach", "fileid", "getfile", "filedown"}, func(w string) bool { return strings.Contains(low, w) })
}

// otherLabel says whether a value is the next label: nothing stands behind the first.
func otherLabel(v string) bool {
	for _, label := range []string{"发布时间", "发布日期", "发布人", "发布者", "发布机构", "发布单位", "时间：", "时间:", "日期：", "日期:", "作者：", "作者:", "编辑：", "编辑:", "责任编辑", "浏览", "点击", "阅读", "访问", "字号", "字体", "打印", "分享"} {
		if strings.HasPrefix(v, label) {
			return true
		}
	}
	return false
}
