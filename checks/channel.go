package checks

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// takesApplications says whether a link's words lead to where applications are made.
func takesApplications(l *webpage.Link) bool {
	return l.Kind == webpage.LinkFrame || strings.Contains(l.Text, "申请") || strings.Contains(l.Text, "公开平台")
}

// Of the pages of one column so many are read: entries, and parts.
const (
	channelPages = 12
	channelParts = 40
)

// channelled are the words of what the channel is made of: such entries and links are
// read before all others.
var channelled = regexp.MustCompile(`申请|须知|指南|流程|收费|受理|说明`)

// stateFees are the names of another column that menus print beside the channel: what a
// bureau charges for permits tells nothing of what a copy of information costs.
var stateFees = strings.NewReplacer("行政事业性收费", "", "涉企收费", "")

// A channelReader gathers the pages of the application channel and the guide. What
// stands on them is there, even when others were not seen; unseen says what then holds
// for the rest.
type channelReader struct {
	p      *check.Pass
	pages  []*webpage.Page
	seen   map[string]bool
	unseen *check.Outcome
}

func channel(p *check.Pass, names []string) (pages []*webpage.Page, unseen *check.Outcome) {
	c := channelReader{p: p, seen: map[string]bool{}}
	for _, name := range names {
		c.column(name)
	}
	if len(c.pages) == 0 {
		c.miss(check.Outcome{Verdict: finding.NotApplicable, Reason: "未设依申请公开栏目和公开指南，由栏目设置规则评价，不重复扣分"})
	}
	return c.pages, c.unseen
}

func (c *channelReader) miss(out check.Outcome) {
	if c.unseen == nil {
		c.unseen = &out
	}
}

// read adds the page of an address once.
func (c *channelReader) read(url string) error {
	page, err := c.p.Site.Page(url)
	if err == nil && !c.seen[page.URL] {
		c.seen[page.URL] = true
		c.pages = append(c.pages, page)
	}
	return err
}

func (c *channelReader) column(name string) {
	column, err := c.p.Site.Column(name)
	switch {
	case err != nil:
		c.miss(check.CannotTell(err))
		return
	case column == nil:
		if page := onPlatform(c.p, name); page != nil {
			c.pages = append(c.pages, page)
		}
		return
	case column.Problem != evidence.None:
		c.miss(check.CannotTell(unread(column)))
		return
	case column.Unread != "":
		c.miss(check.CannotTellf("“%s”栏目有未能读取的部分，内容可能在那里：%s", column.Label, column.Unread))
	}
	page, err := c.p.Site.Page(column.URL)
	if err != nil {
		c.miss(check.CannotTell(err))
		return
	}
	_ = c.read(column.URL) // it was read just now
	if away := leadsAwayTo(c.p, page, takesApplications); away != "" {
		c.miss(check.CannotTellf("“%s”栏目链接到其他网站（%s），内容可能在该网站", column.Label, away))
	}
	for i, part := range column.Parts {
		if i == channelParts {
			c.miss(check.CannotTellf("“%s”栏目下的页面过多，没有全部查看", column.Label))
			break
		}
		_ = c.read(part) // a part was read; what was not is column.Unread
	}
	c.entries(column)
	c.links(column.Label, page)
}

// entries reads what a column lists, what tells of applications first.
func (c *channelReader) entries(column *facts.Column) {
	entries := slices.Clone(column.Entries)
	slices.SortStableFunc(entries, func(a, b facts.SiteEntry) int { return rankChannelled(a.Title) - rankChannelled(b.Title) })
	for i := range entries {
		e := &entries[i]
		if i == channelPages {
			c.miss(check.CannotTellf("“%s”栏目所列信息较多，没有全部查看", column.Label))
			break
		}
		if e.Page == nil && e.URL != "" || e.Page != nil && e.Page.Problem != evidence.None && !e.Page.Problem.Definite() {
			c.miss(check.CannotTellf("“%s”所列的“%s”未能看到", column.Label, e.Title))
		}
		// A blank form holds none of the elements but itself.
		form := attached(e.Page) && elements["申请表"].MatchString(e.Title)
		if e.Page != nil && e.Page.Problem == evidence.None && !form {
			_ = c.read(e.URL) // its index says that it can be read
		}
	}
}

func rankChannelled(title string) int {
	if channelled.MatchString(strings.ReplaceAll(title, "依申请公开", "")) {
		return 0
	}
	return 1
}

// links reads the pages that a page's own links lead to by such words; what the home
// page leads to is of another column.
func (c *channelReader) links(label string, page *webpage.Page) {
	known := map[string]bool{}
	if home, err := c.p.Site.Home(); err == nil {
		for _, l := range home.Links {
			known[l.URL] = true
		}
	}
	n := 0
	for _, l := range page.Links {
		if l.Area == webpage.AreaFooter || l.Kind == webpage.LinkAttachment || known[l.URL] || bareHost(hostOf(l.URL)) != bareHost(hostOf(page.URL)) ||
			utf8.RuneCountInString(l.Text) > 20 || !channelled.MatchString(stateFees.Replace(l.Text)) || feeColumn.MatchString(l.Text) {
			continue
		}
		if n++; n > channelPages || errors.Is(c.read(l.URL), facts.ErrNotCovered) {
			c.miss(check.CannotTellf("“%s”所链接的“%s”未能看到", label, l.Text))
		}
	}
}
