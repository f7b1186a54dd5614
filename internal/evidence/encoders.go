package evidence

import (
	"fmt"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
)

// hurry is how soon a dictionary must be wanted again for its encoder to stay with
// it. An encoder is most of a megabyte: hundreds of sites crawled slowly side by side
// must not each keep theirs, and a site crawled fast must not wait for one.
const hurry = 100 * time.Millisecond

// packer encodes by one dictionary. Its codec's lock guards it.
type packer struct {
	row   int64  // of the dictionary; 0 = none
	page  []byte // the dictionary
	enc   *zstd.Encoder
	users int
	last  time.Time // when it was used
}

// take gives the encoder until done is called.
func (p *packer) take() (*zstd.Encoder, error) {
	if p.enc == nil {
		enc, err := lend(p.page)
		if err != nil {
			return nil, fmt.Errorf("start compression: %w", err)
		}
		p.enc = enc
	}
	p.users++
	return p.enc, nil
}

func (p *packer) done(now time.Time) {
	p.users--
	calm := now.Sub(p.last) > hurry
	p.last = now
	if calm {
		p.rest()
	}
}

// idle gives an encoder up that was not used lately.
func (p *packer) idle(now time.Time) {
	if now.Sub(p.last) > hurry {
		p.rest()
	}
}

func (p *packer) rest() {
	if p.enc != nil && p.users == 0 {
		spare(p.page).Put(p.enc)
		p.enc = nil
	}
}

// Encoders at rest, of all snapshots: without and with a dictionary.
var plainEncoders, dictEncoders sync.Pool

func spare(dict []byte) *sync.Pool {
	if len(dict) == 0 {
		return &plainEncoders
	}
	return &dictEncoders
}

// lend gives an encoder at rest, or a new one, for a dictionary.
func lend(dict []byte) (*zstd.Encoder, error) {
	if enc, ok := spare(dict).Get().(*zstd.Encoder); ok {
		if len(dict) == 0 {
			return enc, nil
		}
		return enc, enc.ResetWithOptions(nil, zstd.WithEncoderDictRaw(1, dict))
	}
	opts := []zstd.EOption{
		zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false),
		zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true), zstd.WithWindowSize(128 << 10),
	}
	if len(dict) > 0 {
		opts = append(opts, zstd.WithEncoderDictRaw(1, dict))
	}
	return zstd.NewWriter(nil, opts...)
}
