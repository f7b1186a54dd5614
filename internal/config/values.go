package config

import (
	"strings"
	"unicode"
)

// folderName says whether a name can stand as one folder and in the number of a case.
func folderName(id string) bool {
	return !strings.HasPrefix(id, ".") && !strings.ContainsFunc(id, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.", r)
	})
}

func (k *checker) notNegative(path string, n float64) {
	if n < 0 {
		k.Fail(path, "%s 不能为负数", path[strings.LastIndexByte(path, '.')+1:])
	}
}
