package facts

import "testing"

// Notices of one wall are alike whatever number, address and time they carry; other
// texts are not.
func TestSteadyLeavesNumbersOut(t *testing.T) {
	same := []string{
		"您的请求未能通过核对，事件编号：7919", "您的请求未能通过核对，事件编号：8f2e-77ac", "您的请求未能通过核对，事件编号：/zwgk/a.html", "您的请求未能通过核对，事件编号：2022-12-31T10:00:00",
	}
	for _, s := range same[1:] {
		if steady(s) != steady(same[0]) {
			t.Errorf("%q and %q differ: %q, %q", s, same[0], steady(s), steady(same[0]))
		}
	}
	if a, b := steady("政策解读：暂无信息"), steady("公示公告：暂无信息"); a == b {
		t.Errorf("two columns look alike: %q", a)
	}
	if a, b := steady("Access denied"), steady("Please wait"); a == b {
		t.Errorf("two English notices look alike: %q", a)
	}
}
