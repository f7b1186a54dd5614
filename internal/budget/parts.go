package budget

import (
	"slices"

	"ducha/internal/document"
)

// FrameOf looks over one file of a statement that is published in several.
func FrameOf(d *document.Document, kind string) Frame {
	r := &reader{d: d, kind: kind}
	return r.frame()
}

// NamesTable says whether a title names a table of the set, and not that of the other kind.
func NamesTable(title, kind string) bool {
	l := plain(title)
	if k := kindOf(l); k != "" && k != kind || len([]rune(l)) > 60 {
		return false
	}
	return slices.ContainsFunc(tableForms(kind), func(t tableForm) bool { return t.is(l) })
}

// Join makes one frame of those of all files: a table or an explanation stands in
// one of them. Nothing is certainly missing of what is spread over files.
func Join(kind string, frames []Frame) *Statement {
	all := Frame{Named: map[string]bool{}, Explained: map[string]bool{}}
	for _, f := range frames {
		for name, ok := range f.Named {
			all.Named[name] = all.Named[name] || ok
		}
		for name, ok := range f.Explained {
			all.Explained[name] = all.Explained[name] || ok
		}
		all.Strange += f.Strange
		all.Institute = all.Institute || f.Institute
		all.Department = all.Department || f.Department
	}
	all.Full = kind != "" && all.Department && all.tables() >= fullTables
	all.Whole = len(frames) == 1 && frames[0].Whole
	all.Pasted = len(frames) == 1 && frames[0].Pasted
	return &Statement{Kind: kind, Main: true, Frame: all}
}

// Holds says whether the file says anything of the set of tables and explanations.
func (f Frame) Holds() bool {
	for _, of := range []map[string]bool{f.Named, f.Explained} {
		for _, ok := range of {
			if ok {
				return true
			}
		}
	}
	return false
}

// Framed are the problems of tables and explanations alone.
func (s *Statement) Framed() []document.Problem {
	var out []document.Problem
	for _, p := range s.frameProblems() {
		if p.Code == CodeTable || p.Code == CodeExplanation {
			out = append(out, p)
		}
	}
	return out
}

// Across compares the prose of one file with the table of another. They may be of
// another scope, so a difference is a signal only.
func (s *Statement) Across(table *Statement) []document.Problem {
	both := Statement{Year: s.Year, Kind: s.Kind, Prose: s.Prose, Table: table.Table, Fine: table.Fine}
	out := both.against()
	for i := range out {
		out[i].Class, out[i].Severity = document.Signal, document.Low
	}
	return out
}
