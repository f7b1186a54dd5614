package facts

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// generalKeys name the columns that publish whatever a body has to say: when one
// of them stands on another site, what is not found here may stand there.
var generalKeys = []string{"政务公开", "法定主动公开内容", "公示公告", "通知公告", "动态要闻", "政策法规", "行政规范性文件"}

// channelWords are in the names of columns that take something in or lead to a
// service, and publish nothing that is searched for.
var channelWords = []string{"信箱", "投诉", "咨询", "留言", "互动", "服务", "办事", "查询", "地图", "搜索", "检索", "登录", "调查", "申请", "评价", "访谈", "无障碍", "联系"}

// blind says in Chinese which column a search back to a day did not see whole;
// empty when none. Without a day the last year is asked for: lists are not read
// to their beginnings.
func (s *Site) blind(from time.Time) string {
	if from.IsZero() {
		from = s.AsOf.AddDate(-1, 0, 0)
	}
	var blocks []*Column // of the start page: where the rest of them is was not found
	for _, c := range s.Columns() {
		if webpage.Key(c.URL) == s.homeKey {
			blocks = append(blocks, c)
		} else if why := c.hides(from, slices.Contains(generalKeys, c.Name)); why != "" {
			return why
		}
	}
	menu, err := s.Register()
	if err != nil {
		return err.Error()
	}
	for _, c := range menu {
		if why := c.hides(from, false); why != "" {
			return why
		}
	}
	for _, c := range blocks {
		if why := c.hides(from, slices.Contains(generalKeys, c.Name)); why != "" && !s.newestOfOthers(c, menu) {
			return why
		}
	}
	return ""
}

// minNewest is how many rows a block has at least that shows the newest of other columns.
const minNewest = 3

// newestOfOthers says whether a block of the start page calls itself the newest (最新动态) and
// all its rows stand in the lists of other columns: it has nothing that those have not.
func (s *Site) newestOfOthers(block *Column, menu []*Column) bool {
	known := map[string]bool{}
	for _, c := range slices.Concat(s.Columns(), menu) {
		if webpage.Key(c.URL) == s.homeKey {
			continue
		}
		for i := range c.Entries {
			known[webpage.Key(c.Entries[i].URL)] = true
		}
	}
	return strings.Contains(block.Label, "最新") && len(block.Entries) >= minNewest && !slices.ContainsFunc(block.Entries, func(e SiteEntry) bool { return e.URL == "" || !known[webpage.Key(e.URL)] })
}

// hides says why a column may hold what was not found.
func (c *Column) hides(from time.Time, general bool) string {
	channel := slices.ContainsFunc(channelWords, func(w string) bool { return strings.Contains(c.Label+c.Name, w) })
	switch {
	case c.Problem == evidence.OutOfScope && general:
		return fmt.Sprintf("“%s”栏目设在其他网站（%s），未纳入本次检查", c.Label, webpage.Host(c.URL))
	case c.Problem == evidence.OutOfScope, c.Problem.Definite(), channel:
		return ""
	case len(c.Entries) == 0 && c.Problem == evidence.None:
		return "" // a page of text, or a blank one
	}
	if why := c.shortOf(from); why != "" {
		return "“" + c.Label + "”栏目" + why
	}
	return ""
}
