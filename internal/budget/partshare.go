package budget

import (
	"fmt"

	"ducha/internal/document"
)

// partShares compares what is said to be an item's share with the items that the same
// prose tells: 公务接待费3.30万元,占三公经费支出总额的13.55%. Of what it is a share the words
// seldom say to the end, so it must be that of no whole at all, and is a signal then.
func (s *Statement) partShares() []document.Problem {
	var out []document.Problem
	for i := range items {
		if whole, wrong := s.badShare(i); wrong {
			l := s.Prose[i]
			out = append(out, document.Problem{Code: CodeShare, Subject: s.subject(i.String() + "占比"), Severity: document.Low, Class: document.Signal, Quote: l.Shared,
				Message: fmt.Sprintf("%s%s占%s的比例应约为%s,文中写%s", i, show(l.Value.N), show(whole.N), showRate(float64(l.Value.N)/float64(whole.N)*1e6), l.Share.printed())})
		}
	}
	return out
}

// badShare says whether an item's share is that of none of the wholes it may be a part of.
func (s *Statement) badShare(i Item) (whole Figure, wrong bool) {
	l, total := s.Prose[i], s.Prose[Total]
	if !l.Share.Known || !l.Value.Known || l.Doubt || total.Doubt || s.Wider || i == Total {
		return whole, false
	}
	wholes := []Figure{total.Value, s.Table[Total]}
	if i == Purchase || i == Running {
		wholes = append(wholes, s.Prose[Vehicle].Value, s.Table[Vehicle])
	}
	for _, w := range wholes {
		if !w.Known {
			continue
		}
		if (Share{Part: l.Value, Rate: l.Share}).of(w) || w.N == 0 {
			return whole, false
		}
		if !whole.Known {
			whole = w
		}
	}
	return whole, whole.Known && whole.N > whole.Half
}

// shareTold says whether a share read out of the whole document is one of an item.
func (s *Statement) shareTold(sh Share) bool {
	for i := range items {
		if _, wrong := s.badShare(i); wrong && s.Prose[i].Value.N == sh.Part.N && s.Prose[i].Share.N == sh.Rate.N {
			return true
		}
	}
	return false
}
