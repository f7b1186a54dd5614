package document

import (
	"slices"
	"strings"
	"testing"
)

// What stands beside the text of a file was published with it, and is no part of the text.
func TestBesideTheText(t *testing.T) {
	part := func(s string) string {
		return `<?xml version="1.0" encoding="UTF-8"?><w:part xmlns:w="w">` + s + `</w:part>`
	}
	head := entry{"word/header1.xml", part(para("秘密★1年") + para("运交发〔2022〕5号"))}
	raw := docx(t, para("关于专项检查的通知")+para("各单位："), entry{"word/footer1.xml", part(para("印发"))}, head, entry{"word/header2.xml", head.body},
		entry{"word/footnotes.xml", part(`<w:footnote>` + para("注一") + `</w:footnote>`)}, entry{"word/comments.xml", part(`<w:comment>` + para("请删去电话") + `</w:comment>`)})
	d, err := Read("a.docx", raw)
	if err != nil || d.State != Text {
		t.Fatal(err, d.Reason)
	}
	if !slices.Equal(d.Margins, []string{"秘密★1年", "运交发〔2022〕5号", "印发", "注一"}) || !slices.Equal(d.Remarks, []string{"请删去电话"}) {
		t.Errorf("%q %q", d.Margins, d.Remarks)
	}
	if strings.Contains(d.All(), "秘密") || len(d.Paragraphs) != 2 {
		t.Errorf("%q", d.All())
	}
	if got := strings.Fields(d.Entire()); !slices.Equal(got, []string{"关于专项检查的通知", "秘密★1年", "运交发〔2022〕5号", "印发", "注一", "各单位：", "请删去电话"}) {
		t.Errorf("%q", got)
	}

	book := xlsx(t, `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row></sheetData>`,
		entry{"xl/comments1.xml", `<comments><commentList><comment ref="A1"><text><r><t>身份证</t></r><r><t>号待补</t></r></text></comment><comment ref="A2"><text><t>第二条</t></text></comment></commentList></comments>`},
		entry{"xl/threadedComments/threadedComment1.xml", `<ThreadedComments><threadedComment ref="A1"><text>请核对</text></threadedComment></ThreadedComments>`})
	if d, err = Read("a.xlsx", book); err != nil || !slices.Equal(d.Remarks, []string{"身份证号待补", "第二条", "请核对"}) {
		t.Errorf("%v %q", err, d.Remarks)
	}

	// A broken head costs nothing of the text.
	d, err = Read("a.docx", docx(t, para("正文如下"), entry{"word/header1.xml", "<w:hdr><w:p>"}))
	if err != nil || d.State != Text || d.Cut || len(d.Paragraphs) != 1 {
		t.Errorf("%v %+v", err, d)
	}
}

// Tags of Word's own, and marks within a line, break no line.
func TestWordsOwnTags(t *testing.T) {
	for _, s := range []string{
		`<p><st1:chsdate year="2022" w:st="on">2022年</st1:chsdate>“三公”经费<st1:chmetcnv unitname="万元">35.50万元</st1:chmetcnv>，<o:p></o:p>已公开</p>`,
		`<p>2022年“三公”<wbr>经费<mark>35.50</mark>万元，<s></s>已公开</p>`,
		`<p>2022年“三公”经费<tt>35.50</tt><time>万元</time>，已<abbr>公开</abbr></p>`,
	} {
		d, err := Read("a.html", []byte("<html><body>"+s+"<zoom>另一段</zoom></body></html>"))
		if err != nil || !slices.Equal(d.Paragraphs, []string{"2022年“三公”经费35.50万元，已公开", "另一段"}) {
			t.Errorf("%v %q", err, d.Paragraphs)
		}
	}
}
