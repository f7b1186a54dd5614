package leak

import (
	"strings"
	"testing"
	"time"
)

// What stands in a source alone is told as a suspicion where a key or a name beside the
// number calls it a person's; tokens, addresses and identifiers are not.
func TestInSource(t *testing.T) {
	const id, other = "650102198005140113", "510181199411172048"
	for _, c := range []struct {
		name, src string
		want      int
	}{
		{"隐藏字段", `<input type="hidden" name="idcard" value="ID">`, 1},
		{"隐藏字段，值在前", `<input value='ID' type=hidden name=sfzh>`, 1},
		{"标签属性", `<td data-sfzh="ID">王*国</td>`, 1},
		{"标签属性里有姓名", `<td data-name='王建国' data-key='ID'>王*国</td>`, 1},
		{"提示文字", `<span title="身份证号：ID">6501**********</span>`, 1},
		{"注释", `<!-- 王建国 身份证号 ID -->`, 1},
		{"注释掉的表格", `<!-- <tr><td>王建国</td><td>ID</td></tr> -->`, 1},
		{"脚本里的数据", `<script>var rows=[{"xm":"王建国","zjhm":"ID"}]</script>`, 1},
		{"脚本里只有姓名", `<script>var u={name:'王建国',code:'ID'}</script>`, 1},
		{"两处一号", `<input type=hidden name=idcard value=ID><!-- 身份证号：ID -->`, 1},
		{"显示的文字不归它管", `<p>王建国 身份证号 ID</p>`, 0},
		{"脚本变量", `<script>var sid="ID";track(ID)</script>`, 0},
		{"别人的姓名", `<script>[{name:'王建国'},{code:'ID'}]</script>`, 0},
		{"令牌", `<script>var token="aID"; var idcard="IDf0"</script>`, 0},
		{"地址", `<a href="/idcard=ID">通知</a><img src='/sfz/ID.jpg' title="身份证">`, 0},
		{"视图状态", `<input type="hidden" name="__VIEWSTATE" value="ID">`, 0},
		{"文章编号", `<div data-id="ID" data-time="20220514">目录</div>`, 0},
		{"构建号", `<!-- build ID -->`, 0},
		{"标准里的例子", `<!-- 身份证号 11010519491231002X --><input name=idcard placeholder="如11010519491231002X">`, 0},
		{"提示填写", `<input name="idcard" placeholder="ID">`, 0},
		{"校验不成立", `<input type="hidden" name="idcard" value="650102198005140114">`, 0},
		{"尚未出生", `<input type="hidden" name="idcard" value="` + "65010220300514011" + `">`, 0},
		{"已隐去", `<td data-sfzh="650102********0113">王*国</td>`, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			// The number may begin at any byte.
			for pad := range sourceRun {
				hits := InSource(strings.Repeat("汉", pad)+strings.Repeat(" ", pad)+strings.ReplaceAll(c.src, "ID", id), time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC))
				if len(hits) != c.want {
					t.Fatalf("pad %d: %+v, want %d", pad, hits, c.want)
				}
				for _, h := range hits {
					if h.Sure || h.Kind != Identity || strings.Contains(h.Around+h.Masked, id) {
						t.Errorf("%+v", h)
					}
				}
			}
		})
	}
	if hits := InSource(`<script>var r=[{sfzh:"`+id+`"},{sfzh:"`+other+`"}]</script>`, time.Now()); len(hits) != 2 {
		t.Errorf("two numbers: %+v", hits)
	}
}

// The number that the standard prints is nobody's; a mark in the first line of a text
// without a title is one.
func TestNobodysNumberAndUntitledText(t *testing.T) {
	day := time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC)
	for text, want := range map[string]int{
		"登记表\n身份证号\n11010519491231002X":    0,
		"登记表\n身份证号\n11010519491231010X":    1,
		"\n内部资料 注意保存\n一、总体情况。":             1,
		"内部资料\n一、总体情况。":                    0, // the title of a column
		"\n公开属性：不予公开\n关于调整内设机构的通知":         1,
		"\n关于调整内设机构的通知\n根据工作需要，内部资料按规定管理。": 0,
	} {
		if hits := Scan(text, day); len(hits) != want {
			t.Errorf("%q: %+v, want %d", text, hits, want)
		}
	}
}
