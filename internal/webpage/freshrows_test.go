package webpage_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"ducha/internal/webpage"
)

// freshTitles are the titles of one list; each row has a day of its own.
var freshTitles = []string{
	"关于进一步规范机动车维修经营备案工作的通知", "关于公布2022年第二批救助名单的公告", "2021年1—11月固定资产投资完成情况",
	"关于印发《城镇老旧小区改造实施方案》的通知", "某区2022年部门预算公开", "关于开展“12·4”国家宪法日宣传活动的通知",
}

var freshDays = []string{"2022-12-30", "2022-12-09", "2022-11-21", "2022-10-01", "2022-03-31", "2021-02-08"}

// TestFreshRows reads the day of each row in shapes of lists written without
// looking at the code: testdata/rows.txt, one shape a line.
func TestFreshRows(t *testing.T) {
	src, err := os.ReadFile("testdata/rows.txt")
	if err != nil {
		t.Fatal(err)
	}
	right, of := 0, 0
	for line := range strings.Lines(string(src)) {
		f := strings.Split(strings.TrimSpace(line), " | ")
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue
		}
		of++
		wrap, row, says := f[0], f[1], f[2]
		rows, want := "", []string{}
		for i, title := range freshTitles {
			d, _ := time.Parse(time.DateOnly, freshDays[i])
			w := strings.NewReplacer("%t", title, "%Y", d.Format("2006"), "%m", d.Format("01"), "%d", d.Format("02"), "%y", d.Format("06"), "%n", d.Format("1"), "%e", d.Format("2"),
				"%U", fmt.Sprint(d.Unix()+3600*2), "%u", fmt.Sprintf("./t%d.html", 7000+i), "%i", fmt.Sprint(i+1)).Replace(row)
			rows += w + "\n"
			switch says {
			case "none":
				want = append(want, "-")
			case "yearless":
				want = append(want, d.Format("01-02"))
			default:
				want = append(want, d.Format(time.DateOnly))
			}
		}
		page := `<html><head><title>通知公告-某区住房和城乡建设局</title><meta charset="utf-8"></head><body><div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/hd/">互动交流</a></div>
<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="./">通知公告</a></div>` + strings.Replace(wrap, "%r", rows, 1) +
			`<div class="page"><a href="index_1.html">上一页</a> <span>1/12</span> <a href="index_2.html">下一页</a> 共231条</div><div class="foot">主办单位：某区住房和城乡建设局 电话：0991-12345678</div></body></html>`
		p := webpage.Read(exchangeFor(home+"tzgg/"), []byte(page))
		if got := freshRows(p); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s\n  %s:\n  got  %v\n  want %v", wrap, row, got, want)
			continue
		}
		right++
	}
	t.Logf("%d of %d shapes right", right, of)
}

func freshRows(p *webpage.Page) (got []string) {
	best := 0
	for i, l := range p.Lists {
		if len(l.Entries) > len(p.Lists[best].Entries) {
			best = i
		}
	}
	if len(p.Lists) == 0 {
		return []string{"no list"}
	}
	for _, e := range p.Lists[best].Entries {
		day := "-"
		for _, w := range e.Dates {
			if w.Source == webpage.DateList {
				if day = w.Date.Format(time.DateOnly); w.NoYear {
					day = w.Date.Format("01-02")
				}
				break
			}
		}
		got = append(got, day)
	}
	return got
}

// TestFreshArticles reads the day an article was published from heads written
// without looking at the code.
func TestFreshArticles(t *testing.T) {
	src, err := os.ReadFile("testdata/articles.txt")
	if err != nil {
		t.Fatal(err)
	}
	right, of := 0, 0
	for line := range strings.Lines(string(src)) {
		i := strings.LastIndex(line, " | ")
		if strings.HasPrefix(line, "#") || i < 0 {
			continue
		}
		head, want := line[:i], strings.TrimSpace(line[i+3:])
		of++
		meta, rest := "", head
		if strings.HasPrefix(head, "<meta") {
			meta, rest, _ = strings.Cut(head, ">")
			meta += ">"
		}
		const title = "关于进一步规范机动车维修经营备案工作的通知"
		page := `<html><head><meta charset="utf-8"><title>` + title + `-某局</title>` + meta + `</head><body><div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div><div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="./">通知公告</a></div><div class="article">` +
			strings.ReplaceAll(rest, "%t", title) + `<div class="content">` + strings.Repeat("<p>现将有关事项通知如下，各有关单位应当自2021年5月1日起按照要求办理备案，不得拖延。</p>", 6) +
			`</div></div><div class="foot">主办单位：某区住房和城乡建设局 电话：0991-12345678</div></body></html>`
		p := webpage.Read(exchangeFor(home+"tzgg/7001.html"), []byte(page))
		if p.Article == nil {
			t.Errorf("%s: no article but %s", head, p.Class)
			continue
		}
		got := "-"
		for _, w := range p.Article.Dates {
			if w.Source == webpage.DateShown || w.Source == webpage.DateMeta {
				got = w.Date.Format(time.DateOnly)
				break
			}
		}
		if got != want {
			t.Errorf("%s: %s; want %s", head, got, want)
			continue
		}
		right++
	}
	t.Logf("%d of %d heads right", right, of)
}
