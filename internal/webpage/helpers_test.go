package webpage_test

import "strings"

const home = "http://www.example.gov.cn/"

func list(items []string) string {
	out := strings.TrimSpace(strings.Join(items, " "))
	if out == "" {
		return "none"
	}
	return out
}
