package run_test

import (
	"cmp"
	"html"
	"strconv"
	"strings"
)

func (g *graft) rowsOf(b *bureau, arts []*bart) string {
	var s strings.Builder
	for _, a := range arts {
		s.WriteString(b.rowOf(g.row, a) + "\n")
	}
	return s.String()
}

// boxesOf draws a home page's box for each of some columns.
func (g *graft) boxesOf(b *bureau, labels ...string) string {
	var s strings.Builder
	for _, label := range labels {
		c := b.col(label)
		rows := ""
		for _, a := range c.arts {
			rows += b.rowOf(g.boxRowModel, a) + "\n"
		}
		s.WriteString(strings.Replace(labelled(aimed(storedAway.ReplaceAllString(g.boxModel, `"?"`), c.path()), label), "@ROWS@", rows, 1))
	}
	return s.String()
}

// labelled gives the first name that stands in a piece another one.
func labelled(src, label string) string {
	done := false
	return textForm.ReplaceAllStringFunc(src, func(s string) string {
		if done || hanOf(s) < 2 || strings.Contains(s, "@ROWS@") || strings.Contains(s, "更多") {
			return s
		}
		done = true
		return ">" + label + "<"
	})
}

// itemsOf draws a menu.
func itemsOf(model string, was [2]string, entries [][2]string) string {
	var s strings.Builder
	for _, e := range entries {
		if was[0] != "" {
			s.WriteString(strings.NewReplacer(was[0], e[1], was[1], e[0]).Replace(model) + "\n")
			continue
		}
		s.WriteString(labelled(titleAttr.ReplaceAllString(aimed(storedAway.ReplaceAllString(model, `"?"`), e[1]), `${1}"`+e[0]+`"`), e[0]) + "\n")
	}
	return s.String()
}

// asWritten is words within the script that writes them, if one does.
func asWritten(format, words string) string {
	if format == "" {
		return words
	}
	return strings.Replace(format, "%s", words, 1)
}

// fill puts the bureau's words in the places of the marks.
func (g *graft) fill(b *bureau, home bool, c *bcol, a *bart, title, crumb, body string) string {
	nav, side := "", ""
	if g.nav != "" {
		nav = itemsOf(g.navModel, [2]string{}, [][2]string{{"首页", "/"}, {"工作动态", "/gzdt/"}, {"政务公开", "/zwgk/"}, {"政务服务", "/zwfw/"}, {"互动交流", "/hdjl/"}})
	}
	if g.side != "" {
		var all [][2]string
		for _, c := range b.cols {
			if !c.outside {
				all = append(all, [2]string{c.label, c.path()})
			}
		}
		side = itemsOf(g.sideModel, g.sideWas, all)
	}
	crumb = strings.TrimSuffix(strings.TrimPrefix(crumb, `<div class="position">`), `</div>`)
	text := g.text
	put := func(mark, words string) { text = strings.ReplaceAll(text, mark, words) }
	switch rows, pager, isList := strings.Cut(strings.TrimPrefix(body, listMark), pagerMark); {
	case a != nil:
		text = g.ofArticle(b, a, text)
	case g.boxes != "" && home:
		put("@BOXES@", body)
	case g.within == "": // an article's page holds what is no article
		if label := title; c != nil {
			put("@TITLE@", c.label)
		} else {
			put("@TITLE@", label)
		}
		put("@BODY@", body)
		text = g.withoutMeta(text)
	case isList:
		put("@ROWS@", rows)
		put("@PAGER@", pager)
	default: // words in place of the list
		put("@PAGER@", "")
		if strings.HasPrefix(g.cut.row, "/") {
			put("@ROWS@", `<tr><td colspan="9">`+body+`</td></tr>`)
			break
		}
		at := find(text, cmp.Or(g.words, g.within))
		text = text[:at.start] + body + text[at.end:]
	}
	if c != nil {
		text = strings.ReplaceAll(text, "@COUNT@", strconv.Itoa(len(c.arts)))
	}
	for _, mark := range []string{"@BOXES@", "@TITLE@", "@BODY@"} {
		put(mark, "")
	}
	put("@NAV@", nav)
	put("@SIDE@", side)
	put("@CRUMB@", asWritten(g.crumbAs, crumb))
	if c != nil {
		put("@HEAD@", asWritten(g.headAs, c.label))
	}
	put("@HEAD@", asWritten(g.headAs, title))
	put("@FOOT@", bureauFooter)
	text = strings.ReplaceAll(text, "@HEADING@", html.EscapeString(title))
	if g.nav == "" {
		at := strings.IndexByte(text[strings.Index(text, "<body"):], '>') + strings.Index(text, "<body") + 1
		text = text[:at] + b.menu() + text[at:]
	}
	if g.foot == "" {
		at := strings.LastIndex(text, "</body>")
		if at < 0 {
			at = len(text)
		}
		text = text[:at] + bureauFooter + text[at:]
	}
	return text
}

// ofArticle puts an article's particulars and text in their places.
func (g *graft) ofArticle(b *bureau, a *bart, text string) string {
	text = strings.ReplaceAll(text, "@TITLE@", html.EscapeString(a.title))
	text = strings.ReplaceAll(text, "@BODY@", b.articleRest(a))
	for _, path := range strings.Split(g.meta, ", ") {
		at := find(text, path)
		text = text[:at.start] + sourced(dated(text[at.start:at.end], a.date)) + text[at.end:]
	}
	return text
}

// withoutMeta empties the line of day and source, which a column has not.
func (g *graft) withoutMeta(text string) string {
	for _, path := range strings.Split(g.meta, ", ") {
		at := find(text, path)
		text = text[:at.inner] + text[at.innerEnd:]
	}
	return text
}
