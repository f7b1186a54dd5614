package evidence_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"ducha/internal/evidence"
)

const (
	toolPage = "<html><head><title>通知</title></head><body>关于做好政务公开工作的通知</body></html>"
	toolHome = "<html><head><title>局</title></head><body>首页</body></html>"
)

// answer is an HTTP answer as tools store it.
func answer(status, headers, body string) string {
	return "HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body
}

// dated is a response record of a day.
func dated(url, day, block string) string {
	return strings.Replace(record("response", url, "", block), "WARC-Date: ", "WARC-Date: "+day+"T00:00:00Z\r\nX-Date: ", 1)
}

// imported reads an archive; what counts as the site's pages by path, problem and body.
func imported(t *testing.T, path string, opt evidence.Import) (map[string]string, evidence.Imported, *evidence.Store) {
	t.Helper()
	s, found, err := evidence.ImportWARC(path, filepath.Join(t.TempDir(), "s.sqlite"), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	got := map[string]string{}
	for ex, err := range s.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		if ex.Purpose != evidence.ForPage {
			continue
		}
		body, err := s.Body(ex.Body)
		if err != nil {
			t.Fatal(err)
		}
		if ex.Problem != evidence.None {
			body = []byte("!" + string(ex.Problem))
		}
		got[ex.URL] += string(body)
	}
	return got, found, s
}

func archive(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func brotlied(s string) string {
	var b bytes.Buffer
	w := brotli.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func deflated(s string) string {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestSpeed)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

// TestImportCodings: whatever a tool did with the codings of an answer, its page is read
// whole, or not at all.
func TestImportCodings(t *testing.T) {
	pdf := "%PDF-1.4 " + strings.Repeat("x", 300) + "%%EOF"
	for name, c := range map[string]struct{ block, want string }{
		"brotli":                {answer("200 OK", "Content-Encoding: br\r\n", brotlied(toolPage)), toolPage},
		"brotli taken off":      {answer("200 OK", "Content-Encoding: br\r\nContent-Length: 9999\r\n", toolPage), toolPage},
		"brotli off a PDF":      {answer("200 OK", "Content-Encoding: br\r\nContent-Length: 9999\r\n", pdf), pdf},
		"brotli cut":            {answer("200 OK", "Content-Encoding: br\r\n", brotlied(strings.Repeat(toolPage, 50))[:60]), "!truncated"},
		"bare deflate":          {answer("200 OK", "Content-Encoding: deflate\r\n", deflated(toolPage)), toolPage},
		"deflate off a PDF":     {answer("200 OK", "Content-Encoding: deflate\r\n", pdf), pdf},
		"debris behind gzip":    {answer("200 OK", "Content-Encoding: gzip\r\n", zipped(toolPage)+"\x00\x00rest"), toolPage},
		"gzip in two members":   {answer("200 OK", "Content-Encoding: gzip\r\n", zipped(toolPage[:20])+zipped(toolPage[20:])), toolPage},
		"gzip twice":            {answer("200 OK", "Content-Encoding: gzip, gzip\r\n", zipped(zipped(toolPage))), toolPage},
		"gzip cut":              {answer("200 OK", "Content-Encoding: gzip\r\n", zipped(toolPage)[:40]), "!truncated"},
		"a name that is none":   {answer("200 OK", "Content-Encoding: utf-8\r\n", toolPage), toolPage},
		"hints before it":       {"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + answer("200 OK", "", toolPage), toolPage},
		"status line in small":  {strings.Replace(answer("200 OK", "", toolPage), "HTTP", "http", 1), toolPage},
		"a part only":           {answer("200 OK", fmt.Sprintf("Content-Length: %d\r\n", len(toolPage)+5), toolPage), "!truncated"},
		"length of the packed":  {answer("200 OK", "Content-Encoding: gzip\r\nContent-Length: 90000\r\n", toolPage), toolPage},
		"Location in GBK bytes": {answer("302 Found", "Location: /\xcd\xa8\xd6\xaa.html\r\n", ""), toolPage},
	} {
		t.Run(name, func(t *testing.T) {
			src := archive(t, "f.warc", record("response", "http://a.gov.cn/", "", answer("200 OK", "", toolHome))+
				record("response", "http://a.gov.cn/x", "", c.block)+
				record("response", "http://a.gov.cn/%CD%A8%D6%AA.html", "", answer("200 OK", "", toolPage)))
			got, _, _ := imported(t, src, evidence.Import{})
			if got["http://a.gov.cn/x"] != c.want {
				t.Errorf("read %q, want %q", got["http://a.gov.cn/x"], c.want)
			}
		})
	}
}

// TestImportContainers: the same records, packed in every way tools pack them.
func TestImportContainers(t *testing.T) {
	one := record("warcinfo", "", "Content-Type: application/warc-fields\r\n", "software: x\r\n") + record("response", "HTTP://A.gov.cn:80/", "", answer("200 OK", "", toolHome))
	two := record("response", "http://a.gov.cn/x", "", answer("200 OK", "", toolPage))
	folder := t.TempDir()
	for name, content := range map[string]string{"a-00000.warc.gz": zipped(one), "a-00001.warc": two, "index.cdx": " CDX", "crawl.log": "x"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var wacz bytes.Buffer
	z := zip.NewWriter(&wacz)
	for name, content := range map[string]string{"archive/data.warc.gz": zipped(one) + zipped(two), "pages/pages.jsonl": "{}", "datapackage.json": "{}"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(content))
	}
	z.Close()
	enc, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	frames := string(enc.EncodeAll([]byte(one), nil)) + string(enc.EncodeAll([]byte(two), nil))
	skipped := binary.LittleEndian.AppendUint32([]byte("\x5d\x2a\x4d\x18"), 0)
	for name, path := range map[string]string{
		"plain":           archive(t, "f.warc", one+two),
		"a member each":   archive(t, "f.warc.gz", zipped(one)+zipped(two)),
		"one member":      archive(t, "f.warc.gz", zipped(one+two)),
		"zstd":            archive(t, "f.warc.zst", frames),
		"no name at all":  archive(t, "download", zipped(one)+zipped(two)),
		"padding":         archive(t, "f.warc.gz", zipped(one)+strings.Repeat("\x00", 600)+zipped(two)),
		"a folder":        folder,
		"WACZ":            archive(t, "site.wacz", wacz.String()),
		"length too long": archive(t, "f.warc", one+strings.Replace(record("response", "http://a.gov.cn/lost", "", answer("200 OK", "", toolPage)), "Content-Length: ", "Content-Length: 1", 1)+two),
	} {
		t.Run(name, func(t *testing.T) {
			got, found, s := imported(t, path, evidence.Import{})
			if got["http://a.gov.cn/"] != toolHome || got["http://a.gov.cn/x"] != toolPage || s.Snapshot().Home != "http://a.gov.cn/" {
				t.Errorf("home %s, pages %q", s.Snapshot().Home, got)
			}
			if (len(found.Damaged) > 0) != (name == "length too long") {
				t.Errorf("damaged: %q", found.Damaged)
			}
		})
	}
	if _, _, err := evidence.ImportWARC(archive(t, "d.warc.zst", string(skipped)), filepath.Join(t.TempDir(), "s"), evidence.Import{}); !errors.Is(err, evidence.ErrNotWARC) {
		t.Errorf("a dictionary alone: %v", err)
	}
	for content, want := range map[string]error{"": evidence.ErrEmptyFile, "<html>": evidence.ErrNotWARC, zipped("filedesc://a.arc 0.0.0.0 2008 text/plain 77\n"): evidence.ErrARC} {
		if _, _, err := evidence.ImportWARC(archive(t, "f.warc", content), filepath.Join(t.TempDir(), "s"), evidence.Import{}); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", content, err, want)
		}
	}
	if _, _, err := evidence.ImportWARC(t.TempDir(), filepath.Join(t.TempDir(), "s"), evidence.Import{}); !errors.Is(err, evidence.ErrNoWARC) {
		t.Errorf("an empty folder: %v", err)
	}
}

// TestImportDamage: behind a damaged member reading goes on, nothing of it is believed, and
// no two records are mixed.
func TestImportDamage(t *testing.T) {
	page := func(n int) string {
		return record("response", fmt.Sprintf("http://a.gov.cn/%d", n), "", answer("200 OK", "", fmt.Sprintf("<p>%d</p>", n)+toolPage))
	}
	bad := zipped(page(2))
	for name, member := range map[string]string{
		"bits turned": bad[:len(bad)/2] + "\xff\x00\xff\x00" + bad[len(bad)/2+4:],
		"cut":         bad[:len(bad)/2],
		"checksum":    bad[:len(bad)-8] + "\x00\x00\x00\x00" + bad[len(bad)-4:],
	} {
		t.Run(name, func(t *testing.T) {
			// A member without its end takes the start of the next with it, no more.
			src := archive(t, "f.warc.gz", zipped(record("response", "http://a.gov.cn/", "", answer("200 OK", "", toolHome)))+zipped(page(1))+member+zipped(page(3))+zipped(page(4)))
			got, found, _ := imported(t, src, evidence.Import{})
			if got["http://a.gov.cn/1"] != "<p>1</p>"+toolPage || got["http://a.gov.cn/4"] != "<p>4</p>"+toolPage {
				t.Errorf("the others: %q", got)
			}
			if two := got["http://a.gov.cn/2"]; two != "" && two != "!truncated" {
				t.Errorf("the damaged one: %q", two)
			}
			if len(found.Damaged)+found.Partial == 0 {
				t.Error("nothing is told of the damage")
			}
		})
	}
}

// TestImportOneSite: answers of other hosts are none of the site's, whoever has more of them.
func TestImportOneSite(t *testing.T) {
	src := archive(t, "f.warc", record("response", "http://b.gov.cn/", "", answer("200 OK", "", toolHome))+
		record("response", "http://b.gov.cn/1", "", answer("200 OK", "", toolPage))+
		record("response", "https://www.a.gov.cn/", "", answer("200 OK", "", toolHome))+
		record("response", "http://a.gov.cn/out", "", answer("302 Found", "Location: http://b.gov.cn/1\r\n", ""))+
		record("response", "http://file.a.gov.cn/1", "", answer("200 OK", "", toolPage)))
	for name, c := range map[string]struct {
		opt   evidence.Import
		pages string
		home  string
	}{
		"guessed":       {evidence.Import{}, "http://b.gov.cn/ http://b.gov.cn/1", "http://b.gov.cn/"},
		"named":         {evidence.Import{Home: "http://a.gov.cn/"}, "http://a.gov.cn/out!out_of_scope https://www.a.gov.cn/", "http://www.a.gov.cn/"},
		"further hosts": {evidence.Import{Home: "https://www.a.gov.cn/", Hosts: []string{"file.a.gov.cn"}}, "http://a.gov.cn/out!out_of_scope http://file.a.gov.cn/1 https://www.a.gov.cn/", "https://www.a.gov.cn/"},
		"not in it":     {evidence.Import{Home: "http://c.gov.cn/"}, "", "http://c.gov.cn/"},
	} {
		t.Run(name, func(t *testing.T) {
			got, found, s := imported(t, src, c.opt)
			var urls []string
			for url, body := range got {
				if strings.HasPrefix(body, "!") {
					url += body
				}
				urls = append(urls, url)
			}
			slices.Sort(urls)
			if all := strings.Join(urls, " "); all != c.pages || s.Snapshot().Home != c.home {
				t.Errorf("home %s, pages %s", s.Snapshot().Home, all)
			}
			if len(found.Others) == 0 {
				t.Error("nothing is told of the other hosts")
			}
		})
	}
}

// TestImportCaptures: of several captures of a page the last that can be relied on counts,
// whatever their order in the file, their scheme, and how they are stored.
func TestImportCaptures(t *testing.T) {
	old, fresh := "<p>2020</p>"+toolPage, "<p>2022</p>"+toolPage
	earlier, later := dated("http://a.gov.cn/x", "2020-05-01", answer("200 OK", "", old)), dated("https://a.gov.cn/x", "2022-12-30", answer("200 OK", "", fresh))
	broken := dated("http://a.gov.cn/x", "2022-12-31", answer("503 No", "", "busy"))
	gone := dated("http://a.gov.cn/x", "2021-01-01", answer("404 Not Found", "", "no"))
	revisit := func(head, block string) string {
		return strings.Replace(record("revisit", "http://a.gov.cn/x", head, block), "WARC-Date: ", "WARC-Date: 2022-12-30T00:00:00Z\r\nX-Date: ", 1)
	}
	other := dated("http://b.gov.cn/y", "2019-01-01", answer("200 OK", "", fresh))
	other = strings.Replace(other, "X-Date", "WARC-Record-ID: <urn:uuid:1>\r\nWARC-Payload-Digest: sha256:abc\r\nX-Date", 1)
	for name, c := range map[string]struct{ file, want string }{
		"in order":                 {earlier + gone + later, fresh},
		"out of order":             {later + gone + earlier, fresh},
		"the last is broken":       {earlier + later + broken, fresh},
		"all broken":               {broken, "!server_error"},
		"gone then back":           {gone + later, fresh},
		"repeat of another":        {earlier + other + revisit("WARC-Refers-To: <urn:uuid:1>\r\n", answer("200 OK", "", "")), fresh},
		"repeat before its origin": {earlier + revisit("WARC-Payload-Digest: sha256:abc\r\n", answer("200 OK", "", "")) + other, fresh},
		"repeat by date":           {earlier + later + revisit("WARC-Refers-To-Target-URI: http://a.gov.cn/x\r\nWARC-Refers-To-Date: 2020-05-01T00:00:00Z\r\n", answer("200 OK", "", "")), old},
		"repeat of what is not in": {revisit("WARC-Payload-Digest: sha256:abc\r\n", answer("200 OK", "", "")), "!not_covered"},
		"a page changed meanwhile": {earlier + revisit("WARC-Payload-Digest: sha256:abc\r\n", answer("200 OK", "", "")), old},
		"repeat of a part":         {strings.Replace(other, "WARC-Record-ID", "WARC-Truncated: length\r\nWARC-Record-ID", 1) + revisit("WARC-Payload-Digest: sha256:abc\r\n", answer("200 OK", "", "")), "!not_covered"},
		"not modified":             {later + revisit("WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n", answer("304 Not Modified", "", "")), fresh},
	} {
		t.Run(name, func(t *testing.T) {
			got, _, _ := imported(t, archive(t, "f.warc", dated("http://a.gov.cn/", "2022-12-30", answer("200 OK", "", toolHome))+c.file), evidence.Import{Home: "http://a.gov.cn/"})
			if all := got["http://a.gov.cn/x"] + got["https://a.gov.cn/x"]; all != c.want {
				t.Errorf("read %q, want %q", all, c.want)
			}
		})
	}
}

// TestImportTimes: a record that tells no time was stored when the server says, or at the
// latest when the archive's last was; an archive without any time is refused.
func TestImportTimes(t *testing.T) {
	undated := func(url, header string) string {
		return strings.Replace(record("response", url, "", answer("200 OK", header, toolPage)), "WARC-Date: 2022-12-01T02:03:04Z\r\n", "", 1)
	}
	file := undated("http://a.gov.cn/", "") + undated("http://a.gov.cn/1", "Date: Sat, 26 Nov 2022 02:00:00 GMT\r\n") +
		dated("http://a.gov.cn/2", "2022-11-30", answer("200 OK", "", toolPage)) + dated("http://a.gov.cn/3", "1970-01-01", answer("200 OK", "", toolPage))
	_, _, s := imported(t, archive(t, "f.warc", file), evidence.Import{})
	want := map[string]string{"/": "2022-11-30", "/1": "2022-11-26", "/2": "2022-11-30", "/3": "2022-11-30"}
	for ex, err := range s.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		if path := strings.TrimPrefix(ex.URL, "http://a.gov.cn"); ex.At.Format("2006-01-02") != want[path] {
			t.Errorf("%s is of %s, want %s", path, ex.At, want[path])
		}
	}
	if _, _, err := evidence.ImportWARC(archive(t, "f.warc", undated("http://a.gov.cn/", "")), filepath.Join(t.TempDir(), "s"), evidence.Import{}); !errors.Is(err, evidence.ErrUndated) {
		t.Errorf("without any time: %v", err)
	}
}
