// Package leak finds what should never have been published: identity numbers,
// bank cards, lists of private telephones, secrecy marks and internal marks. A
// full number does not leave it: a Hit carries the masked form, and Mask hides
// every number in a text of ours. It knows no pages and no sites, only text, and
// whether publication was lawful is for a person to say.
package leak

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// Kind is what was found.
type Kind string

// Kinds of leaks.
const (
	Identity Kind = "identity" // 居民身份证号码
	Card     Kind = "card"     // 银行卡号
	Mobile   Kind = "mobile"   // 手机号码, only in a list of persons
	Secrecy  Kind = "secrecy"  // 密级★期限
	Internal Kind = "internal" // 内部资料, 工作秘密, 不予公开 …
)

// Hit is one number or mark; a number that stands several times is one Hit.
type Hit struct {
	Kind   Kind
	Masked string // 35*************123, 138****1234; of marks, the mark itself
	Offset int    // of the first place, in bytes
	Count  int    // places
	Sure   bool   // proved by its check digit, its date and its surroundings
	Around string // a few words around it, masked; empty for secrecy marks
}

// Scan finds the leaks in a text, in order of place. The head of the text is
// taken for the head of the page. Day is the judged day: nobody was born after it.
func Scan(text string, day time.Time) []Hit {
	s := scanner{text: mend(text), day: day, at: map[string]int{}}
	s.numbers()
	s.marks()
	slices.SortStableFunc(s.hits, func(a, b Hit) int { return a.Offset - b.Offset })
	return s.hits
}

// scanner is one scan of one text.
type scanner struct {
	text string
	day  time.Time
	hits []Hit
	at   map[string]int // number or mark → its place in hits

	right, wrong int // see count
	head         int // see strangeHead
}

// numbers judges every number of the text by its form and its surroundings.
func (s *scanner) numbers() {
	all := candidates(s.text)
	if len(all) == 0 {
		return
	}
	labels := announcing(s.text, labelsOf(s.text), all)
	s.count(all)
	ids := slices.ContainsFunc(all, func(n number) bool { return n.shape == identityShape })
	var phones []number
	for i, n := range all {
		c := contextOf(s.text, labels, all, i, ids)
		switch n.shape {
		case identityShape:
			s.identity(n, c)
		case disabledShape:
			if n.joint == loose && c.means(ofIdentity) && !n.bornAfter(s.day) {
				n.digits = n.digits[:18]
				s.number(Identity, n, !s.excused(c))
			}
		case oldIdentityShape:
			if n.joint == loose && c.means(ofIdentity) && !n.bornAfter(s.day) {
				s.number(Identity, n, false)
			}
		case cardShape:
			if n.joint == loose && c.card() && !c.publicAccount() {
				s.number(Card, n, false)
			}
		case mobileShape:
			if n.joint == loose && c.private() {
				phones = append(phones, n)
			}
		}
	}
	s.list(phones)
}

// sample is the number that the standard of identity numbers (GB 11643) prints itself, and
// forms and scripts copy: it is nobody's.
const sample = "11010519491231002X"

// identity reports an identity number: sure when nothing speaks against it.
func (s *scanner) identity(n number, c context) {
	among := c.heads(ofIdentity) // one of several heads: it may be the number under another
	labelled := c.means(ofIdentity) || among
	switch {
	case n.bornAfter(s.day), n.joint == glued, n.digits == sample:
		return
	case n.joint == lettered:
		if !s.chance() && (!n.bornAfter(s.day.AddDate(-10, 0, 0)) || strings.Contains(s.text[:n.start], "学籍")) {
			s.number(Identity, n, false)
		}
		return
	case !labelled && (c.means(ofOther) || c.means(ofCard)):
		// Licences of drivers bear the numbers of their holders.
		if c.near >= len(c.labels) && n.joint == loose && s.alike() && !n.bornAfter(s.day.AddDate(-10, 0, 0)) {
			s.number(Identity, n, false)
		}
		return
	case n.joint == compound, creditCode(n.digits):
		if labelled {
			s.number(Identity, n, false)
		}
		return
	}
	// Numbers of applications are often region, day and serial: without a label
	// a number born yesterday proves nothing.
	if !labelled && n.bornAfter(s.day.AddDate(-10, 0, 0)) || s.chance() && !c.announced() {
		return
	}
	sure := c.announced() || !s.doubtful(c) && (c.means(ofIdentity) || !labelled && (s.alike() || !s.strange(n)))
	s.number(Identity, n, sure && !s.excused(c))
}

// excused says whether a number may stand there by right, or be nobody's.
func (s *scanner) excused(c context) bool {
	return c.example() || lawful(s.text) || Specimen(title(s.text))
}

// count counts the numbers that have the form of identity numbers, with a right
// check digit and without, each once.
func (s *scanner) count(all []number) {
	seen := map[string]bool{}
	for _, n := range all {
		switch {
		case n.joint != loose && n.joint != lettered, seen[n.digits]:
		case n.shape == identityShape:
			s.right++
		case n.shape == nearShape:
			s.wrong++
		}
		seen[n.digits] = true
	}
}

// chance says whether most numbers of that form have a wrong check digit: numbers of
// permits and of examinees may be region, day and serial, and one of eleven is right.
func (s *scanner) chance() bool { return s.wrong >= 3 && s.right*2 <= s.wrong }

// alike says whether all numbers of that form have a right check digit, and are too many
// for that to be chance: whatever their column is called.
func (s *scanner) alike() bool { return s.wrong == 0 && s.right >= 3 }

// doubtful says whether a number may be another one than the headings further up
// announce: they announce both kinds, and few or not most of the check digits are right.
func (s *scanner) doubtful(c context) bool {
	return s.wrong > 0 && s.wrong >= s.right || c.unclear() && (s.right < 3 || s.right <= 2*s.wrong)
}

// minListed is how many persons' telephones make a list.
const minListed = 3

// list reports telephones when they stand beside the names of several persons.
func (s *scanner) list(phones []number) {
	distinct := map[string]bool{}
	for _, n := range phones {
		distinct[n.digits] = true
	}
	if len(distinct) < minListed || publicList(s.text) || ofDuty(s.text, phones[0].start) {
		return
	}
	for _, n := range phones {
		s.number(Mobile, n, false)
	}
}

func (s *scanner) number(kind Kind, n number, sure bool) {
	if i, seen := s.at[n.digits]; seen {
		s.hits[i].Count++
		s.hits[i].Sure = s.hits[i].Sure || sure
		return
	}
	s.at[n.digits] = len(s.hits)
	s.hits = append(s.hits, Hit{Kind: kind, Masked: n.masked(), Offset: n.start, Count: 1, Sure: sure, Around: around(s.text, n)})
}

// aroundRunes is how much is shown on either side of a number.
const aroundRunes = 16

// around gives the words beside a number, masked. Numbers at the edges are left
// out rather than cut in two.
func around(text string, n number) string {
	before, after := tail(text[:n.start], aroundRunes), head(text[n.end:], aroundRunes)
	if len(before) < n.start {
		before = strings.TrimLeftFunc(before, partly)
	}
	if n.end+len(after) < len(text) {
		after = strings.TrimRightFunc(after, partly)
	}
	return strings.Join(strings.Fields(Mask(before+n.masked()+after)), " ")
}

// partly says that a rune may stand in a number that is written in groups: at an edge
// all of them go.
func partly(r rune) bool {
	return numeric(r) || unicode.IsSpace(r) || strings.ContainsRune("-–—.·・", r)
}

// tail is the last n characters of s, head the first n.
func tail(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		i--
		for i > 0 && s[i]&0xC0 == 0x80 {
			i--
		}
	}
	return s[i:]
}

func head(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
