package document

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// stub puts a small script in place of an optional tool, and hides the others.
func stub(t *testing.T, tool, script string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("scripts need a shell")
	}
	dir := t.TempDir()
	if tool != "" {
		if err := os.WriteFile(filepath.Join(dir, tool), []byte("#!/bin/sh\n"+script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
}

// What is not installed is named: the file is unread through no fault of its
// publisher.
func TestMissingToolsAreNamed(t *testing.T) {
	stub(t, "", "")
	ole := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), wide("WordDocument")...)
	for name, c := range map[string]struct {
		raw  []byte
		tool string
	}{
		"a.pdf": {pdf("x"), "pdftotext"}, "a.doc": {ole, "antiword"},
		"a.xls": {append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), wide("Workbook")...), "soffice"}, "a.rtf": {[]byte(`{\rtf1 x}`), "soffice"},
	} {
		if d := want(t, name, c.raw, Unreadable); !strings.Contains(d.Reason, c.tool) {
			t.Errorf("%s: reason %q does not name %s", name, d.Reason, c.tool)
		}
	}
}

func TestAntiwordTables(t *testing.T) {
	stub(t, "antiword", `echo '某局2022年三公经费支出表'; echo; echo '|项目   |预算数 |'; echo '|公务接待费|2.40   |'; echo; echo '说明到此为止。'`)
	d := want(t, "a.doc", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), wide("WordDocument")...), Text)
	if len(d.Tables) != 1 || cells(&d.Tables[0]) != "项目|预算数\n公务接待费|2.40\n" || len(d.Paragraphs) != 2 {
		t.Errorf("%q %+v", d.Paragraphs, d.Tables)
	}
}

func TestPasswordAndFloods(t *testing.T) {
	raw := pdf("x")
	t.Run("加密的 PDF", func(t *testing.T) {
		stub(t, "pdftotext", `echo 'Command Line Error: Incorrect password' >&2; exit 1`)
		want(t, "a.pdf", raw, Encrypted)
	})
	t.Run("工具输出无尽", func(t *testing.T) {
		stub(t, "pdftotext", `exec /bin/cat /dev/zero`)
		if d := want(t, "a.pdf", raw, Unreadable); !strings.Contains(d.Reason, "过大") {
			t.Error(d.Reason)
		}
	})
	t.Run("工具崩溃", func(t *testing.T) {
		stub(t, "pdftotext", `exit 139`)
		want(t, "a.pdf", raw, Unreadable)
	})
}

// Old systems export a table as HTML under the name of a workbook.
func TestHTMLNamedXLS(t *testing.T) {
	table := `<html><body><table><tr><td>项目</td><td>金额</td></tr><tr><td>公务接待费</td><td>3.20</td></tr></table></body></html>`
	if d := want(t, "三公经费.xls", []byte(table), Text); len(d.Tables) != 1 {
		t.Errorf("%d tables", len(d.Tables))
	}
	want(t, "三公经费.xls", []byte(`<html><body><h1>404 Not Found</h1></body></html>`), Unreadable)
}
