package facts_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"ducha/internal/evidence"
	"ducha/internal/facts"
)

const home = "http://www.example.gov.cn/"

func siteFrom(t *testing.T, a *txtar.Archive) *facts.Site {
	t.Helper()
	return loaded(t, snapshotOf(a), nil)
}

func loaded(t *testing.T, m facts.Source, r *facts.Readings) *facts.Site {
	t.Helper()
	s, err := facts.Load(t.Context(), m, facts.Options{Vocabulary: vocabulary(t), AsOf: time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC), Readings: r})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// snapshotOf makes a snapshot of an archive. Every file but want is a page; its
// name is the path below the host, with words behind it: a status, a problem,
// a purpose, or foreign on the archive's comment.
func snapshotOf(a *txtar.Archive) *memory {
	m := &memory{snap: evidence.Snapshot{Site: "case", Home: home, Sealed: true, Foreign: strings.Contains(string(a.Comment), "foreign")}}
	at := time.Date(2022, 12, 31, 1, 0, 0, 0, time.UTC)
	for _, f := range a.Files {
		words := strings.Fields(f.Name)
		if words[0] == "want" {
			continue
		}
		ex := evidence.Exchange{URL: home + strings.TrimPrefix(words[0], "/"), At: at, Status: 200, Header: map[string][]string{"Content-Type": {"text/html; charset=utf-8"}}}
		if strings.Contains(words[0], "://") {
			ex.URL = words[0]
		}
		for _, w := range words[1:] {
			switch {
			case w == "404":
				ex.Status, ex.Problem = 404, evidence.NotFound
			case w == "secondlook", w == "control", w == "sitemap":
				ex.Purpose = evidence.Purpose(w)
			case strings.HasSuffix(ex.URL, ".js"), strings.HasSuffix(ex.URL, ".xml"):
			default:
				ex.Problem = evidence.Problem(w)
			}
		}
		at = at.Add(time.Second)
		m.add(ex, f.Data)
	}
	return m
}

// TestSites reads the archives of testdata/sites: each line of want is a
// question and its answer, "question = answer". A site that is remembered from
// an earlier reading answers the same.
func TestSites(t *testing.T) {
	files, err := filepath.Glob("testdata/sites/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			m, r := snapshotOf(a), facts.NewReadings(vocabulary(t), nil)
			sites := []*facts.Site{loaded(t, m, r), loaded(t, m, r)}
			i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == "want" })
			if i < 0 {
				t.Fatal("the case wants nothing")
			}
			for line := range strings.Lines(string(a.Files[i].Data)) {
				line = strings.TrimSpace(line)
				if line == "" || strings.HasPrefix(line, "#") {
					continue
				}
				ask, want, ok := strings.Cut(line, " = ")
				if !ok {
					t.Fatalf("no answer in %q", line)
				}
				for _, s := range sites {
					if got := answer(s, strings.Fields(ask)); got != strings.TrimSpace(want) {
						t.Errorf("%s = %s; want %s", ask, got, want)
					}
				}
			}
		})
	}
}

// answer asks the site one question.
func answer(s *facts.Site, ask []string) string {
	switch ask[0] {
	case "certificate":
		c := s.Certificate()
		out := "holds"
		if !c.Holds {
			out = fmt.Sprintf("gaps %d", len(c.Missing))
		}
		if c.SecondLook {
			out += " twice"
		}
		return out
	case "dead":
		var urls []string
		for _, d := range s.DeadLinks() {
			urls = append(urls, strings.TrimPrefix(d.URL, home))
		}
		return list(urls)
	case "find":
		q := facts.Query{Any: ask[1:], Body: true}
		hits, err := s.Find(q)
		q.First = true
		if first, ferr := s.Find(q); (ferr == nil) != (err == nil) || len(first) > len(hits) || len(hits) > 0 && (len(first) == 0 || first[0].Quote != hits[0].Quote) {
			return "the first hit is another"
		}
		if err != nil {
			return kind(err)
		}
		return fmt.Sprint(len(hits))
	case "pairs":
		return pairs(s)
	case "home":
		if _, err := s.Home(); err != nil {
			return kind(err)
		}
		return "seen"
	}
	col, err := s.Column(ask[0])
	switch {
	case err != nil:
		return kind(err)
	case col == nil:
		return "absent"
	case len(ask) == 1:
		return strings.TrimPrefix(col.URL, home)
	}
	switch ask[1] {
	case "problem":
		return list([]string{string(col.Problem)})
	case "official":
		return fmt.Sprint(col.Official)
	case "combined":
		return fmt.Sprint(col.Combined)
	case "entries":
		return fmt.Sprint(len(col.Entries))
	case "complete":
		return fmt.Sprint(col.Complete)
	case "empty":
		return col.Empty
	case "place":
		return string(col.Place)
	case "label":
		return col.Label
	case "until":
		return col.Until.Format(time.DateOnly)
	case "dates":
		var days []string
		for _, e := range col.Entries {
			if w, ok := e.Best(); ok {
				days = append(days, w.Date.Format(time.DateOnly))
			} else {
				days = append(days, "?")
			}
		}
		return list(days)
	case "pinned":
		var titles []string
		for _, e := range col.Entries {
			if e.Pinned {
				titles = append(titles, e.Title)
			}
		}
		return list(titles)
	case "children":
		return list(col.Children)
	}
	return "no such question"
}

func list(items []string) string {
	out := strings.TrimSpace(strings.Join(items, " "))
	if out == "" {
		return "none"
	}
	return out
}

func kind(err error) string {
	switch {
	case errors.Is(err, facts.ErrUnreachable):
		return "unreachable"
	case errors.Is(err, facts.ErrNotCovered):
		return "not covered"
	}
	return err.Error()
}

func pairs(s *facts.Site) string {
	all, err := s.Pairings(time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC))
	if err != nil {
		return kind(err)
	}
	var out []string
	for _, p := range all {
		name := strings.TrimPrefix(p.Document.URL, home)
		switch {
		case p.Interpretation != nil:
			name += "→" + strings.TrimPrefix(p.Interpretation.URL, home) + ":" + string(p.By)
			if p.Forward && p.Back {
				name += ":both"
			}
		case p.Doubt != "":
			name += "→?"
		default:
			name += "→missing"
		}
		out = append(out, name)
	}
	return list(out)
}
