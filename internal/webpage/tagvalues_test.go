package webpage_test

import (
	"testing"

	"ducha/internal/webpage"
)

func TestUnfilledTags(t *testing.T) {
	p := webpage.Read(exchangeFor("http://www.example.gov.cn/"), []byte(`<html><head><meta name="SiteName" content="网站名称"><meta name="SiteDomain" content="网站域名"><meta name="SiteIDCode" content="政府网站标识码"><meta name="ColumnName" content="通知公告"><title>示例市交通运输局</title></head><body><p>首页</p></body></html>`))
	for _, name := range []string{"sitename", "sitedomain", "siteidcode"} {
		if got := p.Meta[name]; got != "" {
			t.Errorf("%s = %q, want nothing", name, got)
		}
	}
	if got := p.Meta["columnname"]; got != "通知公告" {
		t.Errorf("columnname = %q", got)
	}
}
