package facts

import "ducha/internal/evidence"

// ReadUnguarded is Read without its last defence, so that a fuzzer sees panics.
func ReadUnguarded(ex *evidence.Exchange, body []byte) *Page { return read(ex, body) }

// Needs says whether a paper may need an interpretation and is the site's own by its title.
func Needs(title, docNo string) bool { return needsInterpretation(title, docNo) && !superior(title) }
