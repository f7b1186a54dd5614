package evidence

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
)

// Bodies are zstd-compressed with a sibling page of the same site as raw
// dictionary: pages of one template share most of their markup, which halves
// both size and time (crawling.md §5). A page that begins unlike every
// dictionary becomes one itself.
const (
	dictMin    = 2 << 10   // a shorter page teaches nothing
	dictMax    = 112 << 10 // the window a fast encoder can use
	dictAlike  = 256       // bytes two pages of one template begin with in common
	dictCount  = 6         // templates of one site that are worth it
	maxDecoded = 256 << 20 // no stored body is larger
)

// codec packs the blobs of one table.
type codec struct {
	table string // body or facts
	mu    sync.Mutex
	plain packer
	dicts []*packer
	decs  map[int64]*zstd.Decoder
}

func newDecoder(dict []byte) (*zstd.Decoder, error) {
	opts := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxDecoded), zstd.WithDecoderLowmem(true)}
	if len(dict) > 0 {
		opts = append(opts, zstd.WithDecoderDictRaw(1, dict))
	}
	return zstd.NewReader(nil, opts...)
}

func clipDict(body []byte) []byte { return body[:min(len(body), dictMax)] }

// encode compresses outside the store's lock and says with which dictionary.
func (c *codec) encode(body []byte) (data []byte, dict int64, err error) {
	c.mu.Lock()
	p := c.pick(body)
	enc, err := p.take()
	c.mu.Unlock()
	if err != nil {
		return nil, 0, err
	}
	data = enc.EncodeAll(body, make([]byte, 0, len(body)/6+64))
	c.mu.Lock()
	defer c.mu.Unlock()
	p.done(time.Now())
	return data, p.row, nil
}

// pick gives the dictionary the body begins most like. While there is room for
// another, one that is not like it is left alone; the caller holds mu.
func (c *codec) pick(body []byte) *packer {
	best, alike := &c.plain, -1
	for _, d := range c.dicts {
		if n := common(d.page, body); n > alike {
			best, alike = d, n
		}
	}
	if alike < dictAlike && len(c.dicts) < c.room() && c.teaches(body) {
		return &c.plain
	}
	return best
}

func (c *codec) room() int {
	if c.table == "facts" {
		return 1
	}
	return dictCount
}

func (c *codec) teaches(body []byte) bool {
	return len(body) >= dictMin && (c.table == "facts" || markup(body))
}

// common counts the bytes two pages begin with alike.
func common(a, b []byte) int {
	n := min(len(a), len(b), 4*dictAlike)
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// offer may make a newly stored page the dictionary for those like it.
func (c *codec) offer(row int64, body []byte, dict int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if dict != 0 || len(c.dicts) >= c.room() || !c.teaches(body) {
		return
	}
	for _, d := range c.dicts {
		if c.table == "facts" || common(d.page, body) >= dictAlike {
			return // another goroutine's page came first
		}
	}
	c.dicts = append(c.dicts, &packer{row: row, page: bytes.Clone(clipDict(body))})
}

// idle gives up the encoders that were not used lately.
func (c *codec) idle() {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	for _, p := range append([]*packer{&c.plain}, c.dicts...) {
		p.idle(now)
	}
}

func markup(body []byte) bool {
	head := body[:min(len(body), 512)]
	return bytes.IndexByte(head, '<') >= 0 && bytes.IndexByte(head, 0) < 0
}

func (c *codec) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, d := range c.decs {
		d.Close()
	}
	for _, p := range append([]*packer{&c.plain}, c.dicts...) {
		p.rest()
	}
	c.decs, c.dicts, c.plain = nil, nil, packer{}
}

// decoder gives the decoder of a dictionary, reading that page on first use.
// The codec's lock is not held meanwhile: writers take it under the store's.
func (s *Store) decoder(c *codec, dict int64) (*zstd.Decoder, error) {
	c.mu.Lock()
	d, ok := c.decs[dict]
	c.mu.Unlock()
	if ok {
		return d, nil
	}
	page, err := s.dictionary(c, dict)
	if err != nil {
		return nil, fmt.Errorf("read dictionary: %w", err)
	}
	if d, err = newDecoder(clipDict(page)); err != nil {
		return nil, fmt.Errorf("start decompression: %w", err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if first, ok := c.decs[dict]; ok {
		d.Close()
		return first, nil
	}
	if c.decs == nil {
		c.decs = map[int64]*zstd.Decoder{}
	}
	c.decs[dict] = d
	return d, nil
}

// dictionary gives the page used as dictionary; none for 0.
func (s *Store) dictionary(c *codec, dict int64) ([]byte, error) {
	if dict == 0 {
		return nil, nil
	}
	query := "SELECT size, dict, data FROM body WHERE rowid = ?"
	if c.table == "facts" {
		query = "SELECT 0, dict, data FROM facts WHERE rowid = ?"
	}
	raw, err := s.rawBody(query, dict)
	if err != nil {
		return nil, err
	}
	if raw.dict != 0 {
		return nil, errors.New("it has a dictionary of its own")
	}
	plain, err := newDecoder(nil)
	if err != nil {
		return nil, err
	}
	defer plain.Close()
	return plain.DecodeAll(raw.data, nil)
}

type storedBody struct {
	size, dict int64
	data       []byte
}

func (s *Store) rawBody(query string, key any) (storedBody, error) {
	var b storedBody
	err := s.row(query, []any{key}, &b.size, &b.dict, &b.data)
	if errors.Is(err, sql.ErrNoRows) {
		return b, ErrNoRecord
	}
	return b, err
}
