package webpage

import "strings"

// servesPage says whether a link beside a text only serves the page it stands on: to
// print it, to close it, to hand it on, or, under the site's name, back to the home page.
func (r *reader) servesPage(a *anchor) bool {
	switch a.key {
	case "关闭", "纠错", "我要纠错", "打印本页", "打印此页", "打印本文", "打印页面", "打印文章", "关闭窗口", "关闭本页", "关闭页面", "关闭此页", "返回顶部", "打印正文", "打印":
		return true
	}
	return a.url != "" && !serviceKey(a.key) && r.areas[a.id] == inMain && IsRoot(a.url) && Host(a.url) == Host(r.page.URL) && !IsRoot(r.page.URL)
}

// IsRoot says whether an address is that of a host's first page.
func IsRoot(address string) bool {
	return address != "" && !strings.ContainsAny(Key(address), "/?")
}

// shareKey says whether words hand a page on; 经验分享 is a column.
func shareKey(key string) bool {
	switch key {
	case "扫描分享", "扫码分享", "扫一扫分享", "微信分享", "一键分享", "二维码分享", "分享本文", "分享本页", "分享按钮", "手机扫码分享":
		return true
	}
	return false
}
