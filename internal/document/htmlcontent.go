package document

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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
