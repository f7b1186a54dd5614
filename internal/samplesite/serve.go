package samplesite

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net"
	"net/http"
	"path"
	"strings"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func (s *Site) serve(w http.ResponseWriter, r *http.Request) {
	p, _, _ := strings.Cut(r.URL.Path, ";")
	if s.plan.down && p != "/robots.txt" {
		s.fail(w, r)
		return
	}
	if s.faults.strike(s, w, r, p) {
		return
	}
	if s.static(w, r, p) {
		return
	}
	key := p
	if p == dataProxy {
		key = fmt.Sprintf("%s?columnid=%s&page=%s", p, r.URL.Query().Get("columnid"), r.URL.Query().Get("page"))
	}
	ref, ok := s.resolve(key)
	if !ok {
		s.notFound(w, r)
		return
	}
	if s.unchanged(w, r, key, ref) {
		return
	}
	if ref.file > 0 {
		f := ref.art.files[ref.file-1]
		s.answer(w, r, http.StatusOK, fileType(f.name), attachment(f, ref.art.title))
		return
	}
	v := &view{s: s, host: hostOf(r), at: p}
	kind := "text/html"
	if ref.data {
		kind = "text/xml; charset=utf-8"
	}
	s.page(w, r, http.StatusOK, kind, v.render(ref))
}

func hostOf(r *http.Request) string {
	if h, _, err := net.SplitHostPort(r.Host); err == nil {
		return h
	}
	return r.Host
}

// unchanged sets the validators and answers 304 when the visitor has the page.
func (s *Site) unchanged(w http.ResponseWriter, r *http.Request, key string, ref ref) bool {
	tag := fmt.Sprintf(`"%x"`, mix(s.stable, hash(key), hash(hostOf(r))))
	day := s.asOf
	if ref.art != nil {
		day = stamp(ref.art)
	}
	w.Header().Set("ETag", tag)
	w.Header().Set("Last-Modified", day.UTC().Format(http.TimeFormat))
	if match := r.Header.Get("If-None-Match"); match != "" {
		if match != tag {
			return false
		}
		w.WriteHeader(http.StatusNotModified)
		return true
	}
	if since, err := http.ParseTime(r.Header.Get("If-Modified-Since")); err == nil && !day.Truncate(time.Second).After(since) {
		w.WriteHeader(http.StatusNotModified)
		return true
	}
	return false
}

// page sends HTML in the bytes and under the header of the style.
func (s *Site) page(w http.ResponseWriter, r *http.Request, status int, kind, text string) {
	if s.has(SloppyMarkup) && strings.HasPrefix(kind, "text/html") {
		text = sloppy(text)
	}
	body := []byte(text)
	if s.cfg.Style == StyleGBK {
		if b, err := simplifiedchinese.GBK.NewEncoder().Bytes(body); err == nil {
			body = b
		}
	} else if kind == "text/html" {
		kind = "text/html; charset=utf-8"
	}
	if s.has(CharsetLie) && strings.HasPrefix(kind, "text/html") {
		kind = "text/html; charset=gb2312"
		if s.cfg.Style == StyleGBK {
			kind = "text/html; charset=utf-8"
		}
	}
	s.answer(w, r, status, kind, body)
}

func (s *Site) answer(w http.ResponseWriter, r *http.Request, status int, kind string, body []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Server", "nginx")
	if strings.HasPrefix(kind, "text/") && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && len(body) > 512 {
		w.Header().Set("Vary", "Accept-Encoding")
		w.Header().Set("Content-Encoding", "gzip")
		body = s.gzipped(body)
	}
	w.Header().Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the visitor hung up; there is nobody to tell
	}
}

// gzipped packs a page; a packer's room costs more to make than a page to pack.
func (s *Site) gzipped(body []byte) []byte {
	z, _ := s.zips.Get().(*gzip.Writer)
	if z == nil {
		z, _ = gzip.NewWriterLevel(nil, gzip.BestSpeed)
	}
	defer s.zips.Put(z)
	var b bytes.Buffer
	z.Reset(&b)
	_, _ = z.Write(body) // a bytes.Buffer does not fail
	_ = z.Close()
	return b.Bytes()
}

func (s *Site) notFound(w http.ResponseWriter, r *http.Request) {
	s.page(w, r, http.StatusNotFound, "text/html", `<!DOCTYPE html><html><head><meta charset="`+s.charset()+`"><title>404</title></head><body><h1>404</h1><p>您访问的页面不存在。</p></body></html>`)
}

func (s *Site) charset() string {
	if s.cfg.Style == StyleGBK {
		return "gb2312"
	}
	return "utf-8"
}

// static answers what belongs to no column.
func (s *Site) static(w http.ResponseWriter, r *http.Request, p string) bool {
	switch {
	case s.has(RefreshStub) && (p == "/" || p == "/index.html"):
		s.stub(w, r)
	case s.has(Calendar) && p == "/calendar":
		s.calendar(w, r)
	case p == "/robots.txt":
		s.answer(w, r, http.StatusOK, "text/plain", []byte("User-agent: *\nDisallow: /admin/\nSitemap: http://"+r.Host+"/sitemap.xml\n"))
	case p == "/sitemap.xml":
		s.answer(w, r, http.StatusOK, "text/xml", []byte(s.sitemap(r.Host)))
	case p == "/wzdt.html":
		v := &view{s: s, host: hostOf(r), at: p, class: "网站地图", title: "网站地图-" + s.Name()}
		s.page(w, r, http.StatusOK, "text/html", v.shell(v.siteMap()))
	case p == "/search":
		v := &view{s: s, host: hostOf(r), at: p, class: "检索", title: "站内检索-" + s.Name()}
		s.page(w, r, http.StatusOK, "text/html", v.shell(para("请输入关键字检索。")))
	case strings.HasPrefix(p, "/css/"):
		s.answer(w, r, http.StatusOK, "text/css", []byte("body{font:14px/1.8 SimSun}\n"))
	case strings.HasPrefix(p, "/js/"):
		s.answer(w, r, http.StatusOK, "application/javascript", []byte("/* "+path.Base(p)+" */\n"))
	case strings.HasPrefix(p, "/images/"):
		s.answer(w, r, http.StatusOK, "image/png", pixel())
	default:
		return false
	}
	return true
}

func (s *Site) sitemap(host string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, c := range s.cols {
		if c.alias == nil {
			fmt.Fprintf(&b, "<url><loc>http://%s%s</loc></url>\n", esc(host), esc(s.path(c)))
		}
	}
	b.WriteString("</urlset>\n")
	return b.String()
}

func (v *view) siteMap() string {
	var b strings.Builder
	b.WriteString("<h2>网站地图</h2>\n<ul>")
	var walk func(c *column)
	walk = func(c *column) {
		fmt.Fprintf(&b, `<li><a href="%s">%s</a>`, v.href(v.s.path(c)), esc(c.label))
		if len(c.children) > 0 {
			b.WriteString("<ul>")
			for _, k := range c.children {
				walk(k)
			}
			b.WriteString("</ul>")
		}
		b.WriteString("</li>\n")
	}
	for _, c := range v.s.root.children {
		walk(c)
	}
	b.WriteString("</ul>\n")
	return b.String()
}

// pixel is a transparent GIF; browsers do not mind what it is called.
func pixel() []byte {
	return []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")
}
