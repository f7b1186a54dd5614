package samplesite

// contentPlan says what is wrong with what the pages say: documents, dates,
// links, yearly reports and budgets.
type contentPlan struct {
	fields  map[string]bool // particulars that no document shows
	report  []string        // faults of last year's yearly report
	budget  []string        // faults of the judged budget and accounts
	form    bool            // every interpretation is plain text
	repeal  bool            // a document is done away with and still called valid
	number  bool            // a document's number has square brackets
	count   bool            // the yearly report counts too few documents
	future  int             // articles dated in a year to come
	differ  int             // articles whose page tells another day than the list
	crowd   string          // column filled on the quarter's last day
	links   map[string]bool // intranet, hidden, drifted
	notices int             // changes announced too late

	backdate bool // entries are put into a list after it was seen
}

// contentCodes are the codes that build_content.go plants.
func contentCodes() []string {
	codes := []string{"interpretation.copied", "interpretation.bare", "interpretation.unnamed", "interpretation.form",
		"document.field_missing", "document.superseded", "document.number_form", "document.count",
		"date.future", "date.conflict", "date.crowded", "link.hidden", "link.drifted", "link.intranet", "change.short_notice"}
	codes = append(codes, "report.missing", "report.late", "report.basis", "report.old_format", "report.copied", "report.other")
	for _, f := range reportFaults() {
		codes = append(codes, f.code)
	}
	for _, f := range budgetFaults() {
		codes = append(codes, f.code)
	}
	return append(codes, "budget.late", backdatedCode)
}

func newContentPlan() contentPlan {
	return contentPlan{fields: map[string]bool{}, links: map[string]bool{}}
}

// plantContent takes a code of this file; false when it is none.
func (p *plan) plantContent(family, what string, h uint64) bool {
	c := &p.content
	switch family + "." + what {
	case "interpretation.form":
		c.form = true
	case "interpretation.copied", "interpretation.bare", "interpretation.unnamed":
		for _, n := range shuffled([]int{4, 5, 6}, h) { // of the year, but not of the quarter
			if p.document[n] == "" {
				p.document[n] = what
				break
			}
		}
	case "document.field_missing":
		take(c.fields, []string{"索引号", "有效性"}, h)
	case "document.superseded":
		c.repeal = true
		// A document that shows no validity cannot show a wrong one.
		if c.fields["有效性"] {
			delete(c.fields, "有效性")
			c.fields["索引号"] = true
		}
	case "document.number_form":
		c.number = true
	case "document.count":
		c.count = true
	case "change.short_notice":
		c.notices++
	case backdatedCode:
		c.backdate = true
	case "date.future":
		c.future++
	case "date.conflict":
		c.differ++
	case "date.crowded":
		for _, name := range shuffled([]string{"公示公告", "法治建设", "普法宣传"}, h) {
			if p.column[name] == "" && c.crowd == "" {
				c.crowd, p.column[name] = name, crowded
			}
		}
	case "link.hidden", "link.drifted", "link.intranet":
		c.links[what] = true
	default:
		switch family {
		case "report":
			if !contains(c.report, what) {
				c.report = append(c.report, what)
			}
		case "budget":
			if what == "missing" {
				return false
			}
			c.budget = append(c.budget, "budget."+what)
		default:
			return false
		}
	}
	return true
}

// crowded marks a column whose entries are crowded on one day: nothing else is
// planted in it.
const crowded = "crowded"
