package samplesite

// Expectation is one line of the truth about a site.
type Expectation struct {
	Defect  string // stable code: "column.stale"
	Subject string // "栏目:普法宣传"
	Verdict string // "fail" or "suspect"; of traps, the defect that must not be reported
	URL     string // path of the page where it shows, if there is one
	Note    string // why, in Chinese
	Set     string // ForWebsite or ForIndicators when only that set looks for it; empty = the yearly indicators do
}

// Verdicts of an Expectation.
const (
	Fail    = "fail"
	Suspect = "suspect"
)

func (s *Site) expect(defect, subject, url, note string) {
	s.truth = append(s.truth, Expectation{Defect: defect, Subject: subject, Verdict: Fail, URL: url, Note: note})
}

func (s *Site) trap(defect, subject, url, note string) {
	s.traps = append(s.traps, Expectation{Defect: defect, Subject: subject, URL: url, Note: note})
}
