package checks

import (
	"strings"

	"ducha/internal/check"
	"ducha/internal/document"
	"ducha/internal/facts"
	"ducha/internal/webpage"
)

// maxFiles bounds the files of one page of the channel that are read.
const maxFiles = 4

// inFiles looks for an element in the files that a page of the channel leads to: a
// guide is commonly one. The quote is the words found; at is the file they stand in.
func inFiles(p *check.Pass, page *webpage.Page, name string) (at *facts.Info, quote string) {
	var urls []string
	if page.Class == webpage.ClassAttachment {
		urls = append(urls, page.URL)
	}
	for _, l := range page.Links {
		if len(urls) < maxFiles && l.Kind == webpage.LinkAttachment && l.Area == webpage.AreaMain && telling(l) {
			urls = append(urls, l.URL)
		}
	}
	for _, url := range urls {
		d, info, err := p.Site.Document(url)
		if err != nil || d.State != document.Text {
			continue
		}
		text := strings.Join(d.Paragraphs, "\n")
		if found := elements[name].FindStringIndex(text); found != nil {
			return info, around(text, found[0], found[1])
		}
	}
	return nil, ""
}
