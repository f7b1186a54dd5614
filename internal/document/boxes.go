package document

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// box is one word with its place on a page; y grows downwards.
type box struct {
	x0, y0, x1, y1 float64
	text           string
}

// chunk is what stands together in one line: words with no gap between them.
type chunk struct {
	x0, x1 float64
	text   string
}

// line keeps two divisions: chunks part where a gap is too wide for a sentence,
// cells part at every gap. The first finds tables, the second their columns,
// because narrow columns stand closer than words with blanks between them.
type line struct {
	y0, y1 float64
	chunks []chunk
	cells  []chunk
}

// Gaps that part chunks and cells, in heights of the line.
const (
	chunkGap = 0.75
	cellGap  = 0.15
)

// boxes turns the words of one page into paragraphs and tables. Lines with
// several chunks one below the other are a table; its columns are the ranges
// that the chunks cover together.
func (d *Document) boxes(words []box, where string) {
	lines := toLines(mendNumbers(words))
	left, right := margins(lines)
	full := false // the line before ran to the right margin
	for i := 0; i < len(lines); {
		j := i
		for j < len(lines) && tabular(lines, j) {
			j++
		}
		if j-i >= 2 || j-i == 1 && len(lines[i].chunks) >= 5 {
			t := grid(lines[i:j])
			t.Place = where
			d.table(t)
			i, full = j, false
			continue
		}
		for _, l := range lines[i:max(j, i+1)] {
			d.prose(l, full && l.chunks[0].x0 < left+1.2*(l.y1-l.y0))
			full = l.chunks[len(l.chunks)-1].x1 > right-2.2*(l.y1-l.y0) && !l.caption()
		}
		i = max(j, i+1)
	}
}

// prose adds a line of text. A line that starts at the left margin below one
// that ran to the right margin goes on with its sentence.
func (d *Document) prose(l line, goesOn bool) {
	text := clean(l.text())
	if n := len(d.Paragraphs); goesOn && n > 0 && text != "" && len(d.Paragraphs[n-1]) < 20000 && !(headingLine.MatchString(text) && ended(d.Paragraphs[n-1])) {
		d.Paragraphs[n-1] += text
		return
	}
	d.paragraph(text)
}

// ended says whether a sentence is over, so that a number after it opens a heading.
func ended(s string) bool {
	return strings.HasSuffix(s, "。") || strings.HasSuffix(s, "；") || strings.HasSuffix(s, "：") || strings.HasSuffix(s, "！")
}

func margins(lines []line) (left, right float64) {
	left, right = math.Inf(1), math.Inf(-1)
	for _, l := range lines {
		left = min(left, l.chunks[0].x0)
		right = max(right, l.chunks[len(l.chunks)-1].x1)
	}
	return left, right
}

func (l line) text() string {
	parts := make([]string, len(l.chunks))
	for i, c := range l.chunks {
		parts[i] = c.text
	}
	return strings.Join(parts, " ")
}

// tabular lines have several chunks, or one beside such lines on both sides
// (a label that wraps). The name of the next table is none, though blanks part its number.
func tabular(lines []line, i int) bool {
	if lines[i].caption() {
		return false
	}
	many := func(k int) bool { return k >= 0 && k < len(lines) && len(lines[k].chunks) >= 3 }
	if many(i) || len(lines[i].chunks) == 2 && (many(i-1) || many(i+1)) || lines[i].heads() && (many(i+1) || i+1 < len(lines) && lines[i+1].heads()) {
		return true
	}
	return len(lines[i].chunks) < 3 && many(i-1) && many(i+1) && !headingLine.MatchString(lines[i].text())
}

// heads says whether a line is the upper half of heads that wrap in narrow columns,
// closer to one another than chunks: 结果 结果 其他 尚未 over 维持 纠正 结果 审结.
func (l line) heads() bool {
	for _, c := range l.cells {
		if utf8.RuneCountInString(c.text) > 4 {
			return false
		}
	}
	return len(l.cells) >= 4
}

// caption says whether a line is the name of a table.
func (l line) caption() bool {
	text := l.text()
	return captionLine.MatchString(text) && namesTable(text)
}

// captionLine begins the name of a table: 表9　政府性基金预算支出表.
var captionLine = regexp.MustCompile(`^(?:附|公开)?表\s*[一二三四五六七八九十\d]+`)

// headingLine is a heading between two tables, not a label that wraps.
var headingLine = regexp.MustCompile(`^(?:第?[一二三四五六七八九十]+(?:、|部分)|表[一二三四五六七八九十\d])`)

func toLines(words []box) []line {
	slices.SortStableFunc(words, func(a, b box) int { return cmp.Compare(a.y0+a.y1, b.y0+b.y1) })
	var rows [][]box
	for _, w := range words {
		if n := len(rows); n > 0 {
			last := rows[n-1][0]
			mid := (w.y0 + w.y1) / 2
			if mid >= last.y0 && mid <= last.y1 {
				rows[n-1] = append(rows[n-1], w)
				continue
			}
		}
		rows = append(rows, []box{w})
	}
	out := make([]line, 0, len(rows))
	for _, r := range rows {
		out = append(out, toLine(r))
	}
	return out
}

func toLine(words []box) line {
	slices.SortStableFunc(words, func(a, b box) int { return cmp.Compare(a.x0, b.x0) })
	l := line{y0: words[0].y0, y1: words[0].y1}
	for _, w := range words {
		l.y0, l.y1 = min(l.y0, w.y0), max(l.y1, w.y1)
		l.chunks = join(l.chunks, w, chunkGap)
		l.cells = join(l.cells, w, cellGap)
	}
	return l
}

// join puts a word to the last chunk or begins a new one.
func join(chunks []chunk, w box, gap float64) []chunk {
	n, height := len(chunks), w.y1-w.y0
	if n == 0 || w.x0-chunks[n-1].x1 >= gap*height {
		return append(chunks, chunk{w.x0, w.x1, w.text})
	}
	last := &chunks[n-1]
	if w.x0-last.x1 > 0.2*height || numbersApart(last.text, w.text) {
		last.text += " "
	}
	last.text += w.text
	last.x1 = max(last.x1, w.x1)
	return chunks
}

// numbersApart says whether two words are long numbers of two narrow columns, such as an
// identity number and a telephone, that must not become one.
func numbersApart(a, b string) bool {
	a = a[strings.LastIndex(a, " ")+1:]
	return len(a) >= 7 && len(b) >= 7 && onlyDigits(strings.TrimSuffix(a, "X")) && onlyDigits(strings.TrimSuffix(b, "X"))
}

// grid finds the columns shared by the lines and fills a table.
func grid(lines []line) *Table {
	cols := columns(lines)
	t := &Table{}
	for r, l := range lines {
		t.Rows = append(t.Rows, nil)
		at := 0
		for _, c := range l.cells {
			first, last := covered(cols, c)
			for ; at < first; at++ {
				t.Rows[r] = append(t.Rows[r], Cell{Row: r, Col: at, RowSpan: 1, ColSpan: 1, Blank: true})
			}
			if last < at {
				// Two chunks in one column: keep both words.
				if n := len(t.Rows[r]); n > 0 {
					t.Rows[r][n-1].Text = clean(t.Rows[r][n-1].Text + " " + c.text)
					t.Rows[r][n-1].Blank = false
				}
				continue
			}
			t.Rows[r] = append(t.Rows[r], Cell{Text: clean(c.text), Row: r, Col: at, RowSpan: 1, ColSpan: last - at + 1})
			at = last + 1
		}
		for ; at < len(cols); at++ {
			t.Rows[r] = append(t.Rows[r], Cell{Row: r, Col: at, RowSpan: 1, ColSpan: 1, Blank: true})
		}
	}
	return t
}

// columns are the disjoint x ranges of the lines with the most chunks; wider
// chunks of other lines span several of them.
func columns(lines []line) []chunk {
	most := 0
	for _, l := range lines {
		most = max(most, len(l.cells))
	}
	var cols []chunk
	for _, l := range lines {
		if len(l.cells)*3 < most*2 {
			continue
		}
		for _, c := range l.cells {
			cols = merge(cols, c)
		}
	}
	return cols[:min(len(cols), maxCols)]
}

func merge(cols []chunk, c chunk) []chunk {
	out := make([]chunk, 0, len(cols)+1)
	for _, k := range cols {
		if k.x1 < c.x0 || k.x0 > c.x1 {
			out = append(out, k)
			continue
		}
		c.x0, c.x1 = min(c.x0, k.x0), max(c.x1, k.x1)
	}
	out = append(out, c)
	slices.SortFunc(out, func(a, b chunk) int { return cmp.Compare(a.x0, b.x0) })
	return out
}

func covered(cols []chunk, c chunk) (first, last int) {
	first, last = -1, -1
	for i, k := range cols {
		if k.x1 >= c.x0 && k.x0 <= c.x1 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 { // between two columns: belongs to the one on its right
		first, _ = slices.BinarySearchFunc(cols, c.x0, func(k chunk, x float64) int { return cmp.Compare(k.x0, x) })
		first = min(first, len(cols)-1)
		last = first
	}
	return first, last
}
