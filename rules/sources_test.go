package rules_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"ducha/checks"
	"ducha/internal/finding"
	"ducha/rules"
)

// titles are the documents a set or a defect may name as what it rests on, as they are
// called; only what was read in public is here.
var titles = map[string]string{
	"国办秘函〔2019〕19号":   "《政府网站与政务新媒体检查指标》",
	"国办发〔2017〕47号":    "《政府网站发展指引》",
	"国务院令第711号":       "《中华人民共和国政府信息公开条例》",
	"国办公开办函〔2019〕61号": "《国务院办公厅政府信息与政务公开办公室关于规范政府信息公开平台有关事项的通知》",
	"国办公开办函〔2021〕30号": "《中华人民共和国政府信息公开工作年度报告格式》",
	"财预〔2016〕143号":    "《地方预决算公开操作规程》",
	"国办发〔2016〕80号":    "《〈关于全面推进政务公开工作的意见〉实施细则》",
	"国办发〔2022〕8号":     "《国务院办公厅关于印发2022年政务公开工作要点的通知》",
	"国办函〔2018〕12号":    "《国务院办公厅关于做好政府网站年度报表发布工作的通知》",
	"交通运输部令2022年第11号": "《公共交通企业信息公开规定》",
	"交办办〔2021〕75号":    "《交通运输领域基层政务公开标准指引》",
}

var number = regexp.MustCompile(`\p{Han}+〔\d{4}〕\d+号|国务院令第\d+号|交通运输部令\d{4}年第\d+号`)

// A unit is told what a document is called, not its number alone.
func TestSourcesAreNamed(t *testing.T) {
	sources := map[string]string{}
	for _, id := range rules.Shipped() {
		set, err := rules.Load(id, checks.All)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range set.Indicators {
			sources[id+" "+i.ID] = i.Basis
		}
		for _, l := range set.Lines {
			sources[id+" "+l.Key] = l.Basis
		}
		sources[id] = strings.Replace(strings.Join(set.Basis, "；"), "《监管工作年度考核指标》", "", 1)
	}
	for _, d := range finding.Defects() {
		sources[d.Code] = d.Basis
	}
	for where, basis := range sources {
		for _, at := range number.FindAllStringIndex(basis, -1) {
			no := basis[at[0]:at[1]]
			switch title := titles[no]; {
			case title == "":
				t.Errorf("%s cites %s, which nobody has read", where, no)
			case !strings.HasSuffix(basis[:at[0]], title+"（"):
				t.Errorf("%s cites %s without its title %s: %s", where, no, title, basis)
			}
		}
	}
}

// 交通运输部令2022年第11号 binds operators that run by a fixed line and stop: no taxis.
func TestTaxisAreNotPublicTransport(t *testing.T) {
	for _, id := range []string{"zwgk-2022", "zwgk-2023"} {
		set, err := rules.Load(id, checks.All)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range set.Indicators {
			if strings.Contains(i.Level2, "出租汽车") && strings.Contains(i.Basis, "令2022年第11号") {
				t.Errorf("%s %s: %s", id, i.ID, i.Basis)
			}
		}
	}
}

// A limit in days is never shorter than the months it stands for can be.
func TestMonthsAreWhole(t *testing.T) {
	longest := map[int]bool{14: true, 400: true} // two weeks; a year and some days
	for _, months := range []int{2, 3, 4, 6, 12} {
		most := 0
		for day := time.Date(2019, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2025; day = day.AddDate(0, 0, 1) {
			most = max(most, int(day.AddDate(0, months, 0).Sub(day).Hours()/24))
		}
		longest[most] = true
	}
	for _, id := range rules.Shipped() {
		set, err := rules.Load(id, checks.All)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range set.Rules() {
			days := 0
			switch p := r.Params.(type) {
			case *checks.StaleColumnParams:
				days = p.MaxAgeDays
			case *checks.StaleColumnsParams:
				days = p.MaxAgeDays
			default:
				continue
			}
			if !longest[days] {
				t.Errorf("%s %s: %d days are no number of months", id, r.ID, days)
			}
		}
	}
}
