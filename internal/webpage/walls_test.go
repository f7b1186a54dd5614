package webpage

import "testing"

func TestSays404(t *testing.T) {
	for text, want := range map[string]bool{
		"404":           true,
		"出错了 404 错误":    true,
		"404路公交线路调整":    false,
		"电话0991-54041":  false,
		"兰交〔2022〕404号":  false,
		"404路改线。404，页面": true,
		"":              false,
	} {
		if got := says404(text); got != want {
			t.Errorf("says404(%q) = %v", text, got)
		}
	}
}
