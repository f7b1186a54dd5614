package run_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"ducha/internal/realdata"
)

// stub answers for the pictures, scripts and styles that a page names and nobody stored.
func stub(b *bureau, w http.ResponseWriter, r *http.Request) bool {
	kinds := map[string]string{".js": "text/javascript", ".css": "text/css", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".ico": "image/x-icon", ".swf": "application/x-shockwave-flash", ".svg": "image/svg+xml"}
	kind := kinds[strings.ToLower(path.Ext(r.URL.Path))]
	if kind == "" || b.extra[r.URL.Path] != "" {
		return false
	}
	w.Header().Set("Content-Type", kind)
	fmt.Fprint(w, "/**/") // a file without content is asked for again
	return true
}

var utf8Said = regexp.MustCompile(`(?i)(charset\s*=\s*["']?)utf-8`)

// asGBK serves the pages in GBK, and lets them say so.
func (b *bureau) asGBK() {
	var once sync.Once
	var pages map[string]string
	other := b.handle
	b.handle = func(w http.ResponseWriter, r *http.Request) bool {
		once.Do(func() { pages = b.build() })
		body := pages[r.URL.RequestURI()]
		if !strings.HasPrefix(strings.TrimSpace(body), "<") {
			return other(w, r)
		}
		gbk, err := simplifiedchinese.GB18030.NewEncoder().String(utf8Said.ReplaceAllString(strings.ReplaceAll(body, "HOST", r.Host), "${1}gb2312"))
		if err != nil {
			panic(err)
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, gbk)
		return true
	}
}

// stored is a page of pages/, or "site:address" of a stored site.
func stored(t *testing.T, name string) []byte {
	t.Helper()
	site, address, ok := strings.Cut(name, ":")
	if !ok {
		return realdata.Read(t, name)
	}
	body, ok := recordsOf(t, site)["http://"+address]
	if !ok {
		t.Fatalf("no record of %s", name)
	}
	return body
}

var records sync.Map // by site: what its WARC holds, by address

func recordsOf(t *testing.T, site string) map[string][]byte {
	t.Helper()
	if all, ok := records.Load(site); ok {
		return all.(map[string][]byte)
	}
	zipped, err := gzip.NewReader(bytes.NewReader(realdata.Read(t, "sites/"+site+".warc.gz")))
	if err != nil {
		t.Fatal(err)
	}
	all, in := map[string][]byte{}, bufio.NewReader(zipped)
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(line, "WARC/") {
			continue
		}
		head, err := textproto.NewReader(in).ReadMIMEHeader()
		if err != nil {
			t.Fatal(err)
		}
		n, _ := strconv.Atoi(head.Get("Content-Length"))
		block := make([]byte, n)
		if _, err := io.ReadFull(in, block); err != nil {
			t.Fatal(err)
		}
		if _, body, ok := bytes.Cut(block, []byte("\r\n\r\n")); ok && head.Get("WARC-Target-URI") != "" {
			all[head.Get("WARC-Target-URI")] = body
		}
	}
	records.Store(site, all)
	return all
}
