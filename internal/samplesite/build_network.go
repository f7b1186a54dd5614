package samplesite

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// States of the site over HTTPS.
const (
	HTTPSSound     = "sound"
	HTTPSExpired   = "expired"   // the certificate is out of date
	HTTPSForeign   = "foreign"   // the certificate is another name's
	HTTPSUntrusted = "untrusted" // nobody knows who signed the certificate
	HTTPSNone      = "none"      // the port speaks no TLS
	HTTPSMissing   = "missing"   // TLS is sound, but every page is a 404
)

// HTTPS says how the site answers over HTTPS; the generator serves no TLS itself.
func (s *Site) HTTPS() string {
	if !s.plan.website.https {
		return HTTPSSound
	}
	return pick([]string{HTTPSExpired, HTTPSForeign, HTTPSUntrusted, HTTPSNone, HTTPSMissing}, mix(s.seed, 97))
}

// A log of visits covers a week; every day has more visits than the rule wants.
const (
	logDays     = 7
	logVisits   = 26
	logInterval = 50 * time.Minute
)

// Visits is a week's log of visits to the home page up to a day, as a monitor
// would have written it: one JSON object a line. A sound site fails now and then,
// and one day the monitor's own network was down.
func (s *Site) Visits(home string, upTo time.Time) []byte {
	broken := between(mix(s.seed, 99), 0, logDays-1)*logVisits + 9
	ours := func(i int) bool { return i >= broken && i < broken+5 }
	var sound []int
	for i := range logDays * logVisits {
		if !ours(i) {
			sound = append(sound, i)
		}
	}
	failed := map[int]bool{}
	for _, i := range shuffled(sound, mix(s.seed, 98))[:s.failures()] {
		failed[i] = true
	}
	var out []byte
	for i := range logDays * logVisits {
		at := midnight(upTo).AddDate(0, 0, i/logVisits-logDays+1).Add(20*time.Minute + time.Duration(i%logVisits)*logInterval)
		line := visitLine{At: at.UTC(), Site: "sample", URL: home, Outcome: "open", Status: http.StatusOK, Took: int64(between(mix(s.seed, uint64(i), 100), 80, 4200))}
		if failed[i] || ours(i) {
			line.Outcome, line.Problem, line.Status, line.Took, line.Control = "failed", "timeout", 0, 15_000, "open"
		}
		if ours(i) {
			line.Control = "failed"
		}
		text, err := json.Marshal(line)
		if err != nil {
			continue // plain values always have a text
		}
		out = append(append(out, text...), '\n')
	}
	return out
}

type visitLine struct {
	At      time.Time `json:"at"`
	Site    string    `json:"site"`
	URL     string    `json:"url"`
	Outcome string    `json:"outcome"`
	Problem string    `json:"problem,omitempty"`
	Status  int       `json:"status,omitempty"`
	Took    int64     `json:"took_ms"`
	Control string    `json:"control,omitempty"`
}

// failures are the visits of a week that fail by the site's fault: beyond the
// line of 5 %, near it, or a few as everywhere.
func (s *Site) failures() int {
	h := mix(s.seed, 101)
	switch {
	case !s.plan.website.outage:
		return between(h>>8, 0, 3)
	case s.nearOutage():
		return 7
	}
	return between(h>>8, 10, 30)
}

func (s *Site) nearOutage() bool { return mix(s.seed, 101)%3 == 0 }

// expectNetwork writes down what only shows from outside.
func (s *Site) expectNetwork() {
	w := s.plan.website
	if w.https {
		s.expectFor("site.https", "HTTPS", "/", "HTTPS 不能用或者证书有缺陷："+s.HTTPS(), Suspect)
	} else {
		s.trap("site.https", "HTTPS", "/", "证书有效")
	}
	if !w.outage {
		s.trap("site.outage", "网站", "/", "失败的访问多数是对照网址同时打不开")
		return
	}
	verdict, note := Fail, "一周内打不开的次数超过5%"
	if s.nearOutage() {
		verdict, note = Suspect, "一周内打不开的次数接近5%"
	}
	s.expectFor("site.outage", "网站", "/", note, verdict)
}

// fail answers as a server whose application is down: with 502, or by hanging up.
func (s *Site) fail(w http.ResponseWriter, r *http.Request) {
	if mix(s.seed, 102)%2 == 0 {
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			_ = conn.Close() // there is nobody to tell
			return
		}
	}
	s.answer(w, r, http.StatusBadGateway, "text/html", []byte(fmt.Sprintf("<html><head><title>%[1]s</title></head><body><center><h1>%[1]s</h1></center><hr><center>nginx</center></body></html>", "502 Bad Gateway")))
}
