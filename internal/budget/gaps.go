package budget

import (
	"fmt"
	"slices"
	"strings"

	"ducha/internal/document"
)

// zeros checks B5: no spending goes with no groups and no guests, and a table
// that is declared empty holds no figures.
func (s *Statement) zeros() []document.Problem {
	var out []document.Problem
	if s.EmptyBut != "" {
		if v := s.Table; slices.ContainsFunc(v[:], func(f Figure) bool { return f.Known && f.N != 0 }) {
			out = append(out, document.Problem{Code: CodeZero, Subject: s.subject("“三公”经费表"), Severity: document.Medium, Class: document.Proved, Quote: s.EmptyBut,
				Message: "“三公”经费表中有支出数字,却注明为空表"})
		}
	}
	for _, c := range []struct {
		item  Item
		count Count
		what  string
	}{
		{Abroad, s.Counts.Groups, "因公出国（境）团组"}, {Purchase, s.Counts.Bought, "购置公务用车"}, {Reception, s.Counts.Batches, "公务接待批次"},
	} {
		v := s.Value(c.item)
		if !v.Known || !c.count.Known || s.Prose[c.item].Doubt {
			continue
		}
		// The host may have paid, so both directions are signals only.
		if v.N == 0 && c.count.N > 0 || v.N > 0 && c.count.N == 0 {
			out = append(out, document.Problem{Code: CodeZero, Subject: s.subject(c.item.String()), Severity: document.Low, Class: document.Signal, Quote: c.count.Quote,
				Message: fmt.Sprintf("%s为%s,而%s为%d,需核对", c.item, show(v.N), c.what, c.count.N)})
		}
	}
	return out
}

// against compares prose with the table (B6).
func (s *Statement) against() []document.Problem {
	var out []document.Problem
	for i := range items {
		p, t := s.Prose[i].Value, s.Table[i]
		near := same(p, t)
		if !p.Known || !t.Known || near && abs(p.N-t.N) <= p.Half+min(t.Half, s.Fine) || s.Prose[i].Doubt {
			continue
		}
		pr := document.Problem{Code: CodeProse, Subject: s.subject(i.String()), Severity: document.Medium, Class: document.Proved, Quote: s.Prose[i].Quote,
			Message: fmt.Sprintf("%s文字写%s,表格为%s", i, p.Text, show(t.N))}
		if p.N != 0 && t.N != 0 && (abs(p.N/1e4-t.N) <= t.Half || abs(t.N/1e4-p.N) <= p.Half) {
			pr.Message += "(相差一万倍,疑似元与万元混用)"
		}
		if cell := t.Text; cell != "" {
			pr.Quote = document.Verbatim(s.lines, pr.Quote, plain) + "；“三公”经费表：" + i.String() + " " + cell
		}
		if near || s.Year == 0 || s.Kind == "" || s.Split || s.Loose && t.goesOn(p.N) {
			pr.Class, pr.Severity = document.Signal, document.Low
		}
		out = append(out, pr)
	}
	return out
}

// frameProblems are about the set of tables, the explanations and the further
// identities B7–B9.
func (s *Statement) frameProblems() []document.Problem {
	var out []document.Problem
	f := s.Frame
	class := document.Signal
	if f.Whole {
		class = document.Proved
	}
	if f.Full {
		if missing := s.missingTables(); len(missing) > 0 {
			class := class
			if f.Strange >= len(missing) || f.Pasted {
				class = document.Signal // they may be there under names that we do not know, or as pictures
			}
			out = append(out, document.Problem{Code: CodeTable, Subject: s.subject("公开表格"), Severity: grade(class), Class: class,
				Message: "未见下列表格:" + strings.Join(missing, "、")})
		}
		var missing []string
		for _, name := range []string{"机关运行经费", "政府采购", "国有资产占用", "预算绩效"} {
			if !f.Explained[name] && !(name == "机关运行经费" && f.Institute) {
				missing = append(missing, name)
			}
		}
		if len(missing) > 0 {
			out = append(out, document.Problem{Code: CodeExplanation, Subject: s.subject("情况说明"), Severity: grade(class), Class: class,
				Message: "未见下列情况的说明:" + strings.Join(missing, "、")})
		}
	}
	for _, sum := range f.Sums {
		out = append(out, s.further(sum)...)
	}
	out = append(out, s.apartProblems()...)
	for _, g := range f.Growths {
		out = append(out, s.growth(g)...)
	}
	for _, sh := range f.Shares {
		if !s.shareTold(sh) {
			out = append(out, s.share(sh))
		}
	}
	for _, m := range f.Moves {
		out = append(out, s.moved(m))
	}
	return out
}

func (s *Statement) missingTables() []string {
	var out []string
	for _, t := range tableForms(s.Kind) {
		if !t.late && !s.Frame.Named[t.name] {
			out = append(out, t.name)
		}
	}
	return out
}

func (s *Statement) further(sum Sum) []document.Problem {
	if sum.Share != nil {
		base := sum.Whole
		if base.N-base.Half <= 0 {
			return nil
		}
		low, high := bounds(sum.Parts[0], base)
		slack := float64(2 * sum.Share.Half)
		r := float64(sum.Share.N)
		switch {
		case r > 100e4:
		case r >= low-slack && r <= high+slack:
			return nil
		}
		return []document.Problem{{Code: CodeShare, Subject: s.subject(sum.Name), Severity: document.Low, Class: document.Signal, Quote: sum.Quote,
			Message: fmt.Sprintf("%s占%s的比例应约为%s,文中写%s", show(sum.Parts[0].N), show(base.N), showRate(float64(sum.Parts[0].N)/float64(base.N)*1e6), showRate(r))}}
	}
	class, ok := judgeSum(sum.Whole, sum.Parts)
	if ok {
		return nil
	}
	if sum.Loose {
		class = document.Signal
	}
	n := int64(0)
	for _, p := range sum.Parts {
		n += p.N
	}
	return []document.Problem{{Code: CodeSum, Subject: s.subject(sum.Name), Severity: grade(class), Class: class, Quote: sum.Quote,
		Message: fmt.Sprintf("%s不成立:%s与%s", sum.Name, show(sum.Whole.N), show(n))}}
}

// contradicted finds a note that calls a filled table empty. One that speaks of
// another fund is that of the next table.
func (r *reader) contradicted(t *document.Table, year int, kind string) {
	note := plain(t.Note)
	if t.State != document.Text || !strings.Contains(note, "空") || strings.Contains(note, "基金") || strings.Contains(note, "国有资本") {
		return
	}
	r.at(year, kind).EmptyBut = clip(t.Note)
}
