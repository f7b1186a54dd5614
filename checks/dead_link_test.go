package checks

import (
	"strings"
	"testing"

	"ducha/internal/evidence"
	"ducha/internal/facts"
)

// What is said of a dead link is what a visitor sees.
func TestDeadLinkSaysWhatIsSeen(t *testing.T) {
	const at = "http://www.example.gov.cn/gzdt/gone.html"
	for name, c := range map[string]struct {
		seen facts.Info
		says string
	}{
		"404":           {facts.Info{Problem: evidence.NotFound, Status: 404}, "返回404，页面不存在。"},
		"提示页":           {facts.Info{Problem: evidence.Soft404}, "打开后提示页面不存在。"},
		"转到首页":          {facts.Info{Problem: evidence.Soft404, Led: "http://www.example.gov.cn/"}, "打开后转到首页，没有所指的内容。"},
		"转到另一页面":        {facts.Info{Problem: evidence.Soft404, Led: "http://www.example.gov.cn/err.html"}, "打开后转到http://www.example.gov.cn/err.html，没有所指的内容。"},
		"404 after 302": {facts.Info{Problem: evidence.NotFound, Led: "http://www.example.gov.cn/404.html"}, "页面不存在。"},
	} {
		if f := deadLink(at, "原文", "http://www.example.gov.cn/gzdt/", &c.seen); !strings.HasSuffix(f.Message, c.says) {
			t.Errorf("%s: %s", name, f.Message)
		}
	}
}
