package facts

import (
	"time"

	"ducha/internal/evidence"
)

// disown finds sites that stop answering in the middle of a run: a wall that says
// 不存在 to whoever asked too often, or an application that is being put up again. From
// then on no page is found that was there before, and what is not found proves nothing.
func (s *Site) disown() {
	turn, ok := s.turn()
	if !ok {
		return
	}
	last := time.Time{} // the last page that was seen before
	for v, ex := range s.answers() {
		if v.key != s.homeKey && ex.Problem == evidence.None && ex.At.Before(turn) && ex.At.After(last) {
			last = ex.At
		}
	}
	for v, ex := range s.answers() {
		if v.key != s.homeKey && ex.Problem.Definite() && ex.At.After(last) {
			ex.Problem, ex.Detail = evidence.Blocked, "pages that were there before are not found any more"
		}
	}
}

// turn is when a page that was there before was first not found, and no other page
// was seen after. A wall often lets the start page through.
func (s *Site) turn() (first time.Time, found bool) {
	for _, v := range s.visits {
		if v.key == s.homeKey {
			continue
		}
		seen := false
		for i := range v.exchanges {
			ex := &v.exchanges[i]
			seen = seen || ex.Problem == evidence.None
			if seen && ex.Problem == evidence.NotFound && (!found || ex.At.Before(first)) {
				first, found = ex.At, true
			}
		}
	}
	for v, ex := range s.answers() {
		if v.key != s.homeKey && ex.Problem == evidence.None && ex.At.After(first) {
			found = false
		}
	}
	return first, found
}
