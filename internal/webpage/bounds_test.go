package webpage

import (
	"strings"
	"testing"
)

// TestReferencesAreBounded wants memory given back, and the same answers after it.
func TestReferencesAreBounded(t *testing.T) {
	var seen references
	for page := range 3 * maxReferences {
		folder := "http://www.example.gov.cn/" + string(rune('a'+page%7)) + "/"
		r := newResolver(folder, &seen)
		name := strings.Repeat("x", page%50) + ".html"
		if got := r.resolve(name); got != folder+name {
			t.Fatalf("%s from %s leads to %s", name, folder, got)
		}
		ref := "n" + string(rune('0'+page%10)) + string(rune('a'+page/10%26)) + string(rune('a'+page/260%26)) + string(rune('a'+page/6760)) + ".html"
		if got := r.resolve(ref); got != folder+ref {
			t.Fatalf("%s from %s leads to %s", ref, folder, got)
		}
		if seen.size > maxReferences {
			t.Fatalf("%d references are kept", seen.size)
		}
	}
}
