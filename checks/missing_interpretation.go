package checks

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/zhtext"
)

// MissingInterpretation fails documents of the period without an interpretation.
var MissingInterpretation = check.Define("missing-interpretation", "政策文件未解读",
	`查看：评价期内发布的行政规范性文件等应当解读的文件，与解读材料按链接、文号、标题配对。
不达标：有文号、列入规范性文件栏目，且由标题或文号可知是办法、规定、意见等规范性文件的，覆盖看全且两次查看均没有解读。
疑似：其他文件没有解读，是否需要解读由人工判断。
无法核验：解读栏目或文件页未能看全；文件页上另有解读部分。同一行出现“解读”二字不作为已解读的依据。`,
	[]string{"interpretation.missing"}, PeriodParams{Period: "year"},
	func(p *check.Pass, params PeriodParams) check.Outcome {
		all, out := pairs(p, params.Period)
		if out != nil {
			return *out
		}
		var missing []finding.Finding
		var done []string
		doubt := ""
		for i := range all {
			pair := &all[i]
			switch {
			case pair.Interpretation != nil:
				done = append(done, subject(&pair.Document))
			case pair.Doubt != "":
				doubt = pair.Doubt
			default:
				d := &pair.Document
				missing = append(missing, finding.Finding{
					Defect: "interpretation.missing", Subject: subject(d), Absence: true,
					Signal:   d.DocNo == "" || !has(d.Columns, "行政规范性文件") || !laysDown(d),
					Message:  "在解读栏目和已读取的网页中未找到" + titled(d.Title) + "的解读材料。",
					Evidence: []finding.Evidence{documentProof(d)},
				})
			}
		}
		switch {
		case len(missing) > 0:
			verdict := check.Failed
			if !slices.ContainsFunc(missing, func(f finding.Finding) bool { return !f.Signal }) {
				verdict = check.Suspected
			}
			o := verdict(fmt.Sprintf("%d件应解读文件中有%d件未找到解读", len(all), len(missing)), missing...)
			o.Count, o.Of = len(missing), len(all)
			return o.Clearing(done)
		case doubt != "":
			return check.CannotTellf("%s", doubt)
		}
		return check.Passed(infoProof(all[0].Interpretation, all[0].Quote))
	})

// laidDown is the name of a paper that lays down rules, where a title ends or goes
// on as one that issues it.
var laidDown = regexp.MustCompile(`(办法|规定|细则|规则|条例|规程|标准|规范|意见|措施)([（(][^（()）]*[）)])?(》|的?(通知|通告|公告|决定|命令)|[（(]|$)`)

// applied are words of papers that only have others carried out.
var applied = regexp.MustCompile(`贯彻|落实|执行|学习|宣传|实施《`)

// laysDown says whether a document is certainly one of those that lay down rules: its
// number or its title says so. Others are put into the same column too.
func laysDown(d *facts.Document) bool {
	if strings.Contains(d.Title, "修改《") || strings.Contains(d.Title, "》的补充") || strings.Contains(d.Title, "补充通知") {
		return false // a few words changed may need no interpretation
	}
	if no, ok := zhtext.FirstDocNo(d.DocNo); ok && strings.Contains(no.Organ, "规") {
		return true
	}
	at := laidDown.FindStringIndex(d.Title)
	return at != nil && !applied.MatchString(d.Title[:at[0]])
}

func has(list []string, word string) bool {
	for _, w := range list {
		if w == word {
			return true
		}
	}
	return false
}
