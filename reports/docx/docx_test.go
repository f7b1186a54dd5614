package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/result"
	"ducha/reports/docx"
)

func cases(n int) []ledger.Case {
	at := time.Date(2022, 10, 11, 2, 3, 0, 0, time.UTC)
	names := []string{"政策解读", "年度报告", "财政预决算", "依申请公开"}
	var all []ledger.Case
	for i := range n {
		all = append(all, ledger.Case{
			ID: fmt.Sprintf("2022Q3-jtysj-%03d", i+1), Indicator: names[i%len(names)], Subject: "栏目:政策解读",
			Message: fmt.Sprintf("“%s”栏目最近更新为2022年3月1日，距评价基准日%d天，超过90天。", names[i%len(names)], 180+i),
			Remedy:  "按规定及时补充更新相关内容", Basis: "国办发〔2017〕47号", Due: time.Date(2022, 10, 21, 0, 0, 0, 0, time.FixedZone("CST", 8*3600)),
			Evidence: []result.Evidence{{URL: "http://jtj.example.gov.cn/zwgk/zcjd/index_" + strings.Repeat("long", 12) + ".html?a=1&b=2", Quote: "关于<印发>\x00《通知》的解读 & 说明", FetchedAt: result.Time{Time: at}}},
		})
	}
	return all
}

func rectification(n int) docx.Rectification {
	day := time.Date(2022, 10, 12, 0, 0, 0, 0, time.FixedZone("CST", 8*3600))
	return docx.Rectification{Number: "督改〔2022〕3号", Office: "市交通运输局办公室", Unit: "市公交管理中心", Quarter: "2022年第三季度", Basis: "《2022年政务公开评价指标》（示范指标）",
		Issued: day, Due: day.AddDate(0, 0, 9), Contact: "督查科，电话0991-0000000", Cases: cases(n)}
}

// parts reads a paper; every part must be well-formed.
func parts(t *testing.T, raw []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for dec := xml.NewDecoder(bytes.NewReader(text)); ; {
			if _, err := dec.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
		all[f.Name] = string(text)
	}
	return all
}

// text is what a reader sees.
func text(t *testing.T, document string) string {
	t.Helper()
	var b strings.Builder
	for dec := xml.NewDecoder(strings.NewReader(document)); ; {
		tok, err := dec.Token()
		if err != nil {
			return b.String()
		}
		switch tok := tok.(type) {
		case xml.CharData:
			b.Write(tok)
		case xml.EndElement:
			if tok.Name.Local == "p" {
				b.WriteByte('\n')
			}
		}
	}
}

func TestRectification(t *testing.T) {
	var a, b bytes.Buffer
	for _, w := range []io.Writer{&a, &b} {
		if err := rectification(7).Write(w); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same paper is not the same bytes")
	}
	p := parts(t, a.Bytes())
	got := text(t, p["word/document.xml"])
	for _, want := range []string{"政务公开问题整改通知书\n", "督改〔2022〕3号\n", "市公交管理中心：\n", "存在问题7项", "政务公开情况进行了检查（评价期：2022年第三季度），发现", "2022年10月21日前（含当日）完成整改", "整改期限按工作日计算，下发之日不计入", "一、主要问题\n", "（一）政策解读方面2项：",
		"2022Q3-jtysj-007\n", "a=1&b=2", "关于<印发>", "证据摘录：", "取证时间：2022年10月11日 10:03（北京时间）", "附件：问题清单\n", "市交通运输局办公室\n2022年10月12日\n", "提出申诉", "提出申请", "示范指标", "“整改状态”"} {
		if !strings.Contains(got, want) {
			t.Errorf("the paper lacks %q", want)
		}
	}
	for _, font := range []string{"仿宋_GB2312", "黑体", "方正小标宋简体"} {
		if !strings.Contains(p["word/document.xml"], `w:eastAsia="`+font+`"`) {
			t.Errorf("font %s is not named", font)
		}
	}
	if !strings.Contains(p["word/settings.xml"], "evenAndOddHeaders") || !strings.Contains(p["word/footer1.xml"], "PAGE") {
		t.Error("no page numbers for odd and even pages")
	}
	for name := range p {
		if strings.Contains(name, "font") || strings.Contains(name, "media") {
			t.Errorf("%s: nothing may be embedded", name)
		}
	}
}

// What was not issued says so: it lies in the same folder as what was.
func TestPreview(t *testing.T) {
	r := rectification(1)
	r.Preview = true
	var buf bytes.Buffer
	if err := r.Write(&buf); err != nil {
		t.Fatal(err)
	}
	if got := text(t, parts(t, buf.Bytes())["word/document.xml"]); !strings.Contains(got, "（预览稿，尚未下发）\n") {
		t.Error(got)
	}
}

// Where the cases are due on several days, no sentence names the last alone.
func TestDeadlinesOfACase(t *testing.T) {
	r := rectification(3)
	r.Cases[1].Due = r.Cases[1].Due.AddDate(0, 0, -7)
	var buf bytes.Buffer
	if err := r.Write(&buf); err != nil {
		t.Fatal(err)
	}
	p := parts(t, buf.Bytes())["word/document.xml"]
	if got := text(t, p); !strings.Contains(got, "按问题清单所列期限（最早2022年10月14日、最晚2022年10月21日）完成整改") {
		t.Error(got)
	}
	if strings.Count(p, "<w:sectPr>") != 2 || !strings.Contains(p, `w:orient="landscape"`) {
		t.Error("the list does not lie across")
	}
}

func TestBulletin(t *testing.T) {
	r := rectification(0)
	b := docx.Bulletin{Number: "督通〔2022〕4号", Office: r.Office, Quarter: "2022年第四季度", Basis: r.Basis, Issued: r.Issued, Due: r.Due, Cases: cases(3),
		Before: docx.Tally{Fixed: 5, Open: 2, Overdue: 1, Returned: 1, Unanswered: 1},
		Standing: []docx.Standing{{Rank: 1, Name: "甲局网站", Score: "92.50", Coverage: "98%", Tally: docx.Tally{New: 1, Fixed: 5}, Change: "上升3.00分"},
			{Name: "乙局网站", Score: "60～95", Coverage: "55%", Note: "可核验内容不足80%，不参与排名"},
			{Name: "丙局网站", Score: "80.00", Coverage: "95%", Note: "单项否决"}, {Name: "丁局网站", Score: "—", Coverage: "—", Unseen: true, Note: "本季度没有检查结果"}},
		Units: map[string]string{"gj": "市公交管理中心"}, Contact: "0991-1234567"}
	b.Cases[0].Unit, b.Cases[0].SiteName = "gj", "甲局网站"
	var buf bytes.Buffer
	if err := b.Write(&buf); err != nil {
		t.Fatal(err)
	}
	got := text(t, strings.ReplaceAll(parts(t, buf.Bytes())["word/document.xml"], "<w:noBreakHyphen/>", "\u2011"))
	b.Issued = b.Due.AddDate(0, 1, 0)
	var late bytes.Buffer
	if err := b.Write(&late); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(got, "前（含当日）报送") || strings.Contains(text(t, parts(t, late.Bytes())["word/document.xml"]), "前报送") {
		t.Error("the bulletin asks for answers by a day that is over, or by none")
	}
	for _, want := range []string{"对3个网站进行了检查", "共检查网站3个，其中1个参与排名", "出现单项否决情形的1个", "另有1个网站本季度没有检查结果", "甲局网站\n", "市公交管理中心\n", "0991\u20111234567", "得分最高的是甲局网站（92.50分）", "已整改销号5项，仍未解决2项（其中逾期1项），销号后再次出现1项。1项至今未反馈", "另有1个网站因可核验内容不足", "不参与排名\n", "（二）年度报告方面1项\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("the bulletin lacks %q in\n%s", want, got)
		}
	}
}

// Every numeral up to 99 differs and none is Arabic.
func TestManyGroups(t *testing.T) {
	r := rectification(0)
	for i := range 40 {
		c := cases(1)[0]
		c.Indicator = fmt.Sprint("指标", i)
		r.Cases = append(r.Cases, c)
	}
	var buf bytes.Buffer
	if err := r.Write(&buf); err != nil {
		t.Fatal(err)
	}
	got := text(t, parts(t, buf.Bytes())["word/document.xml"])
	for _, want := range []string{"（十）指标9", "（十一）指标10", "（二十）指标19", "（二十一）指标20", "（四十）指标39"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q", want)
		}
	}
}

// Who issued a paper stands on one page with its day and with what is above: a day
// alone on a page is no paper.
func TestSignaturesAreNotLeftAlone(t *testing.T) {
	var b bytes.Buffer
	if err := rectification(3).Write(&b); err != nil {
		t.Fatal(err)
	}
	paragraphs := strings.Split(parts(t, b.Bytes())["word/document.xml"], "<w:p>")
	day := -1
	for i, p := range paragraphs {
		if strings.Contains(p, ">2022年10月12日<") {
			day = i
		}
	}
	if day < 3 {
		t.Fatal("the paper has no day")
	}
	for _, p := range paragraphs[day-3 : day] {
		if !strings.Contains(p, "<w:keepNext/>") {
			t.Errorf("may end a page: %s", p)
		}
	}
}

// A bulletin counts what was mended before it, and gives nobody more time than the list does.
func TestBulletinOfMendedAndMixedDays(t *testing.T) {
	write := func(b docx.Bulletin) string {
		var buf bytes.Buffer
		if err := b.Write(&buf); err != nil {
			t.Fatal(err)
		}
		return text(t, parts(t, buf.Bytes())["word/document.xml"])
	}
	r := rectification(0)
	b := docx.Bulletin{Office: r.Office, Quarter: "2022年第四季度", Basis: r.Basis, Issued: r.Issued, Due: r.Due, Cases: cases(3), Mended: 2,
		Standing: []docx.Standing{{Rank: 1, Name: "甲局网站", Score: "92.5"}}}
	b.Cases[0].Due = r.Due.AddDate(0, 0, -3)
	got := write(b)
	for _, want := range []string{"核实问题5项（其中2项已整改销号，不再列出）", "按问题清单所列期限报送"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "前（含当日）报送") {
		t.Error("the last day is given to all")
	}
	b.Cases = nil
	if got := write(b); !strings.Contains(got, "本期经核实的问题均已整改销号。") {
		t.Error(got)
	}
}

// A notice says which websites it is about.
func TestNoticeNamesTheSites(t *testing.T) {
	for n, want := range map[int]string{0: "对政府网站政务公开", 1: "对网站0政务公开", 3: "对网站0、网站1、网站2政务公开", 5: "对网站0、网站1、网站2等5个网站政务公开"} {
		r := rectification(5)
		for i := range r.Cases {
			r.Cases[i].SiteName = ""
			if n > 0 {
				r.Cases[i].SiteName = fmt.Sprint("网站", i%n)
			}
		}
		var buf bytes.Buffer
		if err := r.Write(&buf); err != nil {
			t.Fatal(err)
		}
		if got := text(t, parts(t, buf.Bytes())["word/document.xml"]); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
