package leak

import (
	"strings"
	"testing"
)

// luhned completes a number with its Luhn digit.
func luhned(body string) string {
	for d := '0'; ; d++ {
		if s := body + string(d); luhn(s) {
			return s
		}
	}
}

// A number is a card by its issuer, its length and its check digit.
func TestCards(t *testing.T) {
	for body, want := range map[string]bool{
		"622848001000234": true, "6228480010002345": true, "622848001000234567": true, "62284800100023456": true,
		"955880012345678901": true, "955990012345678901": true, "955880012345678": false,
		"400000123456789": true, "510000123456789": true, "550000123456789": true, "356800123456789": true,
		"500000123456789": false, "560000123456789": false, "356900123456789": false, "4000001234567890": false, "300000123456789": false,
		"62284800100023": false, "6228480010002345678": false,
	} {
		number := luhned(body)
		if got := IsCard(number); got != want {
			t.Errorf("%s: %v, want %v", number, got, want)
		}
		other := body + string('0'+('9'-rune(number[len(body)])))
		if other != number && IsCard(other) {
			t.Errorf("%s has another check digit than %s", other, number)
		}
	}
	if IsCard("6228 4800 1000 2345") || IsIdentity("11010519491231002X ") || !IsIdentity("11010519491231002x") || IsIdentity("110105194912310021") {
		t.Error("nothing but the number, with its check digit")
	}
}

// A credit code is one by both of its check digits: one in thirty-one identity numbers has
// the last one right.
func TestCreditCodes(t *testing.T) {
	const code = "113703233130158447"
	if !creditCode(code) {
		t.Errorf("%s is none", code)
	}
	for i := range code {
		for d := '0'; d <= '9'; d++ {
			if other := code[:i] + string(d) + code[i+1:]; other != code && creditCode(other) && strings.HasPrefix(other, "113") {
				t.Errorf("%s is one digit off", other)
			}
		}
	}
	for _, none := range []string{"", "11370323313015844", "213703233130158447", "193703233130158447"} {
		if creditCode(none) {
			t.Errorf("%s is one", none)
		}
	}
}
