package rules

import "slices"

// Only is the set cut down to some rules, by key, for a recheck. Points mean
// nothing in it; digest and wording are the whole set's.
func (s *Set) Only(keys []string) *Set {
	cut := *s
	cut.Groups, cut.Lines, cut.Indicators = nil, nil, nil
	for _, ind := range s.Indicators {
		part := *ind
		part.Rules = nil
		for _, r := range ind.Rules {
			if slices.Contains(keys, r.Key) {
				alone := *r
				alone.Needs = "" // what it needs may not be looked at this time
				part.Rules = append(part.Rules, &alone)
			}
		}
		if len(part.Rules) > 0 {
			cut.Indicators = append(cut.Indicators, &part)
		}
	}
	return &cut
}
