package samplesite

import (
	"fmt"
	"strings"
	"time"
)

// filler says how a column's generated articles are dated and worded. The i-th
// is worked out from i alone, so a million cost no more than ten.
type filler struct {
	count  int
	newest int // days before the as-of day of the newest
	span   int // days over which all are spread
	gap    int // days of silence after the newest, for thin columns
	themes []theme
}

// theme is one kind of article: a title and paragraphs with {…} to fill in.
type theme struct {
	title string
	paras []string
}

func (s *Site) fillDate(c *column, i int) time.Time {
	f := c.fill
	days := f.newest + int(int64(i)*int64(f.span)/int64(max(f.count, 1)))
	if i > 0 {
		days += f.gap
	}
	return s.daysBefore(days)
}

func (s *Site) fillArticle(c *column, i int) *article {
	h := mix(s.seed, hash(c.key), uint64(i))
	date := s.fillDate(c, i)
	// Neighbouring entries take neighbouring themes, so that a page of the list
	// does not repeat itself.
	t := c.fill.themes[(uint64(i)+mix(s.seed, hash(c.key)))%uint64(len(c.fill.themes))]
	w := s.words(h, date)
	a := &article{id: c.base + int64(i), col: c, title: w.Replace(t.title), date: date, source: s.sourceOf(h)}
	for _, p := range t.paras {
		if c.undated && strings.Contains(p, "{日}") {
			continue // an undated article names no day anywhere
		}
		a.body = append(a.body, para(w.Replace(p)))
	}
	extra := s.clean(commonParas())
	for k := 0; len(extra) > 0 && k < between(h>>8, 2, 5); k++ {
		a.body = append(a.body, para(w.Replace(pick(extra, mix(h, uint64(k))))))
	}
	a.body = append(a.body, para("（"+pick(offices(), h>>16)+"供稿）"))
	return a
}

func (s *Site) sourceOf(h uint64) string {
	return pick([]string{s.Name(), s.Name(), s.Name() + "办公室", s.city.name + "日报", s.city.name + "人民政府网"}, h>>24)
}

// words fills in the blanks of a theme.
func (s *Site) words(h uint64, date time.Time) *strings.Replacer {
	d := s.city.districts
	return strings.NewReplacer(
		"{市}", s.city.name, "{局}", s.Name(),
		"{区}", pick(d, h>>3), "{区2}", pick(d, h>>3+1),
		"{路}", pick(roads(), h>>9), "{路2}", pick(roads(), h>>9+5),
		"{线}", fmt.Sprintf("%d", between(h>>13, 2, 98)), "{线2}", fmt.Sprintf("%d", between(h>>15, 101, 160)),
		"{数}", fmt.Sprintf("%d", between(h>>19, 12, 96)), "{百}", fmt.Sprintf("%d", between(h>>21, 110, 980)),
		"{率}", fmt.Sprintf("%d.%d", between(h>>23, 91, 98), between(h>>27, 1, 9)),
		"{年}", fmt.Sprintf("%d", date.Year()), "{月}", fmt.Sprintf("%d", int(date.Month())), "{日}", fmt.Sprintf("%d", date.Day()),
		"{季}", []string{"一", "二", "三", "四"}[(int(date.Month())-1)/3],
	)
}

func para(text string) string { return "<p>" + esc(text) + "</p>" }

// clean drops what speaks of things the plan has taken from the site.
func (s *Site) clean(texts []string) []string {
	var out []string
	for _, t := range texts {
		if !s.plan.speaksOfMissing(t) {
			out = append(out, t)
		}
	}
	return out
}

func (s *Site) cleanThemes(themes []theme) []theme {
	var out []theme
	for _, t := range themes {
		if s.plan.speaksOfMissing(t.title) {
			continue
		}
		t.paras = s.clean(t.paras)
		out = append(out, t)
	}
	return out
}
