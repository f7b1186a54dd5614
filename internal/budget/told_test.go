package budget

import (
	"strings"
	"testing"
)

// Where only the running of vehicles is named and none was bought, the total is that of
// the items named; a difference is a signal.
func TestOnlyRunning(t *testing.T) {
	for text, want := range map[string]string{
		"2021年度“三公”经费支出合计31.30万元,其中:公务接待费1.50万元,车辆运行费29.00万元,因公出国(境)费0万元。\n本年度无新购车辆。":   "P",
		"2021年度“三公”经费支出合计30.50万元,其中:公务接待费1.50万元,车辆运行费29.00万元,因公出国(境)费0万元。\n本年度无新购车辆。":   "",
		"2021年度“三公”经费支出合计31.30万元,其中:公务接待费1.50万元,车辆运行费29.00万元,因公出国(境)费0万元。\n本年度更新了执法车辆。": "",
		"2021年度“三公”经费支出合计31.30万元,其中:公务接待费1.50万元,车辆运行费29.00万元,因公出国(境)费0万元,公务用车购置费0万元。":   "A",
	} {
		got := ""
		for _, p := range Read(doc("某局2021年部门决算", text))[0].Problems(nil) {
			got += string(p.Class)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// A fault of a change is shown with the sentence that tells it, its rate as printed.
func TestSentenceOfTheChange(t *testing.T) {
	text := "2021年度“三公”经费支出8.00万元,其中:公务接待费5.00万元,公务用车运行费3.00万元。\n公务接待费支出5.00万元,与上年相比减少0.10万元,下降0.006%。"
	all := Read(doc("某局2021年部门决算", text))[0].Problems(nil)
	if len(all) != 1 || !strings.Contains(all[0].Quote, "下降0.006%") || !strings.HasSuffix(all[0].Message, "文中写下降0.006%") {
		t.Errorf("%+v", all)
	}
}

// Of figures that nothing can be held against no one may say that they agree.
func TestTested(t *testing.T) {
	for text, want := range map[string]bool{
		"2021年度“三公”经费支出情况如下。\n公务接待费支出5.00万元。":             false,
		"2021年度“三公”经费支出8.00万元。":                           false,
		"2021年度“三公”经费支出0万元。":                              true,
		"2021年度“三公”经费支出8.00万元,其中公务接待费8.00万元。":             true,
		"2021年度“三公”经费支出8.00万元,比上年减少1.00万元,下降11.11%。":      true,
		"2021年度“三公”经费支出决算11.32万元,年初预算14.00万元,完成预算80.86%。": true,
		"本单位2021年度无“三公”经费支出。":                             true,
		"2021年度“三公”经费中公务用车购置费0万元,公务用车运行费3.00万元,公务接待费5万元。": false,
	} {
		all := Read(doc("某局2021年部门决算", text))
		if got := len(all) > 0 && all[0].Tested(); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// The accounts, the budget beside them, how far it was used and the change of the
// accounts, in one sentence.
func TestAccountsBesideBudget(t *testing.T) {
	for text, want := range map[string]int{
		"2021年“三公”经费支出决算11.32万元,年初预算14.00万元,完成预算80.86%,比预算减少2.68万元,下降19.14%,比上年决算减少1.18万元,下降9.44%。":  0,
		"2021年“三公”经费支出决算11.32万元,年初预算14.00万元,完成预算90.86%,比预算减少2.68万元,下降19.14%,比上年决算减少1.18万元,下降9.44%。":  1,
		"2021年“三公”经费支出决算11.32万元,年初预算14.00万元,完成预算80.86%,比预算减少2.68万元,下降19.14%,比上年决算减少1.18万元,下降19.44%。": 1,
		"2021年“三公”经费支出年初预算14.00万元,支出决算11.32万元,完成预算80.86%,比上年决算减少1.18万元,下降9.44%。":                     0,
	} {
		if all := Read(doc("某局2021年部门决算", text))[0].Problems(nil); len(all) != want {
			t.Errorf("%s: %+v", text, all)
		}
	}
}

// Amounts of the same names that are parts of other money are not those of the three
// expenses, and a bare 购置费 or 运行费 may be that of anything.
func TestPartsOfOtherMoney(t *testing.T) {
	const three = "2021年度“三公”经费支出决算12.00万元,其中:因公出国(境)费0万元,公务用车购置及运行费10.00万元,公务用车购置费0万元,公务接待费2.00万元。\n"
	for _, text := range []string{
		"2021年度机关运行经费支出50.00万元,主要包括:办公费10.00万元、公务接待费1.20万元、公务用车运行维护费8.00万元、其他交通费用20.80万元。",
		"(二)机关运行经费支出情况\n主要包括:办公费10.00万元、公务用车运行维护费8.00万元。",
		"2021年日常公用经费支出50.00万元,其中:办公费10.00万元,公务用车运行维护费8.00万元,办公设备购置费3.50万元。",
		"国有资产占用情况:2021年末共有车辆4辆,年内增加车辆1辆,购置费18.00万元,由上级调拨。",
		"信息系统运行维护费30.00万元,专用设备购置费5.00万元。",
	} {
		all := Read(doc("某局2021年部门决算", three+text))
		if v := all[0].Prose[Running].Value; v.Known || all[0].Prose[Reception].Doubt || all[0].Prose[Purchase].Doubt {
			t.Errorf("%s: running %+v", text, v)
		}
		if got := all[0].Problems(nil); len(got) > 0 {
			t.Errorf("%s: %+v", text, got)
		}
	}
	for _, text := range []string{"其中:运行费8.00万元。", "公务用车运行维护费8.00万元。", "车运行费8.00万元。", "机关运行经费50.00万元。“三公”经费中公务用车运行费8.00万元。"} {
		if all := Read(doc("某局2021年部门决算", three+text)); !all[0].Prose[Running].Value.Known {
			t.Errorf("%s: not read", text)
		}
	}
}

// A total that counts 会议费 and 培训费 with the three is not that of the three.
func TestTotalOfMore(t *testing.T) {
	for text, want := range map[string]int{
		"2021年“三公”经费支出合计18.00万元,其中:因公出国(境)费0万元,公务用车购置及运行费10.00万元,公务接待费2.00万元,会议费3.00万元,培训费3.00万元。":            0,
		"2021年“三公”经费支出合计18.00万元,其中:因公出国(境)费0万元,公务用车购置及运行费10.00万元,公务接待费2.00万元。\n2021年会议费支出3.00万元,培训费支出3.00万元。": 1,
	} {
		if all := Read(doc("某局2021年部门决算", text))[0].Problems(nil); len(all) != want {
			t.Errorf("%s: %+v", text, all)
		}
	}
}
