package samplesite

import "fmt"

// build lays out the columns and fills them. The order is the order of menus.
func (s *Site) build() {
	s.byKey, s.byID, s.byDir = map[string]*column{}, map[int]*column{}, map[string]*column{}
	s.root = &column{label: "首页", kind: kindCards}
	s.buildOrganisation()
	s.buildNews()
	s.buildDisclosure()
	s.buildLaw()
	s.buildDialogue()
	s.buildWebsite()
	s.plantLinks()
	s.plantLeaks()
	s.plantDates()
	s.plantBackdated()
	s.expectContentLinks()
	s.expectColumns()
	s.expectRest()
}

// label is what the menu calls a column.
func (s *Site) label(key string) string {
	if s.plan.column[key] == "misnamed" {
		return misnames()[key]
	}
	if s.has(OfficialAlt) {
		if alt := officialAlt()[key]; alt != "" {
			return alt
		}
	}
	return key
}

// officialAlt are other names that need no remark.
func officialAlt() map[string]string {
	return map[string]string{"公示公告": "公告公示", "预决算及三公费用": "预决算及三公经费", "机构职能": "机构概况",
		"法治建设": "法治政府建设", "法治监督": "执法监督", "普法宣传": "普法专栏"}
}

// column adds a column unless the plan takes it away.
func (s *Site) column(parent *column, key, slug string, k kind) *column {
	if s.plan.gone(key) || s.plan.platform[key] || s.plan.items[key] {
		return nil
	}
	return s.add(parent, &column{key: key, slug: slug, label: s.label(key), kind: k})
}

func (s *Site) buildOrganisation() {
	c := s.column(s.root, "机构职能", "jgzn", kindText)
	c.text = s.organisationText()
}

func (s *Site) buildNews() {
	c := s.column(s.root, "工作动态", "gzdt", kindCards)
	a := s.column(c, "交通要闻", "jtyw", kindList)
	a.news = true
	themes := append(append(topicThemes(), newsThemes()...), topicThemes()...)
	a.fill = filler{count: 24, newest: 1, span: 1000, themes: s.cleanThemes(themes)}
	b := s.column(c, "基层动态", "jcdt", kindList)
	b.news = true
	b.fill = filler{count: 16, newest: 2, span: 900, themes: s.cleanThemes(industryThemes())}
	s.buildTowns(c)
	// The quarter has an article of every topic, whatever the size of the site.
	for i, t := range s.cleanThemes(topicThemes()) {
		d := s.daysBefore(6 + 11*i)
		w := s.words(mix(s.seed, 77, uint64(i)), d)
		art := article{title: w.Replace(t.title), date: d}
		for _, p := range t.paras {
			art.body = append(art.body, para(w.Replace(p)))
		}
		s.post(a, art)
	}
}

// longest is how many articles a column of a large site has: nobody pages through
// more, and no crawler should.
const longest = 3500

// buildTowns gives a large site more columns of news, one for each town.
func (s *Site) buildTowns(parent *column) {
	names := []string{"青山", "白河", "柳林", "石桥", "双泉", "东营", "沙湾", "红旗"}
	for i := range s.cfg.Pages/longest - 1 {
		c := s.column(parent, fmt.Sprintf("%s%d号片区动态", names[i%len(names)], i/len(names)+1), fmt.Sprintf("pq%03d", i+1), kindList)
		c.news = true
		c.fill = filler{count: 8, newest: 3, span: 900, themes: s.cleanThemes(industryThemes())}
	}
}

func (s *Site) buildDisclosure() {
	c := s.column(s.root, "政务公开", "zwgk", kindCards)
	s.buildPlatform(c)
	if n := s.column(c, "公示公告", "gsgg", kindList); n != nil {
		s.fillList(n, noticeThemes(), 60, 3)
		if s.plan.column[n.key] == "" {
			s.post(n, article{title: s.Name() + "网站无障碍浏览使用说明", date: s.daysBefore(800), pinned: true,
				body: []string{para("本网站提供无障碍浏览模式，点击页面上方“无障碍”按钮即可使用。")}})
			s.trap("column.stale", "栏目:公示公告", "", "置顶的旧稿排在新稿之前，栏目仍在更新")
		}
		s.postCleaning(n)
	}
	s.buildBudget(c)
	s.buildPolicies(c)
}

func (s *Site) buildLaw() {
	lists := []struct {
		key, slug string
		themes    []theme
		newest    int
	}{
		{"法治建设", "fzjs", buildThemes(), 9},
		{"法治监督", "fzjd", overseeThemes(), 55},
		{"普法宣传", "pfxc", lawThemes(), 12},
	}
	for _, l := range lists {
		if c := s.column(s.root, l.key, l.slug, kindList); c != nil {
			s.fillList(c, l.themes, 48, l.newest)
		}
	}
	if s.plan.column["法治监督"] == "" {
		s.trap("column.stale", "栏目:法治监督", "", "近两个月未更新，但仍在更新期限内")
	}
}

// fillList fills a column with generated articles, as the plan wants them.
func (s *Site) fillList(c *column, themes []theme, count, newest int) {
	f := filler{count: count, newest: newest, span: 1000, themes: s.cleanThemes(themes)}
	switch s.plan.column[c.key] {
	case "blank":
		c.blank = true
		return
	case "stale":
		f.newest, f.count = between(mix(s.seed, hash(c.key), 5), 420, 600), count/2
	case "thin":
		f.count, f.gap = count/4, 410
	case "undated":
		// Few, so that their pages without PubDate are no pattern of the site.
		c.undated, f.count = true, 9
	}
	c.fill = f
}
