package audit

import (
	"ducha/internal/finding"
	"ducha/internal/leak"
)

// masked hides every personal number in what an answer says and quotes. All
// that ducha writes about a site comes through here, so no report, notice or
// terminal line can repeat a leak. Quotes are cut to length afterwards: half a
// number would be no number to the mask.
func masked(a Answer) Answer {
	a.Reason = finding.Brief(leak.Mask(a.Reason))
	a.Evidence = maskedProofs(a.Evidence)
	for i := range a.Findings {
		f := &a.Findings[i]
		f.Subject, f.Message, f.Remedy = leak.Mask(f.Subject), finding.Brief(leak.Mask(f.Message)), leak.Mask(f.Remedy)
		f.Evidence = maskedProofs(f.Evidence)
	}
	return a
}

func maskedProofs(all []finding.Evidence) []finding.Evidence {
	out := make([]finding.Evidence, len(all))
	for i, e := range all {
		e.Quote = finding.Clip(leak.Mask(e.Quote))
		out[i] = e
	}
	return out
}
