package checks

import "testing"

// Names of other columns, which side menus print on every page, explain no fees.
func TestColumnsOfFeesExplainNone(t *testing.T) {
	for text, want := range map[string]bool{
		"行政事业性收费": false, "财政预决算及三公费用": false,
		"收费标准：不收取费用": true, "检索、复制等不收取成本费": true, "收费说明": true, "依申请提供政府信息免费": true, "按照行政事业性收费标准执行": true, "申请费用": true,
	} {
		if got := elements["收费说明"].MatchString(text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
