package crawl

import (
	"net/url"
	"slices"
	"strings"
)

// traps counts how many addresses of one make were wanted. A calendar or a
// filter makes them without end.
type traps struct {
	made    map[string]int
	entries map[string]bool // makes that rows of lists have: what any link of them leads to is content
}

func newTraps() *traps { return &traps{made: map[string]int{}, entries: map[string]bool{}} }

func (t *traps) count(template, kind string) {
	if template == "" {
		return
	}
	t.made[template]++
	if kind == kindArticle {
		t.entries[template] = true
	}
}

// Budgets of one template.
const (
	budgetEntry    = 50_000 // entries are what a site is made of
	budgetPlain    = 1_000
	budgetQuery    = 200 // the same with numbers in the query
	budgetCalendar = 24
	maxRepeat      = 2 // times one path segment may occur
)

// trapped says whether an address looks made without end.
func (r *run) trapped(address, template, kind string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return true
	}
	if repeats(u.Path) {
		return true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	budget := budgetEntry
	switch {
	case calendar(u):
		budget = budgetCalendar
	case r.traps.entries[template]:
	case kind == kindArticle || kind == kindAttachment || kind == kindList || kind == kindHome:
	case strings.Contains(template, "?"):
		budget = budgetQuery
	default:
		budget = budgetPlain
	}
	return r.traps.made[template] >= budget
}

// repeats finds /a/b/a/b/a/b, which a wrong relative link builds for ever.
func repeats(path string) bool {
	segments := strings.Split(path, "/")
	if len(segments) <= maxRepeat+1 {
		return false
	}
	n := map[string]int{}
	for _, s := range segments {
		if s == "" || strings.Trim(s, "0123456789") == "" {
			continue
		}
		if n[s]++; n[s] > maxRepeat {
			return true
		}
	}
	return false
}

func calendar(u *url.URL) bool {
	low := strings.ToLower(u.Path + "?" + u.RawQuery)
	for _, w := range []string{"calendar", "rili", "/month/", "month=", "&day=", "?day="} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// templateOf is the address with every run of digits as N and the query's keys
// sorted, so that permutations of filters share one budget.
func templateOf(address string) string {
	base, query, has := strings.Cut(address, "?")
	if _, rest, ok := strings.Cut(base, "://"); ok {
		base = rest
	}
	out := digitless(base)
	if !has {
		return out
	}
	parts := strings.Split(query, "&")
	for i, p := range parts {
		parts[i] = digitless(p)
	}
	slices.Sort(parts)
	return out + "?" + strings.Join(parts, "&")
}

// digitless writes N for every run of digits and H for every long run of hex
// digits: both number the pages of one kind.
func digitless(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if n := hexRun(s[i:]); n >= 16 {
			b.WriteByte('H')
			i += n
			continue
		}
		if s[i] < '0' || s[i] > '9' {
			b.WriteByte(s[i])
			i++
			continue
		}
		b.WriteByte('N')
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
	}
	return b.String()
}

// hexRun is the length of the hex digits and dashes at the start of s.
func hexRun(s string) int {
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] >= 'a' && s[n] <= 'f' || s[n] == '-') {
		n++
	}
	return n
}
