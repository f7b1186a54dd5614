package main

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"ducha/internal/leak"
	"ducha/internal/samplesite"
)

// TestOutputsAreMasked audits a site with more than a thousand planted numbers
// and looks for them in everything the program writes: result, reports, cells,
// terminal (reliability.md, goal 18).
func TestOutputsAreMasked(t *testing.T) {
	defects := []string{"leak.secrecy_mark", "leak.internal_mark", "column.undated", "topic.missing"}
	for range 100 {
		defects = append(defects, "leak.identity", "leak.personal_list")
	}
	site := samplesite.New(samplesite.Config{Seed: 18, Style: samplesite.StyleGBK, Defects: defects})
	numbers := planted(site)
	if len(numbers) < 1000 {
		t.Fatalf("only %d numbers planted", len(numbers))
	}
	server := httptest.NewServer(site)
	defer server.Close()
	out := t.TempDir()
	var stdout, stderr bytes.Buffer
	code := run(context.Background(), []string{"audit", server.URL + "/", "--as-of", "2022-12-31", "--out", out, "--allow-private", "--rate", "1000"}, &stdout, &stderr)
	if code != 1 {
		t.Fatalf("exit code %d\n%s", code, stderr.String())
	}
	texts := written(t, out)
	texts["stdout"], texts["stderr"] = stdout.String(), stderr.String()
	if n := strings.Count(texts["result.json"], `"defect": "leak.identity"`); n != 100 {
		t.Errorf("%d of 100 pages with identity numbers reported", n)
	}
	found := 0
	for name, text := range texts {
		for _, n := range numbers {
			if strings.Contains(text, n) {
				found++
				t.Errorf("%s shows %s", name, leak.Mask(n))
			}
		}
		for _, l := range strings.Split(text, "\n") {
			if strings.Contains(l, "sha256") || strings.Contains(l, `"record"`) {
				continue
			}
			if masked := leak.Mask(l); masked != l {
				t.Errorf("%s has a number in %q", name, masked)
			}
		}
	}
	t.Logf("%d numbers planted, %d outputs, %d unmasked", len(numbers), len(texts), found)
}

var wholeNumber = regexp.MustCompile(`[1-6]\d{16,18}[\dX]?|1[3-9]\d{9}`)

// planted reads the numbers off the spoiled pages as any visitor can.
func planted(site *samplesite.Site) []string {
	var all []string
	for _, e := range site.Truth() {
		if !strings.HasPrefix(e.Defect, "leak.") {
			continue
		}
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest("GET", "http://sample.test"+e.URL, nil))
		page, err := simplifiedchinese.GBK.NewDecoder().String(w.Body.String())
		if err != nil {
			continue
		}
		// Numbers written in groups are joined first.
		page = regexp.MustCompile(`(\d{6}) (\d{8}) (\d{3}[\dX])`).ReplaceAllString(page, "$1$2$3")
		all = append(all, wholeNumber.FindAllString(page, -1)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// written gives every file of the folder as text, workbooks part by part; the
// snapshot is evidence and keeps what the site showed.
func written(t *testing.T, dir string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.IsDir() || strings.HasPrefix(f.Name(), "snapshot") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		texts[f.Name()] = string(data)
		if filepath.Ext(f.Name()) != ".xlsx" {
			continue
		}
		delete(texts, f.Name())
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range z.File {
			r, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			if filepath.Ext(part.Name) == ".xml" && strings.Contains(part.Name, "sharedStrings") || strings.Contains(part.Name, "sheet") {
				texts[f.Name()+"/"+part.Name] = strings.ReplaceAll(string(text), "</t>", "</t>\n")
			}
		}
	}
	if len(texts) < 3 {
		t.Fatalf("only %d outputs in %s", len(texts), dir)
	}
	return texts
}
