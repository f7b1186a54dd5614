package checks

import (
	"testing"

	"ducha/internal/facts"
)

// Only papers whose title or number says that they lay down rules may fail for want
// of an interpretation; of others a person judges.
func TestLaysDown(t *testing.T) {
	for _, c := range []struct {
		title, no string
		want      bool
	}{
		{"关于印发《某市停车场管理办法》的通知", "某住建〔2022〕1号", true},
		{"某市停车场管理办法（试行）", "某住建〔2022〕1号", true},
		{"某市停车场管理条例实施细则", "某住建〔2022〕1号", true},
		{"关于加强农村公路养护工作的实施意见", "某政办发〔2022〕1号", true},
		{"关于促进民营经济发展的若干措施", "某政发〔2022〕1号", true},
		{"关于进一步规范招标投标活动有关规定的通知", "某发改〔2022〕1号", true},
		{"关于调整公共汽车票价的通知", "某发改规〔2022〕1号", true},
		{"关于调整公共汽车票价的通知", "某发改〔2022〕1号", false},
		{"关于开展专项检查的通知", "某住建〔2022〕1号", false},
		{"关于贯彻落实某省停车场管理办法的通知", "某住建〔2022〕1号", false},
		{"关于认真执行《某省停车场管理办法》的通知", "某住建〔2022〕1号", false},
		{"关于修改《某市停车场管理办法》的决定", "某市人民政府令第5号", false},
		{"关于《某市停车场管理办法》的补充通知", "某住建〔2022〕1号", false},
		{"某市防汛应急预案", "某政办发〔2022〕1号", false},
		{"某市“十四五”教育事业发展规划", "某政发〔2022〕1号", false},
	} {
		d := &facts.Document{Info: facts.Info{Title: c.title, DocNo: c.no}}
		if got := laysDown(d); got != c.want {
			t.Errorf("%s（%s）: %v; want %v", c.title, c.no, got, c.want)
		}
	}
}
