package fetch_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
)

func packed(body string, open func(io.Writer) io.WriteCloser) string {
	var b bytes.Buffer
	w := open(&b)
	io.WriteString(w, body)
	w.Close()
	return b.String()
}

func asGzip(w io.Writer) io.WriteCloser   { return gzip.NewWriter(w) }
func asZlib(w io.Writer) io.WriteCloser   { return zlib.NewWriter(w) }
func asBrotli(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) }
func asDeflate(w io.Writer) io.WriteCloser {
	z, _ := flate.NewWriter(w, flate.BestSpeed)
	return z
}

// TestOddAnswers: what a browser shows is read whole, and what nobody can read whole is none.
func TestOddAnswers(t *testing.T) {
	page := article("本市优化公交线网。")
	var digits strings.Builder // larger, packed, than is taken off the wire at once
	for i := range 60000 {
		fmt.Fprintf(&digits, "%x", i*i*i%9973)
	}
	big := "<html><body><p>" + digits.String() + "</p><a href='/'>首页</a></body></html>"
	for name, c := range map[string]struct {
		status int
		header map[string]string
		body   string
		want   evidence.Problem
		reads  string
	}{
		"zlib":                  {200, map[string]string{"Content-Encoding": "deflate"}, packed(page, asZlib), "", page},
		"bare deflate":          {200, map[string]string{"Content-Encoding": "deflate"}, packed(page, asDeflate), "", page},
		"brotli":                {200, map[string]string{"Content-Encoding": "br"}, packed(page, asBrotli), "", page},
		"brotli cut":            {200, map[string]string{"Content-Encoding": "br"}, packed(big, asBrotli)[:50], evidence.BadAnswer, ""},
		"brotli bomb":           {200, map[string]string{"Content-Encoding": "br"}, packed(strings.Repeat("\x00", 32<<20), asBrotli), evidence.Bomb, ""},
		"a name that is none":   {200, map[string]string{"Content-Encoding": "utf-8"}, page, "", page},
		"several":               {200, map[string]string{"Content-Encoding": "gzip, br"}, page, evidence.BadAnswer, ""},
		"debris behind":         {200, map[string]string{"Content-Encoding": "gzip"}, packed(page, asGzip) + "\x00\x00rest", "", page},
		"debris behind much":    {200, map[string]string{"Content-Encoding": "gzip"}, packed(big, asGzip) + "\x00\x00rest", "", big},
		"two members":           {200, map[string]string{"Content-Encoding": "gzip"}, packed(page[:50], asGzip) + packed(page[50:], asGzip), "", page},
		"cut":                   {200, map[string]string{"Content-Encoding": "gzip"}, packed(page, asGzip)[:60], evidence.Truncated, ""},
		"gone, said unpacked":   {404, map[string]string{"Content-Encoding": "gzip"}, "<html>404</html>", evidence.NotFound, ""},
		"a part nobody wanted":  {206, map[string]string{"Content-Range": "bytes 0-99/5000"}, page[:100], evidence.Truncated, ""},
		"a later part":          {206, map[string]string{"Content-Range": "bytes 100-199/200"}, page[:100], evidence.Truncated, ""},
		"all of it as one part": {206, map[string]string{"Content-Range": fmt.Sprintf("bytes 0-%d/%d", len(page)-1, len(page))}, page, "", page},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					http.NotFound(w, r)
					return
				}
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				for k, v := range c.header {
					w.Header().Set(k, v)
				}
				w.WriteHeader(c.status)
				io.WriteString(w, c.body)
			}))
			t.Cleanup(srv.Close)
			cl, _ := newClient(t, fetch.Config{Home: srv.URL})
			res := get(t, cl, srv.URL+"/x")
			if res.Exchange.Problem != c.want || c.want == "" && string(res.Body) != c.reads {
				t.Errorf("%q (%s), %d bytes; want %q, %d bytes", res.Exchange.Problem, res.Exchange.Detail, len(res.Body), c.want, len(c.reads))
			}
		})
	}
}

// TestRedirectsAsBrowsersFollow: a link that works in a browser is not dead.
func TestRedirectsAsBrowsersFollow(t *testing.T) {
	to := map[string]string{
		"/gbk": "/\xcd\xa8\xd6\xaa.html", "/utf8": "/通知.html", "/space": "/a b.html", "/relative": "end.html", "/query": "?id=2",
		"/host": "//HOST/end.html", "/backslash": `\end.html`, "/fragment": "/end.html#top",
	}
	known := map[string]bool{"/%CD%A8%D6%AA.html": true, "/%E9%80%9A%E7%9F%A5.html": true, "/a%20b.html": true, "/end.html": true, "/query?id=2": true}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		at := r.URL.EscapedPath()
		switch step, _ := r.Cookie("step"); {
		case known[r.URL.RequestURI()], at == "/session" && step != nil && step.Value == "2":
			fmt.Fprint(w, article("到了"))
		case at == "/session" && step == nil: // the same cookie again, with another value
			http.SetCookie(w, &http.Cookie{Name: "step", Value: "1"})
			http.Redirect(w, r, "/session?a", http.StatusFound)
		case at == "/session":
			http.SetCookie(w, &http.Cookie{Name: "step", Value: "2"})
			http.Redirect(w, r, "/session?b", http.StatusFound)
		case to[at] != "":
			w.Header().Set("Location", strings.Replace(to[at], "HOST", r.Host, 1))
			w.WriteHeader(http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	defer srv.Close()
	c, _ := newClient(t, fetch.Config{Home: srv.URL})
	to["/session"] = "itself"
	for from := range to {
		if ex := get(t, c, srv.URL+from).Exchange; ex.Problem != evidence.None {
			t.Errorf("%s: %q (%s), ended at %s", from, ex.Problem, ex.Detail, ex.FinalURL)
		}
	}
}
