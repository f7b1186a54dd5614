package webpage_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// layoutSeeds is how many pages of each kind are drawn.
const layoutSeeds = 2500

// TestColumnLayouts draws columns and wants every row with its day, the pager and the
// site's code read.
func TestColumnLayouts(t *testing.T) {
	t.Parallel()
	for seed := range layoutSeeds {
		r := rand.New(rand.NewPCG(uint64(seed), 7))
		var names []string
		rows, want, shape := drawnRows(r)
		pager := draw(r, &names, pagerParts)
		body := draw(r, &names, crumbParts).html + draw(r, &names, sideParts).html + draw(r, &names, headParts).html + rows + pager.html
		page := drawnPage(r, &names, "通知公告-某市交通运输局", body)
		p := webpage.Read(&evidence.Exchange{URL: "http://www.x.gov.cn/tzgg/index.html", Status: 200, At: daysOn(1100)}, []byte(page))
		got := 0
		for _, l := range p.Lists {
			for _, e := range l.Entries {
				for _, w := range e.Dates {
					if w.Source == webpage.DateList {
						got++
					}
				}
			}
		}
		next := pager.name != "js" && pager.name != "obj" && pager.name != "words" && pager.name != "tp" || p.Pager.Next != ""
		if got != want || p.Footer.SiteCode == "" || !next {
			t.Errorf("seed %d (%s, %s): %d of %d rows with a day, code %q, next page found %v\n%s", seed, shape, strings.Join(names, ", "), got, want, p.Footer.SiteCode, next, page)
		}
	}
}

// drawnRows draws a list of entries, their days descending.
func drawnRows(r *rand.Rand) (html string, n int, shape string) {
	form, sh := dateForms[r.IntN(len(dateForms))], rowShapes[r.IntN(len(rowShapes))]
	n = []int{1, 2, 3, 5, 8, 15}[r.IntN(6)]
	numbered := r.IntN(3) == 0
	var b strings.Builder
	b.WriteString(sh.open)
	for i, day := 0, 730+r.IntN(300); i < n; i++ {
		day -= 1 + r.IntN(30)
		date := daysOn(day)
		address := fmt.Sprintf("%s/t%s_%d.html", date.Format("200601"), date.Format("20060102"), 1000-i)
		if numbered {
			address = fmt.Sprintf("show.asp?id=%d", 5000-i)
		}
		title := entryTitles[r.IntN(len(entryTitles))] + strconv.Itoa(i)
		pause := ""
		if i%5 == 4 && i+1 < n {
			pause = `</ul><div class="line"></div><ul>`
		}
		b.WriteString(format(sh.row, address, title, date.Format(form), i+1, pause, date.Format("02"), date.Format("2006-01"), string([]rune(title)[:6])) + "\n")
	}
	return b.String() + sh.close, n, sh.name
}

var entryTitles = []string{
	"关于做好冬季道路运输安全生产工作的通知", "某市交通运输局关于公布出租汽车投诉电话的公告", "客运站春运期间工作方案", "2022年公路养护计划公示情况",
	"关于印发《网络预约出租汽车管理办法》的通知（某交发〔2022〕12号）", "关于城市公共汽车线路调整的公示",
}

// TestEntryLayouts draws pages of entries and wants title, day, source and attachments
// read. A menu of a few <dl> around a text without an element of its own is taken for
// text, and is not drawn.
func TestEntryLayouts(t *testing.T) {
	t.Parallel()
	for seed := range layoutSeeds {
		r := rand.New(rand.NewPCG(uint64(seed), 9))
		var names []string
		d := drawnEntry(r, &names)
		p := webpage.Read(&evidence.Exchange{URL: d.url, Status: 200, At: daysOn(1100)}, []byte(d.page))
		if p.Class != webpage.ClassArticle || p.Article == nil {
			t.Errorf("seed %d (%s): class %s\n%s", seed, strings.Join(names, ", "), p.Class, d.page)
			continue
		}
		shown, other := false, false
		for _, w := range p.Article.Dates {
			if w.Source == webpage.DateShown {
				same := w.Date.Format(time.DateOnly) == d.day.Format(time.DateOnly)
				shown, other = shown || same, other || !same && !d.updated
			}
		}
		if p.Article.Title != d.title || !shown || other || d.source != "" && p.Article.Source != d.source || len(p.Article.Attachments) != d.files || p.Footer.SiteCode == "" {
			t.Errorf("seed %d (%s): title %q, day found %v, another %v, source %q, %d files\n%s", seed, strings.Join(names, ", "), p.Article.Title, shown, other, p.Article.Source, len(p.Article.Attachments), d.page)
		}
	}
}

// entry is a drawn page of an entry and what it says.
type entry struct {
	page, url, title, source string
	day                      time.Time
	updated                  bool // it shows the day of a change too
	files                    int
}

func drawnEntry(r *rand.Rand, names *[]string) entry {
	e := entry{title: entryTitles[r.IntN(len(entryTitles))], day: daysOn(800 + r.IntN(200)), source: []string{"办公室", "综合运输科", "某市交通运输局", "某某日报"}[r.IntN(4)]}
	text := entryTexts[r.IntN(len(entryTexts))]
	if r.IntN(2) == 0 {
		text += `</p><p align="right">某市交通运输局</p><p align="right">` + e.day.AddDate(0, 0, -2).Format("2006年1月2日")
	}
	info, body, after := draw(r, names, infoParts), draw(r, names, bodyParts), draw(r, names, afterParts)
	main := draw(r, names, crumbParts).html + format(draw(r, names, titleParts).html, e.title) +
		format(info.html, e.day.Format(dateForms[r.IntN(len(dateForms))]), e.source) + format(body.html, text) + after.html
	site := "某市交通运输局"
	e.page = drawnPage(r, names, []string{e.title + "-" + site, site, e.title}[r.IntN(3)], main)
	e.url = []string{"http://www.x.gov.cn/tzgg/202201/t20220101_123.html", "http://www.x.gov.cn/show.asp?id=77", "http://www.x.gov.cn/info/1002/1234.htm"}[r.IntN(3)]
	e.updated = info.name == "update"
	if info.name == "table" || info.name == "scriptsource" {
		e.source = "" // 发布机构 is no 来源
	}
	if strings.HasPrefix(after.name, "attach") {
		e.files = 1
	}
	return e
}

// drawnPage puts menu and bottom around what a page is for.
func drawnPage(r *rand.Rand, names *[]string, title, body string) string {
	return `<html><head><meta charset="utf-8"><title>` + title + `</title></head><body>` + draw(r, names, menuParts).html +
		format(draw(r, names, wrapParts).html, body) + draw(r, names, footParts).html + `</body></html>`
}

func draw(r *rand.Rand, names *[]string, parts []part) part {
	p := parts[r.IntN(len(parts))]
	*names = append(*names, p.name)
	return p
}

// format fills what a part uses of the values.
func format(s string, values ...any) string {
	s, _, _ = strings.Cut(fmt.Sprintf(s, values...), "%!(EXTRA")
	return s
}

func daysOn(n int) time.Time {
	return time.Date(2020, 1, 1, 9, 30, 0, 0, time.FixedZone("CST", 8*3600)).AddDate(0, 0, n)
}
