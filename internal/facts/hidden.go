package facts

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"ducha/internal/evidence"
	"ducha/internal/zhtext"
)

// A HiddenLink is a link that a visitor cannot see.
type HiddenLink struct {
	URL, Text string
	How       string // the style that hides it, as written
	// Away is set when it is pushed off the page or shrunk to nothing: menus and
	// tabs that open on a touch are never hidden like that, only not displayed.
	Away bool
}

// HiddenLinks reads the links of one page that its own styles hide. Style
// sheets of other files are not looked into: what they hide is not known.
func (s *Site) HiddenLinks(address string) ([]HiddenLink, error) {
	v := s.visits[pageKey(address)]
	if v == nil || v.info.Problem != evidence.None {
		return nil, fmt.Errorf("%w：%s 没有可用的记录", ErrNotCovered, address)
	}
	body, err := s.src.Body(v.chosen.Body)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", address, err)
	}
	text, _, _, _ := zhtext.Decode(body, v.chosen.Header.Get("Content-Type"))
	root, err := html.Parse(strings.NewReader(string(text)))
	if err != nil {
		return nil, nil // nested too deep for the parser: no page of a template
	}
	h := hider{res: newResolver(v.info.URL, new(references)), rules: styleRules(root)}
	h.walk(root, "", false)
	return h.found, nil
}

type hider struct {
	res   *resolver
	rules map[string]string // ".class" or "#id" → how it hides
	found []HiddenLink
}

func (h *hider) walk(n *html.Node, how string, away bool) {
	if n.Type == html.ElementNode {
		if w, a := h.hides(n); w != "" {
			how, away = w, away || a
		}
		if n.DataAtom == atom.A && how != "" {
			if u := h.res.resolve(attrOf(n, "href")); u != "" && len(h.found) < 500 {
				h.found = append(h.found, HiddenLink{URL: u, Text: fold(textBelow(n)), How: how, Away: away})
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		h.walk(c, how, away)
	}
}

// hides says how an element hides what is in it.
func (h *hider) hides(n *html.Node) (how string, away bool) {
	for _, key := range append([]string{"#" + attrOf(n, "id")}, dotted(attrOf(n, "class"))...) {
		if style := h.rules[key]; style != "" {
			how, away = style, offPage(style)
		}
	}
	if style := strings.ToLower(strings.ReplaceAll(attrOf(n, "style"), " ", "")); style != "" {
		switch {
		case offPage(style):
			return style, true
		case strings.Contains(style, "display:none"), strings.Contains(style, "visibility:hidden"), strings.Contains(style, "opacity:0;"), strings.HasSuffix(style, "opacity:0"):
			return style, away
		}
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return "hidden", away
		}
	}
	if n.DataAtom == atom.Marquee && (small(attrOf(n, "height")) || small(attrOf(n, "width"))) {
		return "marquee", true
	}
	return how, away
}

func dotted(classes string) (all []string) {
	for _, c := range strings.Fields(classes) {
		all = append(all, "."+c)
	}
	return all
}

var (
	farAway = regexp.MustCompile(`(?:left|top|right|bottom|text-indent|margin-left|margin-top):-(\d{3,})`)
	tiny    = regexp.MustCompile(`(?:^|;)(?:height|width|max-height|font-size|line-height):[01](?:px|pt|em|%)?(?:;|!|$)`)
)

// offPage says whether a style pushes a block out of sight or shrinks it to
// nothing. Screen readers' helpers are made alike; what they hold is judged by
// its target, never by this alone.
func offPage(style string) bool {
	if m := farAway.FindStringSubmatch(style); m != nil {
		n, err := strconv.Atoi(m[1])
		return err != nil || n >= 500
	}
	return tiny.MatchString(style) && strings.Contains(style, "overflow:hidden") || strings.Contains(style, "font-size:0")
}

func small(v string) bool {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(v), "px"))
	return err == nil && n <= 5
}

// simpleRule is a rule of a style element for one class or id alone.
var simpleRule = regexp.MustCompile(`([.#][\w-]+)\s*\{([^{}]*)\}`)

// styleRules reads the classes and ids that the page's own style elements hide
// for good: a rule for :hover elsewhere shows a menu again, so a plain
// display:none of a class is left alone.
func styleRules(root *html.Node) map[string]string {
	rules := map[string]string{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.DataAtom != atom.Style || n.FirstChild == nil {
			continue
		}
		for _, m := range simpleRule.FindAllStringSubmatch(n.FirstChild.Data, -1) {
			if style := strings.ToLower(strings.ReplaceAll(m[2], " ", "")); offPage(style) {
				rules[m[1]] = style
			}
		}
	}
	return rules
}

func attrOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textBelow(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
