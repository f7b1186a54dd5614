// Package budget reads 三公经费 figures and the frame of departmental budgets
// and final accounts (预决算) out of prose and tables, and tells which of them
// contradict one another. It knows no sites and no dates of publication. A
// figure it is not sure of it leaves unread: a figure read wrongly would accuse
// somebody of an arithmetic of ours.
package budget

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ducha/internal/document"
)

// Item is one of the three expenses, their parts or their sum.
type Item uint8

// The items.
const (
	Total     Item = iota // 三公合计
	Abroad                // 因公出国（境）费
	Vehicle               // 公务用车购置及运行维护费
	Purchase              // 公务用车购置费
	Running               // 公务用车运行维护费
	Reception             // 公务接待费
	items
)

// String gives the Chinese name.
func (i Item) String() string {
	return [...]string{"“三公”经费合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务用车购置费", "公务用车运行维护费", "公务接待费", "其他"}[min(i, items)]
}

// Kinds of a statement.
const (
	Budget = "预算"
	Final  = "决算"
)

// Figure is an amount of money or a rate as printed.
type Figure struct {
	Known bool
	N     int64 // 1/10000 元, or 1/10000 percent
	Half  int64 // half of the last printed digit, in the same unit
	Text  string
}

// Line is what prose says of one item.
type Line struct {
	Value    Figure
	Last     Figure // the year before, named in the same place
	Delta    Figure // signed
	Rate     Figure // signed
	Planned  Figure // the year's own budget, named in an account
	Done     Figure // 完成预算的 …%
	Share    Figure // 占 …%
	Shared   string // the sentence of the share
	VsBudget bool   // Delta and Rate are against the year's own budget
	Crossed  bool   // they are against accounts in a budget, or the other way round
	Doubt    bool   // the prose gives two different values
	Carried  bool   // a change stands in a sentence of its own, after that of the value
	Quote    string
	Changed  string // the sentence of the change, when it is another one
}

// told are the words to show with a fault of a figure: those that print it.
func (l *Line) told(f Figure) string {
	if f.Text != "" && strings.Contains(l.Quote, f.Text) {
		return l.Quote
	}
	return cmp.Or(l.Changed, l.Quote)
}

// Count is a number of groups, people or vehicles.
type Count struct {
	Known bool
	N     int
	Quote string
}

// Counts that go with the items.
type Counts struct{ Groups, Trips, Bought, Held, Batches, Guests Count }

// Statement is one year's budget or final account.
type Statement struct {
	Year     int
	Kind     string // Budget or Final; empty when neither is said
	Main     bool   // the statement the document is about
	Prose    [items]Line
	Table    [items]Figure
	Void     [items]bool // the table has a blank or a dash there
	Loose    bool        // the table stands in a PDF, whose narrow columns may break a number
	Fine     int64       // half of the last digit of the table's most exact figure: where others have decimals, 10 is no 9 rounded
	Split    bool        // the table has several columns of the same name, of which one was taken
	Counts   Counts
	Others   bool        // the vehicle item has further parts, so two need not add up
	Unspent  [items]bool // prose says in words that nothing is spent on it
	Unbought bool        // it says that no vehicle was bought
	Wider    bool        // its total in prose has other expenses among its parts, 会议费 and 培训费
	Empty    bool        // declared: no such spending
	EmptyBut string      // a note declares a table empty that has figures
	Frame    Frame       // of the document; only in the main statement
	lines    []string    // of the document, to quote
}

// Value is the figure of an item, from prose first, then from the table.
func (s *Statement) Value(i Item) Figure {
	if s.Prose[i].Value.Known {
		return s.Prose[i].Value
	}
	return s.Table[i]
}

// Read finds the statements of a document, the main one first. A document
// without any gives none.
func Read(d *document.Document) []Statement { return ReadAs(d, 0, "") }

// ReadAs reads a file of a page that says which year's and kind's budget it belongs
// to; what the file itself says goes before.
func ReadAs(d *document.Document, year int, kind string) []Statement {
	if d == nil || d.State == document.Unreadable || d.State == document.Encrypted || d.State == document.Scanned {
		return nil
	}
	r := &reader{d: d}
	r.year, r.kind = r.subject()
	r.year, r.kind = cmp.Or(r.year, year), cmp.Or(r.kind, kind)
	r.prose()
	r.unspent()
	r.tables()
	r.link()
	main := r.at(r.year, r.kind)
	main.Main = true
	main.Frame = r.frame()
	lines := append(r.sentences(), r.d.Paragraphs...)
	var out []Statement
	for _, s := range r.found {
		if s.any() || s.Main && s.Frame.Full {
			s.lines = lines
			out = append(out, *s)
		}
	}
	slices.SortStableFunc(out, func(a, b Statement) int {
		if a.Main != b.Main {
			return cmp.Compare(btoi(b.Main), btoi(a.Main))
		}
		return cmp.Or(cmp.Compare(b.Year, a.Year), cmp.Compare(a.Kind, b.Kind))
	})
	return out
}

// link gives each statement the values of the year before that the same
// document prints.
func (r *reader) link() {
	for _, s := range r.found {
		for _, p := range r.found {
			if p.Year == s.Year && p.Kind == Budget && s.Kind == Final {
				for i := range items {
					if !p.Prose[i].Doubt {
						s.Prose[i].Planned = p.Prose[i].Value
					}
				}
			}
			if p.Kind != s.Kind || p.Year != s.Year-1 || s.Year == 0 {
				continue
			}
			for i := range items {
				if l := &s.Prose[i]; !l.Last.Known && !l.VsBudget && !l.Crossed && p.Prose[i].Value.Known && !p.Prose[i].Doubt {
					l.Last = p.Prose[i].Value
				}
			}
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Tested says whether figures were read that must agree with one another: a total with
// an item, a rate with its amounts, prose with a table. Of others nothing can be said.
func (s *Statement) Tested() bool {
	if s.Empty || s.EmptyBut != "" || len(s.Frame.Sums)+len(s.Frame.Growths) > 0 {
		return true
	}
	for _, src := range s.sources() {
		v := src.values
		if v[Total].Known && (v[Total].N == 0 || v[Abroad].Known || v[Vehicle].Known || v[Running].Known || v[Reception].Known) ||
			v[Vehicle].Known && v[Purchase].Known && v[Running].Known {
			return true
		}
	}
	for i := range items {
		if l := s.Prose[i]; l.Rate.Known && (l.Value.Known || l.Delta.Known) || l.Done.Known && l.Value.Known && l.Planned.Known || l.Value.Known && s.Table[i].Known {
			return true
		}
	}
	return false
}

// Figures says whether any figure of the three expenses was read.
func (s *Statement) Figures() bool { return s.any() }

func (s *Statement) any() bool {
	if s.Empty || s.EmptyBut != "" {
		return true
	}
	for i := range items {
		l := s.Prose[i]
		if l.Value.Known || l.Delta.Known || l.Rate.Known || s.Table[i].Known {
			return true
		}
	}
	return false
}

type reader struct {
	d      *document.Document
	year   int
	kind   string
	found  []*Statement
	others []Apart
	fine   int64 // see Statement.Fine, of the table at hand
}

// at gives the statement of a year and kind, made when it is new. What names
// no year or kind belongs to the document's own.
func (r *reader) at(year int, kind string) *Statement {
	if year == 0 {
		year = r.year
	}
	if kind == "" {
		kind = r.kind
	}
	for _, s := range r.found {
		if s.Year == year && s.Kind == kind {
			return s
		}
	}
	s := &Statement{Year: year, Kind: kind}
	r.found = append(r.found, s)
	return s
}

var yearWord = regexp.MustCompile(`(20[0-3]\d)(?:年度?|-度?)`)

// subject is the year and kind of the title, or of the first lines that have
// both.
func (r *reader) subject() (year int, kind string) {
	lines := append([]string{r.d.Title}, r.d.Paragraphs[:min(len(r.d.Paragraphs), 30)]...)
	for _, t := range r.d.Tables[:min(len(r.d.Tables), 3)] {
		lines = append(append(lines, t.Caption), headLines(&t)...)
	}
	for _, l := range lines {
		s := plain(l)
		if kind == "" {
			kind = kindOf(s)
		}
		if m := yearWord.FindStringSubmatch(s); m != nil && year == 0 && (kindOf(s) != "" || strings.Contains(s, "三公")) {
			year, _ = strconv.Atoi(m[1])
		}
		if year > 0 && kind != "" {
			break
		}
	}
	if kind == "" && year > 0 {
		kind = r.headedKind()
	}
	return year, kind
}

// kindOf reads 预算 or 决算 when a line speaks of one only.
func kindOf(s string) string {
	s = funds.ReplaceAllString(s, "")
	final, budget := strings.Contains(s, "决算"), strings.Contains(s, "预算")
	switch {
	case final && !budget:
		return Final
	case budget && !final:
		return Budget
	}
	return ""
}
