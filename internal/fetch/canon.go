package fetch

import "ducha/internal/address"

// Canonical is address.Canonical: the one form of an address under which it is
// asked and known.
func Canonical(raw string) (string, error) { return address.Canonical(raw) }
