package fetch

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"time"

	"ducha/internal/evidence"
)

// recordLayer stores every answer and every failure to get one, before any
// layer above or colly sees it. What goes up has no body: it was read, measured
// and stored here, and colly would only copy it or unpack it a second time.
type recordLayer struct {
	client *Client
	next   http.RoundTripper
}

func (l *recordLayer) RoundTrip(req *http.Request) (*http.Response, error) {
	cl := callOf(req.Context())
	cl.remote, cl.tls = "", ""
	if cl.attempt > 1 || cl.started.IsZero() {
		cl.started = time.Now()
	}
	if len(cl.chain) == 0 {
		cl.spent = 0
	}
	sent, before := time.Now(), cl.spent
	resp, err := l.next.RoundTrip(req)
	if err != nil {
		cl.took = time.Since(sent)
		cl.spent = before + cl.took
		err = l.fail(cl, req, err)
		cl.spent = before // the next try of this hop starts anew
		return nil, err
	}
	body, err := readWhole(resp.Body)
	cl.took = time.Since(sent)
	cl.spent = before + cl.took
	if cl.ctx.Err() != nil {
		return nil, cl.ctx.Err()
	}
	if err == nil && isRedirect(resp) {
		l.noteRedirect(cl, resp)
		return without(resp, req), nil
	}
	ex := cl.exchange(req.URL.String())
	ex.Status, ex.Header = resp.StatusCode, resp.Header
	if err != nil {
		ex.Problem, ex.Detail = problemOf(err), err.Error()
	}
	if ex.Problem == evidence.None || resp.StatusCode >= 400 && ex.Problem != evidence.Bomb {
		v := l.client.judge(cl, ex, body)
		ex.Problem, ex.Detail = v.problem, v.detail
	}
	if ex, err = l.client.rec.Put(ex, body); err != nil {
		return nil, err
	}
	cl.stored, cl.result = true, Result{ex, body}
	return without(resp, req), nil
}

// fail stores a request that got no answer.
func (l *recordLayer) fail(cl *call, req *http.Request, err error) error {
	if cl.ctx.Err() != nil {
		return cl.ctx.Err()
	}
	ex := cl.exchange(req.URL.String())
	ex.Problem, ex.Detail = problemOf(err), err.Error()
	ex, perr := l.client.rec.Put(ex, nil)
	if perr != nil {
		return perr
	}
	cl.stored, cl.result = true, Result{Exchange: ex}
	return err
}

func (l *recordLayer) noteRedirect(cl *call, resp *http.Response) {
	cl.redirect = resp.Header.Get("Location")
	cl.result.Exchange.Status, cl.result.Exchange.Header = resp.StatusCode, resp.Header
	for _, ck := range resp.Cookies() {
		cl.cookies = slices.DeleteFunc(cl.cookies, func(old *http.Cookie) bool { return old.Name == ck.Name })
		if ck.MaxAge >= 0 {
			cl.cookies = append(cl.cookies, ck)
		}
	}
}

func isRedirect(resp *http.Response) bool {
	switch resp.StatusCode {
	case 301, 302, 303, 307, 308:
		return resp.Header.Get("Location") != ""
	}
	return false
}

// readWhole collects a body in a pooled buffer and keeps it in its exact size.
func readWhole(r io.ReadCloser) ([]byte, error) {
	defer r.Close()
	buf, _ := buffers.Get().(*bytes.Buffer)
	if buf == nil {
		buf = new(bytes.Buffer)
		buf.Grow(64 << 10)
	}
	buf.Reset()
	_, err := buf.ReadFrom(r)
	body := bytes.Clone(buf.Bytes())
	if buf.Cap() <= 1<<20 {
		buffers.Put(buf)
	}
	return body, err
}

// without is the answer as colly may see it.
func without(resp *http.Response, req *http.Request) *http.Response {
	return &http.Response{
		Status: resp.Status, StatusCode: resp.StatusCode, Proto: resp.Proto, ProtoMajor: resp.ProtoMajor,
		ProtoMinor: resp.ProtoMinor, Header: http.Header{}, Body: http.NoBody, Request: req,
	}
}
