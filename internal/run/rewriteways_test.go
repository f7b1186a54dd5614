package run_test

import (
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"

	tokens "golang.org/x/net/html"
)

// A rewriting is another way of writing the same page: what people see of it stays.
type rewriting struct {
	name  string
	write func(t token) string
}

// neutral are the rewritings that change no verdict, by what they change: of each group
// one may be at work, in this order.
func neutral() [][]rewriting {
	return [][]rewriting{{
		{"with slashes", dates("$1/$2/$3")},
		{"with dots", dates("$1.$2.$3")},
		{"in words", dates("${1}年${2}月${3}日")},
		{"in brackets", dates("[$1-$2-$3]")},
		{"in wide brackets", dates("（$1-$2-$3）")},
		{"with a time", dates("$1-$2-$3 09:30:15")},
		{"in parts", dates("<i>$1-</i><b>$2-$3</b>")},
		{"with blanks", dates("$1 - $2 - $3")},
		{"digit by digit", dates(`<span class="y">$1</span>-<span class="m">$2</span>-<span class="d">$3</span>`)},
		{"in wide digits", texts(func(s string) string {
			return anyDate.ReplaceAllStringFunc(s, func(d string) string { return wide.Replace(d) })
		})},
	}, {
		{"发布日期", words("发布时间", "发布日期")},
		{"时间", words("发布时间：", "时间：")},
		{"日期", words("发布时间：", "日期：")},
		{"发布于", words("发布时间：", "发布于 ")},
		{"发表时间", words("发布时间", "发表时间")},
		{"更新时间", words("发布时间", "更新时间")},
		{"发稿时间", words("发布时间", "发稿时间")},
		{"信息时间", words("发布时间", "信息时间")},
		{"【发布时间】", words("发布时间：", "【发布时间】")},
		{"发 布 时 间", words("发布时间", "发 布 时 间", "来源", "来 源", "主办单位", "主 办 单 位")},
	}, {
		{"half a colon", words("：", ":")},
		{"信息来源", words("来源：", "信息来源：")},
		{"稿源", words("来源：", "稿源：")},
		{"网站首页", words("首页", "网站首页")},
		{"主页", words("首页", "主页")},
		{"主办", words("主办单位：", "主办：")},
		{"版权所有", words("主办单位：", "版权所有：")},
		{"发文字号", words("文号：", "发文字号：")},
		{"文件编号", words("文号：", "文件编号：")},
		{"MORE", texts(func(s string) string {
			if t := strings.TrimSpace(s); t == "更多" || t == "更多&gt;&gt;" || t == "更多>>" {
				return "MORE+"
			}
			return s
		})},
		{"上页", words("下一页", "下页", "上一页", "上页", "尾页", "末页")},
	}, {
		{"您的位置", words("当前位置", "您的位置")},
		{"您现在所在的位置", words("当前位置", "您现在所在的位置")},
		{"所在位置", words("当前位置", "所在位置")},
		{"您当前的位置是", words("当前位置：", "您当前的位置是：")},
		{"»", words("&gt;", "»")},
		{"/", words("&gt; ", "/ ")}, // not the arrow that leads to the next page
		{"-", words("&gt; ", "- ")},
		{"＞", words("&gt;", "＞")},
	}, {
		{"characters as numbers", texts(inNumbers)},
		{"padded", texts(func(s string) string { return "&nbsp;" + s + "&nbsp;&nbsp;" })},
		{"wide blanks", texts(func(s string) string { return "　" + s + "&#8203;" })},
		{"in span", texts(func(s string) string { return `<span style="font-family:宋体;font-size:14px">` + s + "</span>" })},
		{"in font", texts(func(s string) string { return `<font color="#333333">` + s + "</font>" })},
		{"in strong", texts(func(s string) string { return "<strong>" + s + "</strong>" })},
	}, {
		{"comments", between(func(t token) string {
			return t.raw + "<!-- 模板" + t.Data + "开始 <a href='/x'>注释</a> -->"
		})},
		{"capitals", starts(func(t token) string {
			return startTag(t, strings.ToUpper(t.Data), func(a tokens.Attribute) string { return strings.ToUpper(a.Key) + `="` + html.EscapeString(a.Val) + `"` })
		})},
		{"single quotes", starts(func(t token) string {
			return startTag(t, t.Data, func(a tokens.Attribute) string { return a.Key + ` = '` + html.EscapeString(a.Val) + `'` })
		})},
		{"no quotes", starts(func(t token) string { return startTag(t, t.Data, bare) })},
		{"indented", between(func(t token) string { return "\r\n\t\t" + t.raw + "\r\n\t\t\t" })},
	}}
}

// structural are the rewritings that take signs away which a reader may lean on: less may be
// found, and nothing more be held against anybody.
func structural() []rewriting {
	return []rewriting{
		{"boxes around boxes", boxed},
		{"all in a table", inBody(`<table width="1000" align="center" border="0"><tr><td>`, "</td></tr></table>")},
		{"divs for lists", renamed("ul", "div", "ol", "div", "li", "div")},
		{"paragraphs for rows", renamed("ul", "div", "li", "p")},
		{"sections for boxes", renamed("div", "section", "span", "em")},
		{"divs for headings", renamed("h1", "div", "h2", "div", "h3", "div", "h4", "div")},
		{"other classes", starts(func(t token) string {
			return startTag(t, t.Data, func(a tokens.Attribute) string {
				if a.Key == "class" {
					a.Val = latin.ReplaceAllStringFunc(a.Val, func(w string) string { return fmt.Sprintf("c%d", len(w)*7%23) })
				}
				return quote(a)
			})
		})},
		{"links with more attributes", starts(func(t token) string {
			if t.Data != "a" {
				return t.raw
			}
			return startTag(t, `a target="_blank" style="color:#333" onclick="hits(1)"`, quote)
		})},
		{"scripts between", between(func(t token) string {
			if !t.end() || t.Data != "ul" && t.Data != "table" {
				return t.raw
			}
			return t.raw + `<script type="text/javascript">var _n='` + t.Data + `';try{count(_n);}catch(e){}</script>`
		})},
	}
}

var (
	fullDate = regexp.MustCompile(`\b(20\d\d)-(\d\d)-(\d\d)\b`)
	anyDate  = regexp.MustCompile(`20\d\d[-年./]\d\d?[-月./]\d\d?`)
	latin    = regexp.MustCompile(`[a-zA-Z]+`)
	wide     = strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９")
	blocks   = strings.Fields("div ul ol li dl dt dd table tbody tr td th p h1 h2 h3 h4 form body html head meta link center")
)

// texts writes the visible texts anew.
func texts(write func(s string) string) func(token) string {
	return func(t token) string {
		if !t.text() || strings.TrimSpace(t.raw) == "" {
			return t.raw
		}
		return write(t.raw)
	}
}

func dates(form string) func(token) string {
	return texts(func(s string) string { return fullDate.ReplaceAllString(s, form) })
}

// words puts other words into the texts: pairs of old and new.
func words(pairs ...string) func(token) string { return texts(strings.NewReplacer(pairs...).Replace) }

// inNumbers writes characters beyond ASCII as numbers.
func inNumbers(s string) string {
	var b strings.Builder
	for i, c := range html.UnescapeString(s) {
		switch {
		case c <= 0x7f:
			b.WriteString(html.EscapeString(string(c)))
		case i%2 == 0:
			fmt.Fprintf(&b, "&#x%X;", c)
		default:
			fmt.Fprintf(&b, "&#%d;", c)
		}
	}
	return b.String()
}

// starts writes the start tags anew.
func starts(write func(t token) string) func(token) string {
	return func(t token) string {
		if !t.start() {
			return t.raw
		}
		return write(t)
	}
}

// between writes the tags of blocks anew.
func between(write func(t token) string) func(token) string {
	return func(t token) string {
		if !t.start() && !t.end() || t.inside != "" || !slices.Contains(blocks, t.Data) {
			return t.raw
		}
		return write(t)
	}
}

func startTag(t token, name string, attr func(a tokens.Attribute) string) string {
	var b strings.Builder
	b.WriteString("<" + name)
	for _, a := range t.Attr {
		b.WriteString(" " + attr(a))
	}
	if t.Type == tokens.SelfClosingTagToken {
		b.WriteString(" /")
	}
	return b.String() + ">"
}

func quote(a tokens.Attribute) string { return a.Key + `="` + html.EscapeString(a.Val) + `"` }

func bare(a tokens.Attribute) string {
	if a.Val == "" || strings.ContainsAny(a.Val, " \t\r\n\"'=<>`") {
		return quote(a)
	}
	return a.Key + "=" + html.EscapeString(a.Val)
}

// renamed gives elements other names: pairs of old and new.
func renamed(pairs ...string) func(token) string {
	return func(t token) string {
		at := slices.Index(pairs, t.Data)
		switch {
		case at < 0 || at%2 == 1:
		case t.start():
			return startTag(t, pairs[at+1], quote)
		case t.end():
			return "</" + pairs[at+1] + ">"
		}
		return t.raw
	}
}

func inBody(before, after string) func(token) string {
	return func(t token) string {
		switch {
		case t.start() && t.Data == "body":
			return t.raw + before
		case t.end() && t.Data == "body":
			return after + t.raw
		}
		return t.raw
	}
}

func boxed(t token) string {
	switch inner := slices.Contains([]string{"li", "td", "dd", "form"}, t.Data); {
	case t.inside != "":
	case t.start() && t.Data == "ul":
		return `<div class="x1"><div class="x2">` + t.raw
	case t.end() && t.Data == "ul":
		return t.raw + "</div></div>"
	case t.start() && inner:
		return t.raw + `<div class="x3">`
	case t.end() && inner:
		return "</div>" + t.raw
	}
	return t.raw
}
