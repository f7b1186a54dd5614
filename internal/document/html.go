package document

import (
	"fmt"
	"slices"
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
	if inline(n) {
		p.walk(n)
		return
	}
	switch n.DataAtom {
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

// inline says whether an element stands within a line. Word wraps dates, amounts and names
// in tags of its own: <st1:chsdate>.
func inline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Span, atom.Font, atom.B, atom.Strong, atom.I, atom.Em, atom.U, atom.S, atom.Strike, atom.Del, atom.Ins, atom.Sup, atom.Sub, atom.Label, atom.Small, atom.Big,
		atom.Code, atom.Tt, atom.Kbd, atom.Var, atom.Samp, atom.Mark, atom.Abbr, atom.Acronym, atom.Cite, atom.Q, atom.Time, atom.Data, atom.Bdo, atom.Bdi, atom.Wbr:
		return true
	}
	return n.DataAtom == 0 && strings.Contains(n.Data, ":")
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
