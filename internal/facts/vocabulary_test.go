package facts_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"ducha/internal/realdata"
)

// groups say which keys the names mined for one of the ten columns may have.
var groups = map[string]string{
	"政务公开":      "政务公开 依申请公开 政府信息公开指南 政府信息公开制度 政府信息公开年报 法定主动公开内容",
	"公示公告":      "公示公告 通知公告",
	"机构职能":      "机构职能 领导信息",
	"预决算及三公费用":  "预决算及三公费用",
	"政策法规":      "政策法规 行政规范性文件",
	"政策解读":      "政策解读 政策法规",
	"法治建设":      "法治建设 普法宣传",
	"法治监督/行政执法": "法治监督 权责清单 行政许可 行政处罚",
	"普法宣传":      "普法宣传",
	"投诉建议/互动":   "投诉建议 意见征集 领导信息 政策解读",
}

// TestMinedNames wants the names that 87 real sites use recognised.
func TestMinedNames(t *testing.T) {
	src, err := os.ReadFile(realdata.Path(t, "columns/names.json"))
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(src, &raw); err != nil {
		t.Fatal(err)
	}
	v := vocabulary(t)
	right, of, sites, allSites := 0, 0, 0, 0
	for group, allowed := range groups {
		var c struct {
			Mined []struct {
				Name  string
				Sites int
			}
		}
		if err := json.Unmarshal(raw[group], &c); err != nil {
			t.Fatal(err)
		}
		for _, m := range c.Mined {
			of++
			allSites += m.Sites
			keys, _ := v.Match(m.Name)
			ok := slices.ContainsFunc(keys, func(k string) bool { return slices.Contains(strings.Fields(allowed), k) })
			if !ok {
				t.Logf("%s: %s is read as %v", group, m.Name, keys)
				continue
			}
			right++
			sites += m.Sites
		}
	}
	t.Logf("%d of %d names, %d of %d by sites", right, of, sites, allSites)
	if right*100 < of*95 {
		t.Errorf("only %d of %d names are recognised", right, of)
	}
}

// TestLabels is what names must and must not be taken for.
func TestLabels(t *testing.T) {
	v := vocabulary(t)
	for _, c := range []struct {
		label, want string
		official    bool
	}{
		{"政策解读", "政策解读", true},
		{" 政 策 解 读 ", "政策解读", true},
		{"政策解读>>", "政策解读", true},
		{"政策解读更多", "政策解读", true},
		{"预决算及“三公”经费", "预决算及三公费用", true},
		{"财政预决算与三公经费", "预决算及三公费用", true},
		{"预算/决算", "预决算及三公费用", false},
		{"预算⁄决算", "预决算及三公费用", false},
		{"政策法规及相关解读", "政策法规 政策解读", true},
		{"本局政策解读", "政策解读", false},
		{"普法宣传专栏", "普法宣传", false},
		{"机构设置、主要职能、办事程序", "机构职能", true},
		{"领导信息、机构职能", "机构职能 领导信息", false},
		{"领导信箱", "投诉建议", false},
		{"权责清单", "权责清单", true},
		{"政府信息公开年度报告", "政府信息公开年报", true},
		// Look alike, and are other things.
		{"法治政府建设年度报告", "法治建设", false},
		{"政府网站工作年度报表", "", false},
		{"中介机构", "", false},
		{"政策咨询", "", false},
		{"健康解读", "", false},
		{"校务公开", "", false},
		{"招标公告栏目说明和其他事项的有关通知", "", false},
		{"高速公路收费", "", false},
		{"统计局", "", false},
		{"首页", "", false},
		{"更多", "", false},
		{"", "", false},
	} {
		keys, official := v.Match(c.label)
		if got := strings.Join(keys, " "); got != c.want || official != c.official && c.want != "" {
			t.Errorf("%q is read as %q, official %v; want %q, %v", c.label, got, official, c.want, c.official)
		}
	}
}
