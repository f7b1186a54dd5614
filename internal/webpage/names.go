package webpage

import "strings"

// Limits of what a tree remembers of the names it has read.
const (
	maxNames = 2048
	maxName  = 256 // bytes of one
)

// nameMarks is what an element's classes and id say it is.
type nameMarks uint8

const (
	nameRole    nameMarks = 1<<3 - 1 // room of a role
	nameContent nameMarks = 1 << 3   // the body of an article: see contentName
	nameTitle   nameMarks = 1 << 4   // a title: see titleName
	nameDated   nameMarks = 1 << 5   // an attribute of it is there to hold a date
	nameStyled  nameMarks = 1 << 6   // an attribute of it may hide it
)

func (m nameMarks) role() role { return role(m & nameRole) }

// with adds the marks of a further name: the first role counts, but that of a
// page's bottom before all.
func (m nameMarks) with(more nameMarks) nameMarks {
	if found := more.role(); found == roleFooter || m.role() == roleNone {
		m &^= nameRole
	} else {
		more &^= nameRole
	}
	return m | more
}

// names remembers what classes and ids say: templates repeat them on every page.
type names struct {
	known map[string]nameMarks
	last  string // neighbours often have the same
	marks nameMarks
}

// of reads a class or an id as it is written.
func (k *names) of(name string) nameMarks {
	if name == k.last {
		return k.marks
	}
	marks, ok := k.known[name]
	if !ok {
		marks = marksOf(name)
		if len(name) <= maxName {
			if len(k.known) >= maxNames || k.known == nil {
				k.known = make(map[string]nameMarks)
			}
			k.known[strings.Clone(name)] = marks // the page is let go of
		}
	}
	k.last, k.marks = name, marks
	return marks
}

// forget lets go of the page.
func (k *names) forget() { k.last, k.marks = "", 0 }

func marksOf(name string) nameMarks {
	if name == "" {
		return 0
	}
	marks := nameMarks(roleOfName(name))
	if len(name) > 1 && contentName(name) {
		marks |= nameContent
	}
	if titleName(unescape(name)) {
		marks |= nameTitle
	}
	return marks
}
