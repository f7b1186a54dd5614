package facts

import (
	"net/url"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// Network is what was seen of the site's network while it was gathered. What
// was not looked at is nil.
type Network struct {
	Host   string           // of the home page's address
	Scheme string           // http or https
	Port   string           // empty for the usual one
	Lookup *evidence.Lookup // the last look-up that answered
	Record Info             // its exchange
	HTTPS  *Info            // the last attempt over HTTPS, by ForHTTPS or because the site is read so
	Defect string           // what is wrong with the certificate or protocol
	Tries  int              // attempts over HTTPS with the same outcome
}

// Network says what was seen of the site's network.
func (s *Site) Network() Network {
	n := s.network
	home := webpage.Canonical(s.snap.Home)
	if u, err := url.Parse(home); err == nil {
		n.Scheme, n.Host, n.Port = u.Scheme, u.Hostname(), u.Port()
	}
	if v := s.visits[s.homeKey]; v != nil && n.HTTPS == nil && n.Scheme == "https" {
		n.https(v.chosen)
	}
	return n
}

func (n *Network) https(ex *evidence.Exchange) {
	if n.HTTPS != nil && n.HTTPS.Problem == ex.Problem {
		n.Tries++
	} else {
		n.Tries = 1
	}
	info := infoOf(ex)
	n.HTTPS, n.Defect = &info, ex.TLS
}

// takeNetwork keeps an exchange that looked at the network.
func (s *Site) takeNetwork(ex *evidence.Exchange) {
	if ex.Purpose == evidence.ForHTTPS {
		s.network.https(ex)
		return
	}
	body, err := s.src.Body(ex.Body)
	if err != nil {
		return // not recorded
	}
	if l, err := evidence.DecodeLookup(body); err == nil {
		s.network.Lookup, s.network.Record = &l, infoOf(ex)
	}
}

func infoOf(ex *evidence.Exchange) Info {
	return Info{URL: ex.URL, Record: ex.ID, At: ex.At, SHA256: ex.Body, Problem: ex.Problem, Status: ex.Status, Looks: 1}
}

// Probes sums the probe log up: visits to the home page over the last days.
type Probes struct {
	Source  string // name of the log
	Digest  string // SHA-256 of the log
	Days    []ProbeDay
	Failure []ProbeVisit // the first failed visits
	First   ProbeVisit   // the first visit that counts
}

// ProbeDay is one day of visits; those while our own network failed are left out.
type ProbeDay struct {
	Day        time.Time // midnight Beijing time
	Visits     int
	Failed     int
	Discounted int // visits while the control failed too
}

// ProbeVisit is one visit.
type ProbeVisit struct {
	At     time.Time
	URL    string
	Record string // digest of its line in the log
	Words  string // Chinese: what came of it
}

// Probes is the probe log the audit was given; nil without one.
func (s *Site) Probes() *Probes { return s.probes }
