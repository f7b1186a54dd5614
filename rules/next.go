package rules

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	yearLine  = regexp.MustCompile(`(?m)^year\s*=\s*\d+`)
	idLine    = regexp.MustCompile(`(?m)^id\s*=\s*"[^"]*"`)
	titleLine = regexp.MustCompile(`(?m)^title\s*=\s*"[^"]*"`)
)

// Next writes the text of a new year's file from an older one, comments and
// all: only id, year and the year in the title change. What the new year's
// document says must then be worked in by hand.
func Next(src []byte, id string, year int) ([]byte, error) {
	text := string(src)
	old := yearLine.FindString(text)
	if old == "" || !idLine.MatchString(text) {
		return nil, fmt.Errorf("原规则文件缺少 [set] 的 id 或 year")
	}
	was := strings.TrimSpace(old[strings.IndexByte(old, '=')+1:])
	oldID := strings.Trim(idLine.FindString(text)[len("id"):], " =\"")
	replace := func(pattern *regexp.Regexp, with func(string) string) {
		done := false
		text = pattern.ReplaceAllStringFunc(text, func(line string) string {
			if done {
				return line
			}
			done = true
			return with(line)
		})
	}
	replace(yearLine, func(string) string { return "year = " + strconv.Itoa(year) })
	replace(idLine, func(string) string { return fmt.Sprintf("id = %q", id) })
	replace(titleLine, func(line string) string { return strings.ReplaceAll(line, was, strconv.Itoa(year)) })
	text = strings.ReplaceAll(text, oldID+".toml", id+".toml")
	if first, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(first, "#") {
		text = strings.ReplaceAll(first, was, strconv.Itoa(year)) + "\n" + rest
	}
	return []byte(text), nil
}

// Source is the text of a shipped set.
func Source(id string) ([]byte, error) {
	src, err := shipped.ReadFile(id + ".toml")
	if err != nil {
		return nil, fmt.Errorf("没有名为 %q 的规则集%s", id, suggest(id, Shipped()))
	}
	return src, nil
}
