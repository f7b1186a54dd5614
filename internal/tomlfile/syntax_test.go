package tomlfile_test

import (
	"strings"
	"testing"
	"unicode"

	"ducha/internal/tomlfile"
)

// Whoever types a setting wrongly is told in Chinese what to change, and where.
func TestSyntaxErrorsInChinese(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"[site\nid = 1\n", "f.toml:1:6: 表名缺少右方括号“]”"},
		{"[[site]\nid = 1\n", "f.toml:1:7: 表名缺少右方括号“]]”"},
		{"name = a\n", "f.toml:1:8: 取值不对：文字要加引号，数字和 true、false 不加"},
		{"name = 局办公室\n", "f.toml:1:8: 取值不对：文字要加引号，数字和 true、false 不加"},
		{"name = \"a\nother = 1\n", "f.toml:1:10: 文字没有在本行结束：缺少右引号"},
		{"name = \"a", "f.toml:1:9: 文字没有结束：缺少右引号"},
		{"name = 'a\n", "f.toml:1:10: 文字没有在本行结束：缺少右引号"},
		{"name = \"a\" other = 1\n", "f.toml:1:12: 一行只能写一个配置项，后面有多余的内容"},
		{"name =\n", "f.toml:1:7: 等号后缺少取值"},
		{"name = \r\n", "f.toml:1:8: 等号后缺少取值"},
		{"name = “a”\n", "f.toml:1:8: 用了全角或不间断的符号““”，请改成半角的 \""},
		{"name ＝ \"a\"\n", "f.toml:1:6: 用了全角或不间断的符号“＝”，请改成半角的 ="},
		{"【site】\n", "f.toml:1:1: 用了全角或不间断的符号“【”，请改成半角的 ["},
		{"names = [\"a\"，\"b\"]\n", "f.toml:1:13: 用了全角或不间断的符号“，”，请改成半角的 ,"},
		{"名称 = 'a'\n", "f.toml:1:1: 配置项名称只能用英文；说明文字请以“#”开头"},
		{"name 'a'\n", "f.toml:1:6: 配置项名称后缺少等号“=”"},
		{"path = \"c:\\data\"\n", "f.toml:1:11: 双引号中的“\\”有特殊含义：路径请用单引号，或把“\\”写成“\\\\”"},
		{"names = [\"a\"\nother = 1\n", "列表各项之间缺少逗号，或缺少右方括号“]”"},
		{"names = [\"a\" \"b\"]\n", "f.toml:1:14: 列表各项之间缺少逗号，或缺少右方括号“]”"},
		{"rate = 1.\n", "数字写法不对"},
		{"rate = 007\n", "数字不能以0开头；编号请加引号"},
		{"on = tru\n", "文字要加引号；true 和 false 要写全"},
		{"on = 是\n", "取值不对：文字要加引号，数字和 true、false 不加"},
		{"day = 2022-02-30\n", "没有这一天"},
		{"day = 2022-2-3\n", "日期写法不对，应为 2022-12-31"},
		{"= 1\n", "f.toml:1:1: 这里应为配置项名称"},
		{"name = 1\nname = 2\n", "f.toml:2:1: 重复定义的配置项"},
	} {
		var v map[string]any
		_, err := tomlfile.Decode("f.toml", []byte(c.src), &v)
		if err == nil {
			t.Errorf("%q was taken", c.src)
			continue
		}
		if got := err.Error(); !strings.Contains(got, c.want) {
			t.Errorf("%q:\n got %s\nwant %s", c.src, got, c.want)
		}
		if !strings.ContainsFunc(err.Error(), func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%q: not in Chinese: %v", c.src, err)
		}
	}
}
