package budget

import (
	"strings"
	"testing"
)

// What is given as about so much, or as a mark to be kept to, is no figure that others
// must agree with; the exact figure beside it is.
func TestInexactFigures(t *testing.T) {
	for text, want := range map[string]string{
		"2022年“三公”经费预算10.00万元,与上年10.05万元基本持平。":                            "",
		"2022年“三公”经费预算10.00万元,与上年10.05万元持平。":                              "不符 budget.change",
		"2022年“三公”经费预算10.00万元,与上年预算基本一致,略降0.5%,下降0.5%。":                   "",
		"2022年“三公”经费预算10余万元,其中:因公出国(境)费0万元,公务用车购置及运行费8.60万元,公务接待费2.00万元。": "",
		"2022年“三公”经费预算约11万元,其中:因公出国(境)费0万元,公务用车购置及运行费8.60万元,公务接待费1.40万元。": "",
		"2022年“三公”经费预算11万元,其中:因公出国(境)费0万元,公务用车购置及运行费8.60万元,公务接待费1.40万元。":  "不符 budget.sum",
		"2022年“三公”经费预算10.00万元,比上年30.00万元减少20.00万元,下降50%以上。":               "",
		"2022年“三公”经费预算10.00万元,比上年30.00万元减少20.00万元,下降超50%。":                "",
		"2022年“三公”经费预算10.00万元,比上年30.00万元减少20.00万元,下降50%。":                 "不符 budget.rate",
		"2022年“三公”经费预算10.00万元,按照压减不低于5%的要求,比上年减少2.00万元,下降16.67%。":         "",
		"2022年“三公”经费预算10.00万元,按照压减5%的要求,比上年减少2.00万元,下降26.67%。":            "不符 budget.rate",
		"2022年“三公”经费预算10.00万元,比上年减少近2万元,下降13.04%。":                        "",
		"2022年“三公”经费预算10.00万元,比上年节约2.00万元,下降26.67%。":                      "不符 budget.rate",
		"2022年“三公”经费预算10.00万元,较2021年的12.00万元节约3.00万元。":                    "不符 budget.change",
	} {
		if got := told(t, Budget, text); got != want {
			t.Errorf("%s\n得到 %q\n应为 %q", text, got, want)
		}
	}
	about := "2022年“三公”经费支出决算1.52万元,完成预算的84%左右;年初预算为2.00万元。"
	if got := told(t, Final, about); got != "" {
		t.Errorf("%s: %s", about, got)
	}
	if exact := strings.Replace(about, "左右", "", 1); told(t, Final, exact) != "不符 budget.rate" {
		t.Errorf("%s: nothing found", exact)
	}
}

// A budget may be compared with the accounts of the year before, and accounts with their
// own budget: the other figure of the year before has no part in that.
func TestComparedWithAccounts(t *testing.T) {
	for _, c := range []struct{ kind, text, want string }{
		{Budget, "2021年“三公”经费预算30.00万元。2022年“三公”经费预算28.00万元,比2021年决算数减少1.00万元,下降3.45%。", ""},
		{Budget, "2021年“三公”经费预算30.00万元。2022年“三公”经费预算28.00万元,比2021年执行数减少1.00万元。", ""},
		{Budget, "2022年“三公”经费预算28.00万元,上年预算30.00万元,比上年决算减少1.00万元。", ""},
		{Budget, "2022年“三公”经费预算28.00万元,比2021年决算29.50万元减少1.00万元。", "不符 budget.change"},
		{Budget, "2021年“三公”经费预算30.00万元。2022年“三公”经费预算28.00万元,比2021年预算数减少1.00万元。", "不符 budget.change"},
		{Final, "2022年“三公”经费支出1.50万元,上年1.70万元,比年初预算减少0.50万元,下降25%。", ""},
		{Final, "2022年“三公”经费支出1.50万元,上年1.70万元,比年初预算减少0.50万元,下降35%。", "不符 budget.rate"},
		{Final, "2021年“三公”经费支出决算1.70万元。2022年“三公”经费支出决算1.50万元,比上年预算减少0.50万元。", ""},
	} {
		if got := told(t, c.kind, c.text); got != c.want {
			t.Errorf("%s\n得到 %q\n应为 %q", c.text, got, c.want)
		}
	}
}

// What a budget says of last year's accounts is not held against last year's budget, be it
// that of another document.
func TestAccountsAgainstLastYearsDocument(t *testing.T) {
	last := Read(doc("某局2021年部门预算", "2021年三公经费预算20.00万元。"))
	for text, want := range map[string]int{
		"2022年三公经费预算17.20万元,比上年决算减少0.10万元。": 0,
		"2022年三公经费预算17.20万元,比上年预算减少0.10万元。": 1,
	} {
		if got := Read(doc("某局2022年部门预算", text))[0].Problems(&last[0]); len(got) != want {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

// Several years in one paragraph keep their figures; a change is that of the first.
func TestYearsInOneParagraph(t *testing.T) {
	all := Read(doc("某局2022年部门预算", "“三公”经费预算情况:2022年10.00万元,2021年12.00万元,2020年15.00万元,比上年减少2.00万元,下降16.67%。公务接待费2.00万元。"))
	for year, want := range map[int]int64{2022: 10e8, 2021: 12e8, 2020: 15e8} {
		if s := pick(all, fact{Year: year, Kind: Budget}); s.Prose[Total].Value.N != want {
			t.Errorf("%d: %+v", year, s.Prose[Total].Value)
		}
	}
	if s := pick(all, fact{Year: 2022, Kind: Budget}); !s.Prose[Total].Delta.Known || s.Prose[Reception].Value.N != 2e8 || len(s.Problems(nil)) > 0 {
		t.Errorf("%+v %+v", s.Prose[Total], s.Problems(nil))
	}
}

// A rate that follows from the amounts beside it is right, whatever last year's document
// says; one that only last year's document speaks against is a signal.
func TestRateAgainstLastYearsDocument(t *testing.T) {
	last := Read(doc("某局2021年部门预算", "2021年三公经费预算20.00万元。"))
	for text, want := range map[string]string{
		"2022年三公经费预算17.20万元,比上年减少0.10万元,下降0.58%。": "P budget.change",
		"2022年三公经费预算17.20万元,比上年下降0.58%。":          "P budget.rate",
		"2022年三公经费预算17.20万元,比上年下降14.00%。":         "",
	} {
		var got []string
		for _, p := range Read(doc("某局2022年部门预算", text))[0].Problems(&last[0]) {
			got = append(got, string(p.Class)+" "+p.Code)
		}
		if strings.Join(got, ",") != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// 收入总计 equals 支出总计 where both are those of one year and of the same money.
func TestBalancesOfOneScope(t *testing.T) {
	for text, want := range map[string]string{
		"2022年度收入总计500.10万元,支出总计480.00万元。":                          "不符 budget.sum",
		"2022年度收入总计500.10万元。2022年度支出总计480.00万元。":                    "不符 budget.sum",
		"2022年度收入总计500.10万元,较上年支出总计480.00万元增加。":                     "",
		"2022年度财政拨款收入总计400.00万元,部门支出总计500.00万元。":                    "",
		"2021年收入总计400.00万元,2022年支出总计500.00万元。":                      "",
		"本年收入总计500.10万元,本年支出总计480.00万元,年末结转和结余20.10万元。":             "",
		"2022年收入总计500.10万元,支出总计500.10万元,2021年收入总计480万元,支出总计490万元。":  "",
		"2022年度收入、支出总计500.10万元。与上年相比,收入总计增加20.10万元,支出总计500.10万元。":   "",
		"2022年收入总计500.10万元,其中收入合计480.00万元,使用结余10.00万元,年初结转20.10万元。": "不符 budget.sum",
	} {
		if got := told(t, Final, "2022年“三公”经费支出1.00万元。", text); got != want {
			t.Errorf("%s\n得到 %q\n应为 %q", text, got, want)
		}
	}
}
