package fetch

import (
	"context"
	"net/http"
	"time"

	"ducha/internal/evidence"
)

// Request is one page wanted.
type Request struct {
	URL        string // canonical
	Purpose    evidence.Purpose
	Attachment bool   // may be as large as an attachment
	Referer    string // page that carries the link; some sites give their files to no one else
	NoCache    bool   // ask caches on the way for a fresh copy
	Attempt    int    // number of the first try; 0 = 1
	Tries      int    // at most so many tries; 0 = the configured number
}

// Result is what came of it: the last exchange stored, with its body.
type Result struct {
	Exchange evidence.Exchange
	Body     []byte
}

// call is one request on its way through the onion.
type call struct {
	ctx      context.Context
	req      Request
	attempt  int
	chain    []string // addresses so far, when redirected
	started  time.Time
	cookies  []*http.Cookie // set on the way; some sites redirect until they come back
	robots   evidence.Digest
	limit    int64 // body bytes
	redirect string

	remote string // filled by the innermost layer
	tls    string
	took   time.Duration // of the last request alone
	spent  time.Duration // of all hops of this try, without the polite waits between

	stored bool
	result Result
}

type callKey struct{}

func callOf(ctx context.Context) *call {
	c, _ := ctx.Value(callKey{}).(*call)
	return c
}

func (c *call) bind() context.Context { return context.WithValue(c.ctx, callKey{}, c) }

// failure is an outcome that has a name.
type failure struct {
	problem evidence.Problem
	detail  string
}

func (f *failure) Error() string { return string(f.problem) + ": " + f.detail }
