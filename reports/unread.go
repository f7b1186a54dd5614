package reports

import "ducha/internal/result"

// Unread says whether not one page of the site was read: then nothing was
// judged, whatever the numbers look like.
func Unread(a *result.Audit) bool {
	return a.Snapshot.Pages.Planned > 0 && a.Snapshot.Pages.Fetched == 0
}

// UnreadText says so, and why; empty where something was read.
func UnreadText(a *result.Audit, wording Wording) string {
	if !Unread(a) {
		return ""
	}
	why := ""
	if list := Failures(a, wording); len(list) > 0 {
		why = "（" + list[0].Name + "）"
	}
	return "没有读到该网站的任何页面" + why + "，本次不能作出评价。" + mainAdvice(a, wording)
}

// mainAdvice is what to do about the most frequent reason that pages could not be read.
func mainAdvice(a *result.Audit, wording Wording) string {
	for _, f := range Failures(a, wording) {
		if f.Advice != "" {
			return f.Advice
		}
	}
	return "请先核实网站能否正常访问，再次运行检查。"
}
