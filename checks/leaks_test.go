package checks_test

import (
	"cmp"
	"fmt"
	"iter"
	"net/http"
	"testing"
	"time"

	"ducha/checks"
	"ducha/internal/check"
	"ducha/internal/document"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// library is a snapshot of a home page and one attachment that was read.
type library struct {
	doc  *document.Document // nil = not read
	name string             // what the link to it says
}

func (l library) Snapshot() evidence.Snapshot {
	return evidence.Snapshot{Digest: "test", Site: "example", Home: "http://www.example.gov.cn/", Sealed: true}
}

func (l library) Exchanges() iter.Seq2[evidence.Exchange, error] {
	return func(yield func(evidence.Exchange, error) bool) {
		for i, url := range []string{"http://www.example.gov.cn/", "http://www.example.gov.cn/files/a.xlsx"} {
			kind := [...]string{"text/html; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}[i]
			if !yield(evidence.Exchange{ID: evidence.Digest(fmt.Sprintf("record-%d", i)), Seq: int64(i + 1), URL: url, FinalURL: url, Status: 200, Purpose: evidence.ForPage,
				At: time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC), Body: evidence.Digest(fmt.Sprint(i)), Size: 9, Header: http.Header{"Content-Type": {kind}}}, nil) {
				return
			}
		}
	}
}

func (l library) Body(d evidence.Digest) ([]byte, error) {
	if d == "0" {
		return []byte(`<html><title>示例局</title><body><p>欢迎访问示例局网站，本站公开政府信息。</p><a href="/files/a.xlsx">` + cmp.Or(l.name, "名单") + `.xlsx</a></body></html>`), nil
	}
	return []byte("PK"), nil
}

func (l library) Facts(id evidence.Digest, version int) ([]byte, error) {
	if l.doc == nil || id != "record-1" || version != facts.DocumentVersion {
		return nil, nil
	}
	return facts.EncodeDocument(l.doc)
}

// Leaks in the cells and paragraphs of an attachment are the attachment's; what
// was not read is neither clean nor leaking.
func TestLeaksInAttachments(t *testing.T) {
	const number = "11010519491231010X"
	sheet := func(cells ...[]string) *document.Document {
		table := document.Table{}
		for i, row := range cells {
			var line []document.Cell
			for j, text := range row {
				line = append(line, document.Cell{Text: text, Row: i, Col: j, RowSpan: 1, ColSpan: 1})
			}
			table.Rows = append(table.Rows, line)
		}
		return &document.Document{Kind: "xlsx", State: document.Text, Tables: []document.Table{table}}
	}
	shown := sheet([]string{"姓名", "身份证号"}, []string{"张三", "6.50102E+17"})
	shown.Tables[0].Rows[1][1].Value = "650102197809141002"
	hidden := sheet([]string{"姓名", "身份证号"}, []string{"张三", number})
	hidden.Tables[0].Hidden = true
	for _, c := range []struct {
		name string
		doc  *document.Document
		kind *check.Kind
		want finding.Verdict
		link string
	}{
		{"表格中的身份证号", sheet([]string{"姓名", "身份证号"}, []string{"张三", number}), checks.LeakedIdentityNumber, finding.Fail, ""},
		{"显示为科学记数的身份证号", shown, checks.LeakedIdentityNumber, finding.Fail, ""},
		{"文中的身份证号", &document.Document{Kind: "docx", State: document.Text, Paragraphs: []string{"张三，身份证号" + number}}, checks.LeakedIdentityNumber, finding.Fail, ""},
		{"表格中的信用代码", sheet([]string{"单位", "统一社会信用代码"}, []string{"某局", "113703233130158447"}), checks.LeakedIdentityNumber, finding.Pass, ""},
		{"首页的密级标志", &document.Document{Kind: "docx", State: document.Text, Paragraphs: []string{"000012", "机密★1年", "某局文件"}}, checks.LeakedSecrecyMark, finding.Suspect, ""},
		{"手机名单", sheet([]string{"姓名", "手机"}, []string{"张建国", "13812345678"}, []string{"李秀英", "13912345678"}, []string{"王海燕", "13712345678"}), checks.LeakedPersonalList, finding.Suspect, ""},
		{"隐藏工作表中的身份证号", hidden, checks.LeakedIdentityNumber, finding.Suspect, ""},
		{"填好的样表", sheet([]string{"姓名", "身份证号"}, []string{"张三", number}), checks.LeakedIdentityNumber, finding.Suspect, "申请表（样表）"},
		{"页眉中的密级标志", &document.Document{Kind: "docx", State: document.Text, Paragraphs: []string{"某局文件"}, Margins: []string{"机密★1年"}}, checks.LeakedSecrecyMark, finding.Suspect, ""},
		{"脚注中的身份证号", &document.Document{Kind: "docx", State: document.Text, Paragraphs: []string{"某局文件"}, Margins: []string{"身份证号" + number}}, checks.LeakedIdentityNumber, finding.Fail, ""},
		{"批注中的身份证号", &document.Document{Kind: "docx", State: document.Text, Paragraphs: []string{"某局文件"}, Remarks: []string{"身份证号" + number}}, checks.LeakedIdentityNumber, finding.Suspect, ""},
		{"只读到一部分的附件", &document.Document{Kind: "docx", State: document.Text, Paragraphs: []string{"某局关于办理有关事项的文件"}, Cut: true}, checks.LeakedIdentityNumber, finding.Pass, ""},
		{"读到的一部分中的身份证号", &document.Document{Kind: "docx", State: document.Text, Paragraphs: []string{"张三，身份证号" + number}, Cut: true}, checks.LeakedIdentityNumber, finding.Fail, ""},
		{"没有读到的附件", nil, checks.LeakedIdentityNumber, finding.Pass, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			site, err := facts.Load(t.Context(), library{c.doc, c.link}, facts.Options{})
			if err != nil {
				t.Fatal(err)
			}
			out := c.kind.Run(&check.Pass{Site: site, AsOf: time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC)}, c.kind.NewParams())
			if out.Verdict != c.want {
				t.Fatalf("%s: %s", out.Verdict, out.Reason)
			}
			for _, f := range out.Findings {
				if f.Subject != "附件:/files/a.xlsx" {
					t.Errorf("subject %s", f.Subject)
				}
			}
			if half := c.doc == nil || c.doc.Cut; half && out.Verdict == finding.Pass && out.Reason != "共检查1个页面和附件，未发现；另有1个未能读取，不在结论之内" {
				t.Errorf("reason %q", out.Reason)
			}
		})
	}
}
