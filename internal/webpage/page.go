// Package webpage reads one page: from the bytes of one answer to what stands on it –
// links, lists with their entries, the article with its days, breadcrumb, bottom, forms –
// each with the place it was read at. It knows no other page, no site and no rule.
package webpage

import (
	"time"

	"ducha/internal/evidence"
)

// Class says what kind of page it is.
type Class string

// Classes of a page.
const (
	ClassHome       Class = "home"       // the start page of the site
	ClassColumn     Class = "column"     // a page of cards or sub-columns
	ClassList       Class = "list"       // a list of entries
	ClassArticle    Class = "article"    // one entry's own page
	ClassData       Class = "data"       // a list delivered as script, XML or JSON
	ClassAttachment Class = "attachment" // pdf, doc, xls, zip …: not read as a page
	ClassOther      Class = "other"
)

// Area says where on a page something stands.
type Area string

// Areas of a page.
const (
	AreaNav    Area = "nav"    // menu, side menu, breadcrumb
	AreaMain   Area = "main"   // content
	AreaFooter Area = "footer" //
)

// LinkKind says what a link is for. The crawler plans by it.
type LinkKind string

// Kinds of links.
const (
	LinkPlain      LinkKind = "plain"
	LinkColumn     LinkKind = "column"     // a menu entry, a card's heading or its 更多
	LinkEntry      LinkKind = "entry"      // an entry of a list
	LinkPager      LinkKind = "pager"      // another page of the same list, also worked out of createPageHTML(n, …)
	LinkAttachment LinkKind = "attachment" // by extension
	LinkFrame      LinkKind = "frame"      // frame or iframe
	LinkRefresh    LinkKind = "refresh"    // meta refresh or a redirect stub's location
	LinkData       LinkKind = "data"       // a script list or JSON endpoint the page names
)

// Link is one link of a page, resolved against its base.
type Link struct {
	URL  string   // absolute, canonical, without fragment
	Text string   // visible text, or the title attribute when the text is cut short
	Area Area     //
	Kind LinkKind //
	Card string   // for LinkColumn of a card: the card's heading (更多 alone says nothing)
	Raw  string   // the href as written

	Choice bool // a choice of a select: whether that leads there only a script knows
}

// Witness is one reading of a date. Witnesses may disagree: that is reported,
// never settled silently.
type Witness struct {
	Date       time.Time  // midnight Beijing time; zero when only a part was shown
	Source     DateSource // where it was read
	Confidence Confidence //
	Quote      string     // the words as shown
	NoYear     bool       // the year was not shown but worked out
}

// DateSource says where a date was read.
type DateSource string

// Sources of a date.
const (
	DateShown      DateSource = "shown"      // labelled on the article: 发布时间：…
	DateMeta       DateSource = "meta"       // <meta name="PubDate">
	DateList       DateSource = "list"       // beside the entry in a list
	DateURL        DateSource = "url"        // t20220302_ or /2022/3/2/ in the address
	DateSigned     DateSource = "signed"     // 落款 or 成文日期
	DateAttachment DateSource = "attachment" // stamp of an attachment's address
	DateFirstSeen  DateSource = "first_seen" // first seen by us
)

// Confidence grades a reading.
type Confidence uint8

// Grades of confidence; only Sure and Likely may fail a recency rule.
const (
	Doubtful Confidence = iota
	Likely
	Sure
)

// Entry is one line of a list.
type Entry struct {
	Title  string
	URL    string // absolute; empty when the row has no link
	Dates  []Witness
	Pinned bool   // marked 置顶, or out of order at the top
	DocNo  string // 文号 shown in the row
	Raw    string // the row's text, for quotes
	// Related are the row's other links: an interpretation, a download.
	Related []Link
}

// List is one block of entries on a page.
type List struct {
	Heading string // 标题 of the card, or the page's column name
	Said    string // the heading that stands over it on the page
	More    string // URL behind 更多, if any
	Entries []Entry
	Empty   string // words that declare it empty: 暂无信息 …
}

// Article holds what an entry's own page says.
type Article struct {
	Title       string
	Dates       []Witness
	Source      string // 来源
	DocNo       string // 文号
	Index       string // 索引号
	Validity    string // 有效性 as shown
	Links       []Link // links within the body and 相关链接 blocks
	Attachments []Link
	Images      int // pictures, audio and video in the body
	Length      int // characters of body text
}

// Footer holds the elements of the page bottom (国办发〔2017〕47号).
type Footer struct {
	SiteCode string // 网站标识码
	ICP      string // ICP备案编号
	Police   string // 公安备案号
	Sponsor  string // 主办单位
	Contact  string // 联系方式
	Badge    bool   // 党政机关网站标识 or the script that draws it
	Mistake  bool   // 我为政府网站找错 or the script that draws it
	Map      bool   // 网站地图
	Awaits   bool   // words of the bottom are put in their places when it is drawn
	Scripts  bool   // scripts stand in the bottom that may draw elements we cannot see
	Pictures bool   // pictures stand in the bottom that are no badges and may show words
	Banner   bool   // one of them is wide, or called a bottom: it may well show them
	Quote    string // the bottom's text
}

// Form is one form of a page.
type Form struct {
	Action string
	Method string
	Fields []string // names and labels
}

// Page is everything read from one exchange: a pure function of its bytes,
// header and address.
type Page struct {
	Record    evidence.Digest
	URL       string // final address, canonical
	At        time.Time
	SHA256    evidence.Digest
	Problem   evidence.Problem // also what only the content tells: soft_404, login, script_only …
	Status    int
	Class     Class
	Charset   string
	Declared  string            // charset the header or meta declared
	Title     string            // <title>
	Heading   string            // the page's own heading: article title, column name
	Meta      map[string]string // names lower-cased; first wins
	Crumbs    []Link            // 当前位置
	Links     []Link
	Lists     []List
	Article   *Article // nil unless Class is article
	Footer    Footer
	Forms     []Form
	Buttons   []string // words on buttons that are no text of the page
	Source    string   // the whole HTML as decoded, of which the strings here are parts; nothing keeps a Page
	Text      string   // main text, white space folded, at most MaxText bytes
	Chars     int      // characters of visible text
	Unclosed  bool     // the document is opened and never closed
	Pictures  []string // addresses of pictures, sound and film in the content; empty where none is told
	Fetched   bool     // a script fetches something into an empty place beside the content: it may be links to what is related
	ScriptsIn bool     // lists or text are loaded by script that we could not follow
	Scripted  bool     // a script of the site's own runs on it, or one that fetches something
	NavDrawn  bool     // a script writes its menu or part of it
	Fillers   []string // what scripts may fill or fetch, see fillers.go
	Pager     Pager
	Menus     []Menu       // menu entries without an address of their own
	Frames    int          // how many frames it was put together from: then the bottom is not on every page
	Hidden    []HiddenLink // links a visitor cannot see, by the page's own styles
}

// Menu is a menu entry that leads nowhere itself but opens others.
type Menu struct {
	Label string
	Area  Area
	Links []Link // what stands under it; none when only a script knows
}

// Pager is what a list page says of the pages of its list.
type Pager struct {
	Pages int    // how many there are; 0 when not said
	Index int    // which one this is, from 1; 0 when not said
	Next  string // address of the next page; empty on the last or when not known
	Open  bool   // there are more pages whose addresses could not be worked out
}

// MaxText is how much text a Page keeps, in bytes.
const MaxText = 256 << 10
