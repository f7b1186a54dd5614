package webpage

import (
	"strings"
	"testing"
)

// A page that never closes its document was cut when it ends in a text, or with blocks
// left open; one cut between its blocks is told by the site's other pages alone.
func TestCutShort(t *testing.T) {
	long := "<html><body><div>" + strings.Repeat("<p>各科室认真组织，扎实推进。</p>", 60)
	for _, c := range []struct {
		name, src     string
		unclosed, cut bool
	}{
		{"whole", long + "</div></body></html>", false, false},
		{"closed in capitals", long + "</div></BODY></HTML>\n", false, false},
		{"closed, with much behind", long + "</div></body></html>" + strings.Repeat("<!-- x -->", 60), false, false},
		{"a piece for a frame", "<ul><li>通知</li></ul>", false, false},
		{"in a text", long + "<p>各科室认", true, true},
		{"in a tag", long + "</div", true, true},
		{"in a block", long, true, true},
		{"short, in a list", "<html><body><ul><li>一</li>", true, true},
		{"between blocks", long + "</div>", true, false},
	} {
		if got := unclosed(c.src); got != c.unclosed {
			t.Errorf("%s: unclosed %v", c.name, got)
		}
		if got := unclosed(c.src) && cutShort(c.src); got != c.cut {
			t.Errorf("%s: cut %v", c.name, got)
		}
	}
}
