package webpage

import (
	"strings"

	"ducha/internal/zhtext"
)

// LabelKey is a label without decoration.
func LabelKey(label string) string {
	key := zhtext.Key(chinesePart(label))
	for _, tail := range []string{"更多", "more"} {
		if t := strings.TrimSuffix(key, tail); t != "" {
			key = t
		}
	}
	return key
}

// MoreText says whether a link's text is a bare 更多.
func MoreText(text string) bool {
	if len(text) > 40 {
		return false
	}
	return moreKey(zhtext.Key(text))
}

func moreKey(key string) bool {
	key = strings.Trim(key, "+") // MORE+, +更多
	switch key {
	case "更多", "more", "查看更多", "更多内容", "点击更多", "更多信息", "查看全部", "全部", "点击查看更多", "moregt", "更多gt", "显示更多", "阅读更多":
		return true
	}
	return strings.HasPrefix(key, "更多") && zhtext.Runes(key) <= 4
}
