package markup

import "strings"

// Limits of what a tree remembers of the names it has read.
const (
	maxNames = 2048
	maxName  = 256 // bytes of one
)

// NameMarks is what an element's classes and id say it is.
type NameMarks uint8

const (
	nameRole    NameMarks = 1<<3 - 1 // room of a role
	NameContent NameMarks = 1 << 3   // the body of an article: see contentName
	NameTitle   NameMarks = 1 << 4   // a title: see titleName
	NameDated   NameMarks = 1 << 5   // an attribute of it is there to hold a date
	nameStyled  NameMarks = 1 << 6   // an attribute of it may hide it
)

// Role is what the names call their element.
func (m NameMarks) Role() Role { return Role(m & nameRole) }

// with adds the marks of a further name: the first role counts, but that of a
// page's bottom before all.
func (m NameMarks) with(more NameMarks) NameMarks {
	if found := more.Role(); found == RoleFooter || m.Role() == RoleNone {
		m &^= nameRole
	} else {
		more &^= nameRole
	}
	return m | more
}

// Names remembers what classes and ids say: templates repeat them on every page.
type names struct {
	known map[string]NameMarks
	last  string // neighbours often have the same
	marks NameMarks
}

// of reads a class or an id as it is written.
func (k *names) of(name string) NameMarks {
	if name == k.last {
		return k.marks
	}
	marks, ok := k.known[name]
	if !ok {
		marks = marksOf(name)
		if len(name) <= maxName {
			if len(k.known) >= maxNames || k.known == nil {
				k.known = make(map[string]NameMarks)
			}
			k.known[strings.Clone(name)] = marks // the page is let go of
		}
	}
	k.last, k.marks = name, marks
	return marks
}

// Forget lets go of the page.
func (k *names) forget() { k.last, k.marks = "", 0 }

func marksOf(name string) NameMarks {
	if name == "" {
		return 0
	}
	marks := NameMarks(RoleOfName(name))
	if len(name) > 1 && ContentName(name) {
		marks |= NameContent
	}
	if titleName(Unescape(name)) {
		marks |= NameTitle
	}
	return marks
}
