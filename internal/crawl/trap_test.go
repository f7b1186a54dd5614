package crawl

import "testing"

func TestTemplates(t *testing.T) {
	for _, same := range [][2]string{
		{"http://x.gov.cn/art/2024/3/7/art_14_13318.html", "https://x.gov.cn/art/2023/12/17/art_14_9.html"},
		{"http://x.gov.cn/wlmqs/c120232/202302/0123456789abcdef0123456789abcdef.shtml", "http://x.gov.cn/wlmqs/c120233/202303/fedcba9876543210fedcba9876543210.shtml"},
		{"http://x.gov.cn/032001001/20210105/d6ec39df-7a9e-4963-b613-77105403.html", "http://x.gov.cn/032001002/20210106/aaaa39df-7a9e-4963-b613-77105404.html"},
		{"http://x.gov.cn/l?a=1&page=2", "http://x.gov.cn/l?page=33&a=7"},
	} {
		if a, b := templateOf(same[0]), templateOf(same[1]); a != b {
			t.Errorf("%s and %s are of one make", a, b)
		}
	}
	for _, other := range [][2]string{
		{"http://x.gov.cn/zwgk/", "http://x.gov.cn/zcjd/"},
		{"http://x.gov.cn/l?type=a", "http://x.gov.cn/l?type=b"},
	} {
		if templateOf(other[0]) == templateOf(other[1]) {
			t.Errorf("%s and %s are not of one make", other[0], other[1])
		}
	}
}

func TestRepeats(t *testing.T) {
	for path, want := range map[string]bool{
		"/a/b/a/b/a/b/": true, "/x/x/x": true, "/zwgk/zfxxgk/zwgk/": false, "/2022/12/12/12/1.html": false, "/a/": false, "": false,
	} {
		if got := repeats(path); got != want {
			t.Errorf("repeats(%q) = %v", path, got)
		}
	}
}

func TestKeyJoinsSpellingsOfOnePage(t *testing.T) {
	r := newRun(Config{}, nil, nil)
	for _, same := range [][2]string{
		{"http://x.gov.cn/a/", "https://x.gov.cn/a/index.html"}, {"http://x.gov.cn/", "http://x.gov.cn/default.htm"},
	} {
		if r.key(same[0]) != r.key(same[1]) {
			t.Errorf("%s and %s are one page", same[0], same[1])
		}
	}
	for _, other := range [][2]string{
		{"http://x.gov.cn/a/", "http://x.gov.cn/a/index_1.html"}, {"http://x.gov.cn/a/", "http://x.gov.cn/a/?id=1"}, {"http://x.gov.cn/a", "http://y.gov.cn/a"},
	} {
		if r.key(other[0]) == r.key(other[1]) {
			t.Errorf("%s and %s are two pages", other[0], other[1])
		}
	}
}
