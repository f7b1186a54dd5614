package notify_test

import (
	"strings"
	"testing"
	"time"

	"ducha/internal/notify"
)

// What a unit may still do is said, and nothing that is over.
func TestRightsFitTheNotice(t *testing.T) {
	zone := time.FixedZone("CST", 8*3600)
	due := time.Date(2023, 1, 12, 0, 0, 0, 0, zone)
	const appeal, longer = "提出申诉", "需要延期的"
	for _, c := range []struct {
		name   string
		kind   notify.Kind
		issued time.Time
		want   []string
		not    []string
	}{
		{"整改通知", notify.First, due.AddDate(0, 0, -7), []string{"起3个工作日内提出申诉", longer}, nil},
		{"到期提醒", notify.Remind, due.AddDate(0, 0, -1), []string{longer}, []string{appeal}},
		{"逾期催办", notify.Overdue, due.AddDate(0, 0, 4), nil, []string{appeal, longer}},
		{"申诉裁定", notify.Upheld, due.AddDate(0, 0, -2), []string{longer}, []string{appeal}},
		{"复查未通过", notify.Refused, due.AddDate(0, 0, -2), []string{"对复查结果有异议", longer}, []string{appeal}},
		{"期限已过的复查", notify.Refused, due.AddDate(0, 0, 4), []string{"对复查结果有异议"}, []string{appeal, longer}},
	} {
		n := notify.Notice{Kind: c.kind, Unit: "办公室", Issued: c.issued, Due: due, Appeal: 3, Items: []notify.Item{{Case: "X-1", Due: due}}}
		text := n.Plain(10)
		for _, want := range c.want {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q:\n%s", c.name, want, text)
			}
		}
		for _, not := range c.not {
			if strings.Contains(text, not) {
				t.Errorf("%s offers %q:\n%s", c.name, not, text)
			}
		}
		if strings.Contains(text, "。。") || strings.Contains(text, "；\n") || !strings.Contains(text, "反馈方式：") {
			t.Errorf("%s:\n%s", c.name, text)
		}
	}
}

// When a page was looked at stands with its words, in Beijing time, as far as a channel
// may tell of pages at all.
func TestNoticeSaysWhenThePageWasSeen(t *testing.T) {
	n := notify.Notice{Kind: notify.First, Items: []notify.Item{{Case: "X-1", Problem: "栏目未更新", URL: "http://a.gov.cn/", Quote: "2021-01-01",
		Seen: time.Date(2023, 1, 4, 17, 30, 0, 0, time.UTC)}}}
	if text := n.Plain(1); !strings.Contains(text, "取证时间：2023年1月5日 01:30（北京时间）\n") {
		t.Error(text)
	}
	if text := n.Cut(notify.Policy{}).Plain(1); strings.Contains(text, "取证时间") {
		t.Error(text)
	}
	n.Kind = notify.Closed
	if text := n.Plain(1); strings.Contains(text, "取证时间") {
		t.Error(text)
	}
}

// The last day counts: a unit that answers on it is in time.
func TestLastDayCounts(t *testing.T) {
	n := notify.Notice{Kind: notify.First, Unit: "局办公室", Quarter: "2022年第四季度", Issued: time.Date(2023, 1, 10, 9, 0, 0, 0, time.UTC),
		Due: time.Date(2023, 1, 16, 16, 0, 0, 0, time.UTC), Items: []notify.Item{{Case: "a"}}}
	if got := n.Lead(); !strings.Contains(got, "请于2023年1月17日前（含当日）完成整改并反馈") {
		t.Error(got)
	}
	// What a unit did without telling is not known.
	n.Kind = notify.Overdue
	if got := n.Lead(); !strings.Contains(got, "尚未收到整改完成的反馈") || strings.Contains(got, "未完成整改") {
		t.Error(got)
	}
}
