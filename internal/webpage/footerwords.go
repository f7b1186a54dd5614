package webpage

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// readAgain looks for what a first reading of the bottom's words did not find: in
// words that blanks pull apart, and under other names.
func (f *Footer) readAgain(words string) {
	if f.SiteCode != "" && f.ICP != "" && f.Police != "" && f.Sponsor != "" && f.Contact != "" {
		return
	}
	flat := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, zhtext.Fold(words))
	again := func(to *string, read func(string) string) {
		if *to == "" {
			*to = read(flat)
		}
	}
	again(&f.SiteCode, siteCode)
	again(&f.SiteCode, func(s string) string { return siteCode(strings.ReplaceAll(s, "识别码", "标识码")) })
	again(&f.ICP, icp)
	again(&f.ICP, icpRecord)
	again(&f.Police, policeRecord)
	again(&f.Sponsor, sponsor)
	again(&f.Sponsor, copyright)
	again(&f.Sponsor, named)
	again(&f.Contact, contact)
	again(&f.Contact, telephone)
	if f.Contact == "" {
		f.Contact = mailAddress(words)
	}
}

// policeRecord reads what other names announce too: 公安机关备案号65010202000123.
func policeRecord(flat string) string {
	if s := police(flat); s != "" {
		return s
	}
	for _, label := range []string{"公网安备", "公安备案", "公安机关备案", "公安联网备案", "公安网备", "公网备案", "网安备", "公安备"} {
		_, rest, ok := strings.Cut(flat, label)
		if !ok {
			continue
		}
		rest = strings.TrimLeft(rest, "案编号码:([为是-")
		n := 0
		for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		if n >= 10 && n <= 16 {
			return label + rest[:n]
		}
	}
	return ""
}

// icpRecord reads what other words announce: 备案号：ICP备05000001号, ICP备案：新B2-20050001.
// The record with the police has a longer number.
func icpRecord(flat string) string {
	for _, label := range []string{"icp备案", "icp备", "icp证", "icp许可证", "备案序号", "备案编号", "备案号"} {
		before, rest, ok := strings.Cut(flat, label)
		if !ok || strings.HasSuffix(before, "公安") || strings.HasSuffix(before, "机关") || strings.HasSuffix(before, "联网") {
			continue
		}
		rest = strings.TrimLeft(rest, "案编号序证:([为是-")
		if r, n := utf8.DecodeRuneInString(rest); unicode.Is(unicode.Han, r) {
			rest = rest[n:] // the province
		}
		for _, kind := range []string{"icp备", "icp", "b2-", "b1-"} {
			rest = strings.TrimPrefix(rest, kind)
		}
		if n := digitsAt(rest); n >= 6 && n <= 12 {
			return label + rest[:n]
		}
	}
	return ""
}

// recordCode is the number in the address of a police record.
func recordCode(href string) string {
	_, code, _ := strings.Cut(strings.ToLower(href), "code=")
	n := 0
	for n < len(code) && code[n] >= '0' && code[n] <= '9' {
		n++
	}
	if n < 10 {
		return ""
	}
	return code[:n]
}

// telephone finds a number with an area code, whatever announces it.
func telephone(flat string) string {
	for i := 0; i+11 <= len(flat); i++ {
		if flat[i] != '0' || i > 0 && flat[i-1] >= '0' && flat[i-1] <= '9' {
			continue
		}
		area := digitsAt(flat[i:])
		rest := flat[i+area:]
		cut := strings.TrimLeft(rest, "-—–)－")
		n := digitsAt(cut)
		if whole := area + n; len(cut) < len(rest) && area <= 4 && area >= 3 && n >= 7 && n <= 8 || area == whole && (area == 11 || area == 12) {
			return flat[i : i+area+len(rest)-len(cut)+n]
		}
	}
	return ""
}

// mailAddress finds a mail address, whatever announces it.
func mailAddress(words string) string {
	at := strings.IndexByte(words, '@')
	if at <= 0 {
		return ""
	}
	other := func(r rune) bool {
		return r >= utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".-_", r)
	}
	start := 0
	if i := strings.LastIndexFunc(words[:at], other); i >= 0 {
		_, n := utf8.DecodeRuneInString(words[i:])
		start = i + n
	}
	domain := words[at+1:]
	if end := strings.IndexFunc(domain, other); end >= 0 {
		domain = domain[:end]
	}
	if start == at || strings.IndexByte(domain, '.') <= 0 {
		return ""
	}
	return words[start:at+1] + domain
}

func digitsAt(s string) (n int) {
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// badge says whether a picture, by its address or by that of the link around it, is
// one that stands in every bottom.
func (r *reader) badge(id int32) bool {
	t := r.t
	words := strings.ToLower(t.Get(id, markup.AttrSrc))
	for p, up := t.Nodes[id].Parent, 0; p > 0 && up < 4; p, up = t.Nodes[p].Parent, up+1 {
		if t.Nodes[p].Tag == markup.TagA {
			words += " " + strings.ToLower(t.Get(p, markup.AttrHref))
		}
	}
	return slices.ContainsFunc([]string{"conac", "bszs", "jiucuo", "zfwzgl", "zfwzjc", "pucha", "dzjg", "beian", "gongan", "/ga", "police", "icon", "logo", "ewm", "erweima", "qrcode", "wechat", "weixin", "weibo"},
		func(w string) bool { return strings.Contains(words, w) })
}

// drawsBottom says whether a script may draw elements of the bottom: a file of the
// site's own that stands within it, or has its name. Those behind it furnish the page.
func (r *reader) drawsBottom(id, first int32) bool {
	to := r.res.target(r.t.Get(id, markup.AttrSrc))
	if to == nowhere || Host(to.url) != Host(r.page.URL) {
		return false
	}
	name := fileName(to.url)
	if strings.Contains(name, "foot") || strings.Contains(name, "beian") || strings.Contains(name, "copyright") || strings.Contains(name, "bottom") {
		return first < 0 || id > first
	}
	return r.areas[id] == inFooter && !to.is(askLibrary)
}

// minBanner is how wide a picture is at least, in pixels, that shows words.
const minBanner = 300

// banner says whether a picture may be the bottom itself: it is wide, or named so.
func (r *reader) banner(id int32) bool {
	width := strings.TrimSuffix(strings.TrimSpace(r.t.Get(id, markup.AttrWidth)), "px")
	if n := digitsAt(width); n == len(width) && (n == 3 && width >= strconv.Itoa(minBanner) || n == 4) {
		return true
	}
	name := fileName(r.res.resolve(r.t.Get(id, markup.AttrSrc)))
	return slices.ContainsFunc([]string{"foot", "bottom", "copyright", "banquan", "dibu", "beian"}, func(w string) bool { return strings.Contains(name, w) })
}
