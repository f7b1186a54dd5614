package facts

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"io"
	"sort"
	"time"
)

// noDay is the absent day.
var noDay = time.Time{}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// encodedMark starts every encoded page; the byte behind it is Version.
const encodedMark = 'F'

// maxDecoded bounds what one encoded page may unpack to.
const maxDecoded = 64 << 20

// EncodePage writes a page for the facts cache: the same page gives the same
// bytes.
func EncodePage(p *Page) []byte {
	var b bytes.Buffer
	b.WriteByte(encodedMark)
	b.WriteByte(Version)
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil // the level is a constant: cannot happen
	}
	// JSON sorts map keys, which makes it deterministic.
	if err := json.NewEncoder(w).Encode(p); err != nil {
		return nil
	}
	if err := w.Close(); err != nil {
		return nil
	}
	return b.Bytes()
}

// DecodePage reads what EncodePage wrote.
func DecodePage(data []byte) (*Page, error) {
	if len(data) < 2 || data[0] != encodedMark {
		return nil, fmt.Errorf("decode page facts: not an encoded page")
	}
	if data[1] != Version {
		return nil, fmt.Errorf("decode page facts: version %d, want %d", data[1], Version)
	}
	body, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data[2:])), maxDecoded))
	if err != nil {
		return nil, fmt.Errorf("decode page facts: %w", err)
	}
	p := new(Page)
	if err := json.Unmarshal(body, p); err != nil {
		return nil, fmt.Errorf("decode page facts: %w", err)
	}
	for i := range p.Lists {
		for k := range p.Lists[i].Entries {
			settleZone(p.Lists[i].Entries[k].Dates)
		}
	}
	if p.Article != nil {
		settleZone(p.Article.Dates)
	}
	return p, nil
}
