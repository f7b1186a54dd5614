package facts

import (
	"slices"
	"strings"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/zhtext"
)

// A paper is what pairing needs to know of one article.
type paper struct {
	info   *Info
	links  []textKey
	docNos []zhtext.DocNo // quoted in the text
}

// Keys of the columns pairing looks into.
var (
	documentKeys       = []string{"行政规范性文件", "政策法规"}
	interpretationKeys = []string{"政策解读"}
)

// An interpretation is a page or row that may interpret a document.
type interpretation struct {
	info     *Info
	title    string
	inColumn bool
	paper    *paper
	date     Witness
}

// pairer holds what is common to all documents of one pairing.
type pairer struct {
	s        *Site
	papers   map[string]*paper // by page key
	all      []interpretation
	byKey    map[string]*interpretation
	home     string // start of the document numbers the site itself gives
	doubtful string // why no interpretation may be missed at all
	until    time.Time
}

// Pairings gives the documents published in the span that may need an
// interpretation, each with the interpretation found for it. All who ask for one
// span share the answer.
func (s *Site) Pairings(from, to time.Time) ([]Pairing, error) {
	type span struct{ from, to time.Time }
	type answer struct {
		all []Pairing
		err error
	}
	a := Once(s, span{from, to}, func() (a answer) {
		a.all, a.err = s.findPairings(from, to)
		return a
	})
	return a.all, a.err
}

func (s *Site) findPairings(from, to time.Time) ([]Pairing, error) {
	pr := &pairer{s: s, papers: make(map[string]*paper), byKey: make(map[string]*interpretation)}
	for i := range s.papers {
		pr.papers[pageKey(s.papers[i].info.URL)] = &s.papers[i]
	}
	pr.collect()
	docs := pr.documents(from, to)
	if len(docs) == 0 {
		for _, key := range documentKeys {
			col, err := s.Column(key)
			if err != nil {
				return nil, err
			}
			if col != nil {
				if why := col.shortOf(from); why != "" {
					return nil, notCovered("“" + key + "”栏目" + why)
				}
			}
		}
		return nil, nil
	}
	var all []Pairing
	for _, d := range docs {
		all = append(all, pr.pair(d))
	}
	return all, nil
}

// collect gathers everything that may be an interpretation.
func (pr *pairer) collect() {
	add := func(info *Info, title string, inColumn bool, date Witness) {
		if info == nil || title == "" || info.Problem.Definite() {
			return // a page that is gone interprets nothing
		}
		info = redated(info, date)
		key := pageKey(info.URL)
		if old := pr.byKey[key]; old != nil {
			old.inColumn = old.inColumn || inColumn
			return
		}
		pr.byKey[key] = &interpretation{info: info, title: title, inColumn: inColumn, paper: pr.papers[key], date: date}
	}
	for _, key := range interpretationKeys {
		col, err := pr.s.Column(key)
		switch {
		case err != nil:
			pr.doubtful = "解读栏目情况不明：" + err.Error()
			continue
		case col == nil:
			continue
		case col.Problem != evidence.None:
			pr.doubtful = "“" + col.Label + "”栏目未能读取（" + col.Problem.Chinese() + "）"
		case !col.Complete:
			pr.until = col.Until
			if col.Until.IsZero() {
				pr.doubtful = "“" + col.Label + "”栏目的列表没有读到最后一页"
			}
		}
		for i := range col.Entries {
			e := &col.Entries[i]
			// In a combined column laws and their interpretations stand together.
			if col.Combined && !zhtext.Interpreting(e.Title, false) {
				continue
			}
			add(rowInfo(e), e.Title, true, e.weighed())
		}
	}
	for i := range pr.s.rows {
		if e := &pr.s.rows[i]; e.URL != "" && zhtext.Interpreting(e.Title, false) {
			add(rowInfo(e), e.Title, false, e.weighed())
		}
	}
	for _, info := range pr.s.infos {
		if info.Problem == evidence.None && info.Class == ClassArticle && (zhtext.Interpreting(info.Title, false) || pr.interpretationLabel(info.Column)) {
			add(info, info.Title, pr.interpretationLabel(info.Column), info.Date)
		}
	}
	for _, key := range sortedKeys(pr.byKey) {
		pr.all = append(pr.all, *pr.byKey[key])
	}
	slices.SortStableFunc(pr.all, func(a, b interpretation) int { return b.date.Date.Compare(a.date.Date) })
}

// weighed is the entry's best date; when its witnesses leave doubt, that too.
func (e *SiteEntry) weighed() Witness {
	w, ok := e.Best()
	if !ok {
		w.Confidence = Doubtful
	}
	return w
}

// redated is a page with the day that its row and itself say together.
func redated(info *Info, date Witness) *Info {
	if date.Date.IsZero() || date.Date.Equal(info.Date.Date) && date.Confidence == info.Date.Confidence {
		return info
	}
	again := *info
	again.Date = date
	return &again
}

// rowInfo is the page of a row, or what the row says of it.
func rowInfo(e *SiteEntry) *Info {
	if e.Page != nil {
		return e.Page
	}
	if e.URL == "" {
		return nil
	}
	w, _ := e.Best()
	return &Info{URL: e.URL, Record: e.List.Record, At: e.List.At, SHA256: e.List.SHA256, Problem: evidence.NotCovered, Title: e.Title, DocNo: e.DocNo, Date: w}
}

func (pr *pairer) interpretationLabel(label string) bool {
	for _, h := range pr.s.match.match(label) {
		if slices.Contains(interpretationKeys, pr.s.match.names[h.name].Key) && !h.combined {
			return true
		}
	}
	return false
}

// pair finds the interpretation of one document: by link, by number, by title.
func (pr *pairer) pair(d Document) Pairing {
	p := Pairing{Document: d}
	key := pageKey(d.URL)
	if in, quote := pr.linked(key, d); in != nil {
		p.Interpretation, p.By, p.Forward, p.Quote = in.info, PairLink, true, quote
		p.Back = pr.linksBack(in, key)
		return p
	}
	for i := range pr.all {
		in := &pr.all[i]
		if pageKey(in.info.URL) != key && pr.linksBack(in, key) && in.explains() {
			p.Interpretation, p.By, p.Back, p.Quote = in.info, PairLink, true, in.title
			return p
		}
	}
	if no, ok := zhtext.FirstDocNo(d.DocNo); ok {
		for i := range pr.all {
			if in := &pr.all[i]; pageKey(in.info.URL) != key && pr.quotes(in, no) {
				p.Interpretation, p.By, p.Quote = in.info, PairDocNo, in.title
				return p
			}
		}
	}
	for i := range pr.all {
		in := &pr.all[i]
		if pageKey(in.info.URL) != key && zhtext.Interprets(in.title, d.Title, in.inColumn) {
			p.Interpretation, p.By, p.Quote = in.info, PairTitle, in.title
			p.Back = pr.linksBack(in, key)
			return p
		}
	}
	p.Doubt = pr.doubt(d)
	return p
}

// linked finds an interpretation among the links of the document's page and of
// its list row. The link must lead to another page that is an interpretation;
// the word 解读 alone proves nothing.
func (pr *pairer) linked(key string, d Document) (*interpretation, string) {
	var links []textKey
	if pp := pr.papers[key]; pp != nil {
		links = append(links, pp.links...)
	}
	if d.Entry != nil {
		for _, l := range d.Entry.Related {
			links = append(links, textKey{l.Text, l.URL})
		}
	}
	no, numbered := zhtext.FirstDocNo(d.DocNo)
	for _, l := range links {
		target := pageKey(l.url)
		if target == key || target == pr.s.homeKey || l.url == "" {
			continue
		}
		v := pr.s.visits[target]
		in := pr.byKey[target]
		switch {
		case v != nil && v.info.Problem.Definite():
			continue // a dead link is no interpretation
		case v != nil && (v.info.Class == ClassColumn || v.info.Class == ClassList) && pr.s.columnKeys()[target]:
			continue // nor is a column, which side menus name on every page; a menu may lead to an article
		case in != nil && zhtext.Interpreting(in.title, true) && (zhtext.Interpreting(in.title, false) || in.inColumn):
			return in, l.text
		case in != nil && in.inColumn && in.explains() && (pr.linksBack(in, key) || numbered && pr.quotes(in, no)):
			return in, l.text
		case interpretationLink(l.text) && v == nil && pr.s.inScope(l.url) && articleURL(l.url):
			return &interpretation{info: &Info{URL: l.url, Record: d.Record, At: d.At, SHA256: d.SHA256, Problem: evidence.NotCovered, Title: l.text}, title: l.text}, l.text
		case interpretationLink(l.text) && v != nil && v.info.Problem == evidence.None && v.info.Class == ClassArticle:
			return &interpretation{info: v.info, title: v.info.Title, paper: pr.papers[target]}, l.text
		}
	}
	return nil, ""
}

// notices are words of what stands in a column of interpretations and is none.
var notices = []string{"通知", "公告", "通告", "公示", "决定", "意见稿", "征集"}

// explains says whether it may interpret something: its title says so, or it stands in
// the column under a title of its own (新规来了！这些变化您要知道).
func (in *interpretation) explains() bool {
	if zhtext.Interpreting(in.title, in.inColumn) {
		return true
	}
	return in.inColumn && !strings.Contains(in.title, "《") && !slices.ContainsFunc(notices, func(w string) bool { return strings.Contains(in.title, w) })
}

// interpretationLink says whether a link's words call its target an interpretation.
func interpretationLink(text string) bool {
	key := zhtext.Key(text)
	return strings.Contains(key, "解读") || strings.Contains(key, "图解") || strings.Contains(key, "读懂") || strings.Contains(key, "答记者问")
}

func (pr *pairer) linksBack(in *interpretation, key string) bool {
	if in.paper == nil {
		return false
	}
	return slices.ContainsFunc(in.paper.links, func(l textKey) bool { return pageKey(l.url) == key })
}

// quotes says whether an interpretation's title or text names the document
// number; other papers quote numbers too, so it must be an interpretation.
func (pr *pairer) quotes(in *interpretation, no zhtext.DocNo) bool {
	if !in.explains() {
		return false
	}
	for _, d := range zhtext.DocNos(in.title) {
		if d.Same(no) {
			return true
		}
	}
	if in.paper == nil {
		return false
	}
	// The document interpreted is named first; its legal bases come after.
	for i, d := range in.paper.docNos {
		if d.Same(no) && i < 3 {
			return true
		}
	}
	return false
}

// doubt says why a missing interpretation cannot be claimed.
func (pr *pairer) doubt(d Document) string {
	if pr.doubtful != "" {
		return pr.doubtful
	}
	if d.DocNo == "" && !slices.Contains(d.Columns, documentKeys[0]) {
		return "文件未显示文号，不能确定为本单位制发"
	}
	if !pr.until.IsZero() && !d.Date.Date.IsZero() && pr.until.After(d.Date.Date) {
		return "解读栏目的列表没有读到文件发布之日"
	}
	if in := pr.byKey[pageKey(d.URL)]; in != nil && in.inColumn && zhtext.Interpreting(in.title, false) {
		return "解读栏目的“" + in.title + "”指向文件页，解读可能就在该页"
	}
	if d.Problem != evidence.None {
		return "文件页面未能读取（" + d.Problem.Chinese() + "）"
	}
	if pr.papers[pageKey(d.URL)] == nil {
		return "文件正文未能读取"
	}
	if what := pr.beside(d); what != "" {
		return "文件页上有“" + what + "”部分，解读可能就在该页"
	}
	if !pr.s.cert.Holds && pr.s.noColumn(interpretationKeys[0]) {
		return "未找到解读栏目，且页面覆盖不全"
	}
	return pr.unseen(d)
}

// besideHeads head the part of a document's page that is its interpretation.
var besideHeads = []string{"政策解读", "相关解读", "文件解读", "解读", "解读材料", "图解", "政策图解", "图文解读", "文字解读", "视频解读", "一图读懂"}

// beside is the heading of a part of the document's own page that may interpret it:
// text, or pictures and film, follow it. Many templates print the heading alone.
func (pr *pairer) beside(d Document) string {
	v := pr.s.visits[pageKey(d.URL)]
	if v == nil {
		return ""
	}
	p, err := pr.s.whole(v)
	if err != nil {
		return ""
	}
	leads := func(line string) bool {
		return slices.ContainsFunc(p.Links, func(l Link) bool { return l.Area == AreaMain && runes(l.Text) > 1 && strings.Contains(line, l.Text) })
	}
	head := ""
	lines := strings.Split(p.Text, "\n")
	for i, line := range lines {
		line = strings.TrimSpace(line)
		switch {
		case head != "" && runes(line) >= 20 && !leads(line):
			return head
		case slices.Contains(besideHeads, zhtext.Key(line)) && (!leads(line) || p.unlinked(line, lines) && i+1 < len(lines) && !leads(lines[i+1])):
			head = line
		}
	}
	if head != "" && p.Article != nil && p.Article.Images > 0 {
		return head
	}
	return ""
}

// unlinked says whether a line stands on the page once more than links bear its words:
// a menu beside the text names the same column that heads a part of the text.
func (p *Page) unlinked(line string, lines []string) bool {
	n := 0
	for _, l := range lines {
		switch l = strings.TrimSpace(l); {
		case l == line, strings.Contains(l, line) && p.menuLine(l):
			n++
		}
	}
	for i := range p.Links {
		if p.Links[i].Area == AreaMain && p.Links[i].Text == line {
			n--
		}
	}
	return n > 0
}

// menuLine says whether a line is a menu without breaks: links one after another.
func (p *Page) menuLine(line string) bool {
	n := 0
	for i := range p.Links {
		if t := p.Links[i].Text; runes(t) > 1 && strings.Contains(line, t) {
			n += len(t)
		}
	}
	return 10*n >= 9*len(line)
}

// nearby is how far from a document an interpretation that names it only in its
// text may be dated.
const nearby = 60 * 24 * time.Hour

// unseen says which page that may be the interpretation was not read: one the
// document links to by that name, or one of the column from about that time.
func (pr *pairer) unseen(d Document) string {
	for _, l := range pr.papers[pageKey(d.URL)].links {
		v := pr.s.visits[pageKey(l.url)]
		if interpretationLink(l.text) && v != nil && v.info.Problem != evidence.None && v.info.Problem != evidence.NotFound {
			return "文件页上的解读链接未能打开（" + v.info.Problem.Chinese() + "）"
		}
	}
	for i := range pr.all {
		in := &pr.all[i]
		near := in.date.Date.IsZero() || d.Date.Date.IsZero() || absolute(in.date.Date.Sub(d.Date.Date)) <= nearby
		if in.inColumn && in.paper == nil && near && in.info.Problem != evidence.NotFound {
			return "解读栏目中有页面未能读取：" + in.title
		}
	}
	return ""
}

func (s *Site) noColumn(key string) bool {
	col, err := s.Column(key)
	return col == nil || err != nil
}
