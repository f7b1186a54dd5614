package samplesite

import "strings"

// Sets that look for an expectation, when not both of them could: only the
// inspection of government websites (国办秘函〔2019〕19号), or only the yearly
// indicators.
const (
	ForWebsite    = "website"
	ForIndicators = "indicators"
)

// quietDays is how long a site with a stale home page has published nothing.
const quietDays = 20

// websitePlan is what is wrong with a site in the eyes of the inspection of
// government websites.
type websitePlan struct {
	quiet    bool   // nothing new for quietDays
	report   string // missing or late
	dialogue string // missing, unanswered or element
	service  string // missing or thin_guide
	tag      bool   // the home page's SiteIDCode is another
	domain   bool   // not under gov.cn
	ipv6     bool   // the name has no IPv6 address
	https    bool   // not served over HTTPS, or with a defect
	outage   bool   // often not to be reached in a week of visits
}

// websiteCodes are the defect codes of the inspection that can be planted.
func websiteCodes() []string {
	return []string{"site.stale_home", "site.report_missing", "site.report_late", "site.domain", "site.ipv6", "site.https", "site.outage",
		"dialogue.missing", "dialogue.unanswered", "dialogue.element", "service.missing", "service.thin_guide", "page.tag_wrong"}
}

// plant takes a code of the inspection; false when it is none.
func (w *websitePlan) plant(p *plan, code string) bool {
	family, what, _ := strings.Cut(code, ".")
	switch code {
	case "site.stale_home":
		w.quiet = true
	case "site.domain":
		w.domain = true
	case "site.ipv6":
		w.ipv6 = true
	case "site.https":
		w.https = true
	case "site.outage":
		w.outage = true
	case "page.tag_wrong":
		w.tag = true
	case "dialogue.missing":
		if p.column["投诉建议"] != "" {
			return true // no room: the column is spoilt in another way
		}
		w.dialogue = what
		p.column["投诉建议"] = "missing"
	case "site.report_missing", "site.report_late":
		w.report = strings.TrimPrefix(what, "report_")
	default:
		switch {
		case family == "dialogue" && w.dialogue == "":
			w.dialogue = what
		case family == "service":
			w.service = what
		default:
			return family == "dialogue"
		}
	}
	return true
}

// settle moves the day the site was last touched back, unless that would cross
// into another year and change what is due.
func (w *websitePlan) settle(s *Site) {
	// A newest entry whose day is in doubt may be new: then nothing can be claimed.
	if w.quiet = w.quiet && s.plan.content.future == 0 && s.plan.content.differ == 0; !w.quiet {
		return
	}
	day := s.asOf.AddDate(0, 0, -quietDays)
	if w.quiet = day.Year() == s.asOf.Year(); w.quiet {
		s.asOf = day
	}
}

// Host is the name the site is known by on the outside.
func (s *Site) Host() string {
	if s.plan.website.domain {
		return "www." + s.city.slug + "jtj.com"
	}
	return "jtj." + s.city.slug + ".gov.cn"
}

// IPv6 says whether the name has an IPv6 address.
func (s *Site) IPv6() bool { return !s.plan.website.ipv6 }
