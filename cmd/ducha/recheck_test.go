package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"ducha/internal/ledger"
)

// Every case that a passing rule would close must have its pages looked at.
func TestSiblings(t *testing.T) {
	c := func(id, site, set, rule string) ledger.Case {
		return ledger.Case{ID: id, Site: site, RuleSet: set, Rule: rule}
	}
	chosen := []ledger.Case{c("1", "a", "z", "leak"), c("2", "a", "z", "stale")}
	known := []ledger.Case{c("1", "a", "z", "leak"), c("3", "a", "z", "leak"), c("4", "b", "z", "leak"), c("5", "a", "y", "leak"), c("6", "a", "z", "blank")}
	got := withSiblings(chosen, known)
	if len(got) != 3 || got[2].ID != "3" {
		t.Errorf("%+v", got)
	}
}

// twoLinks serves a bureau with two links that lead nowhere, /a.html from its home page and
// /b.html from a page beneath, until they are mended or the page with the second may not be read.
type twoLinks struct{ mendA, loseN atomic.Bool }

func (s *twoLinks) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	links := map[string]string{"/": `<a href="/n.html">新闻</a><a href="/a.html">公告</a>`, "/n.html": `<a href="/">首页</a><a href="/b.html">道路养护情况</a>`}[r.URL.Path]
	switch {
	case r.URL.Path == "/robots.txt" && s.loseN.Load():
		fmt.Fprint(w, "User-agent: *\nDisallow: /n.html\n")
		return
	case links == "" && (r.URL.Path != "/a.html" || !s.mendA.Load()):
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, "<html><head><title>某县交通运输局</title></head><body><h1>%s</h1>%s%s</body></html>", r.URL.Path, links,
		strings.Repeat("<p>本局负责全县公路、水路运输和城市公共交通的行业管理，受理群众来信来访。</p>", 4))
}

// On a page that was not seen nothing is closed, though the rule passes without it; what
// was mended and seen is closed.
func TestRecheckClosesNothingUnseen(t *testing.T) {
	site := &twoLinks{}
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	dir := t.TempDir()
	config := "[ledger]\nurl = \"l.db\"\nrecord = true\n[crawl]\nrate = 1000\n[[site]]\nid = \"jt\"\nname = \"某县交通运输局\"\nurl = \"" + server.URL + "/\"\nallow_private = [\"127.0.0.0/8\"]\n"
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	ducha := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("ducha", args...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if !judged(err) {
			t.Fatalf("ducha %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	ducha("audit", "jt")
	numbers := map[string]string{}
	var cases []ledger.Case
	if err := json.Unmarshal([]byte(ducha("ledger", "list", "--format", "json")), &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if c.Defect == "link.dead" {
			numbers[c.Subject] = c.ID
		}
	}
	a, b := numbers["链接:/a.html"], numbers["链接:/b.html"]
	if a == "" || b == "" {
		t.Fatalf("the audit found %v", numbers)
	}
	ducha("ledger", "confirm", a, b, "--by", "甲")
	site.mendA.Store(true)
	site.loseN.Store(true)
	if said := ducha("recheck", a, b); !strings.Contains(said, b+"　无法核验，不作变更　问题所在页面本次未能访问") {
		t.Error(said)
	}
	if said := ducha("ledger", "show", b); !strings.Contains(said, "状态：已核实") {
		t.Error(said)
	}
	site.loseN.Store(false)
	if said := ducha("recheck", a, b); !strings.Contains(said, a+"　销号") || !strings.Contains(said, b+"　仍不达标") {
		t.Error(said)
	}
	if said := ducha("recheck", "--sample", "3", "--by", "甲"); !strings.Contains(said, a+"　未见反弹") {
		t.Error(said)
	}
	site.mendA.Store(false)
	if said := ducha("recheck", "--sample", "3", "--by", "甲"); !strings.Contains(said, a+"　反弹，待核实") {
		t.Error(said)
	}
}
