package zhtext_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"ducha/internal/zhtext"
)

func gbk(t *testing.T, s string) []byte {
	t.Helper()
	b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestDecode is the table of dependencies.md §10 and more.
func TestDecode(t *testing.T) {
	const short = "<title>通知公告</title>某市交通运输局"
	long := short + strings.Repeat("关于进一步加强道路运输安全生产工作的通知，请认真贯彻执行。", 60)
	big5, err := traditionalchinese.Big5.NewEncoder().Bytes([]byte("<title>通知公告</title>臺北市政府交通局公告欄"))
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(short))
	if err != nil {
		t.Fatal(err)
	}
	meta := func(c string) string { return `<meta content="text/html; charset=` + c + `" http-equiv=Content-Type>` }
	for _, c := range []struct {
		name, header    string
		raw             []byte
		charset, holds  string
		badUnder        float64
		declared        string
		badOverNothing_ bool
	}{
		{"GBK 长页无声明", "", gbk(t, long), "gb18030", "通知公告", 0.001, "", false},
		{"GBK 短页无声明", "", gbk(t, short), "gb18030", "通知公告", 0.001, "", false},
		{"GBK 声明为 utf-8", "", gbk(t, meta("utf-8")+long), "gb18030", "安全生产", 0.001, "utf-8", false},
		{"GBK 头部称 utf-8", "text/html; charset=utf-8", gbk(t, meta("gbk")+short), "gb18030", "通知公告", 0.001, "utf-8", false},
		{"GBK 头部称 ISO-8859-1", "text/html; charset=ISO-8859-1", gbk(t, meta("gbk")+short), "gb18030", "通知公告", 0.001, "gbk", false},
		{"UTF-8 声明为 gb2312", "", []byte(meta("gb2312") + long), "utf-8", "安全生产", 0.001, "gb2312", false},
		{"UTF-8 头部称 gbk", "text/html; charset=gbk", []byte(long), "utf-8", "安全生产", 0.001, "gbk", false},
		{"UTF-8 短页", "", []byte(short), "utf-8", "通知公告", 0.001, "", false},
		{"GBK 声明在一千字节之后", "", gbk(t, strings.Repeat("<!-- x -->", 200)+"<meta charset=gbk>"+short), "gb18030", "通知公告", 0.001, "gbk", false},
		{"GB18030 四字节字", "", gbk(t, meta("gb2312")+"䶮𠮷"+short), "gb18030", "䶮𠮷", 0.001, "gb2312", false},
		{"GBK 扩展字", "", gbk(t, meta("gb2312")+"镕堃"+short), "gb18030", "镕堃", 0.001, "gb2312", false},
		{"UTF-8 夹一段 GBK", "", append([]byte(long), gbk(t, "版权所有")...), "utf-8", "安全生产", 0.02, "", true},
		{"UTF-8 在字中截断", "", []byte(long)[:len(long)-1], "utf-8", "安全生产", 0.01, "", true},
		{"Big5 头部声明", "text/html; charset=big5", big5, "big5", "通知公告", 0.01, "big5", false},
		{"UTF-16", "", utf16, "utf-16le", "通知公告", 0.001, "", false},
		{"UTF-8 标记", "text/html; charset=gbk", []byte("\xef\xbb\xbf" + short), "utf-8", "通知公告", 0.001, "gbk", false},
		{"空", "", nil, "utf-8", "", 0.001, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, charset, declared, bad := zhtext.Decode(c.raw, c.header)
			if charset != c.charset || declared != c.declared || !strings.Contains(string(text), c.holds) || bad > c.badUnder || (bad > 0) != c.badOverNothing_ {
				t.Errorf("%s, declared %q, bad %.4f, %.60q", charset, declared, bad, text)
			}
		})
	}
}

func TestLabelRole(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          zhtext.Role
	}{
		{"发布时间：", " 来源", zhtext.RolePublished},
		{"日 期：", "", zhtext.RolePublished},
		{"【发布日期】", "", zhtext.RolePublished},
		{"发布于 ", "", zhtext.RolePublished},
		{"成文日期：", "", zhtext.RoleWritten},
		{"更新时间: ", "", zhtext.RoleUpdated},
		{"有效期至：", "", zhtext.RoleOther},
		{"截止日期", "", zhtext.RoleOther},
		{"听证会时间：", "", zhtext.RoleOther},
		{"自", "起施行", zhtext.RoleOther},
		{"", "前提交", zhtext.RoleOther},
		{"发证日期：", "", zhtext.RoleOther},
		{"", "", zhtext.RoleNone},
		{"我们在会议上说", "", zhtext.RoleNone},
	} {
		if got := zhtext.LabelRole(c.before, c.after); got != c.want {
			t.Errorf("LabelRole(%q, %q) = %v; want %v", c.before, c.after, got, c.want)
		}
	}
}

func TestDocNos(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"关于印发的通知（乌交规[2020]12号）", "乌交规〔2020〕12号"},
		{"根据国发〔2015〕62号文件", "国发〔2015〕62号"},
		{"乌政办［２０２２］ 第 ３ 号", "乌政办〔2022〕3号"},
		{"苏价协〔2018〕１号）", "苏价协〔2018〕1号"},
		{"交通运输部令2016年第63号", "交通运输部令2016年第63号"},
		{"生态环境部令第26号", "生态环境部令第26号"},
		{"联系电话5号楼", ""},
		{"7路、17路公交车 2022年1号线", ""},
		{"〔2021〕5号", ""},
		{"2015年省委1号文件", ""},
	} {
		got := ""
		if d, ok := zhtext.FirstDocNo(c.text); ok {
			got = d.String()
		}
		if got != c.want {
			t.Errorf("%q: %q; want %q", c.text, got, c.want)
		}
	}
	a, _ := zhtext.FirstDocNo("按乌交发〔2022〕5号")
	b, _ := zhtext.FirstDocNo("（乌交发[2022]５号）")
	other, _ := zhtext.FirstDocNo("乌交发〔2021〕5号")
	if !a.Same(b) || a.Same(other) {
		t.Errorf("Same: %v %v %v", a, b, other)
	}
}

// TestNoDates are texts near to dates that are none.
func TestNoDates(t *testing.T) {
	for _, s := range []string{"v2021.03.04", "版本2021.3.4", "IP 192.168.1.12", "2021.03.04.5", "电话 0991-1234-5678", "13:30-17:00", "2022-13-45", "2022年度", "第2022-03号", "编号:2022-03-045", "2022-03", "共2022.5万元", "身份证650102199001011234", "2022年3月至5月", "3-5人"} {
		for _, f := range zhtext.FindDates(s) {
			if f.Day != 0 {
				t.Errorf("%q read as %v", s, f.Date)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("<meta charset=gbk>\xb1\xb1"), "text/html; charset=utf-8")
	f.Fuzz(func(t *testing.T, raw []byte, header string) {
		text, charset, _, bad := zhtext.Decode(raw, header)
		if !utf8.Valid(text) || charset == "" || bad < 0 || bad > 1 {
			t.Errorf("valid %v, charset %q, bad %v", utf8.Valid(text), charset, bad)
		}
	})
}

func FuzzDates(f *testing.F) {
	f.Add("2022年3月4日至5日，二〇二二年三月，[03-04] 2022/3/4 10:00 乌交发〔2022〕5号《甲》解读")
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, d := range zhtext.FindDates(s) {
			if d.Start < last || d.End <= d.Start || d.End > len(s) || d.Month < 1 || d.Month > 12 || d.Day > 31 {
				t.Errorf("%q: %+v", s, d)
			}
			last = d.End
		}
		zhtext.DocNos(s)
		zhtext.LabelRole(s, s)
		zhtext.CardDate(s)
		zhtext.ValueDate(s)
		zhtext.URLDate(s)
		zhtext.Interprets(s, s, true)
		if k := zhtext.Key(s); utf8.ValidString(s) && zhtext.Key(k) != k {
			t.Errorf("Key(%q) = %q, and of that %q", s, k, zhtext.Key(k))
		}
	})
}
