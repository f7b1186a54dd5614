package checks

import (
	"fmt"
	"strings"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/yearly"
	"ducha/internal/zhtext"
)

// MiscountedDocuments suspects a yearly report that counts fewer normative
// documents than the site published in that year.
var MiscountedDocuments = check.Define("miscounted-documents", "规范性文件数量与年报不符",
	`查看：上一年度政府信息公开工作年度报告中行政规范性文件“本年制发件数”，与规范性文件栏目中文号年份为该年度的文件数。
疑似：栏目中的文件多于年报所列件数。口径可能不同，由人工判断。
不计：栏目少于年报件数的（有的文件可以不在本栏目公布）；没有文号或文号年份不是该年度的文件。
无法核验：年报未找到、未能读取该数字，或规范性文件栏目未看到。`,
	[]string{"document.count"}, MiscountedDocumentsParams{Column: "行政规范性文件", YearsBack: 1},
	func(p *check.Pass, params MiscountedDocumentsParams) check.Outcome {
		year := p.AsOf.Year() - params.YearsBack
		report, at, err := yearlyReport(p, year)
		if err != nil {
			return check.CannotTell(err)
		}
		row, ok := report.Disclose.Rows["行政规范性文件"]
		if !ok || len(row.Values) < 3 || row.Values[0].Kind != yearly.Number {
			return check.CannotTellf("%d年年度报告中没有读到行政规范性文件的制发件数", year)
		}
		column, out := seen(p, params.Column)
		if out != nil {
			return *out
		}
		listed := numberedIn(column, year)
		said := row.Values[0].Int()
		if int64(len(listed)) <= said {
			o := check.Passed(infoProof(at, row.Name))
			o.Reason = fmt.Sprintf("年报所列%d年制发%d件，栏目中有%d件", year, said, len(listed))
			return o
		}
		return check.Suspected(fmt.Sprintf("%d年规范性文件数量与年报不符", year), finding.Finding{
			Defect: "document.count", Subject: fmt.Sprintf("年报:%d年:行政规范性文件制发件数", year), Signal: true,
			Message:  fmt.Sprintf("%d年年度报告所列行政规范性文件制发%d件，规范性文件栏目中该年度文号的文件有%d件。", year, said, len(listed)),
			Evidence: []finding.Evidence{infoProof(at, row.Name), columnProof(column, strings.Join(listed, "、"))},
		})
	})

// numberedIn lists the numbers of a year that the library gives, each once.
func numberedIn(c *facts.Column, year int) []string {
	var all []string
	for i := range c.Entries {
		e := &c.Entries[i]
		no := e.DocNo
		if no == "" && e.Page != nil {
			no = e.Page.DocNo
		}
		d, ok := zhtext.FirstDocNo(no)
		if ok && d.Year == year && normative(e.Title) && !has(all, d.String()) {
			all = append(all, d.String())
		}
	}
	return all
}

// MiscountedDocumentsParams are the parameters of miscounted-documents.
type MiscountedDocumentsParams struct {
	Column    string `toml:"column"`     // vocabulary key of the library
	YearsBack int    `toml:"years_back"` // 1 = last year's report
}

// Validate wants a column and a year.
func (p *MiscountedDocumentsParams) Validate() error {
	if err := needsName("column", p.Column); err != nil {
		return err
	}
	return inRange("years_back", p.YearsBack, 1, 5)
}

// Wants names the columns the crawl should see first.
func (p *MiscountedDocumentsParams) Wants() []string {
	return []string{"政府信息公开年报", p.Column}
}
