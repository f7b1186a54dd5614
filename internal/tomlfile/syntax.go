package tomlfile

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// mistakes are go-toml's complaints by a word of theirs, and what to do about each.
// The first that fits counts.
var mistakes = []struct{ word, say string }{
	{"strings cannot have new lines", "文字没有在本行结束：缺少右引号"},
	{"string not terminated", "文字没有结束：缺少右引号"},
	{"unterminated", "文字没有结束：缺少右引号"},
	{"too many quotes", "引号多了"},
	{"escape", `双引号中的“\”有特殊含义：路径请用单引号，或把“\”写成“\\”`},
	{"control character", "文字中有控制字符"},
	{"carriage return", "换行符不对，请用文本编辑器重新保存"},
	{"to close table name", "表名缺少右方括号“]”"},
	{"to close array table name", "表名缺少右方括号“]]”"},
	{"array is incomplete", "列表没有结束：缺少右方括号“]”"},
	{"after array value", "列表各项之间缺少逗号，或缺少右方括号“]”"},
	{"inline table is incomplete", "缺少右花括号“}”"},
	{"after inline table", "花括号内各项之间缺少逗号，或缺少右花括号“}”"},
	{"unexpected comma", "逗号多了"},
	{"nested more than", "列表嵌套过深"},
	{"'=' after key", "配置项名称后缺少等号“=”"},
	{"start of key", "这里应为配置项名称"},
	{"expected keyword", "文字要加引号；true 和 false 要写全"},
	{"expected key", "这里应为配置项名称"},
	{"expected newline", "一行只能写一个配置项，后面有多余的内容"},
	{"expected value, not end", "等号后缺少取值"},
	{"strings must be quoted", "文字要加引号"},
	{"start of value", "取值不对：文字要加引号，数字和 true、false 不加"},
	{"expected value", "取值不对：文字要加引号，数字和 true、false 不加"},
	{"impossible date", "没有这一天"},
	{"date", "日期写法不对，应为 2022-12-31"},
	{"time", "时间写法不对，应为 08:30:00"},
	{"hour", "时间写法不对，应为 08:30:00"},
	{"minutes", "时间写法不对，应为 08:30:00"},
	{"seconds", "时间写法不对，应为 08:30:00"},
	{"too large", "数字太大"},
	{"leading zeroes", "数字不能以0开头；编号请加引号"},
	{"digit", "数字写法不对"},
	{"number", "数字写法不对"},
	{"decimal", "数字写法不对"},
	{"exponent", "数字写法不对"},
}

// fullwidth are signs typed with a Chinese keyboard, and what TOML wants instead.
var fullwidth = map[rune]string{
	'“': `"`, '”': `"`, '‘': "'", '’': "'", '＂': `"`, '＝': "=", '，': ",", '、': ",", '【': "[", '】': "]",
	'［': "[", '］': "]", '｛': "{", '｝': "}", '＃': "#", '：': "=", '．': ".", '　': "空格", '\u00a0': "空格",
}

// syntaxError says what is wrong with the text that begins where the reader stopped.
func syntaxError(rest []byte, msg string) string {
	r, _ := utf8.DecodeRune(rest)
	if half, ok := fullwidth[r]; ok {
		return fmt.Sprintf("用了全角或不间断的符号“%c”，请改成半角的 %s", r, half)
	}
	if len(rest) > 0 && (rest[0] == '\n' || rest[0] == '\r') && strings.Contains(msg, "start of value") {
		return "等号后缺少取值"
	}
	if r >= utf8.RuneSelf && strings.Contains(msg, "key") {
		return "配置项名称只能用英文；说明文字请以“#”开头"
	}
	for _, m := range mistakes {
		if strings.Contains(msg, m.word) {
			return m.say
		}
	}
	return "写法有误（" + strings.TrimPrefix(msg, "toml: ") + "）"
}
