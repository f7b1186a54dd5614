package inspect_test

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"ducha/internal/document"
	"ducha/internal/finding"
	"ducha/internal/inspect"
	"ducha/internal/realdata"
)

var day = time.Date(2023, 3, 31, 0, 0, 0, 0, time.UTC)

func source(t *testing.T, name string, raw []byte) inspect.Source {
	t.Helper()
	d, err := document.Read(name, raw)
	if err != nil {
		t.Fatal(err)
	}
	return inspect.Source{Name: name, At: day, Raw: raw, Doc: d}
}

func page(title string, paragraphs ...string) []byte {
	return []byte(`<html><head><meta charset="utf-8"><title>` + title + `</title></head><body><h1>` + title + `</h1><p>` +
		strings.Join(paragraphs, "</p><p>") + `</p></body></html>`)
}

// The seed report's class-A defects (standards.md §5.7) are found, each once,
// and nothing else is proved against it.
func TestSeedReport(t *testing.T) {
	r := inspect.Judge([]inspect.Source{source(t, "seed-2022.html", realdata.Read(t, "annual-reports/seed-2022.html"))}, inspect.Options{AsOf: day})
	var proved []string
	for _, f := range r.Documents[0].Findings {
		if f.Verdict == finding.Fail {
			proved = append(proved, f.Defect)
		}
		if len(f.Evidence) == 0 || f.Evidence[0].Quote == "" || f.Basis == "" || f.Remedy == "" || f.Fingerprint == "" {
			t.Errorf("%s is not complete", f.Defect)
		}
	}
	slices.Sort(proved)
	want := []string{"report.basis", "report.cell", "report.fee", "report.label", "report.length", "report.sum", "report.title", "report.title", "report.title"}
	if !slices.Equal(proved, want) {
		t.Errorf("proved %v\nwant   %v", proved, want)
	}
}

// Marks that forbid publishing are found in a document's head, and told to whom to turn.
func TestMarks(t *testing.T) {
	for mark, want := range map[string]string{"机密★10年": "leak.secrecy_mark", "内部资料 注意保存": "leak.internal_mark"} {
		text := mark + "\n\n关于做好节日期间安全保卫工作的通知\n\n各单位：请按要求做好有关工作，加强值班值守。\n"
		r := inspect.Judge([]inspect.Source{source(t, "通知.txt", []byte(text))}, inspect.Options{AsOf: day})
		found := r.Documents[0].Findings
		if len(found) != 1 || found[0].Defect != want || found[0].Verdict != finding.Suspect || !strings.Contains(found[0].Message, mark[:6]) {
			t.Errorf("%s: %+v", mark, found)
		}
	}
}

// An archive is in order only when all of it was read.
func TestUnreadPart(t *testing.T) {
	clean := strings.Repeat("这是一份正常的说明文字。", 5)
	for _, c := range []struct {
		parts map[string]string
		want  finding.Verdict
		words string
	}{
		{map[string]string{"说明.txt": clean}, finding.Pass, "未发现"},
		{map[string]string{"说明.txt": clean, "名单.docx": "\x00\x01坏了"}, finding.Unverifiable, "没有读全"},
		{map[string]string{"说明.txt": clean + "身份证号码11010519491231010X", "名单.docx": "\x00\x01坏了"}, finding.Fail, "没有读全"},
	} {
		var packed bytes.Buffer
		z := zip.NewWriter(&packed)
		for name, text := range c.parts {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		r := inspect.Judge([]inspect.Source{source(t, "材料.zip", packed.Bytes())}, inspect.Options{AsOf: day})
		if got := r.Documents[0].Checks[0]; got.Verdict != c.want || !strings.Contains(got.Reason, c.words) {
			t.Errorf("%v: %v %s", c.parts, got.Verdict, got.Reason)
		}
	}
}

// What a document is decides what it is judged as.
func TestGuess(t *testing.T) {
	for _, c := range []struct {
		name string
		raw  []byte
		want []inspect.Kind
	}{
		{"通知", page("关于加强公路养护的通知", "各单位：请认真做好公路养护工作，确保安全畅通。"), []inspect.Kind{inspect.Leaks}},
		{"解读", page("《某市公路养护办法》解读", "《某市公路养护办法》的出台背景和主要内容说明如下，请参阅。"), []inspect.Kind{inspect.Interpretation, inspect.Leaks}},
		{"预算", page("某市交通运输局2022年部门预算", "2022年“三公”经费预算25万元，其中：因公出国（境）费0万元，公务用车购置及运行维护费20万元，公务接待费5万元。"), []inspect.Kind{inspect.Budget, inspect.Leaks}},
		{"提到预算的通知", page("关于报送材料的通知", "请各单位于月底前报送2022年部门预算和三公经费说明，以便汇总，逾期责任自负。"), []inspect.Kind{inspect.Leaks}},
	} {
		r := inspect.Judge([]inspect.Source{source(t, c.name+".html", c.raw)}, inspect.Options{AsOf: day})
		var got []inspect.Kind
		for _, check := range r.Documents[0].Checks {
			got = append(got, check.Kind)
			if check.Verdict == finding.Fail {
				t.Errorf("%s is accused: %s", c.name, check.Reason)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s judged as %v, want %v", c.name, got, c.want)
		}
	}
}

// What could not be read is unverifiable for every kind asked for.
func TestUnreadable(t *testing.T) {
	blind := inspect.Source{Name: "http://www.example.gov.cn/a.html", At: day, Blind: "网页打不开：超时"}
	r := inspect.Judge([]inspect.Source{blind, source(t, "扫描.rar", []byte("Rar!\x1a\x07\x00"))}, inspect.Options{AsOf: day, Kinds: inspect.Kinds()})
	for _, d := range r.Documents {
		for _, c := range d.Checks {
			if c.Verdict != finding.Unverifiable || c.Reason == "" {
				t.Errorf("%s %s: %v %s", d.Name, c.Kind, c.Verdict, c.Reason)
			}
		}
		if len(d.Checks) != len(inspect.Kinds()) || len(d.Findings) > 0 {
			t.Errorf("%s: %d checks, %d findings", d.Name, len(d.Checks), len(d.Findings))
		}
	}
}

// Papers of several bodies given at once are not held against one another.
func TestPapersOfOtherBodies(t *testing.T) {
	text := func(n string) string { return "“三公”经费预算" + n + "万元，比上年减少1万元。" }
	last := page("甲县水利局2022年部门预算", "2022年"+text("30"))
	this := page("甲县水利局2023年部门预算", "2023年"+text("25"))
	other := page("乙县林业局2023年部门预算", "2023年"+text("8"))
	r := inspect.Judge([]inspect.Source{source(t, "a.html", last), source(t, "b.html", this), source(t, "c.html", other)},
		inspect.Options{AsOf: day, Kinds: []inspect.Kind{inspect.Budget}})
	var got []string
	for _, d := range r.Documents {
		for _, f := range d.Findings {
			got = append(got, d.Name+" "+f.Defect)
		}
	}
	if !slices.Equal(got, []string{"b.html budget.change"}) {
		t.Errorf("got %v", got)
	}
}

// A number that stands in the source of a page alone is suspected, and masked.
func TestNumberBehindThePage(t *testing.T) {
	raw := append(page("关于拟保障对象的公示", "现将拟保障对象予以公示，公示期为五个工作日。"), `<input type="hidden" name="idcard" value="650102198005140113">`...)
	d := inspect.Judge([]inspect.Source{source(t, "a.html", raw)}, inspect.Options{AsOf: day}).Documents[0]
	if len(d.Findings) != 1 || d.Findings[0].Verdict != finding.Suspect || !strings.Contains(d.Findings[0].Evidence[0].Quote, "源代码") || strings.Contains(d.Findings[0].Evidence[0].Quote, "19800514") {
		t.Errorf("%+v", d.Findings)
	}
}

// A workbook of tables is not asked for the explanations, which are another file.
func TestWorkbookOfTables(t *testing.T) {
	raw := page("某局2023年部门预算公开表", "部门收支总表", "部门收入总表", "部门支出总表", "财政拨款收支总表", "一般公共预算支出表", "一般公共预算基本支出表", "一般公共预算“三公”经费支出表",
		"政府性基金预算支出表", "2023年“三公”经费预算5万元，其中公务接待费1万元，公务用车购置及运行费4万元，因公出国（境）费0万元。")
	for kind, want := range map[string]int{"xlsx": 0, "docx": 1} {
		s := source(t, "a.html", raw)
		s.Doc.Kind = kind
		got := 0
		for _, f := range inspect.Judge([]inspect.Source{s}, inspect.Options{AsOf: day}).Documents[0].Findings {
			if f.Defect == "budget.explanation" {
				got++
			}
		}
		if got != want {
			t.Errorf("%s: %d, want %d", kind, got, want)
		}
	}
}
