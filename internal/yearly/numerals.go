package yearly

import (
	"regexp"
	"strings"
)

var hanFigure = regexp.MustCompile(`^([零〇○一二两三四五六七八九十百千万]{1,9})(件|个|次|宗|条|份|项|起|部|例|万元|元|人次)?$`)

// hanNumber reads a cell in Chinese numerals: 十二, 两件, 〇, 一百零五. Digits in a row,
// 一二三, are no number that is certain.
func hanNumber(s string) (n int64, unit string, ok bool) {
	m := hanFigure.FindStringSubmatch(s)
	if m == nil {
		return 0, "", false
	}
	if strings.Trim(m[1], "零〇○") == "" {
		return 0, m[2], len([]rune(m[1])) == 1
	}
	total, section, digit, last := int64(0), int64(0), int64(-1), int64(10_000)
	for _, r := range m[1] {
		step := map[rune]int64{'十': 10, '百': 100, '千': 1000}[r]
		switch {
		case strings.ContainsRune("零〇○", r):
			if digit >= 0 || section == 0 && total == 0 {
				return 0, "", false
			}
		case r == '万':
			if total > 0 || section == 0 && digit < 0 {
				return 0, "", false
			}
			total, section, digit, last = (section+max(digit, 0))*10_000, 0, -1, 10_000
		case step > 0:
			if step >= last || digit < 0 && (step != 10 || section > 0) {
				return 0, "", false
			}
			if digit < 0 {
				digit = 1 // 十二
			}
			section, digit, last = section+digit*step, -1, step
		default:
			if digit >= 0 {
				return 0, "", false
			}
			digit = hanDigit(r)
		}
	}
	return total + section + max(digit, 0), m[2], true
}

func hanDigit(r rune) int64 {
	if r == '两' {
		return 2
	}
	return int64(strings.IndexRune("一二三四五六七八九", r)/len("一")) + 1
}
