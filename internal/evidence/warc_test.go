package evidence_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"ducha/internal/evidence"
	"ducha/internal/realdata"
)

func TestWARCRoundTripKeepsTheDigest(t *testing.T) {
	dir := t.TempDir()
	s := fill(t, filepath.Join(dir, "a.sqlite"), 6)
	again, body := sample(2) // the same body under another address
	again.URL = "http://www.example.gov.cn/copy.html"
	again.Header = http.Header{"Content-Type": {"text/html"}, "Content-Encoding": {"gzip"}, "Content-Length": {"12"}}
	lost := evidence.Exchange{URL: "http://www.example.gov.cn/x", Problem: evidence.Timeout, Detail: "无\n应答", Attempt: 3, TLS: "过期"}
	for _, p := range []struct {
		ex   evidence.Exchange
		body []byte
	}{{again, body}, {lost, nil}} {
		if _, err := s.Put(p.ex, p.body); err != nil {
			t.Fatal(err)
		}
	}
	want, err := s.Seal()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var out bytes.Buffer
	if err := evidence.ExportWARC(&out, s); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "a.warc.gz")
	if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	back, _, err := evidence.ImportWARC(file, filepath.Join(dir, "b.sqlite"), evidence.Import{})
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	got := back.Snapshot()
	if got.Digest != want.Digest || got.Site != want.Site || got.Home != want.Home || got.Foreign {
		t.Errorf("came back as %+v, was %+v", got, want)
	}
	if faults, err := back.Verify(); err != nil || len(faults) > 0 {
		t.Errorf("verify: %v %v", faults, err)
	}
}

func record(kind, uri, extra, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2022-12-01T02:03:04Z\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, extra, len(block), block)
}

func zipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

func TestImportForgivesWhatToolsWrite(t *testing.T) {
	page := "<html><body>政务公开</body></html>"
	chunked := fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(page), page)
	file := record("warcinfo", "", "Content-Type: application/warc-fields\r\n", "software: wget\r\n") +
		record("response", "<http://a.gov.cn/>", "", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"+chunked) +
		record("request", "http://a.gov.cn/", "", "GET / HTTP/1.1\r\n\r\n") +
		record("response", "http://a.gov.cn/gz", "", "HTTP/2 200\nContent-Encoding: gzip\n\n"+zipped(page)) +
		record("response", "http://a.gov.cn/plain", "", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"+page) +
		record("revisit", "http://a.gov.cn/again", "WARC-Refers-To-Target-URI: http://a.gov.cn/gz\r\n", "HTTP/1.1 200 OK\r\n\r\n") +
		record("revisit", "http://a.gov.cn/nowhere", "WARC-Payload-Digest: sha1:AAAA\r\n", "") +
		record("resource", "http://a.gov.cn/res.html", "Content-Type: text/html\r\n", page) +
		record("resource", "urn:pageinfo:http://a.gov.cn/", "", "{}") +
		record("response", "dns:a.gov.cn", "", "20221201 a.gov.cn") +
		record("response", "http://a.gov.cn/old", "", "HTTP/1.1 301 Moved\r\nLocation: /gz\r\n\r\n") +
		record("response", "http://a.gov.cn/short", "", "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"+page) +
		record("response", "http://a.gov.cn/none", "", "HTTP/1.1 404 Not Found\r\n\r\nno") +
		record("response", "http://a.gov.cn/changed", "WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n", "HTTP/1.1 200 OK\r\n\r\n"+page) +
		"debris\r\n\r\n" + record("metadata", "http://a.gov.cn/", "", "x: y")
	whole := file + record("response", "http://a.gov.cn/cut", "", "HTTP/1.1 200 OK\r\n\r\n"+page)[:150]
	for _, name := range []string{"f.warc", "f.warc.gz"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			content := whole
			if strings.HasSuffix(name, ".gz") {
				cut := zipped(strings.Repeat(file, 1) + whole[len(file):])
				content = cut[:len(cut)-9] // the last member lost its end
			}
			src := filepath.Join(dir, name)
			if err := os.WriteFile(src, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
			s, _, err := evidence.ImportWARC(src, filepath.Join(dir, "s.sqlite"), evidence.Import{Site: "a"})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			got := map[string]evidence.Problem{}
			bodies := map[string]string{}
			for ex, err := range s.Exchanges() {
				if err != nil {
					t.Fatal(err)
				}
				path := strings.TrimPrefix(ex.URL, "http://a.gov.cn")
				got[path] = ex.Problem
				b, err := s.Body(ex.Body)
				if err != nil {
					t.Fatal(err)
				}
				bodies[path] = string(b)
			}
			for path, want := range map[string]evidence.Problem{
				"/": "", "/gz": "", "/plain": "", "/again": "", "/res.html": "", "/old": "", "/nowhere": evidence.NotCovered,
				"/short": evidence.Truncated, "/none": evidence.NotFound, "/changed": evidence.Truncated,
			} {
				p, ok := got[path]
				if !ok || p != want {
					t.Errorf("%s: %q (stored %v), want %q", path, p, ok, want)
				}
				if want == "" && bodies[path] != page {
					t.Errorf("%s: body %q", path, bodies[path])
				}
			}
			if len(got) != 10 {
				t.Errorf("%d exchanges: %v", len(got), got)
			}
			snap := s.Snapshot()
			if snap.Home != "http://a.gov.cn/" || !snap.Foreign || !snap.Sealed {
				t.Errorf("snapshot %+v", snap)
			}
		})
	}
}

func TestImportRefusesWhatIsNoWARC(t *testing.T) {
	for name, content := range map[string]string{"empty": "", "html": "<html></html>", "gzip": zipped("<html></html>"), "broken": "\x1f\x8b\x08zzz"} {
		dir := t.TempDir()
		src := filepath.Join(dir, name)
		if err := os.WriteFile(src, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if s, _, err := evidence.ImportWARC(src, filepath.Join(dir, "s"), evidence.Import{}); err == nil {
			s.Close()
			t.Errorf("%s was taken for a WARC", name)
		}
	}
}

func TestImportRealWARCs(t *testing.T) {
	for _, c := range []struct {
		file, host string
		records    int
	}{
		{"gzdzhrss_com.warc.gz", "gzdzhrss.com", 285}, {"zjgztb_com.warc.gz", "zjgztb.com", 239},
		{"jspn_js_cn.warc.gz", "jspn", 144}, {"hncic_net.warc.gz", "hncic.net", 315},
	} {
		t.Run(c.file, func(t *testing.T) {
			s, _, err := evidence.ImportWARC(realdata.Path(t, "sites/"+c.file), filepath.Join(t.TempDir(), "s.sqlite"), evidence.Import{Site: "x"})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			snap, n, size := s.Snapshot(), 0, int64(0)
			for ex, err := range s.Exchanges() {
				if err != nil {
					t.Fatal(err)
				}
				n++
				size += ex.Size
			}
			if n < c.records-3 || !snap.Foreign || !strings.Contains(snap.Home, c.host) {
				t.Errorf("%d exchanges of %d records, home %s", n, c.records, snap.Home)
			}
			info, err := os.Stat(s.Path())
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d exchanges, home %s, failed %v, %d KB of bodies in %d KB (%.1f%%)", n, snap.Home, snap.Failed, size>>10, info.Size()>>10, 100*float64(info.Size())/float64(size))
		})
	}
}

func TestImportWgetWARC(t *testing.T) {
	if _, err := exec.LookPath("wget"); err != nil {
		t.Skip("wget is not installed")
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, `<html><body><a href="/a.html">一</a><a href="/b.html">二</a><a href="/old">三</a></body></html>`)
		case "/a.html", "/b.html":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<html><body>同一内容</body></html>")
		case "/old":
			http.Redirect(w, r, "/a.html", http.StatusMovedPermanently)
		default:
			http.NotFound(w, r)
		}
	}))
	defer srv.Close()
	dir := t.TempDir()
	cmd := exec.Command("wget", "-q", "--no-proxy", "-r", "-l", "2", "--warc-file=w", srv.URL+"/")
	cmd.Dir = dir
	_ = cmd.Run() // 404 of robots.txt makes wget answer 8
	s, _, err := evidence.ImportWARC(filepath.Join(dir, "w.warc.gz"), filepath.Join(dir, "s.sqlite"), evidence.Import{Site: "w"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	got := map[string]evidence.Exchange{}
	for ex, err := range s.Exchanges() {
		if err != nil {
			t.Fatal(err)
		}
		got[strings.TrimPrefix(ex.URL, srv.URL)] = ex
	}
	for _, p := range []string{"/", "/a.html", "/b.html", "/old"} {
		if ex, ok := got[p]; !ok || ex.Problem != evidence.None || ex.Body == "" {
			t.Errorf("%s: %+v", p, ex)
		}
	}
	if got["/a.html"].Body != got["/old"].Body || got["/old"].FinalURL != srv.URL+"/a.html" {
		t.Errorf("the redirect leads to %s", got["/old"].FinalURL)
	}
	if snap := s.Snapshot(); snap.Home != srv.URL+"/" || !snap.Foreign {
		t.Errorf("home %s", snap.Home)
	}
}

func FuzzImportWARC(f *testing.F) {
	f.Add([]byte(record("response", "http://a/", "", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n")))
	f.Add([]byte(record("revisit", "http://a/", "WARC-Refers-To-Target-URI: http://a/\r\n", "HTTP/2 200\n\n")))
	f.Add([]byte(zipped(record("response", "http://a/", "", "HTTP/1.1 301 x\nLocation: /\n\n"))))
	f.Fuzz(func(t *testing.T, content []byte) {
		dir := t.TempDir()
		src := filepath.Join(dir, "f")
		if err := os.WriteFile(src, content, 0o644); err != nil {
			t.Fatal(err)
		}
		s, _, err := evidence.ImportWARC(src, filepath.Join(dir, "s"), evidence.Import{})
		if err != nil {
			return
		}
		defer s.Close()
		if faults, err := s.Verify(); err != nil || len(faults) > 0 {
			t.Errorf("an import does not verify: %v %v", faults, err)
		}
	})
}
