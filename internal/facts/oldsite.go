package facts

import (
	"regexp"
	"slices"
	"strings"

	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

type oldSiteKey struct{}

// oldSiteText is what leads to the site as it was before a move: nobody writes there any more.
var oldSiteText = regexp.MustCompile(`((旧版|老版|原版)(网站|站点|门户|主站|首页)?|(旧|老)(网站|门户|主站|站))(入口|回顾|归档|存档)?$`)

// OfOldSite says whether an address is of the site as it was before: it stands in the
// folder of a page that the home page calls 旧版网站. Its columns are the old ones of
// those names.
func (s *Site) OfOldSite(address string) bool {
	dirs := Once(s, oldSiteKey{}, s.oldSites)
	return len(dirs) > 0 && slices.ContainsFunc(dirs, func(dir string) bool { return strings.HasPrefix(schemeless(address), dir) })
}

func (s *Site) oldSites() (dirs []string) {
	home, err := s.Home()
	if err != nil {
		return nil
	}
	own := schemeless(webpage.OwnFolder(home.URL))
	for i := range home.Links {
		l := &home.Links[i]
		dir := webpage.OwnFolder(l.URL)
		if dir == "" || webpage.SurelyArticle(l.URL) || zhtext.Runes(l.Text) > 16 || !oldSiteText.MatchString(strings.Join(strings.Fields(l.Text), "")) || !s.inScope(l.URL) {
			continue
		}
		if dir = schemeless(dir); !strings.HasPrefix(own, dir) && !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}
