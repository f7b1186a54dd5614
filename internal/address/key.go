package address

import "strings"

// Folded is equal for spellings of one page: http and https, a folder with and without the
// name of its index page, whatever the fragment.
func Folded(address string) string {
	_, rest, ok := strings.Cut(address, "://")
	if !ok {
		return address
	}
	rest, _, _ = strings.Cut(rest, "#")
	path, query, asked := strings.Cut(rest, "?")
	slash := strings.LastIndexByte(path, '/')
	switch {
	case slash < 0:
		path += "/"
	case index(path[slash+1:]) && !asked:
		path = path[:slash+1]
	}
	if asked {
		return path + "?" + query
	}
	return path
}

// index says whether servers answer a folder with a page of this name.
func index(name string) bool {
	switch name {
	case "index.html", "index.htm", "index.shtml", "index.jsp", "index.php", "index.asp", "index.aspx",
		"default.html", "default.htm", "default.asp", "default.aspx":
		return true
	}
	return false
}
