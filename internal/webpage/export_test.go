package webpage

import "ducha/internal/evidence"

// ReadUnguarded is Read without its last defence, so that a fuzzer sees panics.
func ReadUnguarded(ex *evidence.Exchange, body []byte) *Page { return read(ex, body) }
