package webpage_test

import (
	"testing"

	"ducha/internal/webpage"
)

// What is remembered of one page's links never leads another page astray.
func TestReferencesOfOtherPages(t *testing.T) {
	for range 3 {
		for _, c := range [][3]string{
			{"http://a.gov.cn/x/1.html", "2.html", "http://a.gov.cn/x/2.html"},
			{"http://a.gov.cn/y/1.html", "2.html", "http://a.gov.cn/y/2.html"},
			{"http://b.gov.cn/x/1.html", "/2.html", "http://b.gov.cn/2.html"},
			{"http://a.gov.cn/x/1.html", "/2.html", "http://a.gov.cn/2.html"},
			{"https://a.gov.cn/x/1.html", "//c.gov.cn/2.html", "https://c.gov.cn/2.html"},
			{"http://a.gov.cn/x/1.html", "//c.gov.cn/2.html", "http://c.gov.cn/2.html"},
			{"http://a.gov.cn/x/list.html", "?p=2", "http://a.gov.cn/x/list.html?p=2"},
			{"http://a.gov.cn/x/more.html", "?p=2", "http://a.gov.cn/x/more.html?p=2"},
		} {
			p := webpage.Read(exchangeFor(c[0]), []byte(`<html><body><a href="`+c[1]+`">下一条</a></body></html>`))
			if len(p.Links) != 1 || p.Links[0].URL != c[2] {
				t.Errorf("%s on %s leads to %v, want %s", c[1], c[0], p.Links, c[2])
			}
		}
	}
}
