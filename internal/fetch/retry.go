package fetch

import (
	"net/http"
	"time"

	"ducha/internal/evidence"
)

// retryLayer asks again after faults of the way, with longer limits each time.
// Refusals of the server are not argued with: the crawl returns to them later.
type retryLayer struct {
	limits Limits
	next   http.RoundTripper
}

func (l *retryLayer) RoundTrip(req *http.Request) (*http.Response, error) {
	cl := callOf(req.Context())
	first := cl.attempt
	tries := l.limits.Attempts
	if cl.req.Tries > 0 {
		tries = cl.req.Tries
	}
	for wait := l.limits.RetryWait; ; wait *= 2 {
		resp, err := l.next.RoundTrip(req.Clone(req.Context()))
		if !cl.stored || !again(cl.result.Exchange.Problem) || cl.attempt-first+1 >= tries {
			return resp, err
		}
		if !pause(cl, wait) {
			return nil, cl.ctx.Err()
		}
		cl.attempt++
		cl.stored = false
	}
}

func again(p evidence.Problem) bool {
	switch p {
	case evidence.DNS, evidence.Refused, evidence.Reset, evidence.Timeout, evidence.Truncated,
		evidence.ServerError, evidence.BadAnswer, evidence.Empty, evidence.AppError:
		return true
	}
	return false
}

// pause waits, unless the call is cancelled.
func pause(cl *call, d time.Duration) bool {
	if d <= 0 {
		return cl.ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-cl.ctx.Done():
		return false
	}
}
