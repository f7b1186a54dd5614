package webpage_test

import (
	"bytes"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"ducha/internal/evidence"
	"ducha/internal/realdata"
	"ducha/internal/webpage"
	"ducha/internal/zhtext"
)

func exchangeFor(url string) *evidence.Exchange {
	return &evidence.Exchange{URL: url, FinalURL: url, Status: 200, At: time.Date(2021, 3, 31, 4, 0, 0, 0, time.UTC), Header: http.Header{}}
}

// TestLinksAgainstDOM holds the reader's links against those of a full HTML
// parser. The reader also follows what scripts write, so it may have more.
func TestLinksAgainstDOM(t *testing.T) {
	pages, links, missing, texts := 0, 0, 0, 0
	for url, body := range realdata.Pages(t) {
		text, _, _, _ := zhtext.Decode(body, "")
		doc, err := goquery.NewDocumentFromReader(bytes.NewReader(text))
		if err != nil {
			continue
		}
		pages++
		p := webpage.Read(exchangeFor(url), body)
		ours := make(map[string]map[string]bool)
		for _, l := range p.Links {
			if ours[l.Raw] == nil {
				ours[l.Raw] = make(map[string]bool)
			}
			ours[l.Raw][zhtext.Key(l.Text)] = true
		}
		doc.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
			href, _ := a.Attr("href")
			low := strings.ToLower(strings.TrimSpace(href))
			if low == "" || strings.HasPrefix(low, "#") || strings.HasPrefix(low, "javascript:") || strings.HasPrefix(low, "mailto:") || strings.HasPrefix(low, "tel:") || strings.Contains(low, "://{") {
				return
			}
			links++
			got, ok := ours[href]
			if !ok {
				missing++
				if missing <= 20 {
					t.Logf("%s: link %q is missing", url, href)
				}
				return
			}
			a.Find("script,style").Remove()
			want := zhtext.Key(a.Text())
			title, _ := a.Attr("title")
			if want != "" && !got[want] && !got[zhtext.Key(title)] && a.Find("[style*=none]").Length() == 0 {
				texts++
				if texts <= 20 {
					t.Logf("%s: link %q reads %v; want %q", url, href, got, want)
				}
			}
		})
	}
	t.Logf("%d pages, %d links: %d missing, %d texts differ", pages, links, missing, texts)
	if missing*1000 > links || texts*500 > links {
		t.Errorf("of %d links %d are missing and %d texts differ", links, missing, texts)
	}
}

// TestTextAgainstDOM wants the visible text of the DOM, blanks aside.
func TestTextAgainstDOM(t *testing.T) {
	pages, off := 0, 0
	for url, body := range realdata.Pages(t) {
		text, _, _, _ := zhtext.Decode(body, "")
		doc, err := goquery.NewDocumentFromReader(bytes.NewReader(text))
		if err != nil {
			continue
		}
		p := webpage.Read(exchangeFor(url), body)
		if p.Class == webpage.ClassData || p.Class == webpage.ClassAttachment {
			continue
		}
		doc.Find("script,style,noscript,template,select,textarea,iframe,head").Remove()
		doc.Find("[hidden],[style*='display:none'],[style*='display: none'],[style*='DISPLAY: none']").Remove()
		want, got := len([]rune(zhtext.Key(doc.Text()))), p.Chars
		pages++
		// Chars also counts punctuation; scripts add to it.
		if got*100 < want*97 {
			off++
			t.Logf("%s: %d characters, the DOM has %d", url, got, want)
		}
	}
	t.Logf("%d of %d pages lack text", off, pages)
	if off*100 > pages {
		t.Errorf("%d of %d pages lack text that the DOM shows", off, pages)
	}
}

// TestReadIsPure wants the same page from the same bytes, however many pages are
// read before and beside it: readers lend each other their room.
func TestReadIsPure(t *testing.T) {
	bodies := realdata.Pages(t)
	first := make(map[string]*webpage.Page, len(bodies))
	for url, body := range bodies {
		first[url] = webpage.Read(exchangeFor(url), body)
	}
	var wg sync.WaitGroup
	for url, body := range bodies {
		wg.Go(func() {
			if diff := cmp.Diff(first[url], webpage.Read(exchangeFor(url), bytes.Clone(body))); diff != "" {
				t.Errorf("%s: two readings differ:\n%s", url, diff)
			}
		})
	}
	wg.Wait()
}
