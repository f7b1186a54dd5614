package run_test

import (
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func randomLayout(seed uint64) shape {
	return shape{name: fmt.Sprintf("random layout %d", seed), set: func(b *bureau) {
		r := rand.New(rand.NewPCG(seed, 3))
		menu, crumb, head, row, date := anyOf(r, randomMenus), anyOf(r, randomCrumbs), anyOf(r, randomHeads), anyOf(r, randomRows), anyOf(r, randomDates)
		headline, info, wrap, side := anyOf(r, randomHeadlines), anyOf(r, randomInfos), anyOf(r, randomWraps), anyOf(r, randomSides)
		platform, box, foot := anyOf(r, randomPlatforms), anyOf(r, randomBoxes), anyOf(r, randomFeet)
		named, numbered, tagged := r.IntN(2) == 0, r.IntN(3) == 0, r.IntN(2) == 0
		b.menu = func() string {
			return drawnMenu(menu, []string{"/", "/gzdt/", "/zwgk/", "/zwfw/", "/hdjl/"}, []string{"首页", "工作动态", "政务公开", "政务服务", "互动交流"})
		}
		b.rows = func(c *bcol, arts []*bart) string {
			var s strings.Builder
			if head != "" {
				fmt.Fprintf(&s, head, c.label)
			}
			s.WriteString(row[0])
			for i, a := range arts {
				s.WriteString(filled(row[1], b.url(a), html.EscapeString(a.title), a.date.Format(date), strconv.Itoa(i+1)) + "\n")
			}
			return s.String() + row[2]
		}
		if numbered {
			b.url = func(a *bart) string { return fmt.Sprintf("/show.asp?id=%d", a.id) }
		}
		b.page = func(a *bart) string {
			return fmt.Sprintf(headline, a.title) + fmt.Sprintf(info, a.date.Format(date), bureauName) + b.articleRest(a)
		}
		if !tagged {
			b.tags = func(string, *bcol, *bart) string { return "" }
			for _, tag := range strings.Fields("首页:SiteName 首页:SiteDomain 首页:SiteIDCode 栏目页:SiteName 栏目页:SiteDomain 栏目页:SiteIDCode 栏目页:ColumnName 栏目页:ColumnType 文章页:ArticleTitle 文章页:PubDate 文章页:ContentSource") {
				b.planted = append(b.planted, "page.tag_missing 标签:"+tag)
			}
		}
		b.home = func() string {
			return b.drawnBox(box, "工作动态", date) + b.drawnBox(box, "公示公告", date) + b.drawnBox(box, "政策法规", date) + b.drawnBox(box, "政策解读", date)
		}
		b.frame = func(title, path, body string) string {
			if !named && !strings.HasPrefix(title, bureauName) {
				title = bureauName
			}
			if path != "" {
				path = drawnCrumb(crumb, path)
			}
			if body == b.platform() {
				body = b.drawnPlatform(platform)
			}
			return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>` + title + `</title>TAGS</head><body><div class="header"><a href="/"><img src="/logo.png" alt="` + bureauName + `"></a></div>` + b.menu() +
				strings.Replace(wrap, "%s", path+drawnSide(side, b, path)+body, 1) + foot + `</body></html>`
		}
		if r.IntN(2) == 0 {
			drawNeighbour(b, r)
		}
	}}
}

// drawnBox draws the box of a column on the home page.
func (b *bureau) drawnBox(way [4]string, label, date string) string {
	c := b.col(label)
	s := filled(way[0], c.path(), c.label) + way[1]
	for _, a := range c.arts {
		s += filled(way[2], b.url(a), html.EscapeString(a.title), a.date.Format(date))
	}
	return s + way[3]
}

func (b *bureau) drawnPlatform(way [2]string) string {
	s := ""
	for _, c := range b.cols {
		if !c.outside {
			s += fmt.Sprintf(way[1], c.path(), c.label)
		}
	}
	return filled(way[0], s)
}

// filled fills what a part uses of the values.
func filled(part string, values ...any) string {
	s, _, _ := strings.Cut(fmt.Sprintf(part, values...), "%!(EXTRA")
	return s
}

func anyOf[T any](r *rand.Rand, ways []T) T { return ways[r.IntN(len(ways))] }

func drawnSide(side string, b *bureau, path string) string {
	if side == "" || path == "" {
		return ""
	}
	var s strings.Builder
	for _, c := range b.cols {
		if !c.outside {
			if strings.Contains(side, "table") {
				fmt.Fprintf(&s, `<tr><td><a href="%s">%s</a></td></tr>`, c.path(), c.label)
			} else {
				fmt.Fprintf(&s, `<li><a href="%s">%s</a></li>`, c.path(), c.label)
			}
		}
	}
	return strings.Replace(side, "%s", s.String(), 1)
}

func drawnMenu(menu [3]string, urls, labels []string) string {
	all := make([]string, len(urls))
	for i := range urls {
		all[i] = fmt.Sprintf(menu[1], urls[i], labels[i])
	}
	return strings.Replace(menu[0], "%s", strings.Join(all, menu[2]), 1)
}

var crumbStep = regexp.MustCompile(`<a href="([^"]*)">([^<]*)</a>`)

// drawnCrumb draws the path of the plain form in another way.
func drawnCrumb(way [4]string, path string) string {
	var steps []string
	for _, m := range crumbStep.FindAllStringSubmatch(path, -1) {
		steps = append(steps, fmt.Sprintf(way[2], m[1], m[2]))
	}
	if way[3] == "1" && len(steps) > 1 {
		last := crumbStep.FindStringSubmatch(steps[len(steps)-1])
		steps[len(steps)-1] = last[2]
	}
	if i := strings.LastIndex(path, "&gt; "); i >= 0 && !strings.Contains(path[i:], "<a ") {
		steps = append(steps, strings.TrimSuffix(path[i+len("&gt; "):], "</div>"))
	}
	return strings.Replace(way[0], "%s", strings.Join(steps, way[1]), 1)
}

// drawnSeeds are those of the layouts to draw: few as a rule, many in full, or those that
// DUCHA_LAYOUTS asks for.
func drawnSeeds(few, many int) (from, n int) {
	if n = few; os.Getenv("DUCHA_SHAPES") == "full" {
		n = many
	}
	if s := os.Getenv("DUCHA_LAYOUTS"); s != "" {
		fmt.Sscanf(s, "%d+%d", &from, &n)
	}
	return from, n
}

// TestRandomLayouts audits compliant and planted bureaus whose pages are put together at
// random. DUCHA_SHAPES=full draws more of them, DUCHA_LAYOUTS=1000+50 others.
func TestRandomLayouts(t *testing.T) {
	known := newNames(t)
	from, n := drawnSeeds(4, 24)
	for seed := from; seed < from+n; seed++ {
		s := randomLayout(uint64(seed))
		for _, planted := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, planted %v", s.name, planted), func(t *testing.T) {
				t.Parallel()
				b := newBureau()
				if planted {
					b.plant()
				}
				s.set(b)
				auditShape(t, known, b)
			})
		}
	}
}
