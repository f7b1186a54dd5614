package evidence

// Delta and Undelta are what facts are packed with.
func Delta(body, data []byte) []byte { return new(deltas).encode(body, data) }

// Undelta is Delta's inverse.
func Undelta(body, diff []byte) ([]byte, error) { return undelta(body, diff) }
