package ledger

import "ducha/internal/result"

// identity is what makes a problem of a site the same one, quarter after quarter: the
// rule, what it is about and what is wrong with it. The fingerprint holds the unit's name
// besides, which may change: a unit renamed has no new problems, and its false alarms
// stay false.
type identity struct{ rule, subject, defect string }

func (c Case) identity() identity { return identity{c.Rule, c.Subject, c.Defect} }

func identityOf(f result.Finding) identity { return identity{f.Rule, f.Subject, f.Defect} }

// known finds the cases of a site's findings.
type known struct {
	byPrint map[string]Case
	same    map[identity]Case
}

func knownOf(site string, cases []Case) known {
	k := known{map[string]Case{}, map[identity]Case{}}
	for _, c := range cases {
		k.byPrint[c.Fingerprint] = c
		if c.Site == site {
			k.same[c.identity()] = c
		}
	}
	return k
}

// of gives the case of a finding; a zero case when it has none.
func (k known) of(f result.Finding) Case {
	if c, ok := k.byPrint[f.Fingerprint]; ok {
		return c
	}
	return k.same[identityOf(f)]
}
