package checktest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// hostile runs the kind with its default parameters, completed where a name is
// needed, over sites of which nothing can be claimed: the answer must never be
// a fail, and the kind must not panic.
func hostile(t *testing.T, kind *check.Kind, vocabulary facts.Vocabulary) {
	t.Helper()
	at := day(t, "2023-01-03")
	shown := map[string]bool{"dead menu": true, "10,000 entries": true, "nested too deep": true}
	for name, fill := range hostileSites() {
		t.Run("hostile/"+name, func(t *testing.T) {
			src := newSource(at, false)
			fill(src, at)
			params := kind.NewParams()
			if filler, ok := params.(interface{ Example() }); ok {
				filler.Example()
			}
			if err := params.Validate(); err != nil {
				t.Fatalf("the defaults with Example() do not validate: %v", err)
			}
			out := runOver(t, kind, params, &siteCase{asOf: day(t, "2022-12-31"), src: src}, vocabulary)
			if _, onePage := params.(interface{ OnePage() }); onePage && shown[name] {
				return // the page is whole and says of itself what it lacks
			}
			if out.Verdict == finding.Fail {
				t.Errorf("fails a site it could not see: %s", out.Reason)
			}
		})
	}
}

// hostileSites are sites that prove nothing.
func hostileSites() map[string]func(*source, time.Time) {
	page := func(body string) func(*source, time.Time) {
		return func(s *source, at time.Time) {
			s.add("index.html", 200, evidence.None, []byte(body), at, evidence.ForPage)
			s.add("index.html", 200, evidence.None, []byte(body), at.Add(time.Hour), evidence.ForSecondLook)
		}
	}
	problem := func(p evidence.Problem, status int, body string) func(*source, time.Time) {
		return func(s *source, at time.Time) {
			s.add("index.html", status, p, []byte(body), at, evidence.ForPage)
		}
	}
	var many strings.Builder
	many.WriteString("<html><title>示例局</title><body><ul>")
	for i := range 10000 {
		fmt.Fprintf(&many, "<li><a href=\"/a/%d.html\">第%d条</a></li>", i, i)
	}
	return map[string]func(*source, time.Time){
		"nothing at all": func(*source, time.Time) {},
		"empty page":     page(""),
		"script shell":   page(`<html><head><title>示例局</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>`),
		"dead menu": page(`<html><title>示例局</title><body><nav><a href="/zwgk/">政务公开</a><a href="/zcjd/">政策解读</a>` +
			`<a href="/ysqgk/">依申请公开</a><a href="/yjs/">预决算及三公经费</a></nav></body></html>`),
		"login wall":      problem(evidence.Login, 200, "<form><input name=user><input type=password></form>"),
		"challenge":       problem(evidence.Challenge, 412, "<script>$_ts={}</script>"),
		"truncated":       problem(evidence.Truncated, 200, "<html><title>示例局</title><body><a href=/zwgk/>政务"),
		"server error":    problem(evidence.ServerError, 500, "error"),
		"timeout":         problem(evidence.Timeout, 0, ""),
		"binary":          page("\x00\x01\xff\xfe\x80\x81" + strings.Repeat("\xc4\xe3", 99)),
		"10,000 entries":  page(many.String()),
		"nested too deep": page(strings.Repeat("<div><font>", 3000) + "政策解读"),
		"frameset":        page(`<html><title>示例局</title><frameset><frame src="top.html"><frame src="main.html"></frameset></html>`),
		"redirect stub":   page(`<html><head><meta http-equiv="refresh" content="0;url=/portal/"></head></html>`),
	}
}
