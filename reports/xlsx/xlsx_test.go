package xlsx_test

import (
	"archive/zip"
	"bytes"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ducha/internal/result"
	"ducha/reports/xlsx"
)

func sample(t *testing.T) *result.Audit {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "testdata", "audit.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a, err := result.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func render(t *testing.T, a *result.Audit) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := xlsx.Write(&b, a); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t *testing.T, b []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func rows(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	all, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// table gives the rows under the head that begins with the word.
func table(t *testing.T, f *excelize.File, sheet, first string) (head []string, body [][]string) {
	t.Helper()
	all := rows(t, f, sheet)
	for i, r := range all {
		if len(r) > 0 && r[0] == first {
			return r, all[i+1:]
		}
	}
	t.Fatalf("%s has no head %s", sheet, first)
	return nil, nil
}

func TestSheetsAndCard(t *testing.T) {
	a := sample(t)
	f := open(t, render(t, a))
	if got := strings.Join(f.GetSheetList(), " "); got != "得分表 问题清单 无法核验 说明" {
		t.Errorf("sheets %s", got)
	}
	head, body := table(t, f, xlsx.SheetCard, "一级指标")
	if got := strings.Join(head[:5], " "); got != "一级指标 二级指标 设置依据 评价要点 具体内容" {
		t.Errorf("head %s", got)
	}
	if len(body) != len(a.Indicators)+1 {
		t.Errorf("%d rows for %d indicators", len(body), len(a.Indicators))
	}
	first := body[0]
	if first[1] != "1.1 机构职能与领导信息" || first[5] != "4" || first[6] != "1.25" || first[10] != "扣分" || !strings.Contains(first[11], "权责清单") {
		t.Errorf("first row %q", first)
	}
	if last := body[len(body)-1]; last[5] != "100" || !strings.Contains(last[10], "应评94.5分") || last[8] != "51.35" || last[9] != "91.65" || !strings.Contains(last[10], "54.34～96.98") {
		t.Errorf("total %q", last)
	}
	for _, col := range []int{5, 6, 7, 8, 9} { // a reader may add the column up
		sum := 0.0
		for _, r := range body[:len(body)-1] {
			if v, err := strconv.ParseFloat(r[col], 64); err == nil && r[10] != "人工加分" {
				sum += v
			}
		}
		if got := body[len(body)-1][col]; strconv.FormatFloat(math.Round(sum*100)/100, 'f', -1, 64) != got {
			t.Errorf("%s adds up to %g, said to be %s", head[col], sum, got)
		}
	}
	if all := rows(t, f, xlsx.SheetCard); !strings.Contains(all[1][0], "示范指标") {
		t.Errorf("not labelled: %q", all[1])
	}
	merged, err := f.GetMergeCells(xlsx.SheetCard)
	if err != nil || len(merged) < 8 {
		t.Errorf("%d merged cells, %v", len(merged), err)
	}
}

func TestProblemsCanBeAnswered(t *testing.T) {
	a := sample(t)
	f := open(t, render(t, a))
	head, body := table(t, f, xlsx.SheetProblems, "序号")
	if len(body) != len(a.Findings) {
		t.Fatalf("%d rows for %d findings", len(body), len(a.Findings))
	}
	at := map[string]int{}
	for i, h := range head {
		at[h] = i
	}
	for _, h := range []string{"整改状态", "整改情况", "责任人", "完成时间", "问题编号", "SHA-256", "访问时间（北京时间）"} {
		if _, ok := at[h]; !ok {
			t.Errorf("no column %s", h)
		}
	}
	if body[0][at["整改状态"]] != "待整改" || body[0][at["判定"]] != "确认" || len(body[0][at["问题编号"]]) != 32 {
		t.Errorf("first problem %q", body[0])
	}
	if last := body[len(body)-1]; last[at["判定"]] != "疑似" || last[at["整改状态"]] != "" {
		t.Errorf("suspicion %q", last)
	}
	checks, err := f.GetDataValidations(xlsx.SheetProblems)
	if err != nil || len(checks) != 2 || !strings.Contains(checks[0].Formula1, "待整改,整改中,已整改,申诉中") || checks[1].Type != "date" {
		t.Errorf("validations %+v, %v", checks, err)
	}
}

func TestReadyForPaper(t *testing.T) {
	f := open(t, render(t, sample(t)))
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Scope+"/"+n.Name] = n.RefersTo
	}
	for _, sheet := range f.GetSheetList() {
		layout, err := f.GetPageLayout(sheet)
		if err != nil || *layout.Orientation != "landscape" || *layout.Size != 9 {
			t.Errorf("%s: layout %+v, %v", sheet, layout, err)
		}
		panes, err := f.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit == 0 {
			t.Errorf("%s: panes %+v, %v", sheet, panes, err)
		}
		hf, err := f.GetHeaderFooter(sheet)
		if err != nil || hf.OddFooter != "&C第&P页 共&N页" || !strings.Contains(hf.OddHeader, "示范指标") {
			t.Errorf("%s: header %+v, %v", sheet, hf, err)
		}
		if names[sheet+"/_xlnm.Print_Titles"] == "" {
			t.Errorf("%s: no print titles", sheet)
		}
	}
}

func TestHostileTextIsNeverAFormula(t *testing.T) {
	a := sample(t)
	evils := []string{`=HYPERLINK("http://evil.example","x")`, "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1", "|calc", "　=cmd|' /C calc'!A0"}
	for i := range a.Findings {
		e := evils[i%len(evils)]
		f := &a.Findings[i]
		f.Message, f.Subject, f.DefectName, f.Unit, f.Remedy = e, e, e, e, e
		f.Evidence = []result.Evidence{{Record: e, URL: "javascript:alert(1)", SHA256: e, Quote: e}}
	}
	a.Site.Name = "=1+1&P\x01\u202e"
	a.Indicators[0].Level2, a.Indicators[0].Basis = "=1", "=2"
	f := open(t, render(t, a))
	for _, sheet := range f.GetSheetList() {
		for y, row := range rows(t, f, sheet) {
			for x, text := range row {
				at, _ := excelize.CoordinatesToCellName(x+1, y+1)
				if formula, _ := f.GetCellFormula(sheet, at); formula != "" {
					t.Errorf("%s!%s is a formula: %s", sheet, at, formula)
				}
				if trimmed := strings.TrimLeft(text, " \t\n　"); trimmed != "" && strings.ContainsAny(trimmed[:1], "=+@|") {
					t.Errorf("%s!%s begins like a formula: %q", sheet, at, text)
				}
				if strings.ContainsAny(text, "\u202e\x01") {
					t.Errorf("%s!%s holds an unseen character: %q", sheet, at, text)
				}
				if ok, target, _ := f.GetCellHyperLink(sheet, at); ok && !strings.HasPrefix(target, "http") {
					t.Errorf("%s!%s links to %s", sheet, at, target)
				}
			}
		}
	}
	if hf, _ := f.GetHeaderFooter(xlsx.SheetCard); strings.Contains(hf.OddHeader, "1&P") {
		t.Errorf("the site's name acts in the page head: %q", hf.OddHeader)
	}
}

func TestLongTextFitsACell(t *testing.T) {
	if got := xlsx.Text(strings.Repeat("长", 40000)); len([]rune(got)) > 32767 || !strings.HasSuffix(got, "…") {
		t.Errorf("%d characters", len([]rune(got)))
	}
}

func TestEmptyAudit(t *testing.T) {
	f := open(t, render(t, &result.Audit{}))
	if _, body := table(t, f, xlsx.SheetProblems, "序号"); len(body) != 1 || body[0][0] != "本次检查没有发现问题。" {
		t.Errorf("problems of an empty audit: %q", body)
	}
}

func TestSameAuditSameBytes(t *testing.T) {
	one := render(t, sample(t))
	for range 3 {
		if !bytes.Equal(one, render(t, sample(t))) {
			t.Fatal("two renderings differ")
		}
	}
	z, err := zip.NewReader(bytes.NewReader(one), int64(len(one)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range z.File {
		if y := part.Modified.Year(); y > 1980 {
			t.Errorf("%s carries a time: %v", part.Name, part.Modified)
		}
	}
}

// TestOfficeOpensIt lets a real office program read the workbook.
func TestOfficeOpensIt(t *testing.T) {
	office, err := exec.LookPath("libreoffice")
	if err != nil {
		t.Skip("SKIP: 没有安装 LibreOffice，不检查办公软件能否打开")
	}
	dir := t.TempDir()
	book := filepath.Join(dir, "card.xlsx")
	if err := os.WriteFile(book, render(t, sample(t)), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir, book)
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("libreoffice: %v\n%s", err, msg)
	}
	if pdf, err := os.ReadFile(filepath.Join(dir, "card.pdf")); err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Errorf("no PDF: %v", err)
	}
}

// A set that tells the document's values from ours says so beside each of them;
// rows without points show none.
func TestOriginsAreShown(t *testing.T) {
	a := sample(t)
	a.Groups = []result.Group{{Level1: a.Indicators[0].Level1, Worth: 3100, Origin: "official"}}
	a.Indicators[0].Origin = "default"
	a.Indicators[0].Rules[0].Origin, a.Indicators[0].Rules[0].Limits = "default", "official"
	a.Indicators[1].Worth, a.Indicators[1].Applicable, a.Indicators[1].Low, a.Indicators[1].High = 0, 0, 0, 0
	f := open(t, render(t, a))
	_, body := table(t, f, xlsx.SheetCard, "一级指标")
	if !strings.Contains(body[0][1], "（分值：产品默认）") || body[1][5] != "—" || body[1][6] != "" {
		t.Errorf("rows %q %q", body[0][:8], body[1][:8])
	}
	_, sources := table(t, f, xlsx.SheetSources, "编号")
	if len(sources) != 2 || sources[0][3] != "文件规定" || sources[1][3] != "产品默认" || sources[1][4] != "文件规定" {
		t.Errorf("sources %q", sources)
	}
}
