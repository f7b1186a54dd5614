package webpage

import (
	"slices"
	"strings"

	"ducha/internal/markup"
)

// harmless are how the names of scripts begin that many sites share and that surely
// fill nothing with a site's own entries. Few on purpose, unlike libraries: a script
// taken for harmless makes an empty place a blank column.
var harmless = []string{"jquery", "swiper", "bootstrap", "layer.", "layui", "html5", "respond", "conac", "jiucuo", "hm.js", "wza"}

// waits says whether a page holds an empty place with a name of its own and a
// script that may fill it, or shows the marks of a template: what would stand
// there cannot be seen.
func (r *reader) waits() bool {
	if i := strings.Index(r.page.Text, "{{"); i >= 0 && strings.Contains(r.page.Text[i:], "}}") {
		r.fills(OwnFiller)
		return true
	}
	own, inline := r.fillers()
	r.page.Scripted = own || slices.ContainsFunc(inline, fetches)
	waits, places := r.repeats(inMain) || r.poured(), 0
	if waits {
		r.fills(OwnFiller)
		r.page.Fetched = true
	}
	for i := int32(1); int(i) < len(r.t.Nodes); i++ {
		name := r.emptyPlace(i)
		if name == "" {
			continue
		}
		if places++; places > maxPlaces {
			r.fills(OwnFiller)
			return true
		}
		named := slices.IndexFunc(inline, func(src string) bool { return strings.Contains(src, name) })
		if own || named >= 0 {
			kind := "place "
			if tag := r.t.Nodes[i].Tag; tag == markup.TagTbody || tag == markup.TagTable {
				kind = "rows "
			}
			r.fills(kind + name)
			waits = true
			r.page.Fetched = r.page.Fetched || relatedPlace(name) || named >= 0 && fetches(inline[named])
		}
	}
	return waits
}

// decoders are what scripts unpack a text by that they write into the page.
var decoders = []string{"decodeURI", "unescape(", "atob(", "fromCharCode", "ase64", "ecrypt"}

// decodes says whether a script in the content writes what it unpacks first. Menus and
// counters are packed too: it tells something of a page without content alone.
func (r *reader) decodes() bool {
	for _, s := range r.t.Scripts {
		src := r.t.Nodes[s.Node].Text
		if r.areas[s.Node] != inMain || len(src) < minPacked || !strings.Contains(src, "document.write") && !strings.Contains(src, "innerHTML") {
			continue
		}
		if slices.ContainsFunc(decoders, func(call string) bool { return strings.Contains(src, call) }) && packedText(src) {
			return true
		}
	}
	return false
}

// packedPage says whether a frame's page is written into an attribute, which is not read.
func (r *reader) packedPage() bool {
	for i := range r.t.All(markup.TagIframe) {
		if r.t.Get(i, markup.AttrSrcdoc) != "" {
			return true
		}
	}
	return false
}

// minPacked is how long a packed text is at least, in bytes.
const minPacked = 400

// packedText says whether a script holds a text as encodings write it: letters, figures
// and their few signs, and no blank between them.
func packedText(src string) bool {
	run := 0
	for i := range len(src) {
		c := src[i]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '%' || c == '+' || c == '/' || c == '\\' || c == '=' || c == '-' || c == '_' {
			if run++; run >= minPacked {
				return true
			}
		} else {
			run = 0
		}
	}
	return false
}

// relatedPlace says whether a place is called as those are that hold what a page is
// related to.
func relatedPlace(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{"relat", "jiedu", "xgjd", "zcjd", "xgwj", "xgzc", "xglj", "xglink", "xiangguan"}, func(w string) bool { return strings.Contains(name, w) })
}

// fetches says whether a script that fills a place fetches what it puts there, and
// that is no counter or the like.
func fetches(src string) bool {
	return slices.ContainsFunc(ajaxCalls, func(call string) bool { return strings.Contains(src, call) }) &&
		!slices.ContainsFunc([]string{"click", "count", "visit", "hits", "weather", "share", "qrcode"}, func(w string) bool { return strings.Contains(src, w) })
}

// maxPlaces is how many empty places of a page are looked at: each is looked for in
// every script.
const maxPlaces = 100

// fillers are the scripts that may fill a place: one of the site's own files (whose
// words are not known), and those written into the page.
func (r *reader) fillers() (own bool, inline []string) {
	for _, s := range r.t.Scripts {
		src := r.t.Get(s.Node, markup.AttrSrc)
		if src == "" && slices.Contains(r.trees, s.Node) {
			continue
		}
		if src == "" {
			inline = append(inline, r.t.Nodes[s.Node].Text)
			continue
		}
		u := r.res.resolve(src)
		name := strings.ToLower(Path(u))
		name = name[strings.LastIndexByte(name, '/')+1:]
		shared := slices.ContainsFunc(harmless, func(lib string) bool { return strings.HasPrefix(name, lib) })
		own = own || u != "" && Host(u) == Host(r.page.URL) && !shared
	}
	return own, inline
}

// emptyPlace is the id of an element in the content that is there to be filled and
// is empty. One that brings a store of entries along is not: the store was read.
func (r *reader) emptyPlace(id int32) string {
	t := r.t
	n := &t.Nodes[id]
	switch n.Tag {
	case markup.TagDiv, markup.TagUL, markup.TagTable, markup.TagTbody, markup.TagDL, markup.TagOL, markup.TagSection, markup.TagArticle, markup.TagMain:
	case markup.TagIframe:
		if src := t.Get(id, markup.AttrSrc); src != "" && !strings.HasPrefix(src, "about:") || t.Get(id, markup.AttrDataSrc) != "" || n.Flags&markup.FlagHidden != 0 || t.Concealed(n.Parent) {
			return ""
		}
	default:
		return ""
	}
	if n.Attrs == 0 || r.areas[id] != inMain || t.Chars[id] > 0 || n.End-id > 4 || n.Tag != markup.TagIframe && r.hasMedia(id) {
		return ""
	}
	for k := id + 1; k < n.End; k++ {
		if t.Nodes[k].Tag == markup.TagScript && entryStore(t.Nodes[k].Text) {
			return ""
		}
	}
	name := t.Get(id, markup.AttrID)
	if r.storeBehind(n.End, name) {
		return ""
	}
	if class := t.Get(id, markup.AttrClass); name == "" && relatedPlace(class) {
		name = class
	}
	if markup.RoleOfName(name) != markup.RoleNone {
		return "" // a menu or a bottom that scripts write hides no entries
	}
	return name
}

// storeBehind says whether the store that fills a place of a name stands right behind
// it: it bears the name as the number of its unit.
func (r *reader) storeBehind(at int32, name string) bool {
	for t := r.t; name != "" && int(at) < len(t.Nodes); at++ {
		switch n := &t.Nodes[at]; n.Tag {
		case markup.TagText:
			if strings.TrimSpace(n.Text) != "" {
				return false
			}
		case markup.TagScript:
			return entryStore(n.Text) && strings.Contains(n.Text, "unitid="+name+"&")
		default:
			return false
		}
	}
	return false
}

// entryStore says whether a script is a store of entries.
func entryStore(src string) bool {
	return strings.Contains(src, "<recordset") || strings.Contains(src, "<datastore")
}
