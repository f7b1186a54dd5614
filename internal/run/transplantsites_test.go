package run_test

import "fmt"

// Why planted defects cannot be seen in some templates.
var (
	// A page made for an article shows rows of its own where a column has none.
	furniture = []string{"column.blank"}
	// What a script of every page may bring may also be a menu: nothing is missing then.
	menus = []string{"column.missing", "topic.missing", "report.missing"}
	// A place that a script may fill was left empty, and no list of the site has it too.
	scripts = append([]string{"column.blank"}, menus...)
	// Boxes beside a short list, without headings of their own, are taken for more of it.
	beside = []string{"column.blank", "column.stale", "topic.missing", "report.missing"}
)

// scriptWord is how one platform writes what may hold a line break.
const scriptWord = `var title='%s';
	title = title.replace("<br>","");
	document.write(title);`

// realTemplates are the real pages and what in them is a list, a title, a menu.
func realTemplates() []template {
	return append(storedSites(), singlePages()...)
}

// storedSites have lists, articles and a home page of one site.
func storedSites() []template {
	trs := cut{nav: "div.nav ul", navItem: "li:1", crumb: "div.dqwz", foot: "div.foot_nr"}
	dede := cut{nav: "div.nav-main ul.borders", navItem: "li:1"}
	price := cut{nav: "#divTopMenuID table", navItem: "td:2", crumb: "#divMainLocID table table td", foot: "#divFootID"}
	epoint := cut{crumb: "div.ewb-bread", foot: "#footer"}
	branch := cut{crumb: "div.ewb-loc", foot: "#footer"}
	cpa := cut{nav: "div.nav-main ul", navItem: "li:1", foot: "div.foot", crumb: "div.generalsurvey-content-location div"}
	letters := cut{base: "http://www.al.gov.cn/xwzx/", nav: "div.nav ul", navItem: "li.item:0", crumb: "div.lc-r-tit div", foot: "div.footer", side: "div.lctit ul", sideItem: "li:1"}
	return []template{
		{name: "county bureau, TRS, menu and day by script", once: true,
			list: trs.with(cut{page: "gzdzhrss_com:www.gzdzhrss.com/zwgk/gsgg/index.html", side: "div.Left_Nav ul", sideItem: "script", sideWas: [2]string{"../ysqgk/", "依申请公开"},
				head: "div.NewsList h1 span", within: "div.NewsList ul", row: "li", pager: "div.page"}),
			article: trs.with(cut{page: "gzdzhrss_com:www.gzdzhrss.com/zwgk/gsgg/202009/t20200924_63406454.html", title: "div.title h1", meta: "div.toolbar", body: "#Zoom"}),
			home:    trs.with(cut{page: "gzdzhrss_com:www.gzdzhrss.com/index.html", crumb: "", boxes: "div.nr_div", box: "div.resimler1:1", boxRows: "ul", boxRow: "li"}),
			paged: func(b *bureau) {
				b.paged(numbered("%sindex_%d.html", 0), func(c *bcol, n, pages int) string {
					return fmt.Sprintf(`<script>createPageHTML(%d, %d, "index", "html")</script>`, pages, n)
				})
			}},
		{name: "construction news, dedecms, rows of three items", hides: beside,
			list:    dede.with(cut{page: "hncic_net:www.hncic.net/zhengcefagui/department/", crumb: "h3.list-h3sj", within: "div.left1", row: "ul.list", pager: "ul.yeshu"}),
			article: dede.with(cut{page: "hncic_net:www.hncic.net/zhengcefagui/policy/2358.html", crumb: "h3.list-h3sz", title: "h2.biaoti", meta: "ul.xinxi", body: "div.nr"}),
			paged: func(b *bureau) {
				b.paged(numbered("%slist_22_%d.html", 1), func(c *bcol, n, pages int) string {
					s := ""
					for i := range pages {
						if i == n {
							s += fmt.Sprintf("<li class=\"thisclass\">%d</li>\n", i+1)
						} else {
							s += fmt.Sprintf("<li><a href='list_22_%d.html'>%d</a></li>\n", i+1, i+1)
						}
					}
					if n+1 < pages {
						s += fmt.Sprintf("<li><a href='list_22_%d.html'>下一页</a></li>\n<li><a href='list_22_%d.html'>末页</a></li>\n", n+2, pages)
					}
					return s + fmt.Sprintf(`<li><span class="pageinfo">共 <strong>%d</strong>页<strong>%d</strong>条</span></li>`, pages, len(c.arts))
				})
				lists := b.lists
				b.lists = func(c *bcol) map[string]string {
					all := lists(c)
					all[c.path()+"list_22_1.html"] = all[c.path()]
					return all
				}
			}},
		{name: "price bureau, tables closed too often", once: true,
			list:    price.with(cut{page: "jspn_js_cn:www.jspn.js.cn/col1/articlecolumn.html", within: "body", row: `/(?s)<tr><td></td><td width='15'[^\n]*?</span></td></tr>`, pager: "div.hodePage5, div.hodePage5:1"}),
			article: price.with(cut{page: "jspn_js_cn:www.jspn.js.cn/col1/articleinfo-459.html", title: "td.x_content_title", meta: "span.x_time", body: "#divMainContentID"})},
		{name: "exchange of a city, epoint, hidden second list", once: true,
			list: epoint.with(cut{page: "zjgztb_com:www.zjgztb.com/ztzl/moreinfo.html", side: "ul#secondcategory", sideItem: "li", within: "#jt table tbody", row: "tr.ewb-trade-tr", words: "#jt",
				was: "total: 519", is: "total: @COUNT@"}),
			article: epoint.with(cut{page: "zjgztb_com:www.zjgztb.com/ztzl/028002/20210105/766c8673-4e8e-4842-b5a3-82c17ff8.html", title: "div.article-info h1", meta: "p.info-sources", body: "div.con"})},
		{name: "branch of the exchange, epoint",
			list:    branch.with(cut{page: "zjgztb_com:www.zjgztb.com/cssfzx/032001/csCity_moreinfo.html", side: "ul#secondcategory", sideItem: "li", within: "table.ewb-trade-tb tbody", row: "tr.ewb-trade-tr", words: "table.ewb-trade-tb", pager: "div.ewb-page"}),
			article: branch.with(cut{page: "zjgztb_com:www.zjgztb.com/cssfzx/032001/032001001/20210104/d3463ae3-10ae-4838-8515-6a88a8ab.html", title: "div.article-info h1", meta: "p.info-sources", body: "div.con"})},
		{name: "accountants of a region, pictures before rows",
			list: cpa.with(cut{page: "pages/075.html", base: "http://www.cpaxj.org.cn/xxfb/tzgg/index.html", side: "ul#jgjsSwitch", sideItem: "li", head: "div.content-right h3", within: "ul#sub", row: "li",
				was: "countPage = 25", is: "countPage = 1"}),
			article: cpa.with(cut{page: "pages/085.html", base: "http://www.cpaxj.org.cn/ztzl1/hydbrs/gzdt/202102/t20210204_57194.html", title: "div.yaowen-content-top h1", meta: "div.yaowen-content-top p", body: "div.yaowen-content-bottom"}),
			home:    cpa.with(cut{page: "pages/058.html", base: "http://www.cpaxj.org.cn/index.html", crumb: "", boxes: "div.content", box: "div.cpa-content-importantnews", boxRows: "ul", boxRow: "li"})},
		{name: "accountants of a region, heading and breadcrumb by script", hides: scripts, once: true,
			list: cpa.with(cut{page: "pages/062.html", base: "http://www.cpaxj.org.cn/xxcx/annual_audit/index.html", crumb: "div.generalsurvey-content-location div script", crumbAs: scriptWord,
				head: "div.generalsurvey-content-title h3 script", headAs: scriptWord, within: "ul#sub", row: "li", pager: "div.page"}),
			article: cpa.with(cut{page: "pages/065.html", base: "http://www.cpaxj.org.cn/xxfb/Media_Fax/202103/t20210322_56110.html", title: "div.yaowen-content-top h1", meta: "div.yaowen-content-top p", body: "div.yaowen-content-bottom"})},
		{name: "accountants of a region, names of rows by script", once: true,
			list: cpa.with(cut{page: "pages/083.html", base: "http://www.cpaxj.org.cn/ztzl1/exam/index.html", side: "ul#jgjsSwitch", sideItem: "li:1",
				head: "div.ldjg-content-list:1 div.ldjg-content-bg span", within: "div.ldjg-content-list:1 ul", row: "li", pager: "div.ldjg-content-list:0, div.ldjg-content-list:2, div.ldjg-content-list:3, div.ldjg-content-list:4, div.ldjg-content-list:5, div.ldjg-content-list:6, div.ldjg-content-list:7"}),
			article: cpa.with(cut{page: "pages/077.html", base: "http://www.cpaxj.org.cn/ztzl1/swzy/202008/t20200820_1.html", title: "div.yaowen-content-top h1", meta: "div.yaowen-content-top p", body: "div.yaowen-content-bottom"})},
		{name: "construction news, in GBK, all rows on a page, day before the name", hides: beside, gbk: true, once: true,
			list:    dede.with(cut{page: "hncic_net:www.hncic.net/index19.html", crumb: "h3.list-h3sj", within: "div.left1", row: "ul.list", pager: "ul.yeshu"}),
			article: dede.with(cut{page: "hncic_net:www.hncic.net/55949.html", crumb: "h3.list-h3sz", title: "h2.biaoti", meta: "ul.xinxi", body: "div.nr"}),
			home:    dede.with(cut{page: "hncic_net:www.hncic.net/index.html", boxes: "div.s-mian1", box: "div.s-mian1-l", boxRows: "ul", boxRow: "li"})},
		{name: "price bureau, in GBK", gbk: true,
			list:    price.with(cut{page: "jspn_js_cn:www.jspn.js.cn/col3/articlecolumn.html", within: "body", row: `/(?s)<tr><td></td><td width='15'[^\n]*?</span></td></tr>`, pager: "div.hodePage5, div.hodePage5:1"}),
			article: price.with(cut{page: "jspn_js_cn:www.jspn.js.cn/col1/articleinfo-459.html", title: "td.x_content_title", meta: "span.x_time", body: "#divMainContentID"})},
		{name: "prefecture, letters in a form",
			list:    letters.with(cut{page: "pages/153.html", head: "div.lc-r-tit h3", within: "div.govitemcontentc215520 table", row: "tr:1", pager: "table.headStyle1u9r1a5s5z tr", words: "div.govitemcontentc215520"}),
			article: &cut{page: "pages/115.html", base: "http://www.honghu.gov.cn/xw/hhyw/201804/a.html", nav: "ul#nav", navItem: "li:1", crumb: "div.place", title: "div.zw_cont_tit", meta: "div.zw_cont_b", body: "div.zw_cont_c", foot: "div.footer"}},
	}
}

// with adds what one page of a site has to what all have.
func (c cut) with(own cut) *cut {
	own.nav, own.navItem, own.foot = c.nav, c.navItem, c.foot
	if own.crumb == "" && own.boxes == "" {
		own.crumb = c.crumb
	}
	if own.base == "" {
		own.base = c.base
	}
	if own.side == "" && own.title == "" {
		own.side, own.sideItem = c.side, c.sideItem
	}
	return &own
}

// singlePages are articles of other sites; lists stand in place of their text.
func singlePages() []template {
	one := func(name string, hides []string, c cut) template {
		return template{name: name, hides: hides, article: &c}
	}
	return []template{
		one("province's commission, menus of two rows", nil, cut{page: "pages/001.html", base: "http://fgw.zj.gov.cn/art/2016/11/22/art_1.html", title: "p.con-title", meta: "div.small-title", body: "div.main-txt", foot: "div.footer"}),
		one("province, text of the elderly's page twice", scripts, cut{page: "pages/099.html", base: "http://www.sc.gov.cn/10462/a.shtml", nav: "div.index_topnav4 ul", navItem: "li:1", title: "#articlecontent h2, #articlezzzqcontent h2", meta: "#articleattribute, #wzmessg", body: "#cmsArticleContent, #cmsArticlezzzqContent", foot: "div.newfootbox"}),
		one("province, breadcrumb of items", nil, cut{page: "pages/003.html", was: `createPageHTML(1,0,"t20190918_693227","shtml");`, base: "http://www.shanxi.gov.cn/yw/sxyw/a.shtml", nav: "ul.main-nav", navItem: "li:2", title: "div.detail-article-title h2", meta: "ul.detail-article-infos", body: "div.article-body", foot: "div.footer"}),
		one("Urumqi, amaze, hidden menu items", scripts, cut{page: "pages/101.html", base: "http://www.wlmq.gov.cn/info/a.htm", nav: "ul.navlist", navItem: "li:0", title: "h1.am-article-title, h1.am-article-title:1", meta: "p.am-article-meta, p.am-article-meta:1", body: "#info_content, #info_content:1", foot: "div.copy, div.copy:1"}),
		one("district of Beijing, menus of two levels", nil, cut{page: "pages/102.html", base: "http://www.bjshy.gov.cn/web/a.html", nav: "div.newtopNav ul", navItem: "li:0", crumb: "#pos_hide", title: "div.easysite-news-title h2", meta: "p.easysite-news-describe", body: "#easysiteText", foot: "div.newFootInfo"}),
		one("district of Beijing, easysite", nil, cut{page: "pages/103.html", base: "http://www.bjdx.gov.cn/bjsdxqrmzf/a.html", nav: "ul.gg_nav_list", navItem: "li:0", crumb: "div.rels span", title: "div.subArticleTitle h2", meta: "div.detail", body: "div.article", foot: "div.xxgk_footer"}),
		one("district of Guangzhou, html within html", menus, cut{page: "pages/104.html", base: "http://www.hp.gov.cn/a.html", crumb: "div.location div.mar", title: "div.content-wrap h1", meta: "div.article-info", body: "#zhengwen", foot: "div.footer"}),
		one("region, large page with a speaker", beside, cut{page: "pages/105.html", base: "http://www.gxzf.gov.cn/a/b.shtml", nav: "ul.nav-list", navItem: "li:0", crumb: "div.crumb-nav", title: "div.article h1", meta: "div.pages-date", body: "div.pages_content", foot: "div.footer"}),
		one("city's commission, hidden warning to browsers", scripts, cut{page: "pages/107.html", base: "http://whlyw.cq.gov.cn/zwxx_221/bmdt/gzdt/202107/a.html", nav: "ul.yjdh", navItem: "li:0", crumb: "div.position", title: "div.zwxl-title p.tit", meta: "div.zwxl-bar", body: "div.zwxl-article", foot: "div.footer"}),
		one("city, a page within the text", menus, cut{page: "pages/108.html", base: "http://www.qingdao.gov.cn/a.html", title: "div.content_box div.title", meta: "div.author_font", body: "#js_content", crumb: "div.crumbs_box", foot: "div.footer_pc"}),
		one("department of a province, old list beside", furniture, cut{page: "pages/109.html", base: "http://kjt.yn.gov.cn/html/2022/a.html", crumb: "div.list-nav", title: "div.contt_tit", meta: "div.wzfrom", body: "div.contt_cont"}),
		one("ministry, header by script", scripts, cut{page: "pages/111.html", base: "http://www.miit.gov.cn/xwdt/a.html", crumb: "div.mnav span", title: "#con_title", meta: "div.cinfo", body: "#con_con"}),
		one("department of a province, particulars before all", menus, cut{page: "pages/112.html", base: "http://jyt.zj.gov.cn/art/a.html", title: "td.title", meta: "table.xxgk, table#c table", body: "#zoom"}),
		one("department of culture, bread without end", nil, cut{page: "pages/114.html", base: "http://whly.hebei.gov.cn/a.html", nav: "div.nav ul", navItem: "li:1", crumb: "div.bread", title: "div.content h1", meta: "div.post_source", body: "div.text", foot: "div.copyright"}),
		one("county town, lists of selects", nil, cut{page: "pages/115.html", base: "http://www.honghu.gov.cn/xw/hhyw/201804/a.html", nav: "ul#nav", navItem: "li:1", crumb: "div.place", title: "div.zw_cont_tit", meta: "div.zw_cont_b", body: "div.zw_cont_c", foot: "div.footer"}),
		one("district of Guangzhou, submenus in hidden lists", nil, cut{page: "pages/116.html", base: "http://www.gzns.gov.cn/a.html", nav: "ul#along_menu", navItem: "li:1", crumb: "p.curmb", title: "div.xlbox h2", meta: "p.ly", body: "div.xl-nr", foot: "div.mfooter"}),
		one("department of education, title twice", scripts, cut{page: "pages/117.html", base: "http://jyt.ah.gov.cn/a.html", nav: "#navbar ul", navItem: "li:1", crumb: "div.wz_top span", title: "h1.newstitle", meta: "div.newsinfo", body: "div.newscontnet", foot: "div.footer"}),
		one("district of Wuhan, dialog of leaving", nil, cut{page: "pages/118.html", base: "http://www.hongshan.gov.cn/xwzx/a.html", nav: "div.menu1 ul", navItem: "li:1", crumb: "div.xl_tit", title: "div.xl_tit1", meta: "div.xl_tit2", body: "div.xl_con1", foot: "div.bot"}),
		one("university, visual site builder", menus, cut{page: "pages/121.html", base: "http://www.wyu.edu.cn/a.html", crumb: "div.detail_menu_right", title: "div.list_main_content h3", meta: "div.list_main_content h1", body: "#vsb_content", foot: "div.bottom_footer"}),
		one("county, ucap, classes of accessibility everywhere", furniture, cut{page: "pages/007.html", base: "http://www.wanzai.gov.cn/a.shtml", nav: "div.mainNav ul", navItem: "li:1", crumb: "div.crumb", title: "h1.article-title ucaptitle", meta: "div.article-attr", body: "#zoomcon", foot: "div.footer_txt"}),
		one("city, ucap, particulars in a list of definitions", nil, cut{page: "pages/011.html", base: "http://www.yichun.gov.cn/a.shtml", crumb: "div.xxgk-crumb h2", title: "h1.article-title ucaptitle", meta: "div.meta-main", body: "#zoomcon", foot: "div.footer"}),
		one("city, epoint, header by script", nil, cut{page: "pages/097.html", base: "http://www.liaoyang.gov.cn/a.html", crumb: "p.location-text", title: "h1.title", meta: "div.detail", body: "div.content"}),
		one("province, bookmarks in a frame", menus, cut{page: "pages/098.html", base: "http://www.jiangsu.gov.cn/art/a.html", crumb: "div.bt-position", title: "div.sp_title", meta: "div.sp_time", body: "#zoom"}),
	}
}
