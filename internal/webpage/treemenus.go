package webpage

import (
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// treeMenus reads the columns out of trees that scripts draw: d.add(1,0,'机构职能',
// '/jgzn/') of dTree, and {name:"机构职能", url:"/jgzn/"} of zTree.
func (r *reader) treeMenus() {
	for _, s := range r.t.Scripts {
		dtree, ztree := s.Marks&scriptDTree != 0, s.Marks&scriptZTree != 0
		src := r.t.Nodes[s.Node].Text
		if !dtree && !ztree || len(src) > maxPaging {
			continue
		}
		src = uncommented(src)
		before := len(r.page.Links)
		if dtree {
			for _, call := range strings.Split(src, ".add(")[1:] {
				r.treeColumn(s.Node, literals(call))
			}
		}
		if ztree {
			for _, object := range strings.Split(src, "{")[1:] {
				object, _, _ = strings.Cut(object, "}")
				url := quoted(object, "url")
				if url == "" {
					url = quoted(object, "href")
				}
				r.treeColumn(s.Node, []string{quoted(object, "name"), url})
			}
		}
		if len(r.page.Links) > before+2 {
			r.trees = append(r.trees, s.Node)
		}
	}
}

// uncommented is a script without its comments: a column that was taken out of a
// tree is not shown. Strokes within a pattern, as in /^\/\//, begin none.
func uncommented(src string) string {
	var b strings.Builder
	for i := 0; i < len(src); {
		switch _, end := markup.Literal(src, i); {
		case end > 0:
			b.WriteString(src[i:end])
			i = end
		case strings.HasPrefix(src[i:], "//") && (i == 0 || src[i-1] != '\\' && src[i-1] != '['):
			i = markup.After(src, i, "\n")
		case strings.HasPrefix(src[i:], "/*"):
			i = markup.After(src, i+2, "*/")
		default:
			b.WriteByte(src[i])
			i++
		}
	}
	return b.String()
}

// treeColumn adds the column of a tree's node, which has a name and an address.
func (r *reader) treeColumn(id int32, node []string) {
	if len(node) < 2 || !strings.ContainsAny(node[1], "/.?") {
		return
	}
	label, u := markup.Fold(node[0]), r.res.resolve(node[1])
	if n := zhtext.Runes(label); n < 2 || n > 24 || u == "" {
		return
	}
	r.add(Link{URL: u, Text: label, Area: areaOf(r.areas[id]), Kind: LinkColumn, Raw: node[1]})
}

// literals are the texts among a call's arguments.
func literals(call string) (all []string) {
	for i := 0; i < len(call) && len(all) < 6 && call[i] != ')' && call[i] != ';'; {
		lit, n := markup.Literal(call, i)
		if n == 0 {
			i++
			continue
		}
		all, i = append(all, lit), n
	}
	return all
}

// quoted is the text a key has in an object's source.
func quoted(object, key string) string {
	for rest := object; ; {
		i := strings.Index(rest, key)
		if i < 0 {
			return ""
		}
		whole := i == 0 || !markup.Identifier(rest[i-1:i])
		rest = rest[i+len(key):]
		value := strings.TrimLeft(rest, "'\" ")
		if whole && strings.HasPrefix(value, ":") {
			lit, _ := markup.Literal(value, 1)
			return lit
		}
	}
}
