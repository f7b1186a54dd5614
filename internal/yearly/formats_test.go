package yearly

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"ducha/internal/document"
	"ducha/internal/realdata"
)

// The seed as DOCX and PDF, made by LibreOffice: the same defects, however the
// report was published. A PDF loses the table's head, and with it one remark.
func TestSeedInOtherFormats(t *testing.T) {
	if testing.Short() {
		t.Skip("converting takes seconds")
	}
	html := realdata.Read(t, "annual-reports/seed-2022.html")
	for _, tool := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("SKIP: %s is not installed", tool)
		}
	}
	want := lines(read(t, html).Problems(nil), A)
	dir := t.TempDir()
	in := filepath.Join(dir, "seed.html")
	if err := os.WriteFile(in, html, 0o600); err != nil {
		t.Fatal(err)
	}
	for ext, filter := range map[string]string{"docx": "docx:MS Word 2007 XML", "pdf": "pdf:writer_web_pdf_Export"} {
		cmd := exec.CommandContext(t.Context(), "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", filter, "--outdir", dir, in)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("soffice: %v %s", err, out)
		}
		raw, err := os.ReadFile(filepath.Join(dir, "seed."+ext))
		if err != nil {
			t.Fatalf("soffice wrote no %s", ext)
		}
		d, err := document.Read("report."+ext, raw)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Parse(d)
		if err != nil {
			t.Fatal(err)
		}
		expect := want
		if ext == "pdf" {
			expect = strings.Replace(want, "report.label 提示 申请情况表:勾稽关系说明\n", "", 1)
		}
		if got := lines(r.Problems(nil), A); got != expect {
			t.Errorf("%s:\n%s\nwant:\n%s", ext, got, expect)
		}
	}
}
