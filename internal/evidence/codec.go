package evidence

import (
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// Bodies are zstd-compressed with a sibling page of the same site as raw
// dictionary: pages of one site share most of their markup, which halves both
// size and time (crawling.md §5).
const (
	dictMin    = 2 << 10   // a shorter page teaches nothing
	dictMax    = 112 << 10 // the window a fast encoder can use
	dictSkip   = 2         // the home page and the next are unlike the rest
	maxDecoded = 256 << 20 // no stored body is larger
)

type codec struct {
	table  string // body or facts: where the dictionaries are kept
	mu     sync.Mutex
	enc    *zstd.Encoder
	dictID int64 // row of the dictionary in use; 0 = none
	seen   int   // pages that could have become the dictionary
	decs   map[int64]*zstd.Decoder
}

func newEncoder(dict []byte) (*zstd.Encoder, error) {
	opts := []zstd.EOption{
		zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false),
		zstd.WithEncoderConcurrency(min(2, runtime.GOMAXPROCS(0))), zstd.WithLowerEncoderMem(true),
		zstd.WithWindowSize(256 << 10),
	}
	if len(dict) > 0 {
		opts = append(opts, zstd.WithEncoderDictRaw(1, dict))
	}
	return zstd.NewWriter(nil, opts...)
}

func newDecoder(dict []byte) (*zstd.Decoder, error) {
	opts := []zstd.DOption{zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(maxDecoded), zstd.WithDecoderLowmem(true)}
	if len(dict) > 0 {
		opts = append(opts, zstd.WithDecoderDictRaw(1, dict))
	}
	return zstd.NewReader(nil, opts...)
}

func clipDict(body []byte) []byte { return body[:min(len(body), dictMax)] }

// encode compresses outside the store's lock and says with which dictionary.
func (c *codec) encode(body []byte) (data []byte, dict int64, err error) {
	c.mu.Lock()
	if c.enc == nil {
		if c.enc, err = newEncoder(nil); err != nil {
			c.mu.Unlock()
			return nil, 0, fmt.Errorf("start compression: %w", err)
		}
	}
	enc, dict := c.enc, c.dictID
	c.mu.Unlock()
	return enc.EncodeAll(body, make([]byte, 0, len(body)/6+64)), dict, nil
}

// offer may make a newly stored page the dictionary for those that follow.
func (c *codec) offer(row int64, body []byte, dict int64) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dictID != 0 || dict != 0 || len(body) < dictMin || c.table == "body" && !markup(body) {
		return nil
	}
	if c.seen++; c.seen <= dictSkip {
		return nil
	}
	enc, err := newEncoder(clipDict(body))
	if err != nil {
		return fmt.Errorf("use dictionary: %w", err)
	}
	c.enc, c.dictID = enc, row
	return nil
}

func markup(body []byte) bool {
	for _, b := range body[:min(len(body), 512)] {
		if b == '<' {
			return true
		}
		if b == 0 {
			return false
		}
	}
	return false
}

func (c *codec) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, d := range c.decs {
		d.Close()
	}
	c.decs = nil
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
