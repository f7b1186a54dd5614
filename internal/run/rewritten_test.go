package run_test

import (
	"fmt"
	"maps"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	tokens "golang.org/x/net/html"

	"ducha/checks"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/realdata"
	"ducha/internal/result"
	"ducha/internal/run"
	"ducha/internal/samplesite"
	"ducha/internal/zhtext"
	"ducha/rules"
)

// TestRewrittenPages judges sites once more with every page written in another way: other
// markup, other forms of dates, other words for the same labels. What only looks different
// to a program gets the same verdicts; where signs are taken away nobody is accused of more.
// Each site tries a third of the mixtures. DUCHA_REWRITTEN=full tries each way by itself, on
// all stored sites and on every shape.
func TestRewrittenPages(t *testing.T) {
	website, err := rules.Load("website-2019", checks.All)
	if err != nil {
		t.Fatal(err)
	}
	for i, style := range samplesite.Styles() {
		t.Run(string(style), func(t *testing.T) {
			t.Parallel()
			sample := samplesite.New(samplesite.Config{Seed: int64(40 + i), Style: style, Pages: 60})
			server := httptest.NewServer(sample)
			defer server.Close()
			job, store := gatheredAt(t, sample.Name(), server.URL+"/")
			rewrittenCopies(t, i, job, store, job.Set, website)
		})
	}
	for i, site := range slices.Sorted(maps.Keys(realdata.Sites)) {
		if !fullRewritten && site != "gzdzhrss_com" {
			continue // the others take a minute each
		}
		t.Run(site, func(t *testing.T) {
			t.Parallel()
			job, store := storedSite(t, site)
			rewrittenCopies(t, i, job, store, job.Set, website)
		})
	}
	known := newNames(t)
	for i, s := range shapes() {
		if !fullRewritten || slices.Contains(unwritable, s.name) {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			_, address := plantedBureau(t, known, s)
			job, store := gatheredAt(t, bureauName, address)
			rewrittenCopies(t, i, job, store, job.Set, website)
		})
	}
}

var fullRewritten = os.Getenv("DUCHA_REWRITTEN") == "full"

// unwritable are the shapes that the rewriting itself breaks: addresses that depend on the
// coding, places that a script finds by their class.
var unwritable = []string{"ASP in GBK with Chinese queries", "related links by a script in a nameless place"}

// rewrittenCopies compares the findings on a site with those on its rewritten copies; site
// chooses which of them.
func rewrittenCopies(t *testing.T, site int, job run.Job, store facts.Source, sets ...*rules.Set) {
	judged := func(src facts.Source) map[string]result.Finding {
		all, err := run.JudgeAll(t.Context(), job, src, sets...)
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]result.Finding{}
		for _, audited := range all {
			for _, f := range audited.Findings {
				found[fmt.Sprintf("%s %s %s %s", audited.RuleSet.ID, f.Verdict, f.Defect, f.Subject)] = f
			}
		}
		return found
	}
	const parts = 3
	before := judged(store)
	for i, ways := range mixtures() {
		if !fullRewritten && i%parts != site%parts {
			continue
		}
		now := judged(rewritten(store, ways))
		for key, f := range now {
			if _, ok := before[key]; !ok {
				t.Errorf("%s: %s: %s %s", namesOf(ways), key, f.Message, f.Evidence[0].URL)
			}
		}
		for key, f := range before {
			if _, ok := now[key]; !ok {
				t.Errorf("%s: missed: %s: %s", namesOf(ways), key, f.Message)
			}
		}
	}
	for i, way := range structural() {
		if !fullRewritten && i%parts != site%parts {
			continue
		}
		for key, f := range judged(rewritten(store, []rewriting{way})) {
			if _, ok := before[key]; !ok && f.Verdict == finding.Fail {
				t.Errorf("%s: %s: %s %s", way.name, key, f.Message, f.Evidence[0].URL)
			}
		}
	}
}

// mixtures are the neutral rewritings, one of each group at a time so that all are tried;
// in full, each by itself.
func mixtures() (all [][]rewriting) {
	groups, most := neutral(), 0
	for _, g := range groups {
		most = max(most, len(g))
		for _, way := range g {
			if fullRewritten {
				all = append(all, []rewriting{way})
			}
		}
	}
	for i := 0; !fullRewritten && i < most; i++ {
		var ways []rewriting
		for _, g := range groups {
			ways = append(ways, g[i%len(g)])
		}
		all = append(all, ways)
	}
	return all
}

func namesOf(ways []rewriting) string {
	var all []string
	for _, w := range ways {
		all = append(all, w.name)
	}
	return strings.Join(all, " + ")
}

// A copied snapshot has every page written in other ways.
type copied struct {
	facts.Source
	ways  []rewriting
	types map[evidence.Digest]string // of the pages
}

func rewritten(src facts.Source, ways []rewriting) copied {
	c := copied{src, ways, map[evidence.Digest]string{}}
	for ex := range src.Exchanges() {
		if ct := ex.Header.Get("Content-Type"); strings.Contains(ct, "html") || ct == "" {
			c.types[ex.Body] = ct
		}
	}
	return c
}

func (c copied) Body(d evidence.Digest) ([]byte, error) {
	body, err := c.Source.Body(d)
	ct, page := c.types[d]
	if err != nil || !page || !strings.Contains(string(body[:min(len(body), 1024)]), "<") {
		return body, err
	}
	decoded, _, _, _ := zhtext.Decode(body, ct)
	text := string(decoded)
	for _, way := range c.ways {
		text = rewriteHTML(text, way.write)
	}
	return []byte("\ufeff" + text), nil
}

// A token is a piece of a page as it stands there.
type token struct {
	tokens.Token
	raw    string
	inside string // the element whose text is not laid out: script, style, title …
}

func (t token) start() bool {
	return t.Type == tokens.StartTagToken || t.Type == tokens.SelfClosingTagToken
}
func (t token) end() bool  { return t.Type == tokens.EndTagToken }
func (t token) text() bool { return t.Type == tokens.TextToken && t.inside == "" }

var apart = strings.Fields("script style title textarea iframe noscript xmp select noframes")

func rewriteHTML(src string, write func(token) string) string {
	z := tokens.NewTokenizer(strings.NewReader(src))
	var b strings.Builder
	inside := ""
	for z.Next() != tokens.ErrorToken {
		raw := string(z.Raw())
		t := token{Token: z.Token(), raw: raw, inside: inside}
		switch {
		case t.start() && slices.Contains(apart, t.Data):
			inside = t.Data
		case t.end() && t.Data == inside:
			inside = ""
		}
		b.WriteString(write(t))
	}
	return b.String()
}
