package facts

import (
	"time"

	"ducha/internal/evidence"
)

// disown finds sites that stop answering in the middle of a run: a wall that says
// 不存在 to whoever asked too often, or an application that is being put up again. From
// then on no page is found that was there before, and what is not found proves nothing.
func (s *Site) disown() {
	if s.snap.Foreign {
		return // copies bear the times of other visits
	}
	turn, ok := s.turn()
	if !ok {
		return
	}
	last := noDay // the last page that was seen before
	s.eachPage(func(ex *evidence.Exchange) {
		if ex.Problem == evidence.None && ex.At.Before(turn) && ex.At.After(last) {
			last = ex.At
		}
	})
	s.eachPage(func(ex *evidence.Exchange) {
		if ex.Problem.Definite() && ex.At.After(last) {
			ex.Problem, ex.Detail = evidence.Blocked, "pages that were there before are not found any more"
		}
	})
}

// turn is when a page that was there before was first not found, and no other page
// was seen after.
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
	s.eachPage(func(ex *evidence.Exchange) {
		if ex.Problem == evidence.None && ex.At.After(first) {
			found = false
		}
	})
	return first, found
}

// eachPage goes through the exchanges of all pages but the start page, which a wall
// often lets through.
func (s *Site) eachPage(do func(*evidence.Exchange)) {
	for _, key := range sortedKeys(s.visits) {
		v := s.visits[key]
		for i := range v.exchanges {
			if v.key != s.homeKey {
				do(&v.exchanges[i])
			}
		}
	}
}
