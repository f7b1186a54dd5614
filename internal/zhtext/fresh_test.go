package zhtext_test

import (
	"os"
	"strings"
	"testing"

	"ducha/internal/zhtext"
)

// TestFreshDates holds the reading against a table written without looking at
// the code: what such a place shows to a person, days only.
func TestFreshDates(t *testing.T) {
	src, err := os.ReadFile("testdata/dates.txt")
	if err != nil {
		t.Fatal(err)
	}
	right, of := map[string]int{}, map[string]int{}
	for line := range strings.Lines(string(src)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "|")
		if strings.HasPrefix(line, "#") || len(f) < 3 {
			continue
		}
		kind, text, want := f[0], f[1], f[len(f)-1]
		var got string
		switch kind {
		case "text":
			got = days(zhtext.FindDates(zhtext.Squeeze(text)))
		case "value":
			got = one(zhtext.ValueDate(text))
		case "card":
			got = one(zhtext.CardDate(text))
		case "url":
			got = one(zhtext.URLDate(text))
		case "role":
			got = []string{"none", "published", "written", "updated", "other"}[zhtext.LabelRole(text, f[2])]
		}
		of[kind]++
		if got != want {
			t.Errorf("%s: %q is read as %s; want %s", kind, text, got, want)
			continue
		}
		right[kind]++
	}
	for kind, n := range of {
		t.Logf("%s: %d of %d right", kind, right[kind], n)
	}
}

func one(d zhtext.Date, ok bool) string {
	if !ok {
		return "-"
	}
	return write(d)
}

func days(found []zhtext.Found) string {
	var out []string
	for _, f := range found {
		if f.Day == 0 {
			continue
		}
		s := write(f.Date)
		if f.Until.Day != 0 {
			s += "/" + write(f.Until)
		}
		out = append(out, s)
	}
	if out == nil {
		return "-"
	}
	return strings.Join(out, " ")
}

// TestFreshPairs holds titles of interpretations against the documents they name
// and against all others of the table, which they do not.
func TestFreshPairs(t *testing.T) {
	src, err := os.ReadFile("testdata/pairs.txt")
	if err != nil {
		t.Fatal(err)
	}
	var pairs [][2]string
	found, false_, of, not := 0, 0, 0, 0
	for line := range strings.Lines(string(src)) {
		f := strings.SplitN(strings.TrimSpace(line), " | ", 3)
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue
		}
		got := zhtext.Interprets(f[2], f[1], true)
		if f[0] == "+" {
			pairs = append(pairs, [2]string{f[1], f[2]})
			if of++; got {
				found++
			} else {
				t.Errorf("not found: %s ← %s", f[1], f[2])
			}
			continue
		}
		if not++; got {
			false_++
			t.Errorf("false pair: %s ← %s", f[1], f[2])
		}
	}
	crossed := 0
	for i, p := range pairs {
		for j, q := range pairs {
			if i != j && p[0] != q[0] && zhtext.Interprets(q[1], p[0], true) {
				crossed++
				t.Errorf("crossed: %s ← %s", p[0], q[1])
			}
		}
	}
	t.Logf("recall %d of %d; false %d of %d; crossed %d of %d", found, of, false_, not, crossed, len(pairs)*(len(pairs)-1))
}

// TestFreshDocNos reads document numbers as pages write them, and none where there
// is none.
func TestFreshDocNos(t *testing.T) {
	src, err := os.ReadFile("testdata/docnos.txt")
	if err != nil {
		t.Fatal(err)
	}
	right, of := 0, 0
	for line := range strings.Lines(string(src)) {
		text, want, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if strings.HasPrefix(line, "#") || !ok {
			continue
		}
		of++
		var all []string
		for _, d := range zhtext.DocNos(text) {
			all = append(all, d.String())
		}
		got := strings.Join(all, " ")
		if got == "" {
			got = "-"
		}
		if got != want {
			t.Errorf("%q is read as %s; want %s", text, got, want)
			continue
		}
		right++
	}
	t.Logf("%d of %d numbers right", right, of)
}

// Names that may be those of one paper in other words leave doubt; those of other
// papers do not.
func TestResembles(t *testing.T) {
	for _, c := range []struct {
		document, interpretation string
		want                     bool
	}{
		{"东海市青年发展规划（2021—2025年）", "东海市青年发展规划解读", true},
		{"东海市科技计划项目管理办法", "《东海市科技计划项目经费管理办法》解读", true},
		{"东海市公共汽车客运管理办法", "《东海市公共汽车客运经营管理办法》解读", true},
		{"东海市高层次人才购房补贴办法", "《东海市高层次人才租房补贴办法》解读", true}, // a slip of the pen, or another paper
		{"东海市科技创新券管理办法", "《东海市科技创新券实施细则》解读", true},
		{"东海市机动车停放管理办法", "《东海市非机动车停放管理办法》解读", false},
		{"东海市妇女发展规划", "《东海市儿童发展规划》解读", false},
		{"东海市城镇燃气管理办法", "《东海市城镇供水管理办法》解读", false},
		{"东海市物业管理条例", "《西山市物业服务管理条例》解读", false},
		{"关于调整2022年度缴存基数的通知", "《关于调整2021年度公积金缴存基数的通知》解读", false},
	} {
		if got := zhtext.Resembles(c.interpretation, c.document, true); got != c.want {
			t.Errorf("%s ← %s: %v; want %v", c.document, c.interpretation, got, c.want)
		}
	}
}
