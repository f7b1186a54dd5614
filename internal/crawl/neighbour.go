package crawl

import (
	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// ofNeighbour says whether a page is of another body's site on the same host. The home
// page, read first, shows what is the site's own; a run that goes on where another was
// stopped does not see it and follows all.
func (r *run) ofNeighbour(t evidence.Target, page *webpage.Page) bool {
	face := page.Face()
	r.mu.Lock()
	defer r.mu.Unlock()
	if t.Kind == kindHome && !r.near.Met() && face != (webpage.Face{}) {
		r.near.Meet(page.URL, face)
	}
	return r.near.Start(page.URL, face) != ""
}

// owns says whether an address is in the folder that is the site's, if it is one of a
// portal's.
func (r *run) owns(address string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.near.Inside(address)
}
