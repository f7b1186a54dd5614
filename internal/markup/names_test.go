package markup

import "testing"

// TestNameMarks wants the first role of an element's names, but the bottom's before all.
func TestNameMarks(t *testing.T) {
	for _, c := range []struct {
		class, id string
		want      NameMarks
	}{
		{"nav", "pager", NameMarks(RoleNav)},
		{"nav", "footer", NameMarks(RoleFooter)},
		{"footer", "nav", NameMarks(RoleFooter)},
		{"list", "pager", NameMarks(RolePager)},
		{"menu-title", "zoom", NameMarks(RoleNav) | NameTitle | NameContent},
		{"", "", 0},
	} {
		var k names
		if got := NameMarks(0).with(k.of(c.class)).with(k.of(c.id)); got != c.want {
			t.Errorf("class %q, id %q: %b, want %b", c.class, c.id, got, c.want)
		}
	}
}
