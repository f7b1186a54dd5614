package leak_test

import (
	"testing"
	"time"

	"ducha/internal/leak"
)

// Lists of telephones that are meant to be called are none of private persons.
func TestListsToBeCalled(t *testing.T) {
	rows := "\n水库一 张伟 13879012100\n水库二 王芳 13879012137\n水库三 李娜 13879012174\n水库四 刘洋 13879012211\n"
	for title, want := range map[string]bool{
		"2022年水库防汛责任人名单公示": false, "2022年中小学招生咨询电话": false, "网格员信息公示": false, "2022年临时救助对象名单公示": true,
	} {
		found := false
		for _, h := range leak.Scan(title+"\n"+title+rows, time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC)) {
			found = found || h.Kind == leak.Mobile
		}
		if found != want {
			t.Errorf("%s: %v", title, found)
		}
	}
}
