package document

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page walks one HTML tree in reading order.
type page struct {
	d    *Document
	line strings.Builder // inline text of the paragraph being read
	seen map[string]bool // long blocks and tables met before: mobile duplicates
	tabs [][3]string     // samples of long blocks that are hidden at first
}

func (d *Document) readHTML(raw []byte) error {
	root, err := html.Parse(strings.NewReader(decode(raw)))
	if err != nil {
		return fmt.Errorf("网页结构无法解析: %w", err)
	}
	d.Title = pageTitle(root)
	p := &page{d: d, seen: map[string]bool{}}
	text := content(root)
	for at := text; at.Parent != nil; at = at.Parent { // the other panels of tabs stand beside the one shown
		for c := at.Parent.FirstChild; c != nil; c = c.NextSibling {
			if c != at && c.Type == html.ElementNode && concealed(c) {
				p.conceal(c)
			}
		}
	}
	p.walk(text)
	p.flush()
	d.Cut = d.Cut || p.conceals()
	return nil
}

// pageTitle prefers the tag the platforms must write, then the headline.
func pageTitle(root *html.Node) string {
	var meta, head, title string
	for n := range root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.DataAtom == atom.Meta && strings.EqualFold(attr(n, "name"), "ArticleTitle"):
			meta = clean(attr(n, "content"))
		case n.DataAtom == atom.H1 && head == "":
			head = clean(textOf(n))
		case n.DataAtom == atom.Title && title == "":
			title = clean(textOf(n))
		}
	}
	for _, t := range []string{meta, head, title} {
		if t != "" {
			return t
		}
	}
	return ""
}

// content is the smallest part of the page that still holds nearly all text
// outside links: menus are links, so they do not count.
func content(root *html.Node) *html.Node {
	weights := map[*html.Node]int{}
	weigh(root, false, weights)
	at := root
	for {
		var best *html.Node
		for c := at.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && (best == nil || weights[c] > weights[best]) {
				best = c
			}
		}
		if best == nil || weights[best]*100 < weights[at]*92 || !descends(best) {
			return at
		}
		at = best
	}
}

// descends says whether a node may stand for the content on its own. Entering
// a lone table's row would lose the table.
func descends(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Div, atom.Section, atom.Article, atom.Main, atom.Form, atom.Center, atom.Span, atom.Font:
		return true
	}
	return false
}

func weigh(n *html.Node, link bool, weights map[*html.Node]int) int {
	sum := 0
	switch {
	case n.Type == html.TextNode && !link:
		sum = han(n.Data) + digits(n.Data)
	case n.Type == html.ElementNode && skipped(n):
		return 0
	}
	link = link || n.DataAtom == atom.A
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		sum += weigh(c, link, weights)
	}
	weights[n] = sum
	return sum
}

// skipped are nodes that a reader never sees.
func skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Select, atom.Textarea, atom.Button, atom.Svg, atom.Nav, atom.Footer:
		return n.DataAtom != atom.Head || n.Parent == nil || n.Parent.DataAtom == atom.Html
	}
	if n.Type != html.ElementNode {
		return false
	}
	return concealed(n)
}

// concealed are blocks that are not shown at first: copies for telephones, windows that
// open, and the panels of tabs.
func concealed(n *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	return strings.Contains(style, "display:none") || hasAttr(n, "hidden")
}

// conceal remembers samples of a long hidden block that is no menu.
func (p *page) conceal(n *html.Node) {
	var b strings.Builder
	words, weights := 0, map[*html.Node]int{}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(textOf(c))
		words += weigh(c, false, weights)
	}
	if words < repeatable/3 {
		return
	}
	text := []rune(squeeze(b.String()))
	if len(text) < repeatable/3 || len(p.tabs) >= 50 {
		return
	}
	var samples [3]string
	for i := range samples {
		at := (i + 1) * len(text) / 4
		samples[i] = string(text[at : at+20])
	}
	p.tabs = append(p.tabs, samples)
}

// conceals says whether one of them is no copy of what is shown: a visitor opens it, and
// so what we do not find may stand there.
func (p *page) conceals() bool {
	if len(p.tabs) == 0 {
		return false
	}
	shown := squeeze(strings.ReplaceAll(p.d.All(), "\n", ""))
	return slices.ContainsFunc(p.tabs, func(samples [3]string) bool {
		return !slices.ContainsFunc(samples[:], func(s string) bool { return strings.Contains(shown, s) })
	})
}

func (p *page) walk(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.node(c)
	}
}

func (p *page) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		p.line.WriteString(n.Data)
		return
	case n.Type == html.ElementNode && concealed(n):
		p.conceal(n)
		return
	case n.Type != html.ElementNode || skipped(n):
		return
	}
	switch n.DataAtom {
	case atom.Iframe, atom.Embed, atom.Object:
		if !decoration(n) || attr(n, "data") != "" && attr(n, "src") == "" {
			p.d.Images++ // a viewer shows what stands elsewhere
		}
	case atom.Br, atom.Hr:
		p.flush()
	case atom.Img:
		if !decoration(n) {
			p.d.Images++
		}
	case atom.A:
		p.anchor(n)
	case atom.Table:
		p.flush()
		p.table(n)
	default:
		p.block(n)
	}
}

// block reads an element; block-level ones end the line before and after.
func (p *page) block(n *html.Node) {
	switch n.DataAtom {
	case atom.Span, atom.Font, atom.B, atom.Strong, atom.I, atom.Em, atom.U, atom.Sup, atom.Sub, atom.Label, atom.Small, atom.Ins, atom.Code:
		p.walk(n)
		return
	case atom.Div, atom.Section, atom.Article:
		// Remembered only when it has been read: a wrapper has the same text as
		// the one block inside it, and is no repetition of it.
		key := squeeze(textOf(n))
		if p.seen[key] {
			return
		}
		if len(key) >= repeatable {
			defer func() { p.seen[key] = true }()
		}
	}
	p.flush()
	p.walk(n)
	p.flush()
}

// repeatable is the length, in bytes, from which a block that stood in the page
// before is taken for its second copy: many templates print the article twice,
// for the desk and for the telephone.
const repeatable = 900

func (p *page) flush() {
	if p.line.Len() > 0 {
		p.d.paragraph(p.line.String())
		p.line.Reset()
	}
}

// anchor keeps the words of a link and remembers it when it leads to a file.
func (p *page) anchor(n *html.Node) {
	href := strings.TrimSpace(attr(n, "href"))
	target, _, _ := strings.Cut(href, "?")
	target, _, _ = strings.Cut(target, "#")
	name := clean(textOf(n))
	if named(extension(target)) || named(extension(name)) {
		if title := clean(attr(n, "title")); name == "" {
			name = title
		}
		if len(p.d.Attachments) < 500 {
			p.d.Attachments = append(p.d.Attachments, Attachment{Name: name, URL: href})
		}
	}
	p.walk(n)
}

// decoration are pictures too small or too plainly named to hold content.
func decoration(n *html.Node) bool {
	for _, key := range []string{"width", "height"} {
		if v, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(attr(n, key)), "px")); err == nil && v > 0 && v < 100 {
			return true
		}
	}
	src := strings.ToLower(attr(n, "src"))
	for _, word := range []string{"icon", "logo", "filetype", "fileicon", "share", "print", "qrcode", "ewm", "blank.gif", "spacer", "icons"} {
		if strings.Contains(src, word) {
			return true
		}
	}
	return src == ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// textOf is all visible text below n; block ends become blanks.
func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && skipped(n):
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		switch n.DataAtom {
		case atom.P, atom.Div, atom.Br, atom.Tr, atom.Td, atom.Th, atom.Li:
			b.WriteByte(' ')
		}
	}
	walk(n)
	return b.String()
}
