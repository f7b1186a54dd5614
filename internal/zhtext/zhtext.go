// Package zhtext reads what Chinese government pages write by hand: encodings,
// dates, numerals, widths, document numbers (文号) and titles. It knows no
// pages and no sites, only text.
package zhtext

import (
	"math/bits"
	"time"
)

// Beijing is China Standard Time. The country has had one zone without summer
// time since 1991, so a fixed offset needs no time-zone data on the machine.
var Beijing = time.FixedZone("CST", 8*60*60)

// Runes counts the characters of valid text: the bytes that begin one.
func Runes(s string) int {
	n, i := len(s), 0
	for ; i+8 <= len(s); i += 8 {
		w := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
			uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
		n -= bits.OnesCount64(w & 0x8080808080808080 &^ (w << 1))
	}
	for ; i < len(s); i++ {
		if s[i]&0xc0 == 0x80 {
			n--
		}
	}
	return n
}
