package checks

import (
	"testing"

	"ducha/internal/webpage"
)

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

// Nor do their names alone among others; with words of their own they do.
func TestNamesOfFeeColumnsAmongOthers(t *testing.T) {
	for text, want := range map[string]bool{
		"规划计划 统计信息 收费项目 政府采购": false, "行政许可\n收费公示\n通知公告": false, "规划计划　行政收费目录清单　政府采购": false,
		"收费项目 收费项目：检索费、复制费、邮寄费": true, "三、收费\n收费项目及标准按照规定执行": true, "收费标准": true,
	} {
		if _, got := element(&webpage.Page{Text: text}, "收费说明"); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
