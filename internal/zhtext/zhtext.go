// Package zhtext reads what Chinese government pages write by hand: encodings,
// dates, numerals, widths, document numbers (文号) and titles. It knows no
// pages and no sites, only text.
package zhtext

import (
	"time"
	"unicode/utf8"
)

// Beijing is China Standard Time. The country has had one zone without summer
// time since 1991, so a fixed offset needs no time-zone data on the machine.
var Beijing = time.FixedZone("CST", 8*60*60)

// Runes counts the characters of s.
func Runes(s string) int { return utf8.RuneCountInString(s) }
