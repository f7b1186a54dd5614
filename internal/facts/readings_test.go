package facts_test

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/webpage"
)

// counted counts the bodies a snapshot is asked for.
type counted struct {
	*memory
	bodies atomic.Int64
}

func (c *counted) Body(d evidence.Digest) ([]byte, error) {
	c.bodies.Add(1)
	return c.memory.Body(d)
}

// article is a page with an address of its own and a text.
func article(title string) []byte {
	return fmt.Appendf(nil, `<title>%s</title><h1>%s</h1><p>发布时间：2022-11-02</p><div class="content">%s</div>`, title, title, strings.Repeat("各科室认真组织，扎实推进。", 30))
}

// visited is a small snapshot of a home page and some articles.
func visited(articles int) *counted {
	m := &memory{snap: evidence.Snapshot{Site: "case", Home: home, Sealed: true}}
	at := time.Date(2022, 12, 31, 1, 0, 0, 0, time.UTC)
	add := func(path string, body []byte) {
		m.add(evidence.Exchange{URL: home + path, At: at, Status: 200, Header: map[string][]string{"Content-Type": {"text/html; charset=utf-8"}}}, body)
	}
	var rows strings.Builder
	for i := range articles {
		fmt.Fprintf(&rows, `<li><a href="/gzdt/t20221102_%d.html">第%d次工作会议召开</a><span>2022-11-02</span></li>`, i, i)
	}
	add("", []byte(`<title>某局</title><ul class="nav"><li><a href="/gzdt/">工作动态</a><li><a href="/zcjd/">政策解读</a><li><a href="/gsgg/">公示公告</a></ul><ul>`+rows.String()+`</ul>`))
	for i := range articles {
		add(fmt.Sprintf("gzdt/t20221102_%d.html", i), article(fmt.Sprintf("第%d次工作会议召开", i)))
	}
	return &counted{memory: m}
}

func titles(s *facts.Site) (all []string) {
	for info := range s.Pages() {
		all = append(all, info.Title)
	}
	return all
}

// What the crawl has read is not read again, and what is noted of a page while it
// is read needs no page.
func TestReadingsAreRemembered(t *testing.T) {
	type noteKey struct{}
	looked := 0
	length := facts.Watch{Key: noteKey{}, Look: func(p *webpage.Page) any {
		looked++
		return len(p.Text)
	}}
	m, r := visited(20), facts.NewReadings(vocabulary(t), nil, length)
	for _, ex := range m.exchanges {
		r.Keep(&ex, webpage.Read(&ex, m.memory.bodies[ex.Body]))
	}
	s := loaded(t, m, r)
	if n := m.bodies.Load(); n > 3 { // the home page is looked at whole
		t.Errorf("%d of %d pages were read again", n, len(m.exchanges))
	}
	fresh := loaded(t, m, nil)
	if a, b := titles(s), titles(fresh); !slices.Equal(a, b) || len(a) != 21 {
		t.Errorf("remembered %q; read %q", a, b)
	}
	m.bodies.Store(0)
	before := looked
	for info := range s.Pages() {
		remembered, err := s.Noted(length, info)
		if err != nil {
			t.Fatal(err)
		}
		if n := m.bodies.Load(); n > 0 || looked != before {
			t.Fatalf("%s was read for a note", info.URL)
		}
		read, err := fresh.Noted(length, info)
		if err != nil || read != remembered {
			t.Fatalf("%s: noted %v, read %v (%v)", info.URL, remembered, read, err)
		}
		m.bodies.Store(0)
		before = looked
	}
}

// A page that was asked for again is read again, and one that turns out to be
// the same answer for many addresses is not taken from memory.
func TestReadingsFollowTheSnapshot(t *testing.T) {
	m, r := visited(6), facts.NewReadings(vocabulary(t), nil)
	for _, ex := range m.exchanges {
		r.Keep(&ex, webpage.Read(&ex, m.memory.bodies[ex.Body]))
	}
	later := m.exchanges[1]
	later.At = later.At.Add(time.Hour)
	m.add(evidence.Exchange{URL: later.URL, At: later.At, Status: 200, Purpose: evidence.ForSecondLook, Header: later.Header}, article("改过的标题"))
	wall := article("本站正在维护，请稍后访问")
	for i := range 4 {
		ex := evidence.Exchange{URL: home + fmt.Sprintf("gzdt/t20221103_%d.html", i), At: later.At, Status: 200, Header: later.Header}
		m.add(ex, wall)
		stored := m.exchanges[len(m.exchanges)-1]
		r.Keep(&stored, webpage.Read(&stored, wall))
	}
	s := loaded(t, m, r)
	if all := titles(s); !slices.Contains(all, "改过的标题") {
		t.Errorf("the later answer is not read: %q", all)
	}
	for info := range s.Pages() {
		if strings.Contains(info.URL, "t20221103") && info.Problem == evidence.None {
			t.Errorf("%s counts as a page although four addresses gave the same", info.URL)
		}
	}
}

// A watch that breaks on a page breaks neither the crawl nor the other watches.
func TestAWatchMayBreak(t *testing.T) {
	type badKey struct{}
	type goodKey struct{}
	bad := facts.Watch{Key: badKey{}, Look: func(p *webpage.Page) any {
		if strings.HasPrefix(p.Heading, "第3次") {
			panic("unforeseen")
		}
		return nil
	}}
	good := facts.Watch{Key: goodKey{}, Look: func(p *webpage.Page) any { return p.Heading }}
	m, r := visited(5), facts.NewReadings(vocabulary(t), nil, bad, good)
	for _, ex := range m.exchanges {
		r.Keep(&ex, webpage.Read(&ex, m.memory.bodies[ex.Body]))
	}
	for _, s := range []*facts.Site{loaded(t, m, r), loaded(t, m, nil)} {
		for info := range s.Pages() {
			if info.Problem != evidence.None {
				t.Errorf("%s: %s", info.URL, info.Problem)
			}
			if _, err := s.Noted(bad, info); (err != nil) != strings.HasPrefix(info.Title, "第3次") {
				t.Errorf("%s: %v", info.Title, err)
			}
			if _, err := s.Noted(good, info); err != nil {
				t.Errorf("%s: %v", info.Title, err)
			}
		}
	}
}

// Sites side by side share one room: the first fills it, the second finds little left, is
// read again, once, and comes to the same; what a finished one gives back is there for the next.
func TestReadingsShareARoom(t *testing.T) {
	const pages = 21
	fits := func(space *facts.Room) (r *facts.Readings, titled []string, again int64) {
		m := visited(pages - 1)
		r = facts.NewReadings(vocabulary(t), space)
		for _, ex := range m.exchanges {
			r.Keep(&ex, webpage.Read(&ex, m.memory.bodies[ex.Body]))
		}
		titled = titles(loaded(t, m, r))
		return r, titled, m.bodies.Load()
	}
	const anyway = 3 // the home page is looked at whole
	var space *facts.Room
	var one *facts.Readings
	var want []string
	for bytes, again := int64(1<<10), int64(pages); again > anyway; bytes += bytes / 5 { // the least that holds one site
		if bytes > 1<<20 {
			t.Fatalf("%d bytes do not hold %d pages", bytes, pages)
		}
		space = facts.NewRoom(bytes)
		one, want, again = fits(space)
	}
	two, got, again := fits(space)
	if !slices.Equal(got, want) || again < pages/2 || again > pages+anyway {
		t.Errorf("with little room %q (%d read again), with room %q", got, again, want)
	}
	one.Forget()
	two.Forget()
	if _, got, again := fits(space); !slices.Equal(got, want) || again > anyway {
		t.Errorf("after both were forgotten: %q, %d read again", got, again)
	}
}
