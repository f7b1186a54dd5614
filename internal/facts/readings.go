package facts

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// A Watch is what somebody wants to know of every page of a site. It is worked
// out while the page is read, so that no page need be read again for it.
type Watch struct {
	Key any // of a type of the asker's own; comparable
	// Look is pure and safe for many goroutines. What it gives must be small and
	// hold no piece of the page; nil when there is nothing to note.
	Look func(*webpage.Page) any
}

// noNote stands where a watch broke on a page.
type noNote struct{}

// note is what a watch notes of a page, whatever happens.
func (w *Watch) note(p *webpage.Page) (note any) {
	defer func() {
		if recover() != nil {
			note = noNote{}
		}
	}()
	return w.Look(p)
}

// Readings remembers what was read of a site's pages, from the crawl to the last
// judgement: a page is then read once, however often the site is loaded. It is a
// memory of pure functions and changes no result. Safe for many goroutines.
type Readings struct {
	match   *matcher
	watches []Watch
	space   *Room

	mu     sync.Mutex
	kept   map[reading]*gist
	taken  int64            // bytes of the room
	labels map[string][]hit // what a label names, nothing included
	sights table[sightKey, sight]
	texts  table[textKey, textTold]
	same   map[string]uint32
	links  table[webpage.Link, webpage.Link]
	faces  map[webpage.Face]*webpage.Face

	wordsMu sync.Mutex
	words   map[string]string // see word
}

// reading is one exchange, as what it was read: what the whole site tells may
// show later that an answer stood for no page.
type reading struct {
	id      evidence.Digest
	problem evidence.Problem
}

// NewReadings is an empty memory. The vocabulary must be that of every Load; nil
// is room of its own.
func NewReadings(v Vocabulary, space *Room, watches ...Watch) *Readings {
	if space == nil {
		space = NewRoom(0)
	}
	return &Readings{match: newMatcher(&v), watches: watches, space: space, kept: map[reading]*gist{}, labels: map[string][]hit{}, same: map[string]uint32{}, words: map[string]string{}}
}

// Keep remembers a page just read of an exchange.
func (r *Readings) Keep(ex *evidence.Exchange, p *webpage.Page) {
	if !r.space.full() { // else the work would be for nothing
		r.put(reading{ex.ID, ex.Problem}, r.digest(p))
	}
}

// put says whether there was room.
func (r *Readings) put(key reading, g *gist) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, known := r.kept[key]; known {
		return true
	}
	weight := g.weight()
	if !r.space.take(weight) {
		return false
	}
	r.taken += weight
	r.kept[key] = g
	return true
}

// Forget ends a memory and gives its room back.
func (r *Readings) Forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.space.give(r.taken)
	r.kept, r.taken = map[reading]*gist{}, 0
}

func (r *Readings) get(key reading) *gist {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.kept[key]
}

// table gives every value of a kind a number, so that what stands on every page
// is kept once.
type table[K comparable, V any] struct {
	ids map[K]uint32
	all []V
}

func (t *table[K, V]) find(k K) (uint32, bool) {
	id, ok := t.ids[k]
	return id, ok
}

func (t *table[K, V]) add(k K, v V) uint32 {
	if t.ids == nil {
		t.ids = map[K]uint32{}
	}
	id := uint32(len(t.all))
	t.ids[k] = id
	t.all = append(t.all, v)
	return id
}

type textKey struct{ text, url string }

// textTold is a text that links carry, with one of its targets; same numbers the
// text alone.
type textTold struct {
	textKey
	same uint32
}

// told are the texts numbered so far; what stands there never changes.
func (r *Readings) told() []textTold {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.texts.all
}

// textsOf numbers the texts that the links of a page carry.
func (r *Readings) textsOf(p *webpage.Page) (ids series) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range p.Links {
		l := &p.Links[i]
		if l.Text == "" || l.Kind == webpage.LinkEntry {
			continue
		}
		id, ok := r.texts.find(textKey{l.Text, l.URL})
		if !ok {
			key := textKey{strings.Clone(l.Text), strings.Clone(l.URL)}
			same, known := r.same[key.text]
			if !known {
				same = uint32(len(r.same))
				r.same[key.text] = same
			}
			id = r.texts.add(key, textTold{key, same})
		}
		ids.add(id)
	}
	return slices.Clone(ids)
}

// noted gives the place of a watch among those that were looked for; -1 when it
// is none of them.
func (r *Readings) noted(key any) int {
	for i := range r.watches {
		if r.watches[i].Key == key {
			return i
		}
	}
	return -1
}

// Noted gives what a watch notes of a page: at once when the page was read with
// it, else by reading the page. An error says that it cannot be told.
func (s *Site) Noted(w Watch, info *Info) (any, error) {
	var note any
	if i := s.readings.noted(w.Key); i >= 0 && i < len(info.notes) {
		note = info.notes[i]
	} else {
		p, err := s.Page(info.URL)
		if err != nil {
			return nil, err
		}
		note = w.note(p)
	}
	if note == (noNote{}) {
		return nil, fmt.Errorf("%w：%s（检查程序异常）", ErrUnreachable, info.URL)
	}
	return note, nil
}
