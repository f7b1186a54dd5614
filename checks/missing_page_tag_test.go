package checks

import (
	"testing"

	"ducha/internal/facts"
)

// A unit that set a tag and left it empty shall not read that it has none.
func TestTagMessage(t *testing.T) {
	empty := &facts.Page{Meta: map[string]string{"contentsource": ""}}
	none := &facts.Page{}
	tests := []struct {
		page    string
		without []*facts.Page
		want    string
	}{
		{"首页", []*facts.Page{none}, "首页缺少网页标签 ContentSource。"},
		{"首页", []*facts.Page{empty}, "首页网页标签 ContentSource 没有填写内容。"},
		{"文章页", []*facts.Page{empty, empty}, "抽查4个文章页，2个网页标签 ContentSource 没有填写内容。"},
		{"文章页", []*facts.Page{empty, none}, "抽查4个文章页，2个缺少网页标签 ContentSource。"},
	}
	for _, tt := range tests {
		if got := tagMessage(tt.page, "ContentSource", tt.without, 4); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}
