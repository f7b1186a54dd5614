// Package facts turns a snapshot's pages, as webpage reads them, into a Site: columns,
// entries, documents, pairings, what was covered. It judges nothing, and it tells
// "is not there" from "could not see" in every signature.
package facts

import (
	"errors"
	"iter"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// Errors that say we cannot tell. Wrapped errors carry the page and reason.
var (
	ErrUnreachable = errors.New("无法访问") // the page answered with a problem
	ErrNotCovered  = errors.New("未覆盖")  // the snapshot does not reach that far
)

// Source is what facts needs of a snapshot; *evidence.Store is one.
type Source interface {
	Snapshot() evidence.Snapshot
	// Exchanges gives every exchange in order of storage.
	Exchanges() iter.Seq2[evidence.Exchange, error]
	Body(d evidence.Digest) ([]byte, error)
	// Facts gives the cached facts of an exchange, nil when there are none of that version.
	Facts(id evidence.Digest, version int) ([]byte, error)
}

// Name is one column of the vocabulary (rules/vocabulary.toml).
type Name struct {
	Key       string   // the name rules use: "政策解读"
	Official  []string // names that need no remark
	Tolerated []string // 栏目名称不规范, but found
	Combined  []string // names of combined columns that hold this one: 政策法规及相关解读
	Slugs     []string // pieces of an address: "zcjd"
	Children  []string // expected sub-columns, to settle ambiguity
	Parent    string   // where it usually stands: "政务公开"
	Not       []string // names that look alike and are another thing
	// Made are the words, joined by +, that a name made up of known words alone must
	// hold (公开+年报), With the other words it may: 信息公开工作年报.
	Made, With []string
}

// Vocabulary is every name ducha recognises.
type Vocabulary struct {
	Names []Name

	ready *matcher // see Ready
}

// Column (栏目) is one column of the site as found.
type Column struct {
	Name     string // vocabulary key
	Label    string // as the site calls it
	Official bool   // Label is an official name
	Combined bool   // Label is a combined column
	Guessed  bool   // the label is known by its words alone: 行政执法结果公示
	Named    bool   // an official or combined name stands somewhere on the site
	Place    Place  // how it was recognised
	Under    string // label of the unrelated column it stands beneath, for tolerated names
	URL      string
	Record   evidence.Digest // exchange of its (first) page; of the page that names it when its own was not fetched
	At       time.Time
	SHA256   evidence.Digest
	Quote    string // the words it was recognised by

	// Problem is set when the column's own page could not be seen; the entries
	// then prove nothing.
	Problem  evidence.Problem
	Reason   string      // Chinese words for it
	Entries  []SiteEntry // of all list pages, in page order; those of child columns included
	Complete bool        // the list was read to its last page
	Until    time.Time   // the list was read back to this day; zero when Complete or unknown
	Unread   string      // a part of it that was not read and may hold anything, with the reason; empty when none
	Empty    string      // words that declare the column empty
	Chars    int         // characters of content on its page, for columns that are one text
	Children []string    // labels of sub-columns
	Shared   bool        // its page shows nothing but lists that other columns' pages show too
	Self     bool        // only the page itself bears the name: none that was seen leads to it by that
	Pages    int         // list pages read
	Begins   []string    // those among them that begin a list: its page, frames, sub-columns
	Parts    []string    // addresses of all pages read for it: its own, those of its list, its frames and sub-columns
}

// Place is how a column was recognised, most certain first.
type Place string

// Places a column is recognised by.
const (
	ByLink    Place = "link"    // visible link text
	ByHeading Place = "heading" // heading of a card with 更多
	ByCrumb   Place = "crumb"   // breadcrumb
	ByTag     Place = "tag"     // ColumnName tag
	ByTitle   Place = "title"   // page title or heading
	BySlug    Place = "slug"    // address
)

// SiteEntry is an entry with what its own page adds, if that was fetched.
type SiteEntry struct {
	webpage.Entry
	List *Info // the page it stands on
	Page *Info // nil when its page was not fetched
}

// Best is the entry's most trustworthy publishing date with confidence at
// least Likely; ok is false when there is none or the witnesses leave doubt.
func (e SiteEntry) Best() (webpage.Witness, bool) { return bestOf(e) }

// Info is the light index entry of one page; Site.Page gives the whole.
type Info struct {
	URL     string
	Record  evidence.Digest
	At      time.Time
	SHA256  evidence.Digest
	Problem evidence.Problem
	Status  int
	Class   webpage.Class
	Title   string // article title, else heading, else <title>
	Column  string // label of the column it stands in, by breadcrumb or tag
	DocNo   string
	Date    webpage.Witness // best date; zero Date when none
	Looks   int             // exchanges with the same outcome as the last
	Led     string          // where its address led on to; empty when nowhere

	dates []webpage.Witness // of an article's page; never nil for one
	notes []any             // one for each watch, when the page was read with them
	above bool              // a page of the portal that the site is a folder of, or of another body's site
}

// Document is a document that may need an interpretation.
type Document struct {
	Info
	Entry   *SiteEntry // the list entry that names it, if any
	Columns []string   // vocabulary keys of the columns that list it
}

// Pairing is one document with the interpretation that was found for it.
type Pairing struct {
	Document       Document
	Interpretation *Info  // nil: none found
	First          *Info  // of several interpretations the one that came out first; nil when none was found
	Unread         string // why an earlier one may have gone unseen, Chinese; empty = none can have
	By             PairBy // how it was paired
	Forward, Back  bool   // the document's page links to the interpretation; the reverse
	Quote          string // words or link relied on
	Doubt          string // why a missing interpretation cannot be claimed, Chinese; empty = certain
}

// PairBy is how a pairing was made.
type PairBy string

// Ways to pair.
const (
	PairLink  PairBy = "link"
	PairDocNo PairBy = "docno"
	PairTitle PairBy = "title"
	PairText  PairBy = "text"
)

// DeadLink is a link whose target does not exist, seen at least twice.
type DeadLink struct {
	URL     string
	Text    string
	From    string          // page that carries the link
	FromRec evidence.Digest // its exchange
	FromAt  time.Time
	FromSHA evidence.Digest
	Target  Info // the answer of the target
	Home    bool // stands on the home page
	Hidden  bool // not displayed on that page, though a script may show it
}

// Hit is one place where words were found.
type Hit struct {
	Info
	Entry *SiteEntry // set when found in a list row
	Quote string
	Link  string // set when found as a link text: the link's target
}
