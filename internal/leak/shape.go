package leak

import (
	"strconv"
	"strings"
	"time"
)

// shape is the form a number has, whatever it means.
type shape uint8

const (
	noShape          shape = iota
	identityShape          // 18 digits: region, day and check digit right
	nearShape              // 18 digits: region and day right, check digit wrong
	oldIdentityShape       // 15 digits: region and day right
	cardShape              // 16 to 19 digits: issuer and Luhn right
	disabledShape          // 20 digits: an identity number, kind and degree of a disability
	mobileShape            // 1[3-9] and nine more, with or without 86
)

func shapeOf(digits string) shape {
	body, x := strings.CutSuffix(digits, "X")
	switch n := len(digits); {
	case n == 20 && disabled(digits):
		return disabledShape
	case x && n != 18 || strings.Contains(body, "X"):
		return noShape
	case n == 18 && province(digits) && validDay(digits[6:14]):
		if digits[17] == identityCheck(digits) {
			return identityShape
		}
		if !x && card(digits) {
			return cardShape
		}
		return nearShape
	case x:
		return noShape
	case n == 15 && province(digits) && validDay("19"+digits[6:12]):
		return oldIdentityShape
	case n >= 16 && n <= 19 && card(digits):
		return cardShape
	case n == 11 && mobile(digits), n == 13 && digits[:2] == "86" && mobile(digits[2:]), n == 15 && digits[:4] == "0086" && mobile(digits[4:]):
		return mobileShape
	}
	return noShape
}

// IsIdentity says whether a text is an identity number and nothing more: 18 digits whose
// region, day and check digit are right.
func IsIdentity(text string) bool {
	digits := strings.ToUpper(text)
	return len(digits) == 18 && strings.Trim(digits[:17], "0123456789") == "" && strings.Contains("0123456789X", digits[17:]) && shapeOf(digits) == identityShape
}

// IsCard says whether a text is the number of a bank card and nothing more: 16 to 19
// digits with an issuer and a right check digit.
func IsCard(text string) bool {
	return len(text) >= 16 && len(text) <= 19 && digitsOnly(text) && card(text)
}

// disabled says whether 20 characters are the number of a 残疾人证.
func disabled(d string) bool {
	return d[18] >= '1' && d[18] <= '7' && d[19] >= '1' && d[19] <= '4' && shapeOf(d[:18]) == identityShape
}

func mobile(d string) bool { return d[0] == '1' && d[1] >= '3' }

// province says whether a number begins with the code of a province.
func province(d string) bool {
	n := int(d[0]-'0')*10 + int(d[1]-'0')
	switch {
	case n >= 11 && n <= 15, n >= 21 && n <= 23, n >= 31 && n <= 37, n >= 41 && n <= 46, n >= 50 && n <= 54, n >= 61 && n <= 65:
		return true
	}
	return n == 71 || n == 81 || n == 82 || n == 83
}

// validDay says whether yyyymmdd is a day on which a living person may be born.
func validDay(d string) bool {
	_, err := time.Parse("20060102", d)
	return err == nil && d >= "19000101" && d < "21000101"
}

// bornAfter says whether the number's birthday lies after a day.
func (n number) bornAfter(day time.Time) bool {
	born := n.digits[6:14]
	if n.shape == oldIdentityShape {
		born = "19" + n.digits[6:12]
	}
	return born > day.Format("20060102")
}

// identityCheck is the check digit of GB 11643 for the first 17 digits.
func identityCheck(d string) byte {
	sum := 0
	for i, w := range [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += w * int(d[i]-'0')
	}
	return "10X98765432"[sum%11]
}

// card says whether a number has an issuer's prefix and a right Luhn digit.
func card(d string) bool {
	if strings.Contains(d, "X") || !luhn(d) {
		return false
	}
	n := len(d)
	master, _ := strconv.Atoi(d[:2])
	switch {
	case d[:2] == "62":
		return true
	case n == 19 && (strings.HasPrefix(d, "9558") || strings.HasPrefix(d, "95599")):
		return true
	}
	return n == 16 && (d[0] == '4' || master >= 51 && master <= 55 || d[:4] == "3568")
}

func luhn(d string) bool {
	sum := 0
	for i := range len(d) {
		n := int(d[len(d)-1-i] - '0')
		if i%2 == 1 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}

// creditCode says whether 18 characters are a 统一社会信用代码 (GB 32100): kind of
// register, region, organisation code with its own check digit, check digit.
// Only the whole form counts: one of 31 identity numbers has the last digit right.
func creditCode(d string) bool {
	const charset = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	if len(d) != 18 || !strings.Contains("159", d[:1]) || !strings.Contains("1239", d[1:2]) || !province(d[2:]) {
		return false
	}
	sum := 0
	for i, w := range [...]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28} {
		sum += w * strings.IndexByte(charset, d[i])
	}
	return charset[(31-sum%31)%31] == d[17] && organisationCheck(d[8:16]) == d[16]
}

// organisationCheck is the check digit of an organisation code (GB 11714).
func organisationCheck(d string) byte {
	sum := 0
	for i, w := range [...]int{3, 7, 9, 10, 5, 8, 4, 2} {
		sum += w * int(d[i]-'0')
	}
	return "0X987654321"[sum%11]
}
