package markup

import "strings"

// Limits of what a reader remembers of the styles it has read.
const (
	maxStyles = 1024
	maxStyle  = 512       // bytes of one attribute
	maxSheets = 512 << 10 // bytes of all style elements
	maxSheet  = 64 << 10  // bytes of one
)

// styles reads what styles hide, and remembers it: templates write the same ones
// on every page.
type styles struct {
	rules  map[selector]string    // how the sheets of the present page push things away
	sheets map[string][]styleRule // those of style elements read before
	size   int                    // their bytes
	known  map[string]Veil        // style attributes read before
}

// A selector is one class or id.
type selector struct {
	mark byte // '.' or '#'
	name string
}

type styleRule struct {
	selector
	how string
}

// ReadSheets reads what the page's own style elements hide.
func (t *Tree) ReadSheets() {
	for i := range t.All(TagStyle) {
		t.styles.addSheet(t.Nodes[i].Text)
	}
}

// addSheet adds the rules of one style element to those of the page.
func (s *styles) addSheet(css string) {
	rules, ok := s.sheets[css]
	if !ok && len(css) > maxSheet {
		rules = sheetRules(css)
	} else if !ok {
		if s.size += len(css); s.size > maxSheets || s.sheets == nil {
			s.sheets, s.size = make(map[string][]styleRule), len(css)
		}
		css = strings.Clone(css) // the page is let go of
		rules = sheetRules(css)
		s.sheets[css] = rules
	}
	if len(rules) > 0 && s.rules == nil {
		s.rules = make(map[selector]string)
	}
	for _, rule := range rules {
		s.rules[rule.selector] = rule.how
	}
}

// sheetRules reads the rules for one class or id alone that push off the page. A
// rule for :hover elsewhere shows a menu again, so a plain display:none of a class
// is left alone.
func sheetRules(css string) (all []styleRule) {
	head := "" // what stands before the brace
	for css != "" {
		i := strings.IndexAny(css, "{}")
		if i < 0 {
			break
		}
		if css[i] == '{' { // also of a rule of rules, as @media is
			head, css = css[:i], css[i+1:]
			if onPaper(head) {
				head, css = "", css[ruleEnd(css):]
			}
			continue
		}
		if body := css[:i]; head != "" && mayHide(body) {
			if how := plainStyle(body); pushesAway(how) {
				if s := lastSelector(head); s.name != "" {
					all = append(all, styleRule{s, how})
				}
			}
		}
		head, css = "", css[i+1:]
	}
	return all
}

// onPaper says whether a rule's head is that of rules for printing: what they leave
// out stands on the screen.
func onPaper(head string) bool {
	at := strings.LastIndexByte(head, '@')
	return at >= 0 && containsFold(head[at:], "media") && containsFold(head[at:], "print") && !containsFold(head[at:], "screen") && !containsFold(head[at:], "all")
}

func containsFold(s, lower string) bool { return strings.Contains(strings.ToLower(s), lower) }

// ruleEnd is where a rule of rules ends, behind its opening brace.
func ruleEnd(css string) int {
	depth := 1
	for i := range len(css) {
		switch css[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(css)
}

// lastSelector is the class or id at the end of a rule's head.
func lastSelector(head string) (s selector) {
	end := len(head)
	for end > 0 && markupSpace(head[end-1]) {
		end--
	}
	i := end
	for i > 0 && wordByte(head[i-1]) {
		i--
	}
	if i > 0 && i < end && (head[i-1] == '.' || head[i-1] == '#') {
		return selector{head[i-1], head[i:end]}
	}
	return s
}

func wordByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

// ruled says how the page's sheets push away an element of this id and class.
func (s *styles) ruled(id, class string) (how string) {
	if id != "" {
		how = s.rules[selector{'#', Unescape(id)}]
	}
	for c := range strings.FieldsSeq(Unescape(class)) {
		if h := s.rules[selector{'.', c}]; h != "" {
			how = h
		}
	}
	return how
}

// written says how a style attribute hides.
func (s *styles) written(style string) Veil {
	if !mayHide(style) && strings.IndexByte(style, '&') < 0 {
		return Veil{}
	}
	if v, ok := s.known[style]; ok {
		return v
	}
	if len(style) > maxStyle {
		return veilOf(style)
	}
	if len(s.known) >= maxStyles || s.known == nil {
		s.known = make(map[string]Veil)
	}
	style = strings.Clone(style)
	v := veilOf(style)
	s.known[style] = v
	return v
}

func veilOf(style string) Veil {
	style = plainStyle(Unescape(style))
	switch {
	case pushesAway(style):
		return Veil{style, true}
	case strings.Contains(style, "display:none"), strings.Contains(style, "visibility:hidden"), strings.Contains(style, "opacity:0;"), strings.HasSuffix(style, "opacity:0"):
		return Veil{style, false}
	}
	return Veil{}
}

// mayHide says whether a value begins as those do that hide: -999px, 0, 1px,
// none, hidden. Most styles have none, and need not be read.
func mayHide(style string) bool {
	for i := 0; i < len(style); i++ {
		if style[i] != ':' {
			continue
		}
		for i++; i < len(style) && markupSpace(style[i]); i++ {
		}
		if i == len(style) {
			return false
		}
		switch style[i] {
		case '-', 'n', 'N', 'h', 'H':
			return true
		case '0', '1':
			if i+1 == len(style) || style[i+1] != '.' && (style[i+1] < '0' || style[i+1] > '9') {
				return true
			}
		case ':':
			i--
		}
	}
	return false
}

// plainStyle is a style in lower case and without blanks.
func plainStyle(style string) string {
	for i := range len(style) {
		if style[i] <= ' ' {
			return strings.ToLower(strings.Join(strings.Fields(style), ""))
		}
	}
	return strings.ToLower(style)
}
