package zhtext

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// anyBody ends what may be the name of a body.
var anyBody = regexp.MustCompile(`(局|委|厅|办|会|院|校|学|园|所|站|中心|队|处|馆|场|公司|政府|镇|乡|街道|室|部|社|团|台|署|区|县|市|州|段)$`)

// NamesBody says whether a text ends as the names of offices, units and places do.
func NamesBody(s string) bool { return anyBody.MatchString(s) }

// ShortFor says whether all characters of a name stand in a longer one, in its order:
// 市交通局 for 某市交通运输局.
func ShortFor(short, long string) bool {
	for _, r := range short {
		i := strings.IndexRune(long, r)
		if i < 0 {
			return false
		}
		long = long[i+utf8.RuneLen(r):]
	}
	return true
}
