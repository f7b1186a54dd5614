package webpage

import (
	"regexp"
	"slices"
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// ajaxCalls name what a page fetches after it was loaded.
var ajaxCalls = []string{"$.ajax", "jQuery.ajax", "$.get(", "$.post(", "$.getJSON", "jQuery.get", "jQuery.post", "axios", "fetch(", "XMLHttpRequest", ".load(", "new Vue", "createApp(", "$http"}

// readScripts finds redirects, data lists and endpoints that scripts name.
func (r *reader) readScripts() {
	for _, s := range r.t.Scripts {
		text := r.t.Nodes[s.Node].Text
		if src := r.t.Get(s.Node, markup.AttrSrc); src != "" {
			r.scriptInclude(s.Node, src)
			continue
		}
		if len(text) > 400_000 {
			continue
		}
		r.redirect(text)
		if s.Marks&scriptCalls != 0 && !r.loadsParts(text) && !onlyTells(text) {
			r.endpoints(text)
		}
	}
	r.splashClick()
}

// redirect reads location.href = "…" of a stub page; on a full page it belongs
// to some button.
func (r *reader) redirect(src string) {
	if r.t.Chars[0] > 60 || len(r.anchors) > 3 || len(src) > 4000 {
		return
	}
	for _, target := range append(scriptTargets(src), r.writtenTarget(src)...) {
		if u := r.res.resolve(target); u != "" && Key(u) != Key(r.page.URL) {
			r.add(Link{URL: u, Area: AreaMain, Kind: LinkRefresh, Raw: target})
		}
	}
}

// libraries are script names that never carry lists.
var libraries = []string{"jquery", "swiper", "layer", "bootstrap", "vue", "axios", "common", "slide", "marquee", "share", "analytics", "tongji", "stat", "conac", "jiucuo", "datepicker", "nav", "search", "page", "tab", "min.js", "public", "base", "main", "index.js", "style", "video", "player", "count", "click", "font", "weather", "wza", "aria", "barrier", "ewm", "qrcode", "html5", "respond", "easing", "lib", "util", "cookie", "kb.js", "ta-"}

// libraryName says whether an address is that of such a script.
func libraryName(address string) bool {
	base := fileName(address)
	return slices.ContainsFunc(libraries, func(lib string) bool { return strings.Contains(base, lib) })
}

// fileName is the last part of an address's path, in lower case.
func fileName(address string) string {
	path := Path(address)
	return strings.ToLower(path[strings.LastIndexByte(path, '/')+1:])
}

// scriptInclude keeps a script whose name or place says that it writes a list.
func (r *reader) scriptInclude(id int32, src string) {
	to := r.res.target(src)
	u := to.url
	if u == "" || Host(u) != Host(r.page.URL) || to.is(askLibrary) {
		return
	}
	base := fileName(u)
	listy := strings.Contains(base, "list") || strings.Contains(base, "data") || strings.Contains(base, "json") || strings.HasSuffix(base, ".json")
	// A script that is a list item's or cell's only content writes that content.
	parent := r.t.Nodes[id].Parent
	tag := r.t.Nodes[parent].Tag
	inside := (tag == markup.TagUL || tag == markup.TagLI || tag == markup.TagTD || tag == markup.TagDiv && r.t.Nodes[parent].End-parent <= 3) && r.t.Chars[parent] == 0 && r.areas[id] == inMain
	if listy || inside {
		r.add(Link{URL: u, Area: areaOf(r.areas[id]), Kind: LinkData, Raw: src})
		if inside {
			r.fills("include " + u)
			r.page.ScriptsIn = true
		}
	}
}

// partLoad is $("#footer").load("/include/footer.html").
var partLoad = regexp.MustCompile(`\$\(\s*["'][#.]([\w-]+)["']\s*\)\.load\(\s*["']([^"'\s]+)["']\s*[,)]`)

// loadsParts takes the pages that a script puts into named places for frames. It says
// whether the script fetches nothing but the menu and the bottom of every page, which hide
// no entries; that the home page shows no menu is noted elsewhere.
func (r *reader) loadsParts(src string) bool {
	if !strings.Contains(src, ".load(") {
		return false
	}
	found, parts := partLoad.FindAllStringSubmatch(src, 20), 0
	for _, m := range found {
		u := r.res.resolve(m[2])
		if u == "" || Host(u) != Host(r.page.URL) {
			continue
		}
		area, role := AreaMain, markup.RoleOfName(m[1])
		switch role {
		case markup.RoleFooter:
			area = AreaFooter
		case markup.RoleNav:
			area = AreaNav
		}
		if r.add(Link{URL: u, Area: area, Kind: LinkFrame, Raw: m[2]}); role == markup.RoleFooter || role == markup.RoleNav {
			parts++
		}
	}
	calls := 0
	for _, call := range ajaxCalls {
		calls += strings.Count(src, call)
	}
	return calls == parts
}

// told is what begins a call that sends something off: $.get("/api/visit?u="+location.href);
var told = regexp.MustCompile(`\$\.(?:get|post)\(`)

// maxCounting is how long a script is at most that does nothing but count, in bytes.
const maxCounting = 2000

// counter is in the addresses that count visits.
var counter = regexp.MustCompile(`(?i)visit|count|click|hits|tongji|statis|/pv\b|/log`)

// onlyTells says whether a script counts visits and no more: each call stands by itself,
// with such an address and words at most, so that nothing is done with what it gives.
func onlyTells(src string) bool {
	if len(src) > maxCounting {
		return false
	}
	calls, sent := 0, 0
	for _, call := range ajaxCalls {
		n := strings.Count(src, call)
		if calls += n; strings.HasSuffix(call, ".get(") || strings.HasSuffix(call, ".post(") {
			sent += n
		}
	}
	if calls == 0 || calls != sent {
		return false
	}
	spans := told.FindAllStringIndex(src, 10)
	for _, at := range spans {
		before := strings.TrimRight(src[:at[0]], " \t\r\n")
		if before != "" && !strings.ContainsAny(before[len(before)-1:], ";{})") {
			return false // what it gives is kept
		}
		args, after, ok := arguments(src[at[1]:])
		if !ok || !counter.MatchString(args[0]) || strings.HasPrefix(strings.TrimLeft(after, " \t\r\n"), ".") {
			return false
		}
		for _, arg := range args[1:] {
			if !strings.HasPrefix(arg, "{") || strings.Contains(arg, "function") || strings.Contains(arg, "=>") {
				return false
			}
		}
	}
	return calls == len(spans)
}

// arguments splits what stands in the brackets of a call, at its own commas.
func arguments(src string) (args []string, after string, ok bool) {
	from, depth := 0, 0
	for i := 0; i < len(src) && i < 2000; i++ {
		switch c := src[i]; c {
		case '"', '\'', '`':
			_, n := markup.Literal(src, i)
			if n == 0 {
				return nil, "", false
			}
			i = n - 1
		case '(', '{', '[':
			depth++
		case '}', ']':
			depth--
		case ',', ')':
			if depth == 0 {
				args = append(args, strings.TrimSpace(src[from:i]))
				from = i + 1
				if c == ')' {
					return args, src[i+1:], true
				}
			} else if c == ')' {
				depth--
			}
		}
	}
	return nil, "", false
}

// endpoints finds addresses that a script fetches lists from.
func (r *reader) endpoints(src string) {
	r.fills(scriptFiller(src))
	r.page.ScriptsIn = true
	for i, found := 0, 0; i < len(src) && found < 20; {
		j := strings.IndexAny(src[i:], `"'`)
		if j < 0 {
			return
		}
		lit, n := markup.Literal(src, i+j)
		if n == 0 {
			i += j + 1
			continue
		}
		i = n
		if !dataAddress(lit) || strings.HasPrefix(strings.TrimLeft(zhtext.Clip(src[n:], 6), " "), "+") {
			continue
		}
		if u := r.res.resolve(lit); u != "" && Host(u) == Host(r.page.URL) {
			r.add(Link{URL: u, Area: AreaMain, Kind: LinkData, Raw: lit})
			found++
		}
	}
}

// dataAddress says whether a literal in a script looks like the address of a list.
func dataAddress(s string) bool {
	if len(s) < 6 || len(s) > 300 || strings.ContainsAny(s, " <>{}\n\\") || !strings.Contains(s, "/") && !strings.HasSuffix(s, ".json") {
		return false
	}
	path := strings.ToLower(s)
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	if strings.HasSuffix(path, ".json") || strings.HasSuffix(path, ".xml") {
		return true
	}
	for _, no := range []string{"click", "count", "visit", "login", "vote", "search", "stat", "hits", "weather", "collect", "browse", "token", "captcha", "save", "upload", "submit"} {
		if strings.Contains(path, no) {
			return false
		}
	}
	return strings.Contains(path, "list") || strings.Contains(path, "/api/") || strings.Contains(path, "dataproxy")
}
