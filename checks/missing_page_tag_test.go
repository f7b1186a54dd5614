package checks

import (
	"testing"

	"ducha/internal/webpage"
)

// A unit that set a tag and left it empty shall not read that it has none.
func TestTagMessage(t *testing.T) {
	empty := &webpage.Page{Meta: map[string]string{"contentsource": ""}}
	none := &webpage.Page{}
	tests := []struct {
		page    string
		without []*webpage.Page
		want    string
	}{
		{"首页", []*webpage.Page{none}, "首页缺少网页标签 ContentSource。"},
		{"首页", []*webpage.Page{empty}, "首页网页标签 ContentSource 没有填写内容。"},
		{"文章页", []*webpage.Page{empty, empty}, "抽查4个文章页，2个网页标签 ContentSource 没有填写内容。"},
		{"文章页", []*webpage.Page{empty, none}, "抽查4个文章页，2个缺少网页标签 ContentSource。"},
	}
	for _, tt := range tests {
		if got := tagMessage(tt.page, "ContentSource", tt.without, 4); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}
