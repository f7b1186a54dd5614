package markup_test

import (
	"fmt"
	"strings"
	"testing"

	"ducha/internal/markup"
)

// outline writes a tree on one line: elements that need no rule are ?, hidden ones
// have a minus.
func outline(t *markup.Tree, id int32) string {
	n := &t.Nodes[id]
	if n.Tag == markup.TagText {
		return fmt.Sprintf("%q", n.Folded())
	}
	var parts []string
	for k := id + 1; k < n.End; k = t.Nodes[k].End {
		parts = append(parts, outline(t, k))
	}
	name := map[markup.TagID]string{
		markup.TagP: "p", markup.TagDiv: "div", markup.TagA: "a", markup.TagLI: "li", markup.TagUL: "ul", markup.TagTable: "table",
		markup.TagTR: "tr", markup.TagTD: "td", markup.TagScript: "script", markup.TagSpan: "span", markup.TagTemplate: "template",
	}[n.Tag]
	if name == "" {
		name = "?"
	}
	if n.Flags&markup.FlagHidden != 0 {
		name = "-" + name
	}
	return name + "(" + strings.Join(parts, " ") + ")"
}

func TestTree(t *testing.T) {
	for _, c := range []struct{ html, want string }{
		{"<p>甲<p>乙", `?(p("甲") p("乙"))`},
		{"<ul><li>甲<li>乙<ul><li>丙</ul></ul>", `?(ul(li("甲") li("乙" ul(li("丙")))))`},
		{"<table><tr><td>甲<td>乙<tr><td><table><tr><td>丙</table></table>", `?(table(tr(td("甲") td("乙")) tr(td(table(tr(td("丙")))))))`},
		{"<a href=1>甲<a href=2>乙</a>", `?(a("甲") a("乙"))`},
		{"<a href=1><div>甲</a>乙</div>", `?(a(div("甲")) div("乙"))`},
		{"<!--><p>甲<!-- <p>乙 --!>丙", `?(p("甲" "丙"))`},
		{"1 < 2 <p>甲", `?("1 <" "2" p("甲"))`},
		{`<div style="display : NONE">甲</div><template>乙</template><p hidden>丙`, `?(-div("甲") -template("乙") -p("丙"))`},
		{`<script>document.write('<p>甲'+"</p>")</script>乙`, `?(script() p("甲") "乙")`},
		{`<script>var k='';if(k!=''){document.write('<p>甲</p>')}else{document.write('<p>乙</p>')}</script>`, `?(script() p("乙"))`},
		{`<script>document.write('<p>'+unknown+'</p>')</script>`, `?(script())`},
		{"<script>'</p>' <p>甲", `?(script())`},
		{"<p>甲&nbsp;&#20057;　丙\u200b", `?(p("甲 乙 丙"))`},
	} {
		tree := markup.Parse(c.html)
		if got := outline(tree, 0); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.html, got, c.want)
		}
	}
}

// TestText wants blocks on lines of their own, and nothing that is not shown.
func TestText(t *testing.T) {
	const page = "<head><title>题</title></head><div>甲 <b>乙</b><span style='display:none'>丙</span></div><p>丁<br>戊<script>var a</script></p>"
	tree := markup.Parse(page)
	if got, want := tree.Text(0, 0), "甲 乙\n丁\n戊"; got != want {
		t.Errorf("text is %q, want %q", got, want)
	}
	if got := tree.Text(0, len("甲 乙")); got != "甲 乙" {
		t.Errorf("the first bytes are %q", got)
	}
	var lines []string
	for _, b := range tree.Blocks(0, 2) {
		lines = append(lines, b.Text)
	}
	if got := strings.Join(lines, "|"); got != "甲 乙|丁" {
		t.Errorf("the first two lines are %q", got)
	}
}

// TestRoomIsUsedAgain wants a page read in the room of another to be the same page.
func TestRoomIsUsedAgain(t *testing.T) {
	room := markup.New(nil)
	for _, page := range []string{"<style>.x{position:absolute;left:-999px}</style><i class=x><a href=1>甲</a></i>", "<i class=x><a href=1>甲</a></i>"} {
		room.Parse(page)
		room.ReadSheets()
		fresh := markup.Parse(page)
		fresh.ReadSheets()
		if got, want := outline(room, 0), outline(fresh, 0); got != want {
			t.Errorf("%s\n got %s\nwant %s", page, got, want)
		}
		for id := range fresh.Nodes {
			if got, want := room.Hides(int32(id)), fresh.Hides(int32(id)); got != want {
				t.Errorf("%s: node %d is hidden by %+v, want %+v", page, id, got, want)
			}
		}
		room.Forget()
	}
}
