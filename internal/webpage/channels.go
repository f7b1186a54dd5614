package webpage

import (
	"slices"
	"strings"
)

// channelNames are what content systems call the name of a column in their objects.
var channelNames = []string{"chnlname", "chnlName", "channelName", "channelname", "columnName", "menuName"}

// channelMenus reads the columns that a page's script keeps for a template of its menu:
// chnllist: [{chnlid: '7', url: '/zwgk/gzdt/', chnlname: '工作动态'}]. Such a script may
// list the columns of every unit of a portal: those near the page are the page's.
func (r *reader) channelMenus() {
	for _, s := range r.t.Scripts {
		src := r.t.Nodes[s.Node].Text
		if s.Marks&scriptChannels == 0 || len(src) > maxPaging || !slices.ContainsFunc([]uint8{inMain, inNav}, r.repeats) {
			continue
		}
		for _, object := range strings.Split(uncommented(src), "{")[1:] {
			object, _, _ = strings.Cut(object, "}")
			url := quoted(object, "url")
			for _, key := range []string{"chnlurl", "channelUrl", "href", "link"} {
				if url == "" {
					url = quoted(object, key)
				}
			}
			if url == "" || !standsNear(r.page.URL, r.res.resolve(url)) {
				continue
			}
			for _, key := range channelNames {
				if label := quoted(object, key); label != "" && !moreKey(label) {
					r.treeColumn(s.Node, []string{label, url})
					break
				}
			}
		}
	}
}

// standsNear says whether a column stands beside a page or at most two folders below it.
func standsNear(page, column string) bool {
	if column == "" || Host(page) != Host(column) {
		return false
	}
	here := Folder(page)
	if rest, below := strings.CutPrefix(column, here); below {
		return strings.Count(strings.TrimSuffix(rest, "/"), "/") < 2
	}
	parent := Folder(strings.TrimSuffix(here, "/"))
	rest, beside := strings.CutPrefix(column, parent)
	return beside && strings.Count(parent, "/") > 3 && !strings.Contains(strings.TrimSuffix(rest, "/"), "/")
}
