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
	for _, c := range s.columns {
		if c == nil {
			continue
		}
		if why := c.hides(from, slices.Contains(generalKeys, c.Name)); why != "" {
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
	return ""
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
