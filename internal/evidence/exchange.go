// Package evidence keeps what a crawl saw: one SQLite file per site and crawl
// (快照) with every exchange, the raw bodies, the frontier and a hash-chained
// manifest. It reads and writes WARC 1.1. It judges nothing.
package evidence

import (
	"net/http"
	"time"
)

// Digest is a lower-case hex SHA-256.
type Digest string

// Purpose says why an exchange was made.
type Purpose string

// Purposes of an exchange.
const (
	ForPage       Purpose = "page"       // a page, list, script or attachment of the site
	ForRobots     Purpose = "robots"     // robots.txt
	ForSitemap    Purpose = "sitemap"    // sitemap.xml and its parts
	ForProbe      Purpose = "probe"      // a random path that cannot exist, to learn the host's soft 404
	ForSecondLook Purpose = "secondlook" // a candidate finding's page, fetched again later in the run
	ForControl    Purpose = "control"    // proof that the site was reachable at that moment
	ForAside      Purpose = "aside"      // of an archive: another site's, or an earlier capture; tells nothing of the site as judged
)

// Exchange is one request and what came of it; never changed once stored. A
// retried request is several exchanges.
type Exchange struct {
	ID       Digest    // SHA-256 over all fields below and the body digest
	Seq      int64     // order of storage, from 1
	URL      string    // as asked for
	FinalURL string    // after redirects; equals URL without any
	Chain    []string  // every URL from URL to FinalURL, both included, when redirected
	Purpose  Purpose   //
	At       time.Time // UTC, when the request was sent
	Took     time.Duration
	Status   int         // HTTP status; 0 when nothing was received
	Problem  Problem     // why the body proves nothing; empty = the body may be relied on
	Detail   string      // the error's own words, for the log and the evidence page
	Header   http.Header // of the final answer
	Body     Digest      // of the bytes as received after content decoding; empty when there is none
	Size     int64       // bytes of that body
	Attempt  int         // 1 for the first try
	Robots   Digest      // id of the robots.txt exchange in force, if any
	Remote   string      // address and port that answered, when known
	TLS      string      // defect of the certificate or protocol, when the page was read in spite of one
}

// Snapshot (快照) describes one crawl of one site.
type Snapshot struct {
	Digest   Digest          // over the exchange ids in order; printed on every report
	Site     string          // site id
	Home     string          // the address the crawl started from
	Started  time.Time       // UTC; taken from the exchanges
	Finished time.Time       // UTC
	Planned  int             // distinct URLs wanted
	Fetched  int             // distinct URLs with a reliable answer
	Failed   map[Problem]int // distinct URLs without one, by reason
	Foreign  bool            // imported from a WARC of another tool
	Sealed   bool            // the crawl was closed; false after a kill or Ctrl-C
}
