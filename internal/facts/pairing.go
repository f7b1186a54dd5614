package facts

import (
	"maps"
	"slices"
	"strings"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// A paper is what pairing needs to know of one article.
type paper struct {
	info   *Info
	links  []textKey
	docNos []zhtext.DocNo // quoted in the text
	names  []string       // of the papers it speaks of, see textNames
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
	date     webpage.Witness
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
		pr.papers[webpage.Key(s.papers[i].info.URL)] = &s.papers[i]
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
	add := func(info *Info, title string, inColumn bool, date webpage.Witness) {
		if info == nil || title == "" || info.Problem.Definite() {
			return // a page that is gone interprets nothing
		}
		info = redated(info, date)
		key := webpage.Key(info.URL)
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
		if info.Problem == evidence.None && info.Class == webpage.ClassArticle && (zhtext.Interpreting(info.Title, false) || pr.interpretationLabel(info.Column)) {
			add(info, info.Title, pr.interpretationLabel(info.Column), info.Date)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(pr.byKey)) {
		pr.all = append(pr.all, *pr.byKey[key])
	}
	slices.SortStableFunc(pr.all, func(a, b interpretation) int { return b.date.Date.Compare(a.date.Date) })
}

// weighed is the entry's best date; when its witnesses leave doubt, that too.
func (e *SiteEntry) weighed() webpage.Witness {
	w, ok := e.Best()
	if !ok {
		w.Confidence = webpage.Doubtful
	}
	return w
}

// redated is a page with the day that its row and itself say together.
func redated(info *Info, date webpage.Witness) *Info {
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

// pair finds the interpretations of one document.
func (pr *pairer) pair(d Document) Pairing {
	p := pr.find(d)
	if p.Interpretation != nil {
		p.First, p.Unread = pr.first(&p), pr.unreadSince(&d)
	}
	return p
}

// find finds an interpretation: by link, by number, by title, by its text.
func (pr *pairer) find(d Document) Pairing {
	p := Pairing{Document: d}
	key := webpage.Key(d.URL)
	if in, quote := pr.linked(key, d); in != nil {
		p.Interpretation, p.By, p.Forward, p.Quote = in.info, PairLink, true, quote
		p.Back = pr.linksBack(in, key)
		return p
	}
	for i := range pr.all {
		in := &pr.all[i]
		if webpage.Key(in.info.URL) != key && pr.linksBack(in, key) && in.explains() {
			p.Interpretation, p.By, p.Back, p.Quote = in.info, PairLink, true, in.title
			return p
		}
	}
	if no, ok := zhtext.FirstDocNo(d.DocNo); ok {
		for i := range pr.all {
			if in := &pr.all[i]; webpage.Key(in.info.URL) != key && pr.quotes(in, no) {
				p.Interpretation, p.By, p.Quote = in.info, PairDocNo, in.title
				return p
			}
		}
	}
	for i := range pr.all {
		in := &pr.all[i]
		if webpage.Key(in.info.URL) != key && zhtext.Interprets(in.title, d.Title, in.inColumn) {
			p.Interpretation, p.By, p.Quote = in.info, PairTitle, in.title
			p.Back = pr.linksBack(in, key)
			return p
		}
	}
	for i := range pr.all {
		in := &pr.all[i]
		if webpage.Key(in.info.URL) != key && near(in, &d) && in.speaksOf(&d) {
			p.Interpretation, p.By, p.Quote = in.info, PairText, in.title
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
		target := webpage.Key(l.url)
		if target == key || target == pr.s.homeKey || l.url == "" {
			continue
		}
		v := pr.s.visits[target]
		in := pr.byKey[target]
		switch {
		case v != nil && v.info.Problem.Definite():
			continue // a dead link is no interpretation
		case v != nil && (v.info.Class == webpage.ClassColumn || v.info.Class == webpage.ClassList) && pr.s.columnKeys()[target]:
			continue // nor is a column, which side menus name on every page; a menu may lead to an article
		case in != nil && zhtext.Interpreting(in.title, true) && (zhtext.Interpreting(in.title, false) || in.inColumn):
			return in, l.text
		case in != nil && in.inColumn && in.explains() && (pr.linksBack(in, key) || numbered && pr.quotes(in, no)):
			return in, l.text
		case interpretationLink(l.text) && v == nil && pr.s.inScope(l.url) && webpage.ArticleURL(l.url):
			return &interpretation{info: &Info{URL: l.url, Record: d.Record, At: d.At, SHA256: d.SHA256, Problem: evidence.NotCovered, Title: l.text}, title: l.text}, l.text
		case interpretationLink(l.text) && v != nil && v.info.Problem == evidence.None && v.info.Class == webpage.ClassArticle:
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
	return slices.ContainsFunc(in.paper.links, func(l textKey) bool { return pr.samePage(webpage.Key(l.url), key) })
}

// samePage says whether two addresses are of one page: the same, or with the same bytes, as
// …/1.html and …/1.html?from=index. A wall before the pages has the same bytes for all.
func (pr *pairer) samePage(a, b string) bool {
	va, vb := pr.s.visits[a], pr.s.visits[b]
	return a == b || va != nil && vb != nil && va.info.Problem == evidence.None && va.info.SHA256 != "" && va.info.SHA256 == vb.info.SHA256
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
