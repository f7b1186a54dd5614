package checks

import (
	"fmt"
	"slices"
	"strings"

	"ducha/internal/budget"
	"ducha/internal/check"
	"ducha/internal/document"
	"ducha/internal/facts"
)

// budgetPapers are the files of one budget: the page and what is attached to it. The
// explanation and each table may be a file of its own.
type budgetPapers struct {
	at     *facts.Info  // the page
	year   int          //
	parts  []budgetPart // what was read
	unread error        // why one of the files was not
	frame  *budget.Statement
}

type budgetPart struct {
	statement *budget.Statement // nil when the file has no figures of the three expenses
	at        *facts.Info
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

// findBudget looks for the budget of a year: on a page that names it and in the page's
// attachments.
func findBudget(p *check.Pass, year int, kind string) (*budgetPapers, error) {
	reason := fmt.Errorf("没有找到%d年部门%s，由预决算公开规则评价", year, kind)
	for _, word := range yearWords(year) {
		hits, err := p.Site.Find(facts.Query{All: []string{word, kind}})
		if err != nil && len(hits) == 0 {
			reason = err
		}
		for _, h := range ownFirst(p, hits) {
			if ofAnother(p, hitTitle(&h)) {
				break
			}
			papers, err := papersAt(p, holder(p, &h), year, kind)
			if err == nil {
				return papers, nil
			}
			reason = err
		}
	}
	y := budgetsOf(year, kind, "预决算及三公费用")
	for _, e := range y.unnamed(p) {
		if papers, err := papersAt(p, e.url, year, kind); err == nil {
			return papers, nil
		}
	}
	return nil, reason
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
	if err == nil && page.Article != nil && slices.ContainsFunc(page.Article.Attachments, func(l facts.Link) bool { return l.URL == url }) {
		return on
	}
	return url
}

// papersAt reads a page and its attachments. Files named after another body are not
// the budget's own.
func papersAt(p *check.Pass, url string, year int, kind string) (*budgetPapers, error) {
	urls := []string{url}
	named := 0
	if page, err := p.Site.Page(url); err == nil && page.Article != nil {
		for _, l := range page.Article.Attachments {
			if !ofAnother(p, l.Text) {
				urls = append(urls, l.URL)
			}
		}
		if strings.Contains(page.Article.Title, fmt.Sprint(year)) {
			named = year
		}
	}
	all := &budgetPapers{year: year}
	var frames []budget.Frame
	var reason error
	for i, u := range urls {
		d, info, err := p.Site.Document(u)
		switch {
		case err != nil:
			all.unread, reason = err, err
			continue
		case d.State == document.AttachmentOnly && i == 0 && len(urls) > 1:
			reason = illegible("预决算文件", info, d)
			continue
		case d.State != document.Text && d.State != document.DeclaredEmpty && d.State != document.Zero && d.State != document.Blank:
			reason = illegible("预决算文件", info, d)
			all.unread = reason
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
		if part.statement != nil || !other && frame.Holds() {
			all.parts, frames = append(all.parts, part), append(frames, frame)
		}
	}
	for i := range all.parts {
		if s := all.parts[i].statement; s != nil {
			all.at, all.frame = all.parts[i].at, budget.Join(kind, frames)
			all.frame.Year = year
			return all, nil
		}
	}
	if reason == nil {
		reason = fmt.Errorf("%d年部门%s（%s）中没有读到“三公”经费数据", year, kind, url)
	}
	return nil, reason
}

// problems judges every file by itself, prose and table of two files against one
// another, and the set of all.
func (b *budgetPapers) problems() []budgetProblem {
	var out []budgetProblem
	add := func(all []document.Problem, at *facts.Info) {
		for _, p := range all {
			out = append(out, budgetProblem{p, at})
		}
	}
	var prose, table []budgetPart
	for _, part := range b.parts {
		s := part.statement
		if s == nil {
			continue
		}
		for _, p := range s.Problems(nil) {
			if p.Code != budget.CodeTable && p.Code != budget.CodeExplanation {
				out = append(out, budgetProblem{p, part.at})
			}
		}
		switch t, p := s.Table[budget.Total].Known, s.Prose[budget.Total].Value.Known; {
		case p && !t:
			prose = append(prose, part)
		case t && !p:
			table = append(table, part)
		}
	}
	if len(prose) == 1 && len(table) == 1 {
		add(prose[0].statement.Across(table[0].statement), prose[0].at)
	}
	if b.unread == nil {
		add(b.frame.Framed(), b.at)
	}
	return out
}

// unreadFor says why what the codes ask for was not read; nil when it was.
func (b *budgetPapers) unreadFor(codes []string) error {
	if has(codes, budget.CodeTable) || has(codes, budget.CodeExplanation) {
		if b.unread != nil && len(b.frame.Framed()) > 0 {
			return b.unread
		}
		return nil
	}
	for _, part := range b.parts {
		if part.statement != nil && part.statement.Figures() {
			return nil
		}
	}
	if b.unread != nil {
		return b.unread
	}
	return fmt.Errorf("%d年部门%s（%s）中没有读到“三公”经费数据", b.year, b.frame.Kind, b.at.URL)
}
