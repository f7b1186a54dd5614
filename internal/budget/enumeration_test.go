package budget

import (
	"fmt"
	"strings"
	"testing"
)

// What is said of several items at once is read of each of them, or of none.
func TestEnumerations(t *testing.T) {
	for text, want := range map[string]string{
		"2022年“三公”经费预算0.5万元。其中:因公出国(境)费、公务用车购置及运行费均为0万元,公务接待费0.5万元。":                             "0.5万元 0 0 - - 0.5万元",
		"2022年“三公”经费预算8.00万元,因公出国(境)费、公务用车购置及运行费、公务接待费分别为1.00万元、5.00万元和2.00万元。":                  "8.00万元 1.00万元 5.00万元 - - 2.00万元",
		"2022年“三公”经费预算8.00万元,因公出国(境)费、公务用车购置及运行费、公务接待费分别为1.00万元、7.00万元。":                         "8.00万元 - - - - -",
		"2022年“三公”经费预算8.00万元。因公出国(境)费、公务用车购置及运行费、公务接待费分别减少1.00万元、2.00万元、3.00万元,分别下降50%、20%、10%。": "8.00万元 - - - - -",
		"2022年“三公”经费预算9.00万元,公务用车购置及运行维护费9.00万元,公务用车购置费、公务用车运行维护费分别为4.00万元和5.00万元。":              "9.00万元 - 9.00万元 4.00万元 5.00万元 -",
		"2022年“三公”经费预算8.00万元。因公出国(境)费、公务用车购置及运行费、公务接待费共计8.00万元。":                                 "8.00万元 - - - - -",
	} {
		st := Read(doc("某局2022年部门预算", text))[0]
		var got []string
		for i := range items {
			switch v := st.Prose[i].Value; {
			case !v.Known:
				got = append(got, "-")
			case v.N == 0:
				got = append(got, "0")
			default:
				got = append(got, v.Text)
			}
		}
		if s := strings.Join(got, " "); s != want || st.Prose[Total].Delta.Known || st.Prose[Total].Rate.Known || st.Prose[Total].Doubt {
			t.Errorf("%s\n got %s, %v\nwant %s", text, s, fmt.Sprint(st.Prose[Total]), want)
		}
	}
}

// A page may leave it to its title to say that it is about the three expenses.
func TestNamedByTheTitle(t *testing.T) {
	for title, want := range map[string]bool{"某镇2015年三公经费支出说明": true, "某镇2015年工作总结": false} {
		all := Read(doc(title, "2015年公务接待费9.95万元。"))
		if got := len(all) > 0 && all[0].Prose[Reception].Value.Known; got != want {
			t.Errorf("%s: read %v, want %v", title, got, want)
		}
	}
}
