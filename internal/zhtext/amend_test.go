package zhtext_test

import (
	"testing"

	"ducha/internal/zhtext"
)

// What explains a paper does not explain the decision that changes a few words of it.
func TestAmendmentsHaveInterpretationsOfTheirOwn(t *testing.T) {
	const decision = "关于修改《某市户外广告设施设置管理办法》的决定"
	for title, want := range map[string]bool{
		"图解《某市户外广告设施设置管理办法》":          false,
		"《关于修改〈某市户外广告设施设置管理办法〉的决定》解读": true,
		"《某市户外广告设施设置管理办法》修改内容解读":      true,
	} {
		if got := zhtext.Interprets(title, decision, true); got != want {
			t.Errorf("%s: %v", title, got)
		}
	}
	if !zhtext.Interprets("图解《某市户外广告设施设置管理办法》", "关于印发《某市户外广告设施设置管理办法》的通知", true) {
		t.Error("the paper itself")
	}
}
