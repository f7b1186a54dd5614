package yearly

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"ducha/internal/document"
)

// proseForm is a number in a sentence that the table also has.
type proseForm struct {
	what  string
	words *regexp.Regexp
	table func(r *Report) ([]int64, bool) // every number the sentence may mean
}

var proseForms = sync.OnceValue(func() []proseForm {
	w := regexp.MustCompile
	requests := func(keys ...[]Key) func(*Report) ([]int64, bool) {
		return func(r *Report) ([]int64, bool) {
			var out []int64
			for _, group := range keys {
				var values []Value
				for _, k := range group {
					row, ok := r.Requests.Rows[k]
					if !ok {
						return nil, false
					}
					values = append(values, row[6])
				}
				n, _, ok := sum(values...)
				if !ok {
					return nil, false
				}
				out = append(out, n)
			}
			return out, true
		}
	}
	inForce := func(r *Report) ([]int64, bool) {
		v := r.Disclose.Rows["行政规范性文件"].Values
		if len(v) != 3 || !v[2].known() {
			return nil, false
		}
		return []int64{v[2].N}, true
	}
	return []proseForm{
		{"收到申请数", w(`(?:收到|受理|新收|收办)[^,。;:、\d]{0,24}(?:申请|依申请公开)[^,。;:\d次封邮]{0,14}(\d{1,6})(?:件|条|宗|份|起)`), requests([]Key{New}, []Key{New, Carry}, []Key{Total})},
		{"结转下年度申请数", w(`结转(?:至)?(?:下年度|下一年|次年|20\d\d年)[^,。;:\d]{0,12}(\d{1,6})(?:件|条|宗|份)`), requests([]Key{Next})},
		{"现行有效规范性文件数", w(`现行有效[^,。;:\d]{0,14}规范性文件[^,。;:\d]{0,6}(\d{1,6})件`), inForce},
	}
})

// proseProblems compares sentences with the table (I5) and looks for a habit
// of filing results under 其他 (I6). Both are signals: a sentence may count
// something else, and it is shown as it stands.
func (r *Report) proseProblems() []document.Problem {
	var out []document.Problem
	for _, f := range proseForms() {
		numbers, ok := f.table(r)
		if !ok {
			continue
		}
		if p, bad := r.compare(f, numbers); bad {
			out = append(out, p)
		}
	}
	return append(out, r.otherShare()...)
}

func (r *Report) compare(f proseForm, numbers []int64) (document.Problem, bool) {
	for _, sentence := range sentences(r.prose) {
		for _, m := range f.words.FindAllStringSubmatch(sentence, -1) {
			n, err := strconv.ParseInt(m[1], 10, 64)
			if err != nil || strings.Contains(sentence, "上年") && !strings.Contains(sentence, "结转") {
				continue
			}
			if !slices.Contains(numbers, n*one) {
				return document.Problem{Code: CodeProse, Subject: "文字与表格:" + f.what, Class: document.Signal, Severity: document.Low, Quote: sentence,
					Message: fmt.Sprintf("正文“%s”为%d,表格为%s,口径是否一致需核对", f.what, n, decimal(numbers[0]))}, true
			}
		}
	}
	return document.Problem{}, false
}

func sentences(lines []string) []string {
	var out []string
	for _, l := range lines {
		for s := range strings.SplitSeq(squeeze(l), "。") {
			if s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

// otherShare asks for a look when 其他 takes more than three in ten results.
// The share is ours, not the form's.
func (r *Report) otherShare() []document.Problem {
	other, ok1 := r.Requests.Rows["other3"]
	total, ok2 := r.Requests.Rows[Total]
	if !ok1 || !ok2 || !other[6].known() || !total[6].known() || total[6].N < 10*one || other[6].N*10 <= total[6].N*3 {
		return nil
	}
	return []document.Problem{{Code: CodeOther, Subject: "申请情况表:其他处理3.其他", Class: document.Signal, Severity: document.Info, Quote: printed("其他处理—其他", other[:], applicantHeads()),
		Message: fmt.Sprintf("“其他处理—其他”%s件,占办理结果%s件的三成以上(三成是提示线,不是格式要求),需核对归类", decimal(other[6].N), decimal(total[6].N))}}
}

// Bounds of what is called copied: texts of fewer shingles are too short to be anybody's
// own words, and a form leaves its sentences alike from year to year.
const (
	leastShingles = 150
	copiedShare   = 0.8
)

// similar compares the free text of two reports (parts one and five) by
// five-character shingles: 0 nothing in common, 1 the same text.
func (r *Report) similar(other *Report) float64 {
	a, b := r.shingles(), other.shingles()
	if len(a) < leastShingles || len(b) < leastShingles {
		return 0
	}
	both := 0
	for s := range a {
		if b[s] {
			both++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

func (r *Report) shingles() map[string]bool {
	out := map[string]bool{}
	for _, n := range []int{1, 5} {
		text := []rune(letters(squeeze(strings.Join(r.Sections[n].Text, ""))))
		for i := 0; i+5 <= len(text); i++ {
			out[string(text[i:i+5])] = true
		}
	}
	return out
}

// Copied is the suspicion that a report was written by copying another.
func (r *Report) Copied(other *Report) (document.Problem, bool) {
	share := r.similar(other)
	if share < copiedShare || r.lossy() || other.lossy() {
		return document.Problem{}, false
	}
	whose := other.Unit
	if whose == r.Unit || whose == "" {
		whose = fmt.Sprintf("%d年", other.Year)
	}
	return document.Problem{Code: CodeCopied, Subject: "内容雷同", Class: document.Signal, Severity: document.Medium,
		Message: fmt.Sprintf("文字内容与%s年报相似度%.0f%%,疑似照搬", whose, share*100)}, true
}
