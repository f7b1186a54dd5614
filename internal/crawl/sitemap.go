package crawl

import (
	"bytes"
	"html"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"ducha/internal/evidence"
)

const (
	maxSitemap      = 20 << 20 // bytes unpacked
	maxSitemapLinks = 50_000
)

// queueSitemaps asks for the sitemaps a host names, and for the usual one.
func (r *run) queueSitemaps(t evidence.Target, page string) error {
	u, err := url.Parse(page)
	if err != nil {
		return nil
	}
	names := append(r.client.Sitemaps(), u.Scheme+"://"+u.Host+"/sitemap.xml")
	for _, s := range names {
		if _, err := r.want(t, s, kindSitemap, priList, ""); err != nil {
			return err
		}
	}
	return nil
}

// readSitemap queues what a sitemap names: the window's pages as entries, the
// rest as old stock. It may name further sitemaps.
func (r *run) readSitemap(t evidence.Target, ex *evidence.Exchange, body []byte) error {
	if bytes.HasPrefix(body, []byte("\x1f\x8b")) {
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil // not a sitemap
		}
		// A cut or damaged one still names the addresses before the damage.
		body, _ = io.ReadAll(io.LimitReader(z, maxSitemap))
	}
	index := bytes.Contains(body[:min(len(body), 4096)], []byte("<sitemapindex"))
	rest, n := string(body), 0
	for n < maxSitemapLinks {
		var block string
		if block, rest = nextLoc(rest); block == "" {
			return nil
		}
		n++
		loc := html.UnescapeString(strings.TrimSpace(between(block, "<loc>", "</loc>")))
		loc = strings.TrimSuffix(strings.TrimPrefix(loc, "<![CDATA["), "]]>")
		kind, pri := kindPlain, priOld
		switch day, err := time.Parse("2006-01-02", firstTen(between(block, "<lastmod>", "</lastmod>"))); {
		case index:
			kind, pri = kindSitemap, priList
		case err == nil && !r.cfg.From.IsZero() && !day.Before(r.cfg.From):
			kind, pri = kindArticle, priPlain
		}
		if index && readNote(t.Note).page >= 3 {
			return nil // sitemaps of sitemaps of sitemaps
		}
		note := ""
		if index {
			note = listNote{page: readNote(t.Note).page + 1}.String()
		}
		if _, err := r.want(t, loc, kind, pri, note); err != nil {
			return err
		}
	}
	return nil
}

// nextLoc gives the text from one <loc> to the next.
func nextLoc(s string) (block, rest string) {
	i := strings.Index(s, "<loc>")
	if i < 0 {
		return "", ""
	}
	s = s[i:]
	end := strings.Index(s[5:], "<loc>")
	if end < 0 {
		return s, ""
	}
	return s[:5+end], s[5+end:]
}

func between(s, open, end string) string {
	_, s, ok := strings.Cut(s, open)
	if !ok {
		return ""
	}
	s, _, _ = strings.Cut(s, end)
	return s
}

func firstTen(s string) string {
	s = strings.TrimSpace(s)
	return s[:min(len(s), 10)]
}
