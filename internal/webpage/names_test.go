package webpage

import "testing"

// TestNameMarks wants the first role of an element's names, but the bottom's before all.
func TestNameMarks(t *testing.T) {
	for _, c := range []struct {
		class, id string
		want      nameMarks
	}{
		{"nav", "pager", nameMarks(roleNav)},
		{"nav", "footer", nameMarks(roleFooter)},
		{"footer", "nav", nameMarks(roleFooter)},
		{"list", "pager", nameMarks(rolePager)},
		{"menu-title", "zoom", nameMarks(roleNav) | nameTitle | nameContent},
		{"", "", 0},
	} {
		var k names
		if got := nameMarks(0).with(k.of(c.class)).with(k.of(c.id)); got != c.want {
			t.Errorf("class %q, id %q: %b, want %b", c.class, c.id, got, c.want)
		}
	}
}
