package document

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// lists knows the automatic numbering of a DOCX: 一、 and （一） often stand
// nowhere in the text, yet they are what a reader sees.
type lists struct {
	abstract map[string]string           // numId → abstractNumId
	levels   map[string]map[int]listForm // abstractNumId → level → form
	counts   map[string]map[int]int
}

type listForm struct {
	format, text string
	start        int
}

func readLists(raw []byte) *lists {
	l := &lists{map[string]string{}, map[string]map[int]listForm{}, map[string]map[int]int{}}
	var abs, num string
	var level int
	var form listForm
	// A broken numbering part costs the numbers, not the text.
	_ = tokens(raw, func(tok xml.Token) error {
		e, ok := tok.(xml.StartElement)
		if !ok {
			if end, ok := tok.(xml.EndElement); ok && end.Name.Local == "lvl" && abs != "" {
				l.levels[abs][level] = form
			}
			return nil
		}
		switch e.Name.Local {
		case "abstractNum":
			abs = at(e, "abstractNumId")
			l.levels[abs] = map[int]listForm{}
		case "lvl":
			level, _ = strconv.Atoi(at(e, "ilvl"))
			form = listForm{start: 1}
		case "start":
			form.start, _ = strconv.Atoi(at(e, "val"))
		case "numFmt":
			form.format = at(e, "val")
		case "lvlText":
			form.text = at(e, "val")
		case "num":
			num, abs = at(e, "numId"), ""
		case "abstractNumId":
			l.abstract[num] = at(e, "val")
		}
		return nil
	})
	return l
}

// Limits of numbering: Word has nine levels, and a number is a few characters.
const (
	maxLevels = 9
	maxNumber = 100 // bytes of the form that a number is written in
)

// next counts one paragraph and gives the number shown before it.
func (l *lists) next(num string, level int) string {
	abs, ok := l.abstract[num]
	form, known := l.levels[abs][level]
	if level >= maxLevels || len(form.text) > maxNumber {
		return ""
	}
	if !ok || !known || form.format == "bullet" || form.format == "none" {
		return ""
	}
	counts := l.counts[abs]
	if counts == nil {
		counts = map[int]int{}
		l.counts[abs] = counts
	}
	if _, ok := counts[level]; !ok {
		counts[level] = form.start - 1
	}
	counts[level]++
	for deeper := range counts {
		if deeper > level {
			delete(counts, deeper)
		}
	}
	out := form.text
	for i := range level + 1 {
		f := l.levels[abs][i]
		out = strings.ReplaceAll(out, "%"+strconv.Itoa(i+1), f.show(max(counts[i], 1)))
	}
	return out
}

func (f listForm) show(n int) string {
	if strings.HasPrefix(f.format, "chinese") || strings.HasPrefix(f.format, "ideograph") || strings.HasPrefix(f.format, "japanese") || strings.HasPrefix(f.format, "taiwanese") {
		return chinese(n)
	}
	return strconv.Itoa(n)
}

// chinese writes 1–99; larger numbers stay in digits.
func chinese(n int) string {
	digits := []rune("零一二三四五六七八九")
	switch {
	case n < 1 || n > 99:
		return strconv.Itoa(n)
	case n < 10:
		return string(digits[n])
	}
	s := "十"
	if n >= 20 {
		s = string(digits[n/10]) + s
	}
	if n%10 > 0 {
		s += string(digits[n%10])
	}
	return s
}
