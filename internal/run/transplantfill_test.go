package run_test

import (
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

var (
	hrefForm  = regexp.MustCompile(`(?is)(<(?:a|area)\b[^>]*?\bhref\s*=\s*)("[^"]*"|'[^']*'|[^\s>"']+)`)
	frameForm = regexp.MustCompile(`(?is)(<(?:iframe|frame)\b[^>]*?\bsrc\s*=\s*|<form\b[^>]*?\baction\s*=\s*)("[^"]*"|'[^']*'|[^\s>"']+)`)
	titleAttr = regexp.MustCompile(`(?is)(<a\b[^>]*?\btitle\s*=\s*)("[^"]*"|'[^']*')`)
	textForm  = regexp.MustCompile(`(?s)>[^<]+<`)
	ownLink   = regexp.MustCompile(`(?i)^\s*(?:#|javascript:|mailto:|tel:|$)`)
)

// outward makes what is left of a real page's links lead to the site they were
// taken from: none of those pages is the bureau's.
func outward(src string, base *url.URL) string {
	turn := func(form *regexp.Regexp, src string) string {
		return form.ReplaceAllStringFunc(src, func(s string) string {
			m := form.FindStringSubmatch(s)
			value := html.UnescapeString(strings.Trim(m[2], `"'`))
			to, err := base.Parse(strings.TrimSpace(value))
			if err != nil || ownLink.MatchString(value) {
				return s
			}
			return m[1] + `"` + html.EscapeString(to.String()) + `"`
		})
	}
	return turn(frameForm, turn(hrefForm, src))
}

// aimed leads every link of a piece to one address.
func aimed(src, to string) string {
	return hrefForm.ReplaceAllStringFunc(src, func(s string) string {
		m := hrefForm.FindStringSubmatch(s)
		if strings.HasPrefix(strings.ToLower(strings.Trim(m[2], `"' `)), "javascript") {
			return s
		}
		return m[1] + `"` + to + `"`
	})
}

// hanOf counts the Han characters of a text.
func hanOf(s string) (n int) {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

// named puts a name in the place of the text with most Han characters, and of
// every other that is as long as a title.
func named(src, name string) string {
	most := ""
	for _, s := range textForm.FindAllString(src, -1) {
		if hanOf(s) > hanOf(most) {
			most = s
		}
	}
	src = titleAttr.ReplaceAllStringFunc(src, func(s string) string {
		return titleAttr.FindStringSubmatch(s)[1] + `"` + name + `"`
	})
	return textForm.ReplaceAllStringFunc(src, func(s string) string {
		if s == most || hanOf(s) > 11 {
			return ">" + name + "<"
		}
		return s
	})
}

// dateForms are how templates write a day, the fullest first.
var dateForms = []struct {
	form   *regexp.Regexp
	layout string
}{
	{regexp.MustCompile(`20\d\d-\d\d-\d\d \d\d:\d\d:\d\d`), "2006-01-02 15:04:05"},
	{regexp.MustCompile(`20\d\d-\d\d-\d\d \d\d:\d\d`), "2006-01-02 15:04"},
	{regexp.MustCompile(`20\d\d-\d\d-\d\d`), "2006-01-02"},
	{regexp.MustCompile(`20\d\d/\d\d?/\d\d?`), "2006/01/02"},
	{regexp.MustCompile(`20\d\d年\d\d月\d\d日`), "2006年01月02日"},
	{regexp.MustCompile(`20\d\d年\d\d?月\d\d?日`), "2006年1月2日"},
	{regexp.MustCompile(`20\d\d\.\d\d\.\d\d`), "2006.01.02"},
	{regexp.MustCompile(`\d\d-\d\d`), "01-02"},
}

// dated puts a day in the place of the first that stands in a piece, in its form.
func dated(src string, day time.Time) string {
	for _, d := range dateForms {
		for _, at := range append(textForm.FindAllStringIndex(src, -1), quoted.FindAllStringIndex(src, -1)...) {
			if m := d.form.FindStringIndex(src[at[0]:at[1]]); m != nil {
				return src[:at[0]+m[0]] + day.Format(d.layout) + src[at[0]+m[1]:]
			}
		}
	}
	return src
}

var quoted = regexp.MustCompile(`'[^'<>]*'`) // a script's word

// storedAway is what the store put for an address it had no record of.
var storedAway = regexp.MustCompile(`["']javascript:;["']`)

// rowOf draws a row of a real list for one of the bureau's articles.
func (b *bureau) rowOf(model string, a *bart) string {
	if m := titleAttr.FindStringSubmatch(model); m != nil && strings.Contains(model, "<script") { // its name is a script's word
		model = strings.ReplaceAll(dated(model, a.date), strings.Trim(m[2], `"'`), html.EscapeString(a.title))
		return aimed(model, b.url(a))
	}
	return aimed(storedAway.ReplaceAllString(named(dated(model, a.date), html.EscapeString(a.title)), `"?"`), b.url(a))
}

// sourced names the bureau as the source of an article.
var sourceForm = regexp.MustCompile(`((?:信息|文章)?来\s*源\s*[：:](?:<[^>]*>|\s)*)[^<>\s　]+`)

func sourced(src string) string { return sourceForm.ReplaceAllString(src, "${1}"+bureauName) }

var metaForm = regexp.MustCompile(`(?is)<meta\b[^>]*>`)
var attrForm = regexp.MustCompile(`(?is)\b(name|content)\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+)`)

// tagged gives the tags of a page the bureau's values where they stand, takes out
// those that do not belong on it and adds the rest after the title.
func tagged(src, tags string) string {
	want := map[string]string{}
	read := func(m string) (name, content string) {
		for _, a := range attrForm.FindAllStringSubmatch(m, -1) {
			if v := strings.Trim(a[2], `"'`); strings.EqualFold(a[1], "name") {
				name = v
			} else {
				content = v
			}
		}
		return name, content
	}
	for _, m := range metaForm.FindAllString(tags, -1) {
		name, content := read(m)
		want[strings.ToLower(name)] = content
	}
	known := []string{"sitename", "sitedomain", "siteidcode", "columnname", "columntype", "articletitle", "pubdate", "contentsource"}
	src = metaForm.ReplaceAllStringFunc(src, func(m string) string {
		name, content := read(m)
		key := strings.ToLower(name)
		value, ok := want[key]
		switch {
		case !slices.Contains(known, key) && (content == "" || !slices.Contains([]string{"author", "description", "keywords", "url", "image"}, key)):
			return m
		case !ok:
			return ""
		}
		delete(want, key)
		return fmt.Sprintf(`<meta name="%s" content="%s">`, name, value)
	})
	rest := metaForm.ReplaceAllStringFunc(tags, func(m string) string {
		if name, _ := read(m); want[strings.ToLower(name)] == "" {
			return ""
		}
		return m
	})
	at := strings.Index(strings.ToLower(src), "</head>")
	if at < 0 {
		return rest + src
	}
	return src[:at] + rest + src[at:]
}

// whole says whether a source is UTF-8 throughout; what is stored was made so.
func whole(src string) string {
	if utf8.ValidString(src) {
		return src
	}
	return strings.ToValidUTF8(src, "�")
}
