package samplesite

// Style is the content management system a site imitates.
type Style string

// The styles.
const (
	StylePlain  Style = "plain"  // plain lists, createPageHTML pager, relative links
	StyleCards  Style = "cards"  // headings with 更多, hashed addresses
	StyleGBK    Style = "gbk"    // tables, GBK bytes declared in meta only
	StyleScript Style = "script" // lists as CDATA records in a script datastore
	StyleFrames Style = "frames" // lists in frames
	StyleDeep   Style = "deep"   // columns four levels down, addresses without dates
)

// Styles are all styles.
func Styles() []Style {
	return []Style{StylePlain, StyleCards, StyleGBK, StyleScript, StyleFrames, StyleDeep}
}

func (st Style) known() bool {
	for _, k := range Styles() {
		if st == k {
			return true
		}
	}
	return false
}

// Benign is a variation that changes nothing an audit may report.
type Benign string

// The benign variations.
const (
	Redesign     Benign = "redesign"      // other template and class names
	OfficialAlt  Benign = "official_alt"  // other official column names
	Combined     Benign = "combined"      // 政策法规及相关解读 instead of two columns
	ShortLists   Benign = "short_lists"   // few entries a page, much paging
	HTTPSHint    Benign = "https_hint"    // script and meta that ask for https
	Slow         Benign = "slow"          // some pages take a while
	TooMany      Benign = "too_many"      // 429 with Retry-After now and then
	Hiccup       Benign = "hiccup"        // one-off 503
	CharsetLie   Benign = "charset_lie"   // the header names another charset
	SloppyMarkup Benign = "sloppy_markup" // upper-case tags, unquoted attributes
	OddDates     Benign = "odd_dates"     // [12-30], 2022年12月30日, 2022/12/30
	ShortTitles  Benign = "short_titles"  // cut titles, the whole in the title attribute
	ScriptLinks  Benign = "script_links"  // javascript:; links beside the true ones
	SessionIDs   Benign = "session_ids"   // session ids in links
	Calendar     Benign = "calendar"      // an endless calendar, bounded only by a budget
	CookieBanner Benign = "cookie_banner" // a cookie notice above everything
	RefreshStub  Benign = "refresh_stub"  // the start page only refreshes to another
	ScriptFooter Benign = "script_footer" // the footer's badge and 找错 are drawn by script
	Waking       Benign = "waking"        // the start page answers only when asked again and again
)

// Benigns are all benign variations.
func Benigns() []Benign {
	return []Benign{Redesign, OfficialAlt, Combined, ShortLists, HTTPSHint, Slow, TooMany, Hiccup, CharsetLie,
		SloppyMarkup, OddDates, ShortTitles, ScriptLinks, SessionIDs, Calendar, CookieBanner, RefreshStub, ScriptFooter, Waking}
}

func (s *Site) has(b Benign) bool {
	for _, x := range s.cfg.Benign {
		if x == b {
			return true
		}
	}
	return false
}

func (s *Site) perPage() int {
	if s.has(ShortLists) {
		return 6
	}
	return 20
}
