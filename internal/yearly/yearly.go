// Package yearly reads a yearly report on government information disclosure
// (政府信息公开工作年度报告) in the form of 国办公开办函〔2021〕30号, and tells
// what in it breaks the form's own rules and identities. It knows nothing of
// sites, dates of publication or other units; what it could not read it names
// as unread and never counts as wrong.
package yearly

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ducha/internal/document"
)

// ErrNotReport says that a document is no yearly report, or none that can be
// read; it accuses nobody.
var ErrNotReport = errors.New("yearly: not a readable yearly report")

// Report is one yearly report.
type Report struct {
	Title    string
	Unit     string // as the title names it; may be empty
	Year     int    // the year reported on; 0 when not printed
	Old      bool   // laid out in the trial form of 2019
	Preamble string
	Sections [7]Section // 1–6; [0] is unused, so that the index is the number
	Disclose Disclosure
	Requests Requests
	Disputes Disputes
	Unread   []Gap // parts that could not be read

	absent    []string // rows of the table of requests that stand nowhere
	prose     []string
	loose     bool // read from a layout without cells, so that a blank may be ours
	cut       bool // a limit was reached, or a part is not shown at first
	elsewhere bool // pictures or files may hold what the text has not
	bars      bool // a DOC, of whose tables the reader may lose lines and what stands around them
}

// Section is one of the six parts. A zero Line means that no heading was found.
type Section struct {
	Line  int    // 1-based paragraph of the heading
	Title string // without its number
	Text  []string
	Table bool // a table stands in it
}

// Gap is a part of the report that could not be read, and why.
type Gap struct{ Subject, Reason string }

// Parse reads a report out of a document.
func Parse(d *document.Document) (*Report, error) {
	if d == nil {
		return nil, fmt.Errorf("%w: no document", ErrNotReport)
	}
	if d.State != document.Text {
		return nil, fmt.Errorf("%w: %s(%s)", ErrNotReport, d.State, d.Reason)
	}
	r := &Report{Title: d.Title, prose: d.Paragraphs, cut: d.Cut, bars: d.Kind == "doc",
		loose:     d.Cut || d.Kind != "html" && d.Kind != "docx" && d.Kind != "xlsx",
		elsewhere: d.Images > 0 || len(d.Attachments) > 0}
	r.head(d)
	r.split(d)
	r.readDisclosure(d.Tables)
	r.readItemLines()
	r.readRequests(d.Tables)
	r.readDisputes(d.Tables)
	r.gaps(d)
	if !r.credible() {
		return nil, fmt.Errorf("%w: neither its parts nor its tables are there", ErrNotReport)
	}
	return r, nil
}

// credible asks for enough of the form to judge the rest by it.
func (r *Report) credible() bool {
	n := 0
	for _, s := range r.Sections {
		if s.Line > 0 {
			n++
		}
	}
	return n >= 3 || len(r.Requests.Rows) >= 10 || n >= 2 && len(r.Requests.Rows) >= 3
}

var (
	reportName = regexp.MustCompile(`(?:政府|政务)信息(?:与政务)?公开.{0,12}报告`)
	yearMark   = regexp.MustCompile(`(20[0-9]{2})年`)
)

// head finds title, unit and year. A page title may carry the site's name, so
// a line of the text that looks like the title is preferred.
func (r *Report) head(d *document.Document) {
	for _, p := range append(slices.Clone(r.prose[:min(len(r.prose), 16)]), titleRows(d)...) {
		s := squeeze(p)
		named := yearMark.MatchString(s) || !reportName.MatchString(squeeze(r.Title)) // else it is the column's name
		if named && runes(s) < 60 && reportName.MatchString(s) && !strings.ContainsAny(s, "。,;") {
			r.Title = p
			break
		}
	}
	title := squeeze(r.Title)
	if m := yearMark.FindStringSubmatchIndex(title); m != nil {
		r.Year, _ = strconv.Atoi(title[m[2]:m[3]])
		r.Unit = unitOf(title[:m[0]])
	}
	for _, p := range r.prose {
		if r.Year > 0 {
			return
		}
		if s := squeeze(p); strings.Contains(s, "公开") {
			if m := yearMark.FindStringSubmatch(s); m != nil && (strings.Contains(s, "现将"+m[1]) || strings.Contains(s, m[1]+"年度")) {
				r.Year, _ = strconv.Atoi(m[1])
			}
		}
	}
}

// titleRows are the first rows of a sheet that hold one text each: its title stands there.
func titleRows(d *document.Document) (out []string) {
	if len(d.Tables) == 0 || len(d.Paragraphs) > 0 {
		return nil
	}
	for _, row := range d.Tables[0].Rows[:min(len(d.Tables[0].Rows), 3)] {
		for _, c := range row {
			if !c.Blank {
				out = append(out, c.Text)
			}
		}
	}
	return out
}

// unitOf takes the unit out of the words before the year.
func unitOf(s string) string {
	for _, word := range []string{"政府信息", "政务信息", "政务公开", "关于"} {
		s, _, _ = strings.Cut(s, word)
	}
	return strings.Trim(s, "《")
}

// lossy says whether words of the report were lost with a table.
func (r *Report) lossy() bool { return r.bars && len(r.Unread) > 0 }

// gaps names the tables that are not there to be read.
func (r *Report) gaps(d *document.Document) {
	for _, t := range []struct {
		part  int
		name  string
		found bool
	}{
		{2, "主动公开政府信息情况表", len(r.Disclose.Rows) > 0},
		{3, "收到和处理政府信息公开申请情况表", len(r.Requests.Rows) > 0},
		{4, "行政复议、行政诉讼情况表", len(r.Disputes.Blocks) > 0},
	} {
		if !t.found {
			r.Unread = append(r.Unread, Gap{t.name, whereTables(d)})
		}
	}
	r.rowGaps(d.Tables)
}

// whereTables says where the tables of a report may be that were not read in it.
func whereTables(d *document.Document) string {
	file := slices.IndexFunc(d.Attachments, func(a document.Attachment) bool { return fileName.MatchString(a.Name + " " + a.URL) })
	switch {
	case (d.Kind == "pdf" || d.Kind == "ofd") && d.Images > 0:
		return fmt.Sprintf("%s 文件中有%d页是图片或没有文字,表格可能在其中,无法核验", strings.ToUpper(d.Kind), d.Images)
	case d.Kind == "pdf" || d.Kind == "ofd":
		return "报告为 " + strings.ToUpper(d.Kind) + " 文件,已提取文字,但未能还原出这张表,需人工查看"
	case file >= 0:
		return fmt.Sprintf("网页正文没有这张表,可能在附件“%s”中", cmp.Or(d.Attachments[file].Name, path.Base(d.Attachments[file].URL)))
	case len(d.Attachments) > 0:
		return "表格可能在附件中"
	case d.Images > 0:
		return "表格为图片,无法核验"
	}
	return "未能读出表格"
}

// Tableless says whether a table of the form is not in the document at all.
func (r *Report) Tableless() bool {
	return len(r.Disclose.Rows) == 0 || len(r.Requests.Rows) == 0 || len(r.Disputes.Blocks) == 0
}

// Elsewhere notes that the tables which are not there may stand in a file that could not
// be read.
func (r *Report) Elsewhere(name, reason string) {
	for i := range r.Unread {
		r.Unread[i].Reason = fmt.Sprintf("网页正文没有这张表,附件“%s”未能读取(%s)", name, reason)
	}
}

// fileName ends what may hold a table.
var fileName = regexp.MustCompile(`(?i)\.(?:pdf|docx?|xlsx?|ofd|wps|et)(?:$|[?\s])`)
