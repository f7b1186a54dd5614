package checks

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ducha/internal/budget"
	"ducha/internal/check"
	"ducha/internal/document"
	"ducha/internal/facts"
	"ducha/internal/webpage"
)

// budgetPapers are the papers of one budget: pages and what is attached to them. The
// explanation and each table may be a file, or an article, of its own.
type budgetPapers struct {
	at     *facts.Info  // where its set of tables is judged
	year   int          //
	parts  []budgetPart // what was read of the body's own
	unread error        // why something that belongs to it was not
	frame  *budget.Statement
}

type budgetPart struct {
	statement *budget.Statement // nil when the file has no figures of the three expenses
	at        *facts.Info
	replaced  bool // another page says that it corrects it
}

type budgetProblem struct {
	document.Problem
	at *facts.Info
}

// readBudget finds the papers of a year, once for all rules that ask.
func readBudget(p *check.Pass, year int, kind string) (*budgetPapers, error) {
	type key struct {
		year int
		kind string
	}
	found := facts.Once(p.Site, key{year, kind}, func() (f paper[*budgetPapers]) {
		f.what, f.err = findBudget(p, year, kind)
		return f
	})
	return found.what, found.err
}

// holder is the page a hit means: of a file, the article that it is attached to.
func holder(p *check.Pass, h *facts.Hit) string {
	url, on := address(h), h.URL
	if h.Entry != nil {
		on = h.Entry.List.URL
	}
	if url == on {
		return url
	}
	page, err := p.Site.Page(on)
	if err == nil && page.Article != nil && slices.ContainsFunc(page.Article.Attachments, func(l webpage.Link) bool { return l.URL == url }) {
		return on
	}
	return url
}

// bundle is one page with its attachments.
type bundle struct {
	url    string
	title  string
	at     *facts.Info // the first file of it that was read
	parts  []budgetPart
	frames []budget.Frame
	full   bool  // a whole statement by itself
	unread error // why one of its files was not read
	reason error // why it holds nothing
}

// figures says whether it has a statement of the year.
func (b *bundle) figures() bool {
	return slices.ContainsFunc(b.parts, func(part budgetPart) bool { return part.statement != nil })
}

// bundleAt reads a page and its attachments. Files named after another body are not
// the budget's own.
func bundleAt(p *check.Pass, url string, year int, kind string) *bundle {
	out := &bundle{url: url}
	urls := []string{url}
	named := 0
	page, err := p.Site.Page(url)
	article := err == nil && page.Article != nil
	if article {
		out.title = page.Article.Title
		for _, l := range page.Article.Attachments {
			if !ofAnother(p, l.Text) {
				urls = append(urls, l.URL)
			}
		}
		if strings.Contains(out.title, fmt.Sprint(year)) {
			named = year
		}
	}
	for i, u := range urls {
		d, info, cut, err := wholeDocument(p, u)
		if out.unread == nil {
			out.unread = cut
		}
		switch {
		case err != nil:
			out.unread, out.reason = err, err
			continue
		case d.State == document.AttachmentOnly && i == 0 && len(urls) > 1:
			out.reason = illegible("预决算文件", info, d)
			continue
		case d.State != document.Text && d.State != document.DeclaredEmpty && d.State != document.Zero && d.State != document.Blank:
			out.reason = illegible("预决算文件", info, d)
			out.unread = out.reason
			continue
		}
		part := budgetPart{at: info}
		statements := budget.Read(d)
		if i > 0 {
			statements = budget.ReadAs(d, named, kind)
		}
		other := false
		for _, s := range statements {
			switch {
			case s.Main && s.Year == year && s.Kind == kind:
				part.statement = &s
			case s.Main:
				other = true // last year's, or the accounts beside the budget
			}
		}
		frame := budget.FrameOf(d, kind)
		if i == 0 && len(urls) > 1 && (part.statement == nil || !part.statement.Figures()) {
			frame.Explained = nil // a page of files names tables; of explanations only menus speak
		}
		lists := i == 0 && !article && part.statement == nil // of a list the titles speak, not the text
		if part.statement != nil || !other && !lists && frame.Holds() {
			out.parts, out.frames = append(out.parts, part), append(out.frames, frame)
			out.at = cmp.Or(out.at, info)
		}
	}
	out.full = len(out.frames) > 0 && budget.Join(kind, out.frames).Frame.Full
	if len(out.parts) == 0 && out.reason == nil {
		out.reason = noFigures(year, kind, url)
	}
	return out
}

func noFigures(year int, kind, url string) error {
	return fmt.Errorf("%d年部门%s（%s）中没有读到可以相互核对的“三公”经费数据", year, kind, url)
}

// problems judges every file by itself, prose and table of two files against one
// another, and the set of all.
func (b *budgetPapers) problems() []budgetProblem {
	var out []budgetProblem
	told := map[string]bool{}
	add := func(all []document.Problem, part budgetPart) {
		for _, p := range all {
			if part.replaced && p.Class == document.Proved {
				p.Class, p.Severity = document.Signal, document.Low
			}
			if key := p.Code + p.Subject; !told[key] {
				told[key] = true
				out = append(out, budgetProblem{p, part.at})
			}
		}
	}
	framed := func(p document.Problem) bool { return p.Code == budget.CodeTable || p.Code == budget.CodeExplanation }
	var prose, table []budgetPart
	for _, part := range b.parts {
		s := part.statement
		if s == nil {
			continue
		}
		add(slices.DeleteFunc(s.Problems(nil), framed), part)
		switch t, p := s.Table[budget.Total].Known, s.Prose[budget.Total].Value.Known; {
		case p && !t:
			prose = append(prose, part)
		case t && !p:
			table = append(table, part)
		}
	}
	if len(prose) == 1 && len(table) == 1 {
		add(prose[0].statement.Across(table[0].statement), prose[0])
	}
	if b.unread == nil {
		add(b.frame.Framed(), budgetPart{at: b.at})
	}
	return out
}

// unreadFor says why what the codes ask for was not read; nil when it was.
func (b *budgetPapers) unreadFor(codes []string) error {
	if has(codes, budget.CodeTable) || has(codes, budget.CodeExplanation) {
		whole := b.frame.Frame.Full
		switch {
		case b.unread != nil && (!whole || len(b.frame.Framed()) > 0):
			return b.unread
		case !whole:
			return fmt.Errorf("只读到%d年部门%s的一部分（%s），没有读到成套的表格，无法核验是否齐全", b.year, b.frame.Kind, b.at.URL)
		}
		return nil
	}
	for _, part := range b.parts {
		if part.statement != nil && part.statement.Tested() {
			return nil
		}
	}
	if b.unread != nil {
		return b.unread
	}
	return noFigures(b.year, b.frame.Kind, b.at.URL)
}
