package request_test

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"ducha/internal/request"
	"ducha/internal/workday"
	"ducha/internal/zhtext"
)

const head = "登记编号,收到日期,补正告知日期,补正收到日期,征求意见日期,收到意见日期,是否延期,延期告知日期,答复日期,办理结果\n"

func day(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.ParseInLocation(time.DateOnly, s, zhtext.Beijing)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The clock of Art. 30–34, application by application, as of 30 June 2022.
func TestClock(t *testing.T) {
	calendar, err := workday.National()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, row string
		state     request.State
		due       string
		days      int
	}{
		{"期限最后一日答复", "1,2022-01-25,,,,,,,2022-02-25,予以公开", request.Answered, "2022-02-25", 0},
		{"晚一个工作日", "1,2022-01-25,,,,,,,2022-02-28,予以公开", request.Late, "2022-02-25", 1},
		{"延期后按期", "1,2022-01-25,,,,,是,2022-02-24,2022-03-25,予以公开", request.Answered, "2022-03-25", 0},
		{"补正后重新起算", "1,2022-03-01,2022-03-04,2022-03-31,,,,,2022-04-28,予以公开", request.Answered, "2022-04-28", 0},
		{"等待补正不算逾期", "1,2022-03-01,2022-03-04,,,,,,,", request.Waiting, "", 0},
		{"逾期不补正不再处理", "1,2022-03-01,2022-03-04,,,,,,2022-06-01,逾期不补正，不再处理", request.Closed, "", 0},
		{"补正收到日期漏登", "1,2022-03-01,2022-03-04,,,,,,2022-06-01,予以公开", request.Unknown, "", 0},
		{"征求第三方意见扣除", "1,2022-03-01,,,2022-03-03,2022-03-10,,,2022-04-06,部分公开", request.Answered, "2022-04-06", 0},
		{"征求意见尚无回音", "1,2022-06-20,,,2022-06-22,,,,,", request.Consulting, "2022-07-26", 18},
		{"未答复且逾期", "1,2022-05-05,,,,,,,,", request.Overdue, "2022-06-01", 20},
		{"未到期", "1,2022-06-20,,,,,,,,", request.Open, "2022-07-18", 12},
		{"申请人撤回", "1,2022-03-01,,,,,,,,申请人撤回", request.Closed, "2022-03-29", 0},
		{"年份未收录", "1,2020-12-01,,,,,,,2022-01-05,予以公开", request.Unknown, "", 0},
		{"评价日之后收到", "1,2022-07-05,,,,,,,,", request.Unknown, "", 0},
		{"评价日之后才答复", "1,2022-06-20,,,,,,,2022-09-01,予以公开", request.Open, "2022-07-18", 12},
	} {
		rows, err := request.Read("requests.csv", []byte(head+c.row+"\n"))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got := request.Judge(rows, calendar, day(t, "2022-06-30"))[0]
		due := ""
		if !got.Due.IsZero() {
			due = got.Due.Format(time.DateOnly)
		}
		if got.State != c.state || due != c.due || got.Days != c.days || got.Reason == "" {
			t.Errorf("%s: %s due %s days %d (%s); want %s due %s days %d", c.name, got.State, due, got.Days, got.Reason, c.state, c.due, c.days)
		}
	}
}

// Steps with limits of their own are noted.
func TestNotes(t *testing.T) {
	calendar, err := workday.National()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := request.Read("r.csv", []byte(head+"1,2022-03-01,2022-03-16,2022-03-20,,,,,2022-04-10,公开\n2,2022-03-01,,,,,是,2022-03-31,2022-04-10,公开\n"))
	if err != nil {
		t.Fatal(err)
	}
	all := request.Judge(rows, calendar, day(t, "2022-06-30"))
	if len(all[0].Notes) != 1 || !strings.Contains(all[0].Notes[0], "告知补正") {
		t.Errorf("late request for a supplement: %v", all[0].Notes)
	}
	if len(all[1].Notes) != 1 || !strings.Contains(all[1].Notes[0], "2022年3月29日") {
		t.Errorf("late extension: %v", all[1].Notes)
	}
}

// Mistakes are told with line and column, all at once.
func TestMistakes(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"空文件", "", "文件为空"},
		{"缺表头", "登记编号,答复日期\n1,2022-01-01\n", "r.csv:1：表头缺少“收到日期”"},
		{"表头重复", "登记编号,登记编号,收到日期\n", "r.csv:1:2：表头“登记编号”重复"},
		{"不是日期", head + "1,2022/13/1,,,,,,,,\n", "r.csv:2:2：“2022/13/1”不是日期"},
		{"没有收到日期", head + "1,,,,,,,,,\n", "r.csv:2:2：收到日期不能为空"},
		{"没有编号", head + ",2022-03-01,,,,,,,,\n", "r.csv:2:1：登记编号不能为空"},
		{"编号重复", head + "1,2022-03-01,,,,,,,,\n1,2022-03-02,,,,,,,,\n", "r.csv:3:1：登记编号“1”与第2行重复"},
		{"答复早于收到", head + "1,2022-03-01,,,,,,,2022-02-01,\n", "r.csv:2:9：答复日期早于收到日期"},
		{"补正没有告知", head + "1,2022-03-01,,2022-03-05,,,,,,\n", "r.csv:2:4：填了补正收到日期，但没有填补正告知日期"},
		{"延期写法", head + "1,2022-03-01,,,,,也许,,,\n", "r.csv:2:7：“也许”应填“是”或“否”"},
		{"引号不成对", head + "1,\"2022-03-01,,\n", "引号不成对"},
	} {
		rows, err := request.Read("r.csv", []byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) || rows != nil {
			t.Errorf("%s: %v; want %s", c.name, err, c.want)
		}
	}
	_, err := request.Read("r.csv", []byte(head+"1,坏,,,,,,,,\n2,也坏,,,,,,,,\n"))
	if err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("two mistakes told as: %v", err)
	}
}

// Spreadsheets write GBK, times of day and Chinese dates.
func TestSpreadsheets(t *testing.T) {
	text := "申请编号,受理日期,答复日期\r\n甲-1,2022年3月1日,2022/3/29 0:00:00\r\n\r\n甲-2,2022.3.2,\r\n"
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{"utf-8": []byte(text), "bom": []byte("\uFEFF" + text), "gbk": gbk} {
		rows, err := request.Read("r.csv", raw)
		if err != nil || len(rows) != 2 {
			t.Errorf("%s: %d rows, %v", name, len(rows), err)
			continue
		}
		if rows[0].ID != "甲-1" || !rows[0].Answered.Equal(day(t, "2022-03-29")) || !rows[1].Received.Equal(day(t, "2022-03-02")) {
			t.Errorf("%s: %+v", name, rows)
		}
	}
}

// Offices write a title over the heads, and save with tabs and semicolons; places are those
// of the file all the same.
func TestTitlesAndSeparators(t *testing.T) {
	for _, text := range []string{
		"某局依申请公开登记表,,\n,,\n登记编号,收到日期,答复日期\n一号,2022-10-10,2022-10-20\n",
		"登记编号\t收到日期\t答复日期\n一号\t2022-10-10\t2022-10-20\n",
		"\"登记编号\";\"收到日期\";\"答复日期\"\r\n\"一号\";\"2022-10-10\";\"2022-10-20\"\r\n",
	} {
		rows, err := request.Read("r.csv", []byte(text))
		if err != nil || len(rows) != 1 || rows[0].ID != "一号" || rows[0].Answered.Day() != 20 {
			t.Errorf("%q: %v, %v", text, rows, err)
		}
	}
	_, err := request.Read("r.csv", []byte("某局登记表,,\n登记编号,收到日期,答复日期\n一号,昨天,\n二号,\"2022-10-10,\n"))
	if err == nil || !strings.Contains(err.Error(), "r.csv:3:2：“昨天”不是日期") || !strings.Contains(err.Error(), "r.csv：第4行") {
		t.Error(err)
	}
}

// What is written beside the kind of an answer may name the applicant, and is
// not kept.
func TestOnlyTheKindOfAResultIsKept(t *testing.T) {
	for written, want := range map[string]string{
		"予以公开": "予以公开", "部分公开": "部分公开", "": "", "申请人张三撤回": "撤回", "已当面答复张三（138****1234）": "其他",
		"本机关不掌握（李四）": "本机关不掌握", "不予公开": "不予公开", "逾期不补正，不再处理": "逾期不补正、不再处理",
	} {
		rows, err := request.Read("r.csv", []byte(head+"1,2022-03-01,,,,,,,2022-03-20,"+written+"\n"))
		if err != nil || rows[0].Result != want {
			t.Errorf("%s: %v, %v; want %s", written, rows, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(head + "1,2022-03-01,,,,,,,,\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		rows, err := request.Read("fuzz.csv", raw)
		if err != nil && rows != nil {
			t.Errorf("rows beside an error: %v", err)
		}
	})
}

// Registers carry a serial number beside the number of the application, and a day of
// acceptance beside that of receipt: the nearer head counts. A serial number alone begins
// anew with every file, so that it names an application with its day only.
func TestHeadsSideBySide(t *testing.T) {
	rows, err := request.Read("r.csv", []byte("序号,受理日期,登记编号,收到日期,答复日期\n1,2022-10-09,2022-031,2022-10-08,\n"))
	if err != nil || len(rows) != 1 || rows[0].ID != "2022-031" || !rows[0].Received.Equal(day(t, "2022-10-08")) {
		t.Fatalf("%+v, %v", rows, err)
	}
	first, err := request.Read("r.csv", []byte("序号,收到日期,答复日期\n1,2022-07-05,\n2,2022-07-05,\n"))
	if err != nil {
		t.Fatal(err)
	}
	second, err := request.Read("r.csv", []byte("序号,收到日期,答复日期\n1,2022-10-08,\n"))
	if err != nil {
		t.Fatal(err)
	}
	if first[0].ID == second[0].ID || first[0].ID == first[1].ID || first[0].ID != "20220705-1" {
		t.Errorf("%q, %q, %q", first[0].ID, first[1].ID, second[0].ID)
	}
	if _, err := request.Read("r.csv", []byte("登记编号,收到日期,收到日期\n")); err == nil || !strings.Contains(err.Error(), "重复") {
		t.Errorf("one head twice: %v", err)
	}
}
