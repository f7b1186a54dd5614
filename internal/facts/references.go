package facts

import (
	"strings"

	"ducha/internal/address"
)

// Limits of what a reader remembers of the links it has read.
const (
	maxReferences = 2048
	maxReference  = 256 // bytes of one
)

// references remembers where links lead: a site's menus stand on every page, and
// working out an address costs more than finding it again.
type references struct {
	known map[reference]string
}

// reference is a link as written, with all that its meaning depends on: the
// folder of its page, or the origin alone when it begins at the root.
type reference struct{ from, ref string }

// resolve is base.Resolve. folder and origin are base's own, made once a page.
func (k *references) resolve(base *address.Base, folder, origin, ref string) string {
	if len(ref) > maxReference || ref[0] == '?' || origin == "" {
		return base.Resolve(ref)
	}
	key := reference{folder, ref}
	if ref[0] == '/' || strings.HasPrefix(ref, "http://") || strings.HasPrefix(ref, "https://") {
		key.from = origin
	}
	if u, ok := k.known[key]; ok {
		return u
	}
	u := base.Resolve(ref)
	if len(k.known) >= maxReferences || k.known == nil {
		k.known = make(map[reference]string, 256)
	}
	key.ref = strings.Clone(ref) // the page is let go of
	k.known[key] = u
	return u
}
