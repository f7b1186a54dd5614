package fetch

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"ducha/internal/zhtext"
)

// alertCall is a page whose first and only deed is to say something in a box.
var alertCall = regexp.MustCompile(`(?is)^(?:\s|<!doctype[^>]*>|</?(?:html|head|body|meta)\b[^>]*>|<title>[^<]*</title>)*<script[^>]*>\s*(?:<!--\s*)?(?:window\.)?alert\s*\(\s*["']([^"'<]{2,200})["']\s*\)`)

// alert is what a page without words tells its visitors before it sends them away:
// alert("文章不存在");history.back(). It is looked at as if it stood on the page.
func (p *sight) alert() *sight {
	if p.chars > 0 || p.links > 0 || p.media > 0 {
		return nil
	}
	m := alertCall.FindStringSubmatch(strings.TrimPrefix(p.raw, "\ufeff"))
	raw := zhtext.LowerASCII(p.raw)
	if m == nil || !strings.Contains(raw, "history.") && !strings.Contains(raw, "location") && !strings.Contains(raw, ".close(") {
		return nil
	}
	said := zhtext.LowerASCII(strings.Join(strings.Fields(m[1]), ""))
	return &sight{html: true, text: said, chars: utf8.RuneCountInString(said), raw: p.raw}
}
