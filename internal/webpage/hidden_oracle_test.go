package webpage_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"ducha/internal/address"
	"ducha/internal/realdata"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// TestHiddenAgainstDOM holds the hidden links of every real page against those
// read by a full HTML parser and plain regular expressions. They may differ in one
// thing: a parser drops a table's row or cell that stands outside any table, with
// its style, and the reader keeps it.
func TestHiddenAgainstDOM(t *testing.T) {
	pages, with, away, links, excused := 0, 0, 0, 0, 0
	for url, body := range realdata.Pages(t) {
		page := webpage.Read(exchangeFor(url), body)
		if page.Class == webpage.ClassData || page.Class == webpage.ClassAttachment {
			continue
		}
		text, _, _, _ := zhtext.Decode(body, "")
		root, err := html.Parse(strings.NewReader(string(text)))
		if err != nil {
			continue
		}
		pages++
		if len(page.Hidden) > 0 {
			with++
			links += len(page.Hidden)
		}
		if slices.ContainsFunc(page.Hidden, func(l webpage.HiddenLink) bool { return l.Away }) {
			away++
		}
		var got []webpage.HiddenLink
		want, dropped := hiddenInDOM(root, url), droppedRows(string(text), root)
		for _, l := range page.Hidden {
			l.Text = zhtext.Key(l.Text)
			if dropped[l.How] && !slices.Contains(want, l) {
				excused++
				continue
			}
			got = append(got, l)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: hidden links differ:\n%s", url, diff[:min(len(diff), 1500)])
		}
	}
	t.Logf("%d of %d pages hide %d links; %d push some away; %d links lie in rows without a table", with, pages, links, away, excused)
	if excused*100 > links {
		t.Errorf("of %d links %d are excused", links, excused)
	}
}

var (
	rowTag  = regexp.MustCompile(`(?i)<t(?:r|d|h|body|head|foot)\b[^>]*\sstyle="([^"]*)"`)
	rowName = regexp.MustCompile(`^t(?:r|d|h|body|head|foot)$`)
)

// droppedRows gives the styles of rows and cells that are in the source more often
// than in the DOM.
func droppedRows(src string, root *html.Node) map[string]bool {
	counts := map[string]int{}
	for _, m := range rowTag.FindAllStringSubmatch(src, -1) {
		counts[domStyle(m[1])]++
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && rowName.MatchString(n.Data) {
			counts[domStyle(domAttr(n, "style"))]--
		}
	}
	dropped := map[string]bool{}
	for style, n := range counts {
		dropped[style] = n > 0
	}
	return dropped
}

// hiddenInDOM is the plain way to read hidden links.
func hiddenInDOM(root *html.Node, url string) []webpage.HiddenLink {
	d := domHider{base: address.NewBase(url), rules: domRules(root)}
	for n := range root.Descendants() {
		if n.DataAtom == atom.Base && domAttr(n, "href") != "" {
			d.base = address.NewBase(d.base.Resolve(domAttr(n, "href")))
		}
	}
	d.walk(root, "", false)
	return d.found
}

type domHider struct {
	base  *address.Base
	rules map[string]string // ".class" or "#id" → how it hides
	found []webpage.HiddenLink
}

func (d *domHider) walk(n *html.Node, how string, away bool) {
	if n.Type == html.ElementNode {
		if w, a := d.hides(n); w != "" {
			how, away = w, away || a
		}
		if href := strings.TrimSpace(domAttr(n, "href")); n.DataAtom == atom.A && how != "" && href != "" && href[0] != '#' && !domUnfilled.MatchString(href) {
			if u := d.base.Resolve(href); u != "" && len(d.found) < 500 {
				d.found = append(d.found, webpage.HiddenLink{URL: u, Text: zhtext.Key(domText(n)), How: how, Away: away})
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		d.walk(c, how, away)
	}
}

func (d *domHider) hides(n *html.Node) (how string, away bool) {
	keys := []string{"#" + domAttr(n, "id")}
	for _, c := range strings.Fields(domAttr(n, "class")) {
		keys = append(keys, "."+c)
	}
	for _, key := range keys {
		if style := d.rules[key]; style != "" {
			how, away = style, !domGapless(n, style)
		}
	}
	style := domStyle(domAttr(n, "style"))
	switch {
	case domAway(style):
		return style, away || !domGapless(n, style)
	case strings.Contains(style, "display:none"), strings.Contains(style, "visibility:hidden"), strings.Contains(style, "opacity:0;"), strings.HasSuffix(style, "opacity:0"):
		return style, away
	case slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" }):
		return "hidden", away
	case n.DataAtom == atom.Marquee && (domSmall(domAttr(n, "height")) || domSmall(domAttr(n, "width"))):
		return "marquee", true
	}
	return how, away
}

var (
	domFar      = regexp.MustCompile(`(?:left|top|right|bottom|text-indent):-(\d{3,})`)
	domTiny     = regexp.MustCompile(`(?:^|;)(?:height|width|max-height|font-size|line-height):[01](?:px|pt|em|%)?(?:;|!|$)`)
	domFont     = regexp.MustCompile(`font-size:[^;]*`)
	domUnfilled = regexp.MustCompile(`\{\{|<%|\$\{|\{\$|\[\[`)
	domRule     = regexp.MustCompile(`([.#][\w-]+)\s*\{([^{}]*)\}`)
)

func domStyle(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }

func domAway(style string) bool {
	if m := domFar.FindStringSubmatch(style); m != nil {
		n, err := strconv.Atoi(m[1])
		return err != nil || n >= 500
	}
	return domTiny.MatchString(style) && strings.Contains(style, "overflow:hidden") || strings.Contains(style, "font-size:0")
}

// domGapless says whether only the size of letters is taken from several links.
func domGapless(n *html.Node, style string) bool {
	links := 0
	for d := range n.Descendants() {
		if d.DataAtom == atom.A {
			links++
		}
	}
	return links > 1 && !domAway(domFont.ReplaceAllString(style, ""))
}

func domSmall(v string) bool {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(v), "px"))
	return err == nil && n <= 5
}

func domRules(root *html.Node) map[string]string {
	rules := map[string]string{}
	for n := range root.Descendants() {
		if n.DataAtom != atom.Style || n.FirstChild == nil {
			continue
		}
		for _, m := range domRule.FindAllStringSubmatch(n.FirstChild.Data, -1) {
			if style := domStyle(m[2]); domAway(style) {
				rules[m[1]] = style
			}
		}
	}
	return rules
}

func domAttr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func domText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
