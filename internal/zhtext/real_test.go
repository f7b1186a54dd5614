package zhtext_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"ducha/internal/realdata"
	"ducha/internal/zhtext"
)

var tag = regexp.MustCompile(`<[^>]*>`)

func TestRealDates(t *testing.T) {
	var cases []struct{ ID, Role, Raw, HTML, Expect string }
	if err := json.Unmarshal(realdata.Read(t, "dates/cases.json"), &cases); err != nil {
		t.Fatal(err)
	}
	day := regexp.MustCompile(`^(\d{4}-\d\d(-\d\d)?|--\d\d-\d\d)(/(\d{4}-\d\d-\d\d|--\d\d-\d\d))?$`)
	right, of := 0, 0
	for _, c := range cases {
		text := zhtext.Squeeze(strings.ReplaceAll(tag.ReplaceAllString(c.Raw, ""), "…", " "))
		if c.Role == "attribute" || strings.HasPrefix(c.Raw, "<meta") {
			text = c.Raw
		}
		if c.Role == "conflict" || strings.HasPrefix(c.Role, "generation") {
			continue // needs the whole page: package facts
		}
		if c.Role != "url" && c.Expect != "" && !day.MatchString(c.Expect) {
			continue // several rows, or an end that is not there: packages webpage and facts
		}
		if c.Role == "url" {
			if !day.MatchString(c.Expect) {
				continue
			}
			of++
			d, _ := zhtext.URLDate(strings.Fields(c.Raw)[len(strings.Fields(c.Raw))-1])
			if got := write(d); got != c.Expect {
				t.Errorf("%s: URLDate(%q) = %s; want %s", c.ID, c.Raw, got, c.Expect)
				continue
			}
			right++
			continue
		}
		found := zhtext.FindDates(text)
		of++
		switch {
		case c.Expect == "":
			for _, f := range found {
				if f.Day != 0 {
					t.Errorf("%s: %q is no date, read as %v", c.ID, text, f)
				}
			}
		case day.MatchString(c.Expect):
			if len(found) == 0 {
				t.Errorf("%s: nothing read in %q; want %s", c.ID, text, c.Expect)
				continue
			}
			got := write(found[0].Date)
			if found[0].Until.Day != 0 {
				got += "/" + write(found[0].Until)
			}
			if got != c.Expect {
				t.Errorf("%s: read %s in %q; want %s", c.ID, got, text, c.Expect)
				continue
			}
		}
		right++
	}
	t.Logf("%d of %d dates right", right, of)
}

// write gives a date as the cases do: --MM-DD without a year, YYYY-MM without a day.
func write(d zhtext.Date) string {
	two := func(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
	s := two(d.Year/100) + two(d.Year%100)
	if d.Year == 0 {
		s = "-"
	}
	s += "-" + two(d.Month)
	if d.Day != 0 {
		s += "-" + two(d.Day)
	}
	return s
}

func TestRealPairs(t *testing.T) {
	var c struct {
		Pairs     []struct{ Document, Interpretation string }
		Negatives []struct{ A, B, Why string }
	}
	if err := json.Unmarshal(realdata.Read(t, "interpretation-pairs/cases.json"), &c); err != nil {
		t.Fatal(err)
	}
	found, previous := 0, ""
	for i, p := range c.Pairs {
		if strings.HasPrefix(p.Interpretation, "(same") {
			c.Pairs[i].Interpretation = previous
		}
		previous = c.Pairs[i].Interpretation
		if zhtext.Interprets(previous, p.Document, true) {
			found++
		} else {
			t.Logf("not found: %s ← %s", p.Document, previous)
		}
	}
	false_ := 0
	for _, n := range c.Negatives {
		if zhtext.Interprets(n.B, n.A, true) {
			false_++
			t.Errorf("false pair: %s ← %s (%s)", n.A, n.B, n.Why)
		}
	}
	// Any interpretation against any other document is a negative too, unless
	// it names both.
	crossed := 0
	for _, p := range c.Pairs {
		for _, q := range c.Pairs {
			if p.Interpretation != q.Interpretation && zhtext.Interprets(q.Interpretation, p.Document, true) &&
				!strings.Contains(q.Interpretation, p.Document) {
				crossed++
				t.Errorf("false pair: %s ← %s", p.Document, q.Interpretation)
			}
		}
	}
	t.Logf("recall %d of %d; false %d of %d; crossed %d of %d", found, len(c.Pairs), false_, len(c.Negatives), crossed, len(c.Pairs)*(len(c.Pairs)-1))
	if found*100 < len(c.Pairs)*95 {
		t.Errorf("recall %d of %d is under 95 %%", found, len(c.Pairs))
	}
}
