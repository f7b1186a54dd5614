package facts

import "github.com/nlnwa/whatwg-url/url"

// ReadUnguarded is Read without its last defence, so that a fuzzer sees panics.
var ReadUnguarded = read

// ResolveBoth resolves ref by the short cut and by the browsers' rules.
func ResolveBoth(base, ref string) (fast, slow string) {
	r := newResolver(base)
	fast = r.join(ref)
	u, err := url.ParseRef(base, ref)
	if err == nil {
		slow = u.Href(false)
	}
	return fast, slow
}
