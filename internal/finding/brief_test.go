package finding_test

import (
	"strings"
	"testing"

	"ducha/internal/finding"
)

func TestBrief(t *testing.T) {
	long := strings.Repeat("关于进一步加强和规范", 12)
	for sentence, want := range map[string]string{
		"没有引文的一句话。":                         "没有引文的一句话。",
		"“短标题”没有解读。":                        "“短标题”没有解读。",
		"页面 x 上的链接“" + long + "第12期”页面不存在。": "页面 x 上的链接“" + finding.Short(long+"第12期") + "”页面不存在。",
		"“关于“" + long + "”的通知”与“乙”不一致。":     "“" + finding.Short("关于“"+long+"”的通知") + "”与“乙”不一致。",
		"“没有结束" + long:                      "“没有结束" + long,
		"只有结束”" + long:                      "只有结束”" + long,
	} {
		if got := finding.Brief(sentence); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if got := finding.Short(long + "第12期"); len([]rune(got)) > 64 || !strings.HasSuffix(got, "第12期") {
		t.Error(got)
	}
}
