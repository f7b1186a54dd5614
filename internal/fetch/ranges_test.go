package fetch_test

import (
	"fmt"
	"testing"

	"ducha/internal/fetch"
)

// A host that the configuration names needs no scheme.
func TestPrivateOf(t *testing.T) {
	for address, want := range map[string]string{
		"http://127.0.0.1:8080/a/": "[127.0.0.1/32]",
		"127.0.0.2":                "[127.0.0.2/32]",
		"127.0.0.3:8080":           "[127.0.0.3/32]",
		"[::1]":                    "[::1/128]",
		"114.114.114.114":          "[]",
	} {
		if got, err := fetch.PrivateOf(t.Context(), address); err != nil || fmt.Sprint(got) != want {
			t.Errorf("%s: %v, %v; want %s", address, got, err, want)
		}
	}
}
