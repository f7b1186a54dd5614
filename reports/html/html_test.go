package html_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"ducha/internal/finding"
	"ducha/internal/result"
	"ducha/reports"
	"ducha/reports/html"
)

// sample is the handmade audit that all formats are tested with.
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

func render(t *testing.T, a *result.Audit) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.Write(&b, a); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func parse(t *testing.T, text string) *goquery.Document {
	t.Helper()
	d, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestScorecardSaysWhatTheAuditSays(t *testing.T) {
	a := sample(t)
	d := parse(t, render(t, a))
	if got := d.Find("h1").Text(); got != "青岚市交通运输局政务公开督查得分表" {
		t.Errorf("title %q", got)
	}
	glance := d.Find(".glance").Text()
	for _, want := range []string{"所列否决项均未触发", "54.34～96.98", "56.7%", "8 个", "疑似1个"} {
		if !strings.Contains(glance, want) {
			t.Errorf("at a glance lacks %q: %s", want, glance)
		}
	}
	if n := d.Find("table.rows tbody tr").Length(); n != len(a.Indicators) {
		t.Errorf("%d rows for %d indicators", n, len(a.Indicators))
	}
	if n := d.Find(".problem").Length(); n != len(a.Findings) {
		t.Errorf("%d problems for %d findings", n, len(a.Findings))
	}
	proofs, want := d.Find(".proof"), 0
	for _, f := range a.Findings {
		for _, e := range f.Evidence {
			want++
			if text := d.Find(".problem").Text(); !strings.Contains(text, e.Quote) || !strings.Contains(text, e.SHA256) || !strings.Contains(text, e.Record) || !strings.Contains(text, e.URL) {
				t.Errorf("evidence of %s is not whole", f.Subject)
			}
		}
	}
	if proofs.Length() != want {
		t.Errorf("%d proofs, want %d", proofs.Length(), want)
	}
	if !strings.Contains(d.Find(".proof").First().Text(), "2022-12-31 10:1") {
		t.Errorf("time is not Beijing time: %s", d.Find(".proof").First().Text())
	}
	end := d.Find("table.meta").Last().Text()
	for _, want := range []string{a.Snapshot.Digest, a.RuleSet.Digest, "ducha 0.1.0", "计划 612 页，已读取 597 页，未取得内容 15 页"} {
		if !strings.Contains(end, want) {
			t.Errorf("provenance lacks %q", want)
		}
	}
}

func TestRowsOfOneGroupAreMerged(t *testing.T) {
	a := sample(t)
	d := parse(t, render(t, a))
	rows := 0
	d.Find("table.rows td[rowspan]").Each(func(_ int, s *goquery.Selection) {
		n := s.Parent().Parent().Find("tr").Length()
		if span := s.AttrOr("rowspan", ""); span != strconv.Itoa(n) {
			t.Errorf("%s spans %s of %d rows", s.Text(), span, n)
		}
		rows += n
	})
	if rows != len(a.Indicators) {
		t.Errorf("groups hold %d rows, want %d", rows, len(a.Indicators))
	}
}

// On a narrow screen a table of many columns is moved sideways, not squeezed
// until one character stands on a line.
func TestWideTablesCanBeMovedSideways(t *testing.T) {
	d := parse(t, render(t, sample(t)))
	d.Find("table").Each(func(_ int, s *goquery.Selection) {
		if s.Find("colgroup").Length() > 0 && !s.Parent().HasClass("wide") {
			t.Errorf("squeezed: %s", s.Find("th").Text())
		}
	})
	if style := d.Find("style").Text(); !strings.Contains(style, ".wide{overflow-x:auto}") {
		t.Error("wide tables cannot be moved")
	}
}

func TestModelSetIsLabelledEverywhere(t *testing.T) {
	a := sample(t)
	d := parse(t, render(t, a))
	for _, place := range []string{".sub", ".glance", "table.rows caption", "footer"} {
		if !strings.Contains(d.Find(place).Text(), "示范指标") {
			t.Errorf("%s does not say 示范指标", place)
		}
	}
	a.RuleSet.Official, a.RuleSet.Title, a.RuleSet.Note = true, "正式指标", ""
	d = parse(t, render(t, a))
	if d.Find(".label").Length() > 0 || strings.Contains(d.Find(".glance").Text(), "示范") {
		t.Error("an official set is labelled")
	}
}

func TestSelfContainedAndWithoutScript(t *testing.T) {
	text := render(t, sample(t))
	d := parse(t, text)
	if n := d.Find("script, link, img, iframe, object, embed, form, [style], [onclick], [onerror]").Length(); n > 0 {
		t.Errorf("%d elements that load or run something", n)
	}
	if strings.Contains(text, "url(http") || strings.Contains(text, "@import") || strings.Contains(text, "ZgotmplZ") {
		t.Error("style loads something, or a value was refused")
	}
	policy := d.Find(`meta[http-equiv="Content-Security-Policy"]`).AttrOr("content", "")
	sum := sha256.Sum256([]byte(d.Find("style").Text()))
	if !strings.Contains(policy, "default-src 'none'") || !strings.Contains(policy, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
		t.Errorf("policy %q does not admit just our style", policy)
	}
}

func TestHostileTextIsInert(t *testing.T) {
	a := sample(t)
	evil := `"><script>alert(1)</script><img src=x onerror=alert(2)> ` + "\u202egnp.exe\u200b \x00\x1b[31m" + `{{.A}}`
	a.Site.Name, a.Site.URL = evil, "javascript:alert(3)"
	a.RuleSet.Title, a.RuleSet.Note, a.Program.Version = evil, evil, evil
	a.Indicators[0].Level1, a.Indicators[0].Rules[0].Title = evil, evil
	a.Snapshot.Certificate.Gaps = []result.Gap{{URL: evil, Reason: evil}}
	f := &a.Findings[0]
	f.Message, f.Subject, f.Remedy, f.Severity = evil, evil, evil, finding.Severity(evil)
	f.Evidence[0] = result.Evidence{Record: evil, URL: "data:text/html," + evil, SHA256: evil, Quote: evil}
	text := render(t, a)
	d := parse(t, text)
	if n := d.Find("script, img, [onerror]").Length(); n > 0 {
		t.Errorf("%d elements of the page came alive", n)
	}
	d.Find("a[href]").Each(func(_ int, s *goquery.Selection) {
		if h := s.AttrOr("href", ""); !strings.HasPrefix(h, "http://") && !strings.HasPrefix(h, "https://") && !strings.HasPrefix(h, "#") {
			t.Errorf("link to %q", h)
		}
	})
	for _, r := range "\u202e\u200b\x00\x1b" {
		if strings.ContainsRune(text, r) {
			t.Errorf("U+%04X stands in the document", r)
		}
	}
	if !strings.Contains(text, "〔U+202E〕") || !strings.Contains(d.Text(), "<script>alert(1)</script>") {
		t.Error("the hostile text is not shown as text")
	}
}

func TestEmptyAndPerfectAudits(t *testing.T) {
	empty := render(t, &result.Audit{})
	if d := parse(t, empty); d.Find("h2").Length() != 8 || !strings.Contains(d.Text(), "没有可以认定的问题。") {
		t.Error("an empty audit is not rendered whole")
	}
	a := sample(t)
	a.Findings, a.Lines = nil, nil
	if !strings.Contains(render(t, a), "没有设置否决线") {
		t.Error("no word about veto lines")
	}
}

func TestVetoIsSaid(t *testing.T) {
	a := sample(t)
	a.Lines[0].Count, a.Lines[0].Reached = 5, true
	a.Score.Vetoed = []string{a.Lines[0].Key}
	d := parse(t, render(t, a))
	if got := d.Find(".glance .bad").First().Text(); !strings.Contains(got, "触发单项否决") || !strings.Contains(got, a.Lines[0].Title) {
		t.Errorf("at a glance: %q", got)
	}
}

func TestSameAuditSameBytes(t *testing.T) {
	a, b := render(t, sample(t)), render(t, sample(t))
	if a != b {
		t.Error("two renderings differ")
	}
}

// TestPrintsOnPaper prints the card with a real browser.
func TestPrintsOnPaper(t *testing.T) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("SKIP: 没有安装 chromium，不检查打印效果")
	}
	dir := t.TempDir()
	page, out := filepath.Join(dir, "card.html"), filepath.Join(dir, "card.pdf")
	if err := os.WriteFile(page, []byte(render(t, sample(t))), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--print-to-pdf="+out, "file://"+page)
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("chromium: %v\n%s", err, msg)
	}
	pdf, err := os.ReadFile(out)
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Fatalf("no PDF: %v", err)
	}
	// A4 in points; the header of the sheet would be another size if @page were lost.
	if !bytes.Contains(pdf, []byte("/MediaBox [0 0 594.95996 841.91998]")) && !bytes.Contains(pdf, []byte("/MediaBox [0 0 595")) && !bytes.Contains(pdf, []byte("/MediaBox [0 0 594")) {
		t.Error("pages are not A4")
	}
}

func TestSettledIsSaid(t *testing.T) {
	a := sample(t)
	a.Ledger = &result.Ledger{At: a.Snapshot.Finished}
	if sub := parse(t, render(t, a)).Find("p.sub").Text(); !strings.Contains(sub, "经台账核定（") {
		t.Error(sub)
	}
}

// One click leads from what an indicator lost to the evidence of it.
func TestEveryReasonLeadsToItsEvidence(t *testing.T) {
	a := sample(t)
	d := parse(t, render(t, a))
	reasons := 0
	for _, row := range reports.Rows(a) {
		reasons += len(row.Reasons)
	}
	links := d.Find(`table.rows a[href^="#p-"]`)
	if links.Length() != reasons || reasons == 0 {
		t.Errorf("%d links for %d reasons", links.Length(), reasons)
	}
	links.Each(func(_ int, s *goquery.Selection) {
		if d.Find(s.AttrOr("href", "#none")).Find(".proof").Length() == 0 {
			t.Errorf("%s leads to no evidence", s.Text())
		}
	})
}
