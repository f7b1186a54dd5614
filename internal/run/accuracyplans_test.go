package run_test

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"

	"ducha/internal/samplesite"
)

// plan is one site to audit.
type plan struct {
	name   string
	config samplesite.Config
}

// seedBase moves all seeds, to look at sites nobody has tuned for:
// DUCHA_ACCURACY_SEED=5000 go test ./internal/run -run Accuracy -v
func seedBase(t *testing.T) int64 {
	text := os.Getenv("DUCHA_ACCURACY_SEED")
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatalf("DUCHA_ACCURACY_SEED: %v", err)
	}
	return n
}

// unreachable is planted alone: nothing else can be seen of such a site.
const unreachable = "site.unreachable"

// together is how many codes one site of the default run has planted.
const together = 7

// plans are the sites: every style in order and with a few defects, and every
// benign variation with some of the codes, so that every code is planted.
// DUCHA_ACCURACY=full, as CI runs it, adds more seeds, every variation in order,
// and the codes few at a time.
func plans(full bool, base int64) []plan {
	var all []plan
	styles := samplesite.Styles()
	add := func(i int, name string, c samplesite.Config) {
		c.Seed += base
		c.Style = styles[i%len(styles)]
		all = append(all, plan{fmt.Sprintf("%s/%s", c.Style, name), c})
	}
	for i := range styles {
		add(i, "clean", samplesite.Config{Seed: int64(900 + i), Defects: []string{}})
		add(i, "seed0", samplesite.Config{Seed: int64(10 * i)})
	}
	for i := range 2 {
		add(i, fmt.Sprintf("down%d", i), samplesite.Config{Seed: int64(930 + i), Defects: []string{unreachable}})
	}
	codes := slices.DeleteFunc(samplesite.Codes(), func(code string) bool { return code == unreachable })
	groups := (len(codes) + together - 1) / together
	var left []string
	for i, benign := range samplesite.Benigns() {
		add(i, fmt.Sprintf("%s/every%d", benign, i%groups), samplesite.Config{Seed: int64(500 + i), Benign: []samplesite.Benign{benign}, Defects: append(every(codes, i%groups, groups), left...)})
		left = noRoom(all[len(all)-1].config)
	}
	for i := 0; len(left) > 0 && i < 4; i++ {
		add(i, fmt.Sprintf("rest%d", i), samplesite.Config{Seed: int64(600 + i), Defects: left})
		left = noRoom(all[len(all)-1].config)
	}
	if !full {
		return all
	}
	for i := range styles {
		add(i, "seed1", samplesite.Config{Seed: int64(1 + 10*i)})
		add(i, "seed2", samplesite.Config{Seed: int64(2 + 10*i)})
	}
	for i, benign := range samplesite.Benigns() {
		add(i, string(benign), samplesite.Config{Seed: int64(500 + i), Benign: []samplesite.Benign{benign}})
		add(i+1, string(benign)+"/clean", samplesite.Config{Seed: int64(700 + i), Benign: []samplesite.Benign{benign}, Defects: []string{}})
	}
	for i := 0; i < len(codes); i += 4 {
		for j := range 2 {
			add(i/4+3*j, fmt.Sprintf("codes%d", i), samplesite.Config{Seed: int64(300 + i + j), Defects: slices.Clone(codes[i:min(i+4, len(codes))])})
		}
	}
	return all
}

// noRoom are the codes that a site could not take beside its others: the next
// site has them.
func noRoom(c samplesite.Config) (left []string) {
	truth := samplesite.New(c).Truth()
	for _, code := range c.Defects {
		if !slices.ContainsFunc(truth, func(e samplesite.Expectation) bool { return e.Defect == code }) {
			left = append(left, code)
		}
	}
	return left
}

// every takes each n-th of a list: neighbours, which are of one family and would
// compete for the same columns, come to stand on different sites.
func every(list []string, from, n int) (some []string) {
	for i := from; i < len(list); i += n {
		some = append(some, list[i])
	}
	return some
}
