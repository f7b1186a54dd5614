package facts

import (
	"slices"
	"strings"

	"ducha/internal/evidence"
	"ducha/internal/webpage"
)

// platformElsewhere is the disclosure platform when it stands on a host that was
// not crawled: a column that is not found here may stand there.
func (s *Site) platformElsewhere() *Column {
	for _, c := range s.columns {
		if c != nil && slices.Contains(platformKeys, c.Name) && c.Problem == evidence.OutOfScope {
			return c
		}
	}
	return nil
}

// holders are the menu entries that hold columns of many kinds, each with the column
// that the site has when it keeps them itself.
var holders = map[string]string{
	"政策": "政策解读", "政策文件": "政策解读", "政策库": "政策解读", "政策文件库": "政策解读", "政策发布": "政策解读",
	"公开": "政务公开", "政务公开": "政务公开", "信息公开": "政务公开", "政府信息公开": "政务公开", "部门公开": "政务公开", "部门信息公开": "政务公开",
}

// menuElsewhere is an entry of the start page's menu that leads to such columns on
// another site of the government: many offices keep part of theirs on the portal.
func (s *Site) menuElsewhere(home *webpage.Page) *webpage.Link {
	for i := range home.Links {
		l := &home.Links[i]
		own, holds := holders[webpage.LabelKey(l.Text)]
		if holds && l.Area == webpage.AreaNav && l.URL != "" && !s.inScope(l.URL) && s.sister(l.URL) && !s.hasOwn(own) {
			return l
		}
	}
	return nil
}

// hasOwn says whether the site has a column of its own that could be seen.
func (s *Site) hasOwn(name string) bool {
	return slices.ContainsFunc(s.columns, func(c *Column) bool {
		return c != nil && c.Name == name && c.Problem == evidence.None && !s.OfPortal(c.URL)
	})
}

// sister says whether an address is of another site of the government, or of the
// same domain.
func (s *Site) sister(address string) bool {
	host, home := webpage.Host(address), strings.TrimPrefix(webpage.Host(s.snap.Home), "www.")
	_, parent, _ := strings.Cut(home, ".")
	return host == home || strings.HasSuffix(host, ".gov.cn") || strings.HasSuffix(host, "."+home) || strings.Contains(parent, ".") && strings.HasSuffix(host, "."+parent)
}
