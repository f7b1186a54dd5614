package samplesite

import "fmt"

// classesOf names the parts of a page in the words of the style's template;
// another design has other words.
func classesOf(s *Site) map[string]string {
	names := map[string]string{}
	for _, part := range []string{"skin", "top", "nav", "crumb", "main", "side", "content", "foot", "list", "card", "art", "pager", "entries", "links"} {
		name := templates()[s.cfg.Style][part]
		if name == "" {
			name = part
		}
		if s.has(Redesign) {
			name = fmt.Sprintf("v2-%s x%04x", part, mix(s.seed, hash(part))&0xffff)
		}
		names[part] = name
	}
	return names
}

func templates() map[Style]map[string]string {
	return map[Style]map[string]string{
		StylePlain:  {"top": "header", "nav": "menu", "crumb": "dqwz", "main": "wrap", "side": "lm-left", "content": "lm-right", "foot": "footer", "list": "news-list", "card": "lm-box", "art": "TRS_Editor", "pager": "page"},
		StyleCards:  {"top": "top-bar", "nav": "nav-box", "crumb": "position", "main": "container", "side": "side-nav", "content": "main-con", "foot": "foot-box", "list": "list-ul", "card": "card", "art": "content-txt", "pager": "pagination"},
		StyleGBK:    {"top": "top", "nav": "nav", "crumb": "place", "main": "w960", "side": "pleft", "content": "pright", "foot": "footer", "list": "e2", "card": "tbox", "art": "viewbox", "pager": "dede_pages"},
		StyleScript: {"top": "header", "nav": "navbar", "crumb": "bt-position", "main": "main", "side": "left-menu", "content": "right-con", "foot": "footer", "list": "default_pgContainer", "card": "mod", "art": "zoom", "pager": "pages"},
		StyleFrames: {"top": "ewb-header", "nav": "ewb-nav", "crumb": "ewb-location", "main": "ewb-main", "side": "ewb-left", "content": "ewb-right", "foot": "ewb-footer", "list": "ewb-list", "card": "ewb-block", "art": "ewb-article", "pager": "ewb-page"},
		StyleDeep:   {"top": "t-head", "nav": "m-nav", "crumb": "dqwz", "main": "g-main", "side": "l-menu", "content": "r-text", "foot": "g-foot", "list": "winstyle", "card": "box", "art": "v_news_content", "pager": "pb_sys_common"},
	}
}
