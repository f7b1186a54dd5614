package run_test

import (
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ducha/internal/document"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/result"
	"ducha/internal/zhtext"
)

var (
	quotedWords = regexp.MustCompile(`\p{Han}{5,}`)
	markupTag   = regexp.MustCompile(`<[^>]*>`)
)

// wordless are the defects of visits that nobody answered, or that only the answer's status
// shows: what is said of them are ducha's own words.
var wordless = []string{"site.unreachable", "site.outage", "site.https"}

// quotesStand demands that the words a finding quotes stand in the record it cites.
func quotesStand(t *testing.T, site string, store *evidence.Store, all []*result.Audit) {
	t.Helper()
	cited := map[string]bool{}
	for _, audited := range all {
		for _, f := range audited.Findings {
			for _, e := range f.Evidence {
				cited[e.Record] = true
			}
		}
	}
	texts := map[string]string{}
	for ex, err := range store.Exchanges() {
		switch id := string(ex.ID); {
		case err != nil:
			t.Error(err)
			return
		case cited[id]:
			texts[id] = wordsOf(t, store, &ex)
		}
	}
	for _, audited := range all {
		for _, f := range audited.Findings {
			if slices.Contains(wordless, f.Defect) {
				continue
			}
			for _, e := range f.Evidence {
				if strings.HasPrefix(e.Quote, "返回 ") {
					continue // the status of a dead link
				}
				// Where no tag stands nothing can be quoted but the page's title.
				shown := strings.TrimSuffix(e.Quote, "未见规定的网页标签")
				for _, words := range quotedWords.FindAllString(shown, -1) {
					if !strings.Contains(texts[e.Record], words) {
						t.Errorf("%s: %s %s: %q does not stand in %s: %q", site, f.Defect, f.Subject, words, e.URL, e.Quote)
						break
					}
				}
			}
		}
	}
}

// wordsOf is all that a record says, without blanks.
func wordsOf(t *testing.T, store *evidence.Store, ex *evidence.Exchange) string {
	if ex.Body == "" {
		return ""
	}
	body, err := store.Body(ex.Body)
	if err != nil {
		t.Error(err)
		return ""
	}
	text, _, _, _ := zhtext.Decode(body, ex.Header.Get("Content-Type"))
	shown := html.UnescapeString(string(text))
	all := shown + markupTag.ReplaceAllString(shown, "")
	if data, err := store.Facts(ex.ID, facts.DocumentVersion); err == nil && data != nil {
		var d document.Document
		err := json.Unmarshal(data, &d)
		if err != nil {
			t.Error(err)
			return ""
		}
		all += d.Entire()
	}
	return strings.Join(strings.Fields(all), "")
}
