package zhtext_test

import (
	"testing"

	"ducha/internal/zhtext"
)

func TestCopiedShare(t *testing.T) {
	document := "第一条 为规范出租汽车经营服务行为，保障乘客、驾驶员和经营者的合法权益，制定本办法。\n第二条 驾驶员应当衣着整洁，文明用语，按照合理路线行驶。"
	for _, c := range []struct {
		name, text string
		low, high  float64
	}{
		{"逐条照抄", "为规范出租汽车经营服务行为，保障乘客、驾驶员和经营者的合法权益，制定本办法。\n驾驶员应当衣着整洁，文明用语，按照合理路线行驶。", 0.99, 1},
		{"自行编写", "近年来群众对出租汽车服务提出更高期待。\n新办法明确了仪容、路线和投诉处理三方面的要求。", 0, 0.05},
		{"引用一句", "办法要求“驾驶员应当衣着整洁，文明用语”。\n这是因为投诉主要集中在服务态度上，企业也希望有统一的尺度可以执行。", 0.1, 0.5},
		{"过短", "出租汽车", 0, 0},
	} {
		if got := zhtext.CopiedShare(c.text, document, 8); got < c.low || got > c.high {
			t.Errorf("%s: %.2f, want %.2f to %.2f", c.name, got, c.low, c.high)
		}
	}
}
