package budget

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// countForm is how a count is worded.
type countForm struct {
	at    func(*Counts) *Count
	needs string // word the sentence must have
	words *regexp.Regexp
}

var countForms = sync.OnceValue(func() []countForm {
	w := regexp.MustCompile
	return []countForm{
		{func(c *Counts) *Count { return &c.Groups }, "团组", w(`团组(?:数|累计|共计?|合计|为|数量)*(\d+)个|(\d+)个(?:因公)?(?:出国)?(?:\(境\))?团组|团组(?:数|共计?|为)*(\d+)批`)},
		{func(c *Counts) *Count { return &c.Trips }, "出国", w(`团组[^。;]{0,20}?(\d+)人次|出国\(境\)(?:人次|人数|累计|共计?|为|数)*(\d+)人次?|因公出国\(境\)(?:累计)?(\d+)人次`)},
		{func(c *Counts) *Count { return &c.Held }, "保有", w(`保有(?:量|数|公务用车|车辆|为|共计?|合计|现)*(\d+)(?:辆|台)`)},
		{func(c *Counts) *Count { return &c.Bought }, "购", w(`(?:购置|更新|新购|购买)(?:数|数量|公务用车|车辆|公务车|更新|及|为|共计?|了)*(\d+)(?:辆|台)`)},
		{func(c *Counts) *Count { return &c.Batches }, "接待", w(`接待(?:批次|累计|共计?|合计|为|数|国内|国内公务|来访|团组)*(\d+)(?:个)?批?次?(?:批次|批|个|次)|接待[^,。;]{0,10}?(\d+)批次?`)},
		{func(c *Counts) *Count { return &c.Guests }, "接待", w(`接待[^。;]{0,30}?批次?[,、(和共计约合累]*(\d+)人|接待(?:人次|人数|共计?|为|数)+(\d+)(?:人次?|$)`)},
	}
})

// counts reads numbers of groups, people and vehicles. Asides on foreign
// guests come second and are left alone.
func (r *reader) counts(s string, year int, kind string) {
	for sentence := range strings.SplitSeq(s, "。") {
		if strings.Contains(sentence, "外事接待") && !strings.Contains(sentence, "国内") {
			continue
		}
		y := year
		if m := yearWord.FindStringSubmatch(sentence); m != nil {
			if n, err := strconv.Atoi(m[1]); err == nil && n == r.year {
				y = n
			}
		}
		st := r.at(y, kind)
		for _, f := range countForms() {
			c := f.at(&st.Counts)
			if c.Known || !strings.Contains(sentence, f.needs) {
				continue
			}
			m := f.words.FindStringSubmatch(sentence)
			for _, g := range m[min(1, len(m)):] {
				if n, err := strconv.Atoi(g); err == nil && g != "" {
					*c = Count{true, n, clip(sentence)}
					break
				}
			}
		}
	}
}
