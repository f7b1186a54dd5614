package webpage

import "strings"

// Offers says whether a page leads to contents of its own: files, or pages in its
// own folder. A page that is a file among others has no folder of its own.
func (p *Page) Offers() bool {
	dir := OwnFolder(p.URL)
	if base := Path(p.URL)[strings.LastIndexByte(Path(p.URL), '/')+1:]; strings.Contains(base, ".") && !strings.HasPrefix(base, "index.") {
		dir = ""
	}
	for _, l := range p.Links {
		switch {
		case l.Area != AreaMain:
		case l.Kind == LinkAttachment: // without words it is shown in its place: <a class="media" href="zn.pdf"></a>
			return true
		case l.Text == "":
		case dir != "" && l.Kind != LinkPager && strings.HasPrefix(l.URL, dir) && !strings.HasPrefix(l.URL, dir+"index") && Key(l.URL) != Key(p.URL):
			return true
		}
	}
	return false
}
