package fetch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"ducha/internal/evidence"
)

// limitLayer bounds time and size of one answer. Each limit has its own name: a
// page that was cut is never taken for a whole one.
type limitLayer struct {
	limits Limits
	next   http.RoundTripper
}

// Decoders and buffers at rest, of all clients: hundreds of sites asked side by side
// have few answers under way at a moment.
var unzippers, buffers sync.Pool

func (l *limitLayer) RoundTrip(req *http.Request) (*http.Response, error) {
	cl := callOf(req.Context())
	ctx, cancel := context.WithCancelCause(req.Context())
	longer := time.Duration(1) << min(cl.attempt-1, 4)
	header := time.AfterFunc(l.limits.Header*longer, func() {
		cancel(&failure{evidence.Timeout, fmt.Sprintf("no header within %s", l.limits.Header*longer)})
	})
	whole := time.AfterFunc(l.limits.Whole*longer, func() {
		cancel(&failure{evidence.Timeout, fmt.Sprintf("not complete within %s", l.limits.Whole*longer)})
	})
	req = req.WithContext(ctx)
	req.Header.Set("Accept-Encoding", "gzip")
	resp, err := l.next.RoundTrip(req)
	header.Stop()
	if err != nil {
		whole.Stop()
		err = causeOf(ctx, err)
		cancel(nil)
		return nil, err
	}
	body := &limitedBody{ctx: ctx, cancel: cancel, whole: whole, raw: resp.Body, idle: l.limits.Idle * longer,
		left: cl.limit, ratio: l.limits.Ratio}
	body.timer = time.AfterFunc(body.idle, body.idled)
	if err := body.open(resp.Header.Get("Content-Encoding")); err != nil {
		body.Close()
		if resp.StatusCode < 400 {
			return nil, err
		}
		resp.Body = http.NoBody // the status says enough
		return resp, nil
	}
	resp.Body = body
	return resp, nil
}

// causeOf prefers the limit that was hit over the error it caused.
func causeOf(ctx context.Context, err error) error {
	var f *failure
	if errors.As(context.Cause(ctx), &f) {
		return f
	}
	return err
}

type limitedBody struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	whole  *time.Timer
	timer  *time.Timer
	idle   time.Duration
	raw    io.ReadCloser
	unzip  *unzipper
	other  io.Reader // takes off another coding

	broken error // why the wire gave no more, if it should have

	left  int64 // bytes still allowed
	ratio int64
	in    int64 // compressed bytes read
	out   int64
}

func (b *limitedBody) idled() {
	b.cancel(&failure{evidence.Timeout, fmt.Sprintf("body silent for %s", b.idle)})
}

// open prepares the decoding. Only gzip was asked for; servers send what lies in their
// cache, and browsers read that, and what bears a name that is no coding.
func (b *limitedBody) open(encoding string) error {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity":
		return nil
	case "gzip", "x-gzip":
		return b.openGzip()
	}
	if strings.Contains(encoding, ",") {
		return &failure{evidence.BadAnswer, fmt.Sprintf("Content-Encoding %.40q was not asked for", encoding)}
	}
	var err error
	if b.other, err = evidence.Unpack(encoding, rawReader{b}); err != nil {
		return causeOf(b.ctx, &failure{evidence.BadAnswer, "body is not packed as announced: " + err.Error()})
	}
	return nil
}

func (b *limitedBody) openGzip() error {
	z, _ := unzippers.Get().(*unzipper)
	if z == nil {
		z = new(unzipper)
	}
	if err := z.open(rawReader{b}); err != nil {
		if errors.Is(err, io.EOF) {
			return nil // an empty body may claim any encoding
		}
		return causeOf(b.ctx, &failure{evidence.BadAnswer, "body is not gzip as announced: " + err.Error()})
	}
	b.unzip = z
	return nil
}

// rawReader counts the bytes of the wire and restarts the idle clock.
type rawReader struct{ b *limitedBody }

func (r rawReader) Read(p []byte) (int, error) {
	n, err := r.b.raw.Read(p)
	if err != nil && err != io.EOF {
		r.b.broken = err
	}
	if n > 0 {
		r.b.in += int64(n)
		r.b.timer.Reset(r.b.idle)
	}
	return n, err
}

// bombFloor is how much is unpacked before the ratio counts: short repetitive
// pages compress well without harm.
const bombFloor = 1 << 20

func (b *limitedBody) Read(p []byte) (int, error) {
	var n int
	var err error
	switch {
	case b.unzip != nil:
		n, err = b.unzip.Read(p)
	case b.other != nil:
		n, err = b.readOther(p)
	default:
		n, err = rawReader{b}.Read(p)
	}
	b.out += int64(n)
	if err != nil && err != io.EOF {
		return n, bodyError(causeOf(b.ctx, err))
	}
	if b.out > bombFloor && b.out > b.ratio*max(1, b.taken()) {
		return int(min(int64(n), b.left)), &failure{evidence.Bomb, fmt.Sprintf("%d bytes unpacked from %d", b.out, b.in)}
	}
	if int64(n) > b.left {
		n = int(b.left)
		b.left = 0
		return n, &failure{evidence.TooLarge, "larger than the limit; the rest was not read"}
	}
	b.left -= int64(n)
	return n, err
}

// readOther names a coding that breaks, unless the wire is to blame.
func (b *limitedBody) readOther(p []byte) (int, error) {
	n, err := b.other.Read(p)
	if err == nil || err == io.EOF || b.broken != nil || b.ctx.Err() != nil {
		return n, cmp.Or(b.broken, err)
	}
	return n, &failure{evidence.BadAnswer, "compressed body is damaged: " + err.Error()}
}

// taken is how much of the wire made what was given out.
func (b *limitedBody) taken() int64 {
	if b.unzip != nil {
		return b.in - int64(b.unzip.page.Len())
	}
	return b.in
}

func (b *limitedBody) Close() error {
	b.whole.Stop()
	b.timer.Stop()
	if c, ok := b.other.(io.Closer); ok {
		c.Close()
	}
	if b.unzip != nil {
		unzippers.Put(b.unzip)
		b.unzip = nil
	}
	err := b.raw.Close()
	b.cancel(nil)
	return err
}
