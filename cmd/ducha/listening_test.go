package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"
)

// A Slack token that was revoked ends no audit, no reminder and no mail: serve goes on,
// says so, and listens again once it is mended.
func TestServeWithoutSlack(t *testing.T) {
	slack := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"ok":false,"error":"invalid_auth"}`)
	}))
	defer slack.Close()
	t.Chdir(t.TempDir())
	config := fmt.Sprintf("[office]\nname = \"市局\"\n[[channel]]\nid = \"slack\"\nkind = \"slack\"\ntoken_env = \"T_BOT\"\napp_token_env = \"T_APP\"\napi = %q\n[ledger]\nurl = \"ledger.db\"\n", slack.URL+"/api/")
	if err := os.WriteFile("config.toml", []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("T_BOT", "xoxb-1")
	t.Setenv("T_APP", "xapp-1")
	ctx, cancel := context.WithCancel(t.Context())
	var errs syncBuffer
	code := make(chan int, 1)
	go func() { code <- run(ctx, []string{"serve", "--listen", ""}, io.Discard, &errs) }()
	within(t, "it says so", func() bool {
		return strings.Contains(errs.String(), "收不到 Slack 按钮的答复") || len(code) > 0
	})
	select {
	case c := <-code:
		t.Fatalf("it ended with %d: %s", c, errs.String())
	case <-time.After(2 * time.Second):
	}
	cancel()
	if c := <-code; c != exitClean {
		t.Errorf("exit code %d: %s", c, errs.String())
	}
}
