package webpage_test

import (
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding/simplifiedchinese"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// TestPages reads the archives of testdata/pages: one page, its address as the
// file's name with "gbk" behind it when it is to be transcoded, and in want one
// question and answer a line.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Files)%2 != 0 || len(a.Files) == 0 {
				t.Fatal("a case holds pages, each with what it wants")
			}
			for i := 0; i < len(a.Files); i += 2 {
				checkPage(t, a.Files[i], a.Files[i+1])
			}
		})
	}
}

func checkPage(t *testing.T, page, want txtar.File) {
	t.Helper()
	words := strings.Fields(page.Name)
	body := page.Data
	if slices.Contains(words[1:], "gbk") {
		var err error
		if body, err = simplifiedchinese.GB18030.NewEncoder().Bytes(body); err != nil {
			t.Fatal(err)
		}
	}
	ex := exchangeFor(home + strings.TrimPrefix(words[0], "/"))
	ex.At = time.Date(2022, 12, 31, 4, 0, 0, 0, time.UTC)
	p := webpage.Read(ex, body)
	for line := range strings.Lines(string(want.Data)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		ask, wanted, ok := strings.Cut(line, " = ")
		if !ok {
			t.Fatalf("no answer in %q", line)
		}
		if got := pageAnswer(p, strings.Fields(ask)); got != strings.TrimSpace(wanted) {
			t.Errorf("%s: %s = %s; want %s", page.Name, ask, got, wanted)
		}
	}
}

func pageAnswer(p *webpage.Page, ask []string) string {
	a := p.Article
	if a == nil {
		a = &webpage.Article{}
	}
	rel := func(u string) string { return strings.TrimPrefix(u, home) }
	var out []string
	switch ask[0] {
	case "class":
		return string(p.Class)
	case "problem":
		out = append(out, string(p.Problem))
	case "charset":
		return p.Charset + " " + p.Declared
	case "title":
		return p.Title
	case "heading":
		return p.Heading
	case "article":
		return a.Title
	case "docno":
		out = append(out, a.DocNo)
	case "source":
		out = append(out, a.Source)
	case "index":
		out = append(out, a.Index)
	case "validity":
		out = append(out, a.Validity)
	case "images":
		return fmt.Sprint(a.Images)
	case "dates":
		for _, w := range a.Dates {
			// The day we saw the page stands on every article; TestFirstSeen looks at it.
			if w.Source == webpage.DateFirstSeen {
				continue
			}
			out = append(out, string(w.Source)+":"+w.Date.Format(time.DateOnly))
		}
	case "attachments":
		for _, l := range a.Attachments {
			out = append(out, rel(l.URL))
		}
	case "body":
		for _, l := range a.Links {
			out = append(out, rel(l.URL))
		}
	case "crumbs":
		for _, l := range p.Crumbs {
			out = append(out, l.Text)
		}
	case "links":
		for _, l := range p.Links {
			if string(l.Kind) == ask[1] {
				out = append(out, l.Text+"|"+rel(l.URL))
			}
		}
	case "cards":
		for _, l := range p.Links {
			if l.Card != "" {
				out = append(out, l.Card+"|"+rel(l.URL))
			}
		}
	case "lists":
		for _, l := range p.Lists {
			out = append(out, fmt.Sprintf("%s|%s|%d%s", l.Heading, rel(l.More), len(l.Entries), l.Empty))
		}
	case "entries":
		for _, l := range p.Lists {
			for _, e := range l.Entries {
				day := "?"
				for _, w := range e.Dates {
					if w.Source == webpage.DateList {
						day = w.Date.Format(time.DateOnly)
						break
					}
				}
				out = append(out, e.Title+"|"+rel(e.URL)+"|"+day)
			}
		}
	case "entrynos":
		for _, l := range p.Lists {
			for _, e := range l.Entries {
				out = append(out, e.DocNo)
			}
		}
	case "pager":
		return fmt.Sprintf("%d of %d open=%v next=%s", p.Pager.Index, p.Pager.Pages, p.Pager.Open, rel(p.Pager.Next))
	case "says":
		return fmt.Sprint(strings.Contains(p.Text, ask[1]))
	case "footer":
		f := p.Footer
		return fmt.Sprintf("%s|%s|%s|%s|badge=%v mistake=%v map=%v", f.SiteCode, f.ICP, f.Police, f.Sponsor, f.Badge, f.Mistake, f.Map)
	case "contact":
		out = append(out, p.Footer.Contact)
	case "fields":
		for _, f := range p.Forms {
			out = append(out, f.Fields...)
		}
	case "scripts":
		return fmt.Sprint(p.ScriptsIn)
	default:
		return "no such question"
	}
	return list(out)
}

// The day we first saw a page is a witness of its own and never the date of
// publication.
func TestFirstSeen(t *testing.T) {
	ex := evidence.Exchange{URL: "http://x.gov.cn/a/1.html", FinalURL: "http://x.gov.cn/a/1.html", Status: 200,
		At: time.Date(2022, 12, 31, 17, 0, 0, 0, time.UTC), Header: http.Header{"Content-Type": {"text/html"}}}
	body := "<html><title>关于线路调整的公告</title><body><h1>关于线路调整的公告</h1><div class=content><p>" + strings.Repeat("现将有关线路调整事项公告如下。", 20) + "</p></div></body></html>"
	p := webpage.Read(&ex, []byte(body))
	if p.Article == nil {
		t.Fatalf("class %s", p.Class)
	}
	if len(p.Article.Dates) != 1 {
		t.Fatalf("dates %v", p.Article.Dates)
	}
	w := p.Article.Dates[0]
	if w.Source != webpage.DateFirstSeen || w.Confidence != webpage.Doubtful || w.Date.Format(time.DateOnly) != "2023-01-01" {
		t.Errorf("%+v; want first_seen 2023-01-01, doubtful", w)
	}
}

// Trees that scripts draw name columns; what stands in a comment is not drawn.
func TestTreeMenus(t *testing.T) {
	p := webpage.Read(exchangeFor("http://www.example.gov.cn/zwgk/"), []byte(`<title>政务公开</title><div class="menu"><script>
var zNodes = [ // zTree
 {id:1, name:"机构职能", url:"http://www.example.gov.cn/zwgk/jgzn/"}, // {name:"旧栏目一", url:"/zwgk/j1/"},
 //{id:2, name:"旧栏目二", url:"/zwgk/j2/"},
 /* {id:3, name:"旧栏目三", url:"/zwgk/j3/"}, */
 {id:4, name:'政策解读', url:'/zwgk/zcjd/'}];
</script></div>`))
	var names []string
	for _, l := range p.Links {
		names = append(names, l.Text)
	}
	if !slices.Equal(names, []string{"机构职能", "政策解读"}) {
		t.Errorf("the tree names %q", names)
	}
}
