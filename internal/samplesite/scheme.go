package samplesite

import (
	"fmt"
	"path"
	"strconv"
	"strings"
)

// scheme is how a content management system spells addresses. What it parses it
// must have written: Site.resolve compares, so that a nearly right address is a 404.
type scheme interface {
	column(c *column, page int) string // page 0 is the first
	article(a *article) string
	// ids reads the column or article number out of a path. Either may be 0.
	parse(p string) (columnID, page int, articleID int64)
}

// ref is what an address names.
type ref struct {
	home  bool
	col   *column
	page  int
	art   *article
	file  int // 1 … for an attachment of art
	frame bool
	data  bool // the datastore proxy of a column
}

func (s *Site) path(c *column) string         { return s.scheme.column(c.target(), 0) }
func (s *Site) articlePath(a *article) string { return s.scheme.article(a) }
func (s *Site) filePath(a *article, n int) string {
	return fmt.Sprintf("/files/%s/W0%d_%d%s", a.date.Format("200601"), 2_000_000+a.id, n+1, path.Ext(a.files[n].name))
}

// resolve finds what a path names.
func (s *Site) resolve(p string) (ref, bool) {
	if p == s.homePath() || p == s.homePath()+"index.html" {
		return ref{home: true}, true
	}
	if strings.HasPrefix(p, "/files/") {
		return s.resolveFile(p)
	}
	if strings.HasSuffix(p, "/") {
		p += "index.html"
	}
	if frame, ok := strings.CutPrefix(p, "/frame/"); ok {
		id, page := s.frameNumbers(frame)
		c := s.byID[id]
		if c == nil || page >= s.listPages(c) || s.framePath(c, page) != p {
			return ref{}, false
		}
		return ref{col: c, page: page, frame: true}, true
	}
	id, page, art := s.scheme.parse(p)
	if art != 0 {
		a := s.article(art)
		if a == nil || s.articlePath(a) != p {
			return ref{}, false
		}
		return ref{art: a, col: a.col}, true
	}
	c := s.byID[id]
	if c == nil || c.alias != nil || page < 0 || page >= s.listPages(c) || !sameIndex(s.scheme.column(c, page), p) {
		return ref{}, false
	}
	return ref{col: c, page: page, data: strings.HasPrefix(p, dataProxy)}, true
}

func sameIndex(a, b string) bool {
	return a == b || strings.HasSuffix(a, "/") && a+"index.html" == b
}

func (s *Site) resolveFile(p string) (ref, bool) {
	base := strings.TrimSuffix(path.Base(p), path.Ext(p))
	head, tail, ok := strings.Cut(strings.TrimPrefix(base, "W0"), "_")
	id, err1 := strconv.ParseInt(head, 10, 64)
	n, err2 := strconv.Atoi(tail)
	if !ok || err1 != nil || err2 != nil {
		return ref{}, false
	}
	a := s.article(id - 2_000_000)
	if a == nil || n < 1 || n > len(a.files) || s.filePath(a, n-1) != p {
		return ref{}, false
	}
	return ref{art: a, col: a.col, file: n}, true
}

func (s *Site) framePath(c *column, page int) string {
	return fmt.Sprintf("/frame/list%d_%d.html", c.id, page+1)
}

func (s *Site) frameNumbers(name string) (id, page int) {
	var n int
	if _, err := fmt.Sscanf(name, "list%d_%d.html", &id, &n); err != nil {
		return 0, 0
	}
	return id, n - 1
}

func schemeOf(s *Site) scheme {
	switch s.cfg.Style {
	case StyleCards:
		return hashedScheme{s.city.slug, s.seed}
	case StyleGBK:
		return dedeScheme{}
	case StyleScript:
		return hanwebScheme{}
	case StyleFrames:
		return epointScheme{s.seed}
	case StyleDeep:
		return vsbScheme{}
	}
	return trsScheme{s}
}

// trsScheme: /zwgk/zcfg/index_1.html, /zwgk/zcfg/202212/t20221230_2000123.html.
type trsScheme struct{ s *Site }

func (t trsScheme) column(c *column, page int) string {
	if page == 0 {
		return c.dir
	}
	return fmt.Sprintf("%sindex_%d.html", c.dir, page)
}

func (t trsScheme) article(a *article) string {
	return fmt.Sprintf("%s%s/t%s_%d.html", a.col.dir, a.date.Format("200601"), a.date.Format("20060102"), 2_000_000+a.id)
}

func (t trsScheme) parse(p string) (int, int, int64) {
	base := strings.TrimSuffix(path.Base(p), ".html")
	if strings.HasPrefix(base, "t") {
		return 0, 0, tailNumber(base, "_") - 2_000_000
	}
	page := 0
	if base != "index" {
		page = int(tailNumber(base, "_"))
		if page < 1 {
			return 0, 0, 0
		}
	}
	if c := t.s.byDir[path.Dir(p)+"/"]; c != nil {
		return c.id, page, 0
	}
	return 0, 0, 0
}

// tailNumber reads the number behind the last sep, -1 when there is none.
func tailNumber(s, sep string) int64 {
	if i := strings.LastIndex(s, sep); i >= 0 {
		if n, err := strconv.ParseInt(s[i+len(sep):], 10, 64); err == nil {
			return n
		}
	}
	return -1
}

// hashedScheme: /qinglan/c00012/list_2.shtml, /qinglan/c00012/202212/<32 hex>.shtml.
type hashedScheme struct {
	slug string
	seed uint64
}

func (x hashedScheme) column(c *column, page int) string {
	if page == 0 {
		return fmt.Sprintf("/%s/c1%05d/list.shtml", x.slug, c.id)
	}
	return fmt.Sprintf("/%s/c1%05d/list_%d.shtml", x.slug, c.id, page+1)
}

func (x hashedScheme) article(a *article) string {
	return fmt.Sprintf("/%s/c1%05d/%s/%016x%016x.shtml", x.slug, a.col.id, a.date.Format("200601"), uint64(a.id)^x.seed, mix(x.seed, uint64(a.id)))
}

func (x hashedScheme) parse(p string) (int, int, int64) {
	base := strings.TrimSuffix(path.Base(p), ".shtml")
	if len(base) == 32 {
		n, err := strconv.ParseUint(base[:16], 16, 64)
		if err != nil {
			return 0, 0, 0
		}
		return 0, 0, int64(n ^ x.seed)
	}
	var id int
	if _, err := fmt.Sscanf(path.Base(path.Dir(p)), "c1%d", &id); err != nil {
		return 0, 0, 0
	}
	if base == "list" {
		return id, 0, 0
	}
	return id, int(tailNumber(base, "_")) - 1, 0
}

// dedeScheme: /html/zcfg/list_12_2.html, /html/zcfg/2022/1230/2000123.html.
type dedeScheme struct{}

func (dedeScheme) column(c *column, page int) string {
	return fmt.Sprintf("/html/%s/list_%d_%d.html", c.slug, c.id, page+1)
}

func (dedeScheme) article(a *article) string {
	return fmt.Sprintf("/html/%s/%s/%s/%d.html", a.col.slug, a.date.Format("2006"), a.date.Format("0102"), 2_000_000+a.id)
}

func (dedeScheme) parse(p string) (int, int, int64) {
	base := strings.TrimSuffix(path.Base(p), ".html")
	if n, err := strconv.ParseInt(base, 10, 64); err == nil {
		return 0, 0, n - 2_000_000
	}
	var id, page int
	if _, err := fmt.Sscanf(base, "list_%d_%d", &id, &page); err != nil {
		return 0, 0, 0
	}
	return id, page - 1, 0
}

// dataProxy is where a script datastore loads its further groups from.
const dataProxy = "/module/web/jpage/dataproxy.jsp"

// hanwebScheme: /col/col12/index.html, /art/2022/12/30/art_12_2000123.html.
type hanwebScheme struct{}

func (hanwebScheme) column(c *column, page int) string {
	if page == 0 {
		return fmt.Sprintf("/col/col%d/index.html", c.id)
	}
	return fmt.Sprintf("%s?columnid=%d&page=%d", dataProxy, c.id, page)
}

func (hanwebScheme) article(a *article) string {
	return fmt.Sprintf("/art/%d/%d/%d/art_%d_%d.html", a.date.Year(), int(a.date.Month()), a.date.Day(), a.col.id, 2_000_000+a.id)
}

func (hanwebScheme) parse(p string) (int, int, int64) {
	base := strings.TrimSuffix(path.Base(p), ".html")
	if strings.HasPrefix(base, "art_") {
		return 0, 0, tailNumber(base, "_") - 2_000_000
	}
	var id, page int
	if _, err := fmt.Sscanf(p, "/col/col%d/index.html", &id); err == nil {
		return id, 0, 0
	}
	if _, err := fmt.Sscanf(p, dataProxy+"?columnid=%d&page=%d", &id, &page); err != nil {
		return 0, 0, 0
	}
	return id, page, 0
}

// epointScheme: /012001/secondPage.html, /012001/20221230/<guid>.html.
type epointScheme struct{ seed uint64 }

func (epointScheme) column(c *column, page int) string {
	if page == 0 {
		return fmt.Sprintf("/%03d001/secondPage.html", c.id)
	}
	return fmt.Sprintf("/%03d001/%d.html", c.id, page+1)
}

func (x epointScheme) article(a *article) string {
	h := mix(x.seed, uint64(a.id))
	return fmt.Sprintf("/%03d001/%s/%08x-%04x-%04x-%04x-%012x.html", a.col.id, a.date.Format("20060102"), uint32(h), uint16(h>>32), uint16(h>>48), uint16(h>>16), uint64(a.id)^x.seed&0xffffffffffff)
}

func (x epointScheme) parse(p string) (int, int, int64) {
	base := strings.TrimSuffix(path.Base(p), ".html")
	if i := strings.LastIndex(base, "-"); i >= 0 {
		n, err := strconv.ParseUint(base[i+1:], 16, 64)
		if err != nil {
			return 0, 0, 0
		}
		return 0, 0, int64(n ^ x.seed&0xffffffffffff)
	}
	dir := strings.TrimPrefix(path.Dir(p), "/")
	if len(dir) < 6 {
		return 0, 0, 0
	}
	id, err := strconv.Atoi(strings.TrimSuffix(dir, "001"))
	if err != nil {
		return 0, 0, 0
	}
	if base == "secondPage" {
		return id, 0, 0
	}
	n, _ := strconv.Atoi(base)
	return id, n - 1, 0
}

// vsbScheme: /zwgk/zfxxgk/zcfg.htm, /zwgk/zfxxgk/zcfg/2.htm, /info/1012/2000123.htm.
type vsbScheme struct{}

func (vsbScheme) column(c *column, page int) string {
	base := fmt.Sprintf("%s_%d", strings.TrimSuffix(c.dir, "/"), c.id)
	if page == 0 {
		return base + ".htm"
	}
	return fmt.Sprintf("%s/%d.htm", base, page+1)
}

func (vsbScheme) article(a *article) string {
	return fmt.Sprintf("/info/1%03d/%d.htm", a.col.id, 2_000_000+a.id)
}

func (vsbScheme) parse(p string) (int, int, int64) {
	base := strings.TrimSuffix(path.Base(p), ".htm")
	if strings.HasPrefix(p, "/info/") {
		n, err := strconv.ParseInt(base, 10, 64)
		if err != nil {
			return 0, 0, 0
		}
		return 0, 0, n - 2_000_000
	}
	if n, err := strconv.Atoi(base); err == nil {
		return int(tailNumber(path.Dir(p), "_")), n - 1, 0
	}
	return int(tailNumber(base, "_")), 0, 0
}
