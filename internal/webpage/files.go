package webpage

import (
	"strings"

	"ducha/internal/evidence"
)

// IsAttachment says whether an exchange holds a file that may have text: pictures
// and media are left out.
func IsAttachment(ex *evidence.Exchange) bool {
	switch path := Path(ex.FinalURL); strings.ToLower(path[strings.LastIndexByte(path, '.')+1:]) {
	case "pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "ofd", "zip":
		return true
	}
	kind := strings.ToLower(ex.Header.Get("Content-Type"))
	for _, word := range []string{"pdf", "msword", "officedocument", "ms-excel", "ofd", "zip"} {
		if strings.Contains(kind, word) && !strings.Contains(kind, "gzip") {
			return true
		}
	}
	return false
}

// FileURL are the endings of files that are not read as pages.
func FileURL(address string) bool {
	path := Path(address)
	i := strings.LastIndexByte(path, '.')
	if i < 0 || len(path)-i > 6 {
		return false
	}
	switch strings.ToLower(path[i+1:]) {
	case "pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "dps", "ofd", "zip", "rar", "7z", "gz", "tar", "txt", "rtf", "csv",
		"jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff", "mp3", "mp4", "avi", "wmv", "flv", "mov", "swf", "exe", "apk", "ceb", "cebx", "caj":
		return true
	}
	return false
}

// pictureExt says whether an address is that of a picture.
func pictureExt(address string) bool {
	path := strings.ToLower(Path(address))
	for _, ext := range []string{".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp"} {
		if strings.HasSuffix(path, ext) {
			return true
		}
	}
	return false
}
