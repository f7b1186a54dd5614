package facts

import (
	"slices"
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// samplePages is how many pages show what a site's template puts on every page.
const samplePages = 6

// A sample is what one page shows that may belong to the template.
type sample struct {
	pictures []string
	lines    map[string]bool // of the text, see lineKey
}

// Pictured says whether a page with hardly any text shows pictures, sound or film
// of its own: what other pages show too belongs to the template. Where too few
// pages were seen to tell, every picture is the page's own.
func (s *Site) Pictured(p *webpage.Page) bool {
	if !p.Bare() || len(p.Pictures) == 0 {
		return false
	}
	others := s.others(p)
	if len(others) < 2 {
		return true
	}
	return slices.ContainsFunc(p.Pictures, func(u string) bool {
		return u == "" || !slices.ContainsFunc(others, func(o sample) bool { return slices.Contains(o.pictures, u) })
	})
}

// Elsewhere tells the lines of a page's text that two other pages show too, numbers
// aside: 打印本页, 访问量：12, what stands above all.
func (s *Site) Elsewhere(p *webpage.Page) func(line string) bool {
	others := s.others(p)
	return func(line string) bool {
		key, n := lineKey(line), 0
		for _, o := range others {
			if o.lines[key] {
				n++
			}
		}
		return n >= 2
	}
}

// lineKey is a line without blanks and digits.
func lineKey(line string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r <= ' ' || r == '\u3000' {
			return -1
		}
		return r
	}, line)
}

// others are the samples of a site's pages but one.
func (s *Site) others(p *webpage.Page) (all []sample) {
	for key, o := range s.samples() {
		if key != webpage.Key(p.URL) {
			all = append(all, o)
		}
	}
	return all
}

type sampleKey struct{}

// samples are the home page and the first pages of its menu.
func (s *Site) samples() map[string]sample {
	return Once(s, sampleKey{}, func() map[string]sample {
		found := map[string]sample{}
		for _, key := range append([]string{s.homeKey}, s.menuKeys()...) {
			v := s.visits[key]
			if v == nil || v.info == nil || v.info.Problem != evidence.None || len(found) >= samplePages {
				continue
			}
			p, err := s.whole(v)
			if err != nil {
				continue
			}
			lines := map[string]bool{}
			// A bottom that is known on a long page may pass for text on a short one.
			for line := range strings.Lines(p.Text + "\n" + p.Footer.Quote) {
				lines[lineKey(line)] = true
			}
			found[key] = sample{p.Pictures, lines}
		}
		return found
	})
}

// menuKeys are the pages that the home page's menu leads to.
func (s *Site) menuKeys() (keys []string) {
	for _, l := range s.menu {
		if l.Area != webpage.AreaFooter && l.URL != "" {
			keys = append(keys, webpage.Key(l.URL))
		}
	}
	return keys
}
