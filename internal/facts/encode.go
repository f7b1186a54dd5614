package facts

import (
	"encoding/binary"
	"fmt"
	"sort"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/zhtext"
)

// noDay is the absent day.
var noDay = time.Time{}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// encodedMark starts every encoded page; the byte behind it is Version.
const encodedMark = 'F'

// EncodePage writes a page for the facts cache: the same page gives the same
// bytes. Addresses are written as their difference from the one before.
func EncodePage(p *Page) []byte {
	w := &packer{buf: make([]byte, 0, 4096+len(p.Text)), seen: make(map[string]uint64)}
	w.buf = append(w.buf, encodedMark, Version)
	w.page(p)
	return w.buf
}

type packer struct {
	buf  []byte
	last string            // address written last
	seen map[string]uint64 // texts written before, by number
}

func (w *packer) uint(n uint64)   { w.buf = binary.AppendUvarint(w.buf, n) }
func (w *packer) int(n int)       { w.buf = binary.AppendVarint(w.buf, int64(n)) }
func (w *packer) digest(s string) { w.raw(s) }

func (w *packer) flag(b bool) {
	if b {
		w.buf = append(w.buf, 1)
		return
	}
	w.buf = append(w.buf, 0)
}

func (w *packer) raw(s string) {
	w.uint(uint64(len(s)))
	w.buf = append(w.buf, s...)
}

// text writes a string, or the number of an equal one written before.
func (w *packer) text(s string) {
	if s == "" {
		w.uint(0)
		return
	}
	if n, ok := w.seen[s]; ok {
		w.uint(n<<1 | 1)
		return
	}
	w.seen[s] = uint64(len(w.seen))
	w.uint(uint64(len(s)) << 1)
	w.buf = append(w.buf, s...)
}

// address writes a URL by what it has in common with the last one.
func (w *packer) address(s string) {
	n := 0
	for n < len(s) && n < len(w.last) && s[n] == w.last[n] {
		n++
	}
	w.uint(uint64(n))
	w.raw(s[n:])
	w.last = s
}

// day writes a time to the second, and whether there is one at all.
func (w *packer) day(t time.Time) {
	w.flag(!t.IsZero())
	if !t.IsZero() {
		w.buf = binary.AppendVarint(w.buf, t.Unix())
		w.uint(uint64(t.Nanosecond()))
	}
}

func (w *packer) link(l *Link) {
	w.address(l.URL)
	w.text(l.Text)
	w.text(string(l.Area))
	w.text(string(l.Kind))
	w.text(l.Card)
	w.text(l.Raw)
}

func packAll[T any](w *packer, list []T, one func(*T)) {
	w.uint(uint64(len(list)))
	for i := range list {
		one(&list[i])
	}
}

func (w *packer) witness(v *Witness) {
	w.day(v.Date)
	w.text(string(v.Source))
	w.uint(uint64(v.Confidence))
	w.text(v.Quote)
	w.flag(v.NoYear)
}

func (w *packer) entry(e *Entry) {
	w.text(e.Title)
	w.address(e.URL)
	packAll(w, e.Dates, w.witness)
	w.flag(e.Pinned)
	w.text(e.DocNo)
	w.text(e.Raw)
	packAll(w, e.Related, w.link)
}

func (w *packer) page(p *Page) {
	w.digest(string(p.Record))
	w.address(p.URL)
	w.day(p.At)
	w.digest(string(p.SHA256))
	w.text(string(p.Problem))
	w.int(p.Status)
	for _, s := range []string{string(p.Class), p.Charset, p.Declared, p.Title, p.Heading} {
		w.text(s)
	}
	keys := sortedKeys(p.Meta)
	w.flag(p.Meta != nil)
	w.uint(uint64(len(keys)))
	for _, k := range keys {
		w.text(k)
		w.text(p.Meta[k])
	}
	packAll(w, p.Crumbs, w.link)
	packAll(w, p.Links, w.link)
	packAll(w, p.Lists, func(l *List) {
		w.text(l.Heading)
		w.address(l.More)
		w.text(l.Empty)
		packAll(w, l.Entries, w.entry)
	})
	w.flag(p.Article != nil)
	if a := p.Article; a != nil {
		for _, s := range []string{a.Title, a.Source, a.DocNo, a.Index, a.Validity} {
			w.text(s)
		}
		packAll(w, a.Dates, w.witness)
		packAll(w, a.Links, w.link)
		packAll(w, a.Attachments, w.link)
		w.int(a.Images)
		w.int(a.Length)
	}
	f := &p.Footer
	for _, s := range []string{f.SiteCode, f.ICP, f.Police, f.Sponsor, f.Contact, f.Quote} {
		w.text(s)
	}
	for _, b := range []bool{f.Badge, f.Mistake, f.Map, f.Scripts} {
		w.flag(b)
	}
	packAll(w, p.Forms, func(f *Form) {
		w.text(f.Action)
		w.text(f.Method)
		packAll(w, f.Fields, func(s *string) { w.text(*s) })
	})
	w.raw(p.Text)
	w.int(p.Chars)
	w.flag(p.ScriptsIn)
	w.int(p.Pager.Pages)
	w.int(p.Pager.Index)
	w.text(p.Pager.Next)
	w.flag(p.Pager.Open)
	packAll(w, p.Menus, func(m *Menu) {
		w.text(m.Label)
		packAll(w, m.Links, w.link)
	})
}

// DecodePage reads what EncodePage wrote.
func DecodePage(data []byte) (*Page, error) {
	if len(data) < 2 || data[0] != encodedMark {
		return nil, fmt.Errorf("decode page facts: not an encoded page")
	}
	if data[1] != Version {
		return nil, fmt.Errorf("decode page facts: version %d, want %d", data[1], Version)
	}
	r := &unpacker{data: string(data[2:])}
	p := r.page()
	if r.bad || r.at != len(r.data) {
		return nil, fmt.Errorf("decode page facts: broken at byte %d of %d", r.at+2, len(data))
	}
	return p, nil
}

type unpacker struct {
	data string
	at   int
	last string
	seen []string
	bad  bool
}

func (r *unpacker) uint() uint64 {
	var n uint64
	for shift := 0; shift < 64; shift += 7 {
		if r.at >= len(r.data) {
			break
		}
		c := r.data[r.at]
		r.at++
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
	}
	r.bad = true
	return 0
}

func (r *unpacker) signed() int64 {
	n := r.uint()
	v := int64(n >> 1)
	if n&1 != 0 {
		v = ^v
	}
	return v
}

func (r *unpacker) int() int { return int(r.signed()) }

func (r *unpacker) flag() bool { return r.take(1) == "\x01" }

func (r *unpacker) take(n uint64) string {
	if r.bad || n > uint64(len(r.data)-r.at) {
		r.bad = true
		return ""
	}
	s := r.data[r.at : r.at+int(n)]
	r.at += int(n)
	return s
}

func (r *unpacker) raw() string { return r.take(r.uint()) }

func (r *unpacker) text() string {
	n := r.uint()
	switch {
	case n == 0:
		return ""
	case n&1 == 1:
		if n>>1 >= uint64(len(r.seen)) {
			r.bad = true
			return ""
		}
		return r.seen[n>>1]
	}
	s := r.take(n >> 1)
	r.seen = append(r.seen, s)
	return s
}

func (r *unpacker) address() string {
	n := r.uint()
	if n > uint64(len(r.last)) {
		r.bad = true
		return ""
	}
	r.last = r.last[:n] + r.raw()
	return r.last
}

func (r *unpacker) day(zone *time.Location) time.Time {
	if !r.flag() {
		return time.Time{}
	}
	sec := r.signed()
	return time.Unix(sec, int64(r.uint())).In(zone)
}

// unpackAll reads a list; nil stays nil, and a count beyond the data is an error.
func unpackAll[T any](r *unpacker, one func() T) []T {
	n := r.uint()
	if n == 0 || r.bad || n > uint64(len(r.data)-r.at) {
		r.bad = r.bad || n > 0
		return nil
	}
	list := make([]T, 0, min(n, 4096))
	for range n {
		list = append(list, one())
		if r.bad {
			return nil
		}
	}
	return list
}

func (r *unpacker) link() Link {
	return Link{URL: r.address(), Text: r.text(), Area: Area(r.text()), Kind: LinkKind(r.text()), Card: r.text(), Raw: r.text()}
}

func (r *unpacker) witness() Witness {
	return Witness{Date: r.day(zhtext.Beijing), Source: DateSource(r.text()), Confidence: Confidence(r.uint()), Quote: r.text(), NoYear: r.flag()}
}

func (r *unpacker) entry() Entry {
	return Entry{Title: r.text(), URL: r.address(), Dates: unpackAll(r, r.witness), Pinned: r.flag(), DocNo: r.text(), Raw: r.text(), Related: unpackAll(r, r.link)}
}

func (r *unpacker) page() *Page {
	p := &Page{Record: evidence.Digest(r.raw()), URL: r.address(), At: r.day(time.UTC), SHA256: evidence.Digest(r.raw()), Problem: evidence.Problem(r.text()), Status: r.int()}
	p.Class, p.Charset, p.Declared, p.Title, p.Heading = Class(r.text()), r.text(), r.text(), r.text(), r.text()
	if r.flag() {
		p.Meta = make(map[string]string)
	}
	for n := r.uint(); n > 0 && !r.bad; n-- {
		k := r.text()
		if p.Meta == nil {
			r.bad = true
			break
		}
		p.Meta[k] = r.text()
	}
	p.Crumbs = unpackAll(r, r.link)
	p.Links = unpackAll(r, r.link)
	p.Lists = unpackAll(r, func() List {
		return List{Heading: r.text(), More: r.address(), Empty: r.text(), Entries: unpackAll(r, r.entry)}
	})
	if r.flag() {
		a := &Article{Title: r.text(), Source: r.text(), DocNo: r.text(), Index: r.text(), Validity: r.text()}
		a.Dates, a.Links, a.Attachments = unpackAll(r, r.witness), unpackAll(r, r.link), unpackAll(r, r.link)
		a.Images, a.Length = r.int(), r.int()
		p.Article = a
	}
	f := &p.Footer
	f.SiteCode, f.ICP, f.Police, f.Sponsor, f.Contact, f.Quote = r.text(), r.text(), r.text(), r.text(), r.text(), r.text()
	f.Badge, f.Mistake, f.Map, f.Scripts = r.flag(), r.flag(), r.flag(), r.flag()
	p.Forms = unpackAll(r, func() Form {
		return Form{Action: r.text(), Method: r.text(), Fields: unpackAll(r, r.text)}
	})
	p.Text, p.Chars, p.ScriptsIn = r.raw(), r.int(), r.flag()
	p.Pager = Pager{Pages: r.int(), Index: r.int(), Next: r.text(), Open: r.flag()}
	p.Menus = unpackAll(r, func() Menu { return Menu{Label: r.text(), Links: unpackAll(r, r.link)} })
	return p
}
