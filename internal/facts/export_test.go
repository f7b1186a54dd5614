package facts

// ReadUnguarded is Read without its last defence, so that a fuzzer sees panics.
var ReadUnguarded = read
