package webpage

// namesItself says whether the content of a page's tag is what the template calls it,
// <meta name="SiteName" content="网站名称">: nobody has filled it in.
func namesItself(tag, content string) bool {
	switch tag {
	case "sitename":
		return content == "网站名称" || content == "站点名称"
	case "sitedomain":
		return content == "网站域名" || content == "站点域名"
	case "siteidcode":
		return content == "政府网站标识码" || content == "网站标识码" || content == "站点标识码"
	case "columnname":
		return content == "栏目名称"
	case "columntype":
		return content == "栏目类别" || content == "栏目类型"
	case "columndescription":
		return content == "栏目描述"
	case "columnkeywords":
		return content == "栏目关键词" || content == "栏目关键字"
	case "articletitle":
		return content == "文章标题" || content == "标题"
	case "pubdate":
		return content == "发布日期" || content == "发布时间"
	case "contentsource":
		return content == "内容来源" || content == "信息来源" || content == "文章来源" || content == "来源"
	case "description":
		return content == "描述" || content == "网站描述"
	case "keywords":
		return content == "关键词" || content == "网站关键词"
	}
	return false
}
