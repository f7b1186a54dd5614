package samplesite

import (
	"strconv"
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

// fillArticle is the i-th generated article, with its body only when asked for:
// lists show titles.
func (s *Site) fillArticle(c *column, i int, whole bool) *article {
	h := mix(s.seed, hash(c.key), uint64(i))
	date := s.fillDate(c, i)
	// Neighbouring entries take neighbouring themes, so that a page of the list
	// does not repeat itself.
	t := c.fill.themes[(uint64(i)+mix(s.seed, hash(c.key)))%uint64(len(c.fill.themes))]
	w := s.words(h, date)
	a := &article{id: c.base + int64(i), col: c, title: w.Replace(t.title), date: date, source: s.sourceOf(h)}
	if !whole {
		return a
	}
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

// blanks fills in the blanks of a theme: what each stands for follows from one
// number and the day.
type blanks struct {
	s    *Site
	h    uint64
	date time.Time
}

func (s *Site) words(h uint64, date time.Time) blanks { return blanks{s, h, date} }

// Replace fills in every {…} of the text.
func (w blanks) Replace(text string) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{")
		b.WriteString(before)
		if !open {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString(w.word(name))
		text = after
	}
}

func (w blanks) word(name string) string {
	number := func(shift, lo, hi int) string { return strconv.Itoa(between(w.h>>shift, lo, hi)) }
	switch name {
	case "市":
		return w.s.city.name
	case "局":
		return w.s.Name()
	case "区":
		return pick(w.s.city.districts, w.h>>3)
	case "区2":
		return pick(w.s.city.districts, w.h>>3+1)
	case "路":
		return pick(roads(), w.h>>9)
	case "路2":
		return pick(roads(), w.h>>9+5)
	case "线":
		return number(13, 2, 98)
	case "线2":
		return number(15, 101, 160)
	case "数":
		return number(19, 12, 96)
	case "百":
		return number(21, 110, 980)
	case "率":
		return number(23, 91, 98) + "." + number(27, 1, 9)
	case "年":
		return strconv.Itoa(w.date.Year())
	case "月":
		return strconv.Itoa(int(w.date.Month()))
	case "日":
		return strconv.Itoa(w.date.Day())
	case "季":
		return []string{"一", "二", "三", "四"}[(int(w.date.Month())-1)/3]
	}
	return ""
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
