package address_test

import (
	"strings"
	"testing"

	"ducha/internal/address"
)

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"http://www.x.gov.cn/a/b.html":                 "http://www.x.gov.cn/a/b.html",
		" HTTP://WWW.X.gov.cn:80/a/../b.html#top ":     "http://www.x.gov.cn/b.html",
		"http://x.gov.cn":                              "http://x.gov.cn/",
		"http://x.gov.cn/a;jsessionid=ABC?id=3":        "http://x.gov.cn/a?id=3",
		"http://x.gov.cn/a;JSESSIONID=ABC/b":           "http://x.gov.cn/a/b",
		"http://x.gov.cn/a/.;jsessionid=ABC":           "http://x.gov.cn/a/",
		"http://x.gov.cn/a?b=2&a=1&_t=99&utm_source=x": "http://x.gov.cn/a?b=2&a=1",
		"http://x.gov.cn/a?_=1669":                     "http://x.gov.cn/a",
		"http://x.gov.cn/a?_=名":                        "http://x.gov.cn/a?_=%E5%90%8D",
		"http://x.gov.cn/a?PHPSESSID=1&id=2":           "http://x.gov.cn/a?id=2",
		"http://x.gov.cn/a?id=2&ASPSESSIONIDQQ=1":      "http://x.gov.cn/a?id=2",
		"http://x.gov.cn/a?page=2&channel=3":           "http://x.gov.cn/a?page=2&channel=3",
		"http://x.gov.cn/a?":                           "http://x.gov.cn/a",
		"http://x.gov.cn/a?t=3&type=1":                 "http://x.gov.cn/a?t=3&type=1",
		"http://user:pw@x.gov.cn/":                     "http://x.gov.cn/",
		"http:\\\\x.gov.cn\\a":                         "http://x.gov.cn/a",
		"http://x.gov.cn./":                            "http://x.gov.cn/",
		"http://x.gov.cn/中文":                           "http://x.gov.cn/%E4%B8%AD%E6%96%87",
		"http://2130706433/":                           "http://127.0.0.1/",
		"http://x.gov.cn/a//b":                         "http://x.gov.cn/a//b",
		"http://x.gov.cn/./a/..":                       "http://x.gov.cn/",
		"http://127.0.0.1:8080/a":                      "http://127.0.0.1:8080/a",
		"http://127.0.0.1:08080/a":                     "http://127.0.0.1:8080/a",
		"http://127.000.0.1/a":                         "http://127.0.0.1/a",
		"https://x.gov.cn:443/a":                       "https://x.gov.cn/a",
		"https://x.gov.cn:80/a":                        "https://x.gov.cn:80/a",
		"http://x.gov.cn:/a":                           "http://x.gov.cn/a",
		"javascript:;":                                 "",
		"mailto:a@b":                                   "",
		"ftp://x.gov.cn/":                              "",
		"http://":                                      "",
		"http://x.gov.cn/\x00":                         "",
		"http://x.gov.cn/" + strings.Repeat("a", 3000): "",
	} {
		got, err := address.Canonical(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("Canonical(%.60q) = %q, %v; want %q", in, got, err, want)
		}
		if again, _ := address.Canonical(got); want != "" && again != got {
			t.Errorf("Canonical is not stable on %q: %q", got, again)
		}
	}
}

// One page has one address, however a link to it is written.
func TestResolveIsCanonical(t *testing.T) {
	base := address.NewBase("http://www.x.gov.cn/zwgk/tzgg/index.html?p=1")
	for ref, want := range map[string]string{
		"t1.html":                               "http://www.x.gov.cn/zwgk/tzgg/t1.html",
		"./t1.html#top":                         "http://www.x.gov.cn/zwgk/tzgg/t1.html",
		"../bmwj/":                              "http://www.x.gov.cn/zwgk/bmwj/",
		"/":                                     "http://www.x.gov.cn/",
		"?p=2":                                  "http://www.x.gov.cn/zwgk/tzgg/index.html?p=2",
		"#top":                                  "http://www.x.gov.cn/zwgk/tzgg/index.html?p=1",
		"//dw.gov.cn/a":                         "http://dw.gov.cn/a",
		"http://a:b@www.x.gov.cn/":              "http://www.x.gov.cn/",
		"http://www.x.gov.cn":                   "http://www.x.gov.cn/",
		"http://www.x.gov.cn./a":                "http://www.x.gov.cn/a",
		"a?PHPSESSID=3&x=1":                     "http://www.x.gov.cn/zwgk/tzgg/a?x=1",
		"a;jsessionid=3?x=1":                    "http://www.x.gov.cn/zwgk/tzgg/a?x=1",
		"a?_=1234":                              "http://www.x.gov.cn/zwgk/tzgg/a",
		"通知.html":                               "http://www.x.gov.cn/zwgk/tzgg/%E9%80%9A%E7%9F%A5.html",
		"\u3000t1.html\u00a0":                   "http://www.x.gov.cn/zwgk/tzgg/t1.html",
		"javascript:void(0)":                    "",
		"JavaScript:void(0)":                    "",
		"mailto:x@gov.cn":                       "",
		"http://":                               "",
		strings.Repeat("a/", 1500):              "",
		"http://x.gov.cn:8080/a/%e4%b8%ad.html": "http://x.gov.cn:8080/a/%e4%b8%ad.html",
	} {
		got := base.Resolve(ref)
		if got != want {
			t.Errorf("Resolve(%.60q) = %q; want %q", ref, got, want)
		}
		if again, _ := address.Canonical(got); again != got {
			t.Errorf("Resolve(%.60q) = %q, canonical %q", ref, got, again)
		}
	}
}

// What is known of a folder's references may be used for all its pages.
func TestFolder(t *testing.T) {
	a, b := address.NewBase("http://x.gov.cn/zwgk/a.html?p=1"), address.NewBase("http://x.gov.cn/zwgk/b.html")
	other := address.NewBase("https://x.gov.cn/zwgk/b.html")
	if a.Folder() != "http://x.gov.cn/zwgk/" || a.Folder() != b.Folder() || a.Folder() == other.Folder() {
		t.Errorf("folders %q, %q and %q", a.Folder(), b.Folder(), other.Folder())
	}
	for _, ref := range []string{"c.html", "../d/", "/e", "//y.gov.cn/f", "."} {
		if a.Resolve(ref) != b.Resolve(ref) {
			t.Errorf("%q: %q and %q", ref, a.Resolve(ref), b.Resolve(ref))
		}
	}
}

// FuzzResolve holds the short cuts against the browsers' rules, and every result
// against the canonical form.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{"a.html", "../b/", "./c?d=1", "/e//f", "//g.gov.cn/h", "http://i.gov.cn", "?j", "k/./l/../m", "/..", "n;o", "http:p",
		"q:r", "..", ".", "a;jsessionid=1/../b", "a?_=1&&b", "http://1.2.3/", "//1.2.3.4:81/", "//1.2.3.04/", "//a.cn:080/", "//a.cn:0/", "http://a.0x7f/", "//x..y/z", ".//x", "././a", "http://x.gov.cn/a?#b"} {
		f.Add(s)
	}
	const page = "http://www.example.gov.cn/a/b/c.html?d=e"
	base := address.NewBase(page)
	f.Fuzz(func(t *testing.T, ref string) {
		got := base.Resolve(ref)
		if got == "" {
			return
		}
		if slow := base.ByRules(ref); slow != got {
			t.Errorf("resolve %q: %s, browsers %s", ref, got, slow)
		}
		if again, err := address.Canonical(got); again != got {
			t.Errorf("resolve %q: %s, canonical %q, %v", ref, got, again, err)
		}
	})
}

func TestHostPort(t *testing.T) {
	for at, want := range map[string]string{
		"http://a.gov.cn/x?y=:1": "a.gov.cn", "https://A.gov.cn:443": "a.gov.cn", "http://a.gov.cn:80/": "a.gov.cn", "http://a.gov.cn:8080/:80": "a.gov.cn:8080",
		"http://u:p@a.gov.cn:8080#x": "a.gov.cn:8080", "http://[2001:db8::80]/": "[2001:db8::80]", "http://[::1]:81/": "[::1]:81", "mailto:a@b": "",
	} {
		if got := address.HostPort(at); got != want {
			t.Errorf("%s: %q, want %q", at, got, want)
		}
	}
}
