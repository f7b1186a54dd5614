package checks

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

// A message is one public question with its answer, as its own page or its row
// of the list shows it.
type message struct {
	title    string
	page     *webpage.Page    // nil when only the row is known
	row      *facts.SiteEntry // the row of the list
	asked    time.Time        // zero when not shown
	answered time.Time
	replied  bool   // an answer, its day or its office is shown
	open     bool   // the site itself says that it is not answered
	unit     bool   // the answering office is shown
	words    bool   // the answer's own words are shown
	quote    string // its own words, where one page shows many messages
}

// Labels of a message's parts. A label ends with a colon or with white space,
// as in the cells of a table.
var (
	askedLabel    = regexp.MustCompile(`(留言|来信|写信|信件|咨询|提问|提交|反映|诉求)(时间|日期)[\s:：]*`)
	answeredLabel = regexp.MustCompile(`(答复|回复|办结|处理|反馈|办理)(时间|日期)[\s:：]*`)
	unitLabel     = regexp.MustCompile(`(答复|回复|承办|办理|处理|受理)(单位|部门|机构|机关|科室)[\s:：]*([^\s:：]{2,})`)
	replyLabel    = regexp.MustCompile(`(答复|回复|处理|办理|反馈)(内容|意见|结果|情况)?[:：]\s*([^\n]*)|(答复|回复)(内容|意见)\s*([^\n:：]{6,})`)
	openWords     = regexp.MustCompile(`(未|待|暂未|尚未|暂无|等待)(回复|答复|办理|处理|受理)|(办理|处理|受理|审核)中`)
	doneWords     = regexp.MustCompile(`已(回复|答复|办结|处理|办理|反馈)|办结`)
)

// maxMessages bounds how many message pages are read.
const maxMessages = 400

// messages gathers the public messages of the site's message columns; blind says
// what could not be read.
func messages(p *check.Pass) (all []message, blind error) {
	columns, blind := p.Site.Register()
	for _, c := range ofClassTop(columns, messageClass) {
		if c.Problem != evidence.None {
			blind = firstError(blind, unread(c))
			continue
		}
		if len(c.Entries) == 0 {
			all = append(all, onePage(p, c)...)
		}
		for i := range c.Entries {
			if len(all) == maxMessages {
				return all, blind
			}
			m, err := readMessage(p, &c.Entries[i])
			if err != nil {
				blind = firstError(blind, fmt.Errorf("“%s”栏目所列的“%s”：%w", c.Label, c.Entries[i].Title, err))
				continue
			}
			if !m.asked.IsZero() || m.replied || m.open {
				all = append(all, m)
			}
		}
	}
	return all, blind
}

func readMessage(p *check.Pass, e *facts.SiteEntry) (message, error) {
	m := message{title: e.Title, row: e, open: openWords.MatchString(rest(e)), replied: doneWords.MatchString(rest(e))}
	if e.URL != "" && e.Page == nil {
		return m, facts.ErrNotCovered
	}
	if e.Page == nil {
		m.rowDate(e)
		return m, nil
	}
	page, err := p.Site.Page(e.URL)
	if err != nil {
		return m, err
	}
	if page.ScriptsIn {
		return m, fmt.Errorf("页面部分内容由脚本加载")
	}
	m.page = page
	m.read(page.Text)
	if m.asked.IsZero() && (m.replied || m.open) {
		m.rowDate(e)
	}
	return m, nil
}

// read takes what a message's own text says.
func (m *message) read(text string) {
	m.asked, m.answered = dayAfter(askedLabel, text), dayAfter(answeredLabel, text)
	m.unit = unitLabel.MatchString(text)
	m.words = replied(text)
	m.open = m.open || openWords.MatchString(text) && !m.words
	m.replied = m.replied || !m.answered.IsZero() || m.words
}

// onePage reads the messages of a column that shows them all on its own page, question
// below question: each goes from its day of asking to that of the next.
func onePage(p *check.Pass, c *facts.Column) (all []message) {
	page, err := p.Site.Page(c.URL)
	if err != nil || page.ScriptsIn {
		return nil
	}
	var starts []int
	for _, at := range askedLabel.FindAllStringIndex(page.Text, maxMessages) {
		if !dayAfter(askedLabel, page.Text[at[0]:min(at[1]+60, len(page.Text))]).IsZero() {
			starts = append(starts, at[0])
		}
	}
	list := &facts.Info{URL: page.URL, Record: page.Record, At: page.At, SHA256: page.SHA256}
	for i, start := range starts {
		end := len(page.Text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		m := message{page: page, row: &facts.SiteEntry{List: list}, title: titleBefore(page.Text[:start]), quote: zhtext.Clip(page.Text[start:end], 300)}
		m.read(page.Text[start:end])
		all = append(all, m)
	}
	return all
}

// titleBefore is the last line before a message that is no label with its value.
func titleBefore(text string) string {
	lines := strings.Split(text, "\n")
	for i := len(lines) - 1; i >= max(0, len(lines)-5); i-- {
		if s := strings.TrimSpace(lines[i]); zhtext.Runes(s) >= 4 && !strings.ContainsAny(s, ":：") {
			return zhtext.Clip(s, 60)
		}
	}
	return ""
}

// rowDate takes the date of the row for the day of asking.
func (m *message) rowDate(e *facts.SiteEntry) {
	if w, ok := e.Best(); ok {
		m.asked = w.Date
	}
}

// rest is a row without its title: the state of a message stands there.
func rest(e *facts.SiteEntry) string { return strings.Replace(e.Raw, e.Title, "", 1) }

// dayAfter reads the date that follows a label at once.
func dayAfter(label *regexp.Regexp, text string) time.Time {
	for _, at := range label.FindAllStringIndex(text, 4) {
		after := text[at[1]:]
		if d, ok := zhtext.FirstDate(after[:min(len(after), 60)]); ok && strings.Trim(after[:d.Start], " \t\n[［【〔(（") == "" {
			return d.Time()
		}
	}
	return time.Time{}
}

// replied says whether the words of an answer stand on the page.
func replied(text string) bool {
	for _, m := range replyLabel.FindAllStringSubmatch(text, -1) {
		words := m[3] + m[6]
		if words == "" && m[0] != "" {
			// The answer stands on the lines after its label.
			_, words, _ = strings.Cut(text[strings.Index(text, m[0])+len(m[0]):], "\n")
			words, _, _ = strings.Cut(words, "\n")
		}
		if zhtext.Runes(strings.TrimSpace(words)) >= 4 && !openWords.MatchString(words) && !askedLabel.MatchString(words) {
			return true
		}
	}
	return false
}
