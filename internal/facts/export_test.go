package facts

import "ducha/internal/evidence"

// ReadUnguarded is Read without its last defence, so that a fuzzer sees panics.
func ReadUnguarded(ex *evidence.Exchange, body []byte) *Page { return read(ex, body, false) }

// SkimUnguarded is the same of Skim.
func SkimUnguarded(ex *evidence.Exchange, body []byte) *Page { return read(ex, body, true) }
