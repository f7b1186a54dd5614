package budget

import (
	"regexp"
	"strings"
	"sync"
)

// tableForm is one table of the set with the variants of its name. All of them
// count as core but one that provinces add late.
type tableForm struct {
	name  string
	words *regexp.Regexp
	not   string // words of the tables that have this one's name inside theirs
	late  bool
}

// is says whether a line names the table.
func (f tableForm) is(line string) bool {
	if !f.words.MatchString(line) {
		return false
	}
	for w := range strings.SplitSeq(f.not, " ") {
		if w != "" && strings.Contains(line, w) {
			return false
		}
	}
	return true
}

func tableForms(kind string) []tableForm {
	if kind == Final {
		return finalForms()
	}
	return budgetForms()
}

var finalForms = sync.OnceValue(func() []tableForm {
	const tail = `(?:预算|决算)?(?:总体|明细|情况|总)*表`
	w := func(s string) *regexp.Regexp { return regexp.MustCompile(s) }
	return []tableForm{
		{"收入支出决算总表", w(`(?:收入支出|收支)决算` + tail), "财政拨款 基金 资本 一般公共 三公", false},
		{"收入决算表", w(`收入决算` + tail), "支出 财政拨款 基金 资本", false},
		{"支出决算表", w(`支出决算` + tail), "收入 财政拨款 基金 资本 一般公共 基本 项目 三公", false},
		{"财政拨款收入支出决算总表", w(`财政拨款(?:收入支出|收支)决算` + tail), "基金 资本 一般公共 三公", false},
		{"一般公共预算财政拨款支出决算表", w(`一般公共预算(?:财政拨款)?(?:收入)?支出(?:决算)?[^。;,、]{0,12}表`), "基本 项目 三公", false},
		{"一般公共预算财政拨款基本支出决算表", w(`基本支出[^。;,、]{0,18}表`), "", false},
		{"一般公共预算财政拨款“三公”经费支出决算表", w(`三公经费[^。;]{0,24}表`), "", false},
		{"政府性基金预算财政拨款收入支出决算表", w(`政府性基金[^。;]{0,18}表`), "三公", false},
		{"国有资本经营预算财政拨款支出决算表", w(`国有资本[^。;]{0,18}表`), "", true},
	}
})

var budgetForms = sync.OnceValue(func() []tableForm {
	const tail = `(?:预算|决算)?(?:总体|明细|情况|总)*表`
	w := func(s string) *regexp.Regexp { return regexp.MustCompile(s) }
	return []tableForm{
		{"部门收支总表", w(`(?:收支|收入支出)` + tail), "财政拨款 基金 资本 一般公共", false},
		{"部门收入总表", w(`收入` + tail), "支出 财政拨款 基金 资本", false},
		{"部门支出总表", w(`支出` + tail), "收入 财政拨款 基金 资本 一般公共 基本 项目 三公", false},
		{"财政拨款收支总表", w(`财政拨款(?:收支|收入支出)` + tail), "基金 资本 一般公共", false},
		{"一般公共预算支出表", w(`(?:一般公共预算|财政拨款)(?:财政拨款)?(?:收入)?支出[^。;,、]{0,12}表`), "基本 项目 三公 基金 资本", false},
		{"一般公共预算基本支出表", w(`基本支出[^。;,、]{0,18}表`), "", false},
		{"一般公共预算“三公”经费支出表", w(`三公经费[^。;]{0,24}表`), "", false},
		{"政府性基金预算支出表", w(`政府性基金[^。;]{0,18}表`), "三公", false},
	}
})

// explanations are the four that Art. 14 and the practice ask for.
var explanations = sync.OnceValue(func() map[string]*regexp.Regexp {
	w := regexp.MustCompile
	return map[string]*regexp.Regexp{
		"机关运行经费": w(`机关运行(?:经)?费|行政运行经费|运行经费`),
		"政府采购":   w(`政府采购|政府集中采购`),
		"国有资产占用": w(`国有资产|固定资产|资产占用`),
		"预算绩效":   w(`绩效`),
	}
})
