package config

import (
	"math"
	"strings"
	"unicode"
)

// folderName says whether a name can stand as one folder and in the number of a case.
func folderName(id string) bool {
	return !strings.HasPrefix(id, ".") && !strings.ContainsFunc(id, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.", r)
	})
}

// count wants a number from 0 on that ends somewhere: TOML knows nan and inf, and an
// endless rate would be no rate at all.
func (k *checker) count(path string, n float64) {
	name := path[strings.LastIndexByte(path, '.')+1:]
	switch {
	case n < 0:
		k.Fail(path, "%s 不能为负数", name)
	case math.IsNaN(n) || math.IsInf(n, 0):
		k.Fail(path, "%s 应为一个数", name)
	}
}
