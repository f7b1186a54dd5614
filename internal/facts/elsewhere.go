package facts

import (
	"slices"
	"strings"

	"ducha/internal/evidence"
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

// holders are in the names of menu entries that hold columns; ofOthers in those of
// other bodies' sites.
var (
	holders  = []string{"政策", "公开", "公示", "公告", "文件"}
	ofOthers = []string{"政府网", "市政府", "省政府", "区政府", "县政府", "州政府", "人民政府", "国务院", "国家", "中国", "新华", "门户"}
)

// menuElsewhere is an entry of the start page's menu that leads to such columns on
// another site of the government: many offices keep part of theirs on the portal.
func (s *Site) menuElsewhere(home *Page) *Link {
	for i := range home.Links {
		l := &home.Links[i]
		has := func(w string) bool { return strings.Contains(l.Text, w) }
		if l.Area != AreaNav || runes(l.Text) > 8 || l.URL == "" || s.inScope(l.URL) || !s.sister(l.URL) {
			continue
		}
		if slices.ContainsFunc(holders, has) && !slices.ContainsFunc(channelWords, has) && !slices.ContainsFunc(ofOthers, has) {
			return l
		}
	}
	return nil
}

// sister says whether an address is of another site of the government, or of the
// same domain.
func (s *Site) sister(address string) bool {
	host, home := hostOf(address), strings.TrimPrefix(hostOf(s.snap.Home), "www.")
	_, parent, _ := strings.Cut(home, ".")
	return strings.HasSuffix(host, ".gov.cn") || strings.HasSuffix(host, "."+home) || strings.Contains(parent, ".") && strings.HasSuffix(host, "."+parent)
}
