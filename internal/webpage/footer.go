package webpage

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// maxFooter is how much text of a page's bottom is kept, in bytes.
const maxFooter = 4000

// readFooter reads the elements of the page bottom (国办发〔2017〕47号). Badges
// are mostly drawn by scripts; their addresses count as evidence.
func (r *reader) readFooter() {
	t, f := r.t, &r.page.Footer
	var b strings.Builder
	first := int32(-1)
	for i := int32(1); int(i) < len(t.Nodes); i++ {
		n := &t.Nodes[i]
		if r.areas[i] != inFooter {
			continue
		}
		if first < 0 {
			first = i
		}
		if r.areas[n.Parent] == inFooter {
			continue
		}
		if s := t.Text(i, maxFooter); s != "" && b.Len() < maxFooter {
			b.WriteString(s)
			b.WriteByte('\n')
		}
		i = n.End - 1
	}
	f.Quote = zhtext.Clip(strings.TrimSpace(b.String()), maxFooter)
	words := f.Quote
	if words == "" {
		// No bottom was recognised: read the last lines instead.
		all := t.Text(0, 0)
		words = all[len(all)-len(zhtext.Tail(all, maxFooter)):]
	}
	f.readWords(words)
	if f.Quote != "" {
		f.readAgain(words)
		f.Awaits = r.bottomAwaits(first, words)
	}
	f.Map = strings.Contains(words, "网站地图") || strings.Contains(words, "站点地图")
	r.footerLinks(f, first)
}

// readWords reads the elements that are words.
func (f *Footer) readWords(words string) {
	f.SiteCode = siteCode(words)
	f.ICP = icp(words)
	f.Police = police(words)
	if f.Sponsor = sponsor(words); f.Sponsor == "" {
		f.Sponsor = owner(words)
	}
	f.Contact = contact(words)
	for _, label := range []string{"联系我们", "联系方式", "联系我局"} {
		// A link to a contact page serves as well.
		if f.Contact == "" && strings.Contains(words, label) {
			f.Contact = label
		}
	}
}

// footerLinks looks for badges by the addresses of links, pictures and scripts
// anywhere on the page, for templates put them in all places.
func (r *reader) footerLinks(f *Footer, first int32) {
	t := r.t
	for i := range t.All(markup.TagA) {
		href := t.Get(i, markup.AttrHref)
		if strings.Contains(href, "//") { // the badges are other sites' pages
			f.badges(href)
		}
		if !f.Map && t.Chars[i] >= 4 && t.Chars[i] <= 8 {
			text := t.Line(i, 60)
			f.Map = text == "网站地图" || text == "站点地图" || text == "网站导航图"
		}
		if !f.Mistake && r.areas[i] == inFooter && t.Chars[i] >= 4 && t.Chars[i] <= 12 {
			f.Mistake = strings.Contains(t.Line(i, 60), "网站找错") // a script opens it
		}
		if f.Police == "" && strings.Contains(href, "beian.") && (strings.Contains(href, "beian.gov.cn") || strings.Contains(href, "beian.mps.gov.cn")) {
			if f.Police = police(t.Line(i, 200)); f.Police == "" {
				f.Police = recordCode(href)
			}
		}
	}
	for _, tag := range []markup.TagID{markup.TagImg, markup.TagIframe} {
		for i := range t.All(tag) {
			f.badges(t.Get(i, markup.AttrSrc))
			if tag == markup.TagImg && r.areas[i] == inFooter && !r.badge(i) {
				f.Pictures, f.Banner = true, f.Banner || r.banner(i)
			}
		}
	}
	for _, tag := range []markup.TagID{markup.TagSpan, markup.TagDiv} {
		for i := range t.All(tag) {
			f.badges(t.Get(i, markup.AttrID))
			r.badgePlace(f, i)
		}
	}
	for _, s := range t.Scripts {
		f.badges(t.Get(s.Node, markup.AttrSrc))
		f.Badge = f.Badge || s.Marks&scriptBadge != 0
		f.Mistake = f.Mistake || s.Marks&scriptMistake != 0
		f.Scripts = f.Scripts || r.drawsBottom(s.Node, first)
	}
}

// maxBadge is how much of a script is searched for badges, in bytes.
const maxBadge = 3000

// badges looks for the marks of badges in an address or script. Their first
// letters are left out, for they are written small and large.
func (f *Footer) badges(s string) {
	if len(s) < 5 || f.Badge && f.Mistake {
		return
	}
	f.Badge = f.Badge || strings.Contains(s, "onac") || strings.Contains(s, "bszs")
	f.Mistake = f.Mistake || strings.Contains(s, "iucuo") || strings.Contains(s, "zfwzgl") || strings.Contains(s, "pucha.kaipuyun") || strings.Contains(s, "errorInfo") || strings.Contains(s, "zfwzjc")
}

// siteCode reads 网站标识码, also called 网站标识: ten digits, or bm and eight.
func siteCode(s string) string {
	for rest := s; ; {
		i := strings.Index(rest, "标识")
		if i < 0 {
			return ""
		}
		rest = rest[i+len("标识"):]
		code := strings.TrimLeft(zhtext.Fold(zhtext.Clip(rest, 60)), " :;,，。编码号([【为是—-")
		n := 0
		for n < len(code) && (code[n] >= '0' && code[n] <= '9' || n < 2 && code[n] >= 'a' && code[n] <= 'z') {
			n++
		}
		if n >= 8 && n <= 12 && !strings.HasPrefix(code[n:], "…") && !strings.HasPrefix(code[n:], "...") {
			return code[:n]
		}
	}
}

// icp reads an ICP number: 新ICP备05000001号-1.
func icp(s string) string {
	for rest := s; ; {
		i := indexICP(rest)
		if i < 0 {
			return ""
		}
		r, n := utf8.DecodeLastRuneInString(rest[:i])
		after := rest[i+3:]
		mark := strings.TrimLeft(after, " ")
		if (strings.HasPrefix(mark, "备") || strings.HasPrefix(mark, "证")) && (unicode.Is(unicode.Han, r) || r == ')' || r == '）') {
			if j := strings.Index(zhtext.Clip(mark, 60), "号"); j > 0 && hasDigit(mark[:j]) && oneNumber(mark[:j]) {
				end := j + len("号")
				if end < len(mark) && mark[end] == '-' {
					k := end + 1
					for k < len(mark) && mark[k] >= '0' && mark[k] <= '9' {
						k++
					}
					if k > end+1 {
						end = k
					}
				}
				return rest[i-n:i+3] + mark[:end]
			}
			k := len("备")
			for k < len(mark) && (mark[k] >= '0' && mark[k] <= '9' || mark[k] == ' ') {
				k++
			}
			if hasDigit(mark[:k]) {
				return strings.TrimSpace(rest[i-n:i+3] + mark[:k])
			}
		}
		rest = after
	}
}

// oneNumber says whether a record's number and nothing else stands between its words.
func oneNumber(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return r == '\n' || unicode.Is(unicode.Han, r) && !strings.ContainsRune("备证案第编字", r)
	}) < 0
}

// indexICP finds the letters, written small or large.
func indexICP(s string) int {
	for i := 1; i+1 < len(s); i++ {
		if s[i]|0x20 == 'c' && s[i-1]|0x20 == 'i' && s[i+1]|0x20 == 'p' {
			return i - 1
		}
	}
	return -1
}

func hasDigit(s string) bool {
	return strings.ContainsAny(s, "0123456789０１２３４５６７８９")
}

// police reads 新公网安备 65010202000123号.
func police(s string) string {
	i := strings.Index(s, "公网安备")
	if i < 0 {
		return ""
	}
	start := i
	if r, n := utf8.DecodeLastRuneInString(s[:i]); unicode.Is(unicode.Han, r) {
		start = i - n
	}
	rest := zhtext.Clip(s[i+len("公网安备"):], 60)
	end := 0
	for end < len(rest) && (rest[end] >= '0' && rest[end] <= '9' || rest[end] == ' ') {
		end++
	}
	if !hasDigit(rest[:end]) {
		return ""
	}
	if strings.HasPrefix(rest[end:], "号") {
		end += len("号")
	}
	return strings.TrimSpace(s[start : i+len("公网安备")+end])
}

// supplierWords name who built the site or keeps it running.
var supplierWords = regexp.MustCompile(`技术支持|技术服务|技术保障|网站建设|(制作|建设|开发)(单位|维护)?[:：]`)

// suppliers says whether a hotline is that of the company named before it on its line:
// 技术支持：某科技公司　服务热线：400-….
func suppliers(before, label, line string) bool {
	return label == "热线" && supplierWords.MatchString(before) && !strings.Contains(line, "12345") || strings.HasSuffix(before, "技术支持") && label != "联系方式"
}

// contact reads a telephone number with its label, or a mail address.
func contact(s string) string {
	for _, label := range []string{"联系电话", "联系方式", "电话", "热线", "值班", "总机", "邮箱", "E-mail", "Email"} {
		for rest := s; ; {
			i := strings.Index(rest, label)
			if i < 0 {
				break
			}
			line, _, _ := strings.Cut(zhtext.Clip(rest[i:], 90), "\n")
			if suppliers(rest[strings.LastIndexByte(rest[:i], '\n')+1:i], label, line) {
				rest = rest[i+len(label):]
				continue
			}
			if hasDigit(line) || strings.Contains(line, "@") {
				return strings.TrimSpace(line)
			}
			rest = rest[i+len(label):]
		}
	}
	return ""
}
