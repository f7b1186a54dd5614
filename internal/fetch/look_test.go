package fetch_test

import (
	"net/http"
	"strings"
	"testing"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
)

// What stands first in a page must not decide how it is judged: systems write
// styles, scripts and comments of any size before the words.
func TestClassifyWhateverStandsFirst(t *testing.T) {
	fillers := map[string]string{
		"nothing":  "",
		"style":    "<style>" + strings.Repeat(".a{color:red}\n", 1300) + "</style>",
		"script":   "<script>" + strings.Repeat("var a='<a href=x>';\n", 1700) + "</script>",
		"comment":  "<!--" + strings.Repeat(" <p>正文 ", 2500) + "-->",
		"cut sign": strings.Repeat(" ", 16<<10-60),
	}
	for name, filler := range fillers {
		for want, page := range map[evidence.Problem]string{
			evidence.Soft404:     "<html><head>" + filler + "<title>404</title></head><body><h1>404</h1><p>您访问的页面不存在。</p></body></html>",
			evidence.Maintenance: "<html><head><title>提示</title>" + filler + "</head><body><p>网站正在维护，请稍后访问。</p></body></html>",
			evidence.None:        "<html><head><title>通知公告</title>" + filler + "</head><body>" + strings.Repeat(`<a href="a.html">关于道路施工的通知</a>`, 40) + strings.Repeat("<p>道路养护工作正常开展。</p>", 300) + "</body></html>",
		} {
			got := fetch.Classify(200, http.Header{}, "http://www.x.gov.cn/a/b.html", []byte(page))
			if got.Problem != want {
				t.Errorf("%s first: %q (%s), want %q", name, got.Problem, got.Detail, want)
			}
		}
	}
}
