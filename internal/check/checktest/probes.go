package checktest

import (
	"fmt"
	"strings"
	"testing"

	"ducha/internal/facts"
)

// readProbes reads lines "2022-12-31 visits failed discounted".
func readProbes(t *testing.T, text string) *facts.Probes {
	t.Helper()
	log := &facts.Probes{Source: "probes.jsonl", Digest: strings.Repeat("0", 64)}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		var date string
		var d facts.ProbeDay
		if _, err := fmt.Sscan(line, &date, &d.Visits, &d.Failed, &d.Discounted); err != nil {
			t.Fatalf("probes: %q: %v", line, err)
		}
		d.Day = day(t, date)
		visit := facts.ProbeVisit{At: d.Day, URL: home, Record: "record-probe", Words: "访问失败"}
		if log.First.At.IsZero() {
			log.First = visit
		}
		if d.Failed > 0 {
			log.Failure = append(log.Failure, visit)
		}
		log.Days = append(log.Days, d)
	}
	return log
}
