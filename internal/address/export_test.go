package address

import "strings"

// ByRules resolves without the short cuts.
func (b *Base) ByRules(ref string) string { return b.byRules(strings.TrimSpace(ref)) }
