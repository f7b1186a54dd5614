package webpage_test

import (
	"strings"
	"testing"

	"ducha/internal/webpage"

	"github.com/google/go-cmp/cmp"
)

func TestHiddenLinks(t *testing.T) {
	const link = `<a href="http://a.com/">甲</a>`
	type want struct{ Text, How, Away string }
	for _, c := range []struct {
		name, page string
		want       []want
	}{
		{"看得见", `<div style="color:red;line-height:1.5" class="on">` + link + `</div>`, nil},
		{"类推出页面", `<style>body{margin:0}.q9z{ position:absolute; LEFT: -5000px }</style><div class="box q9z">` + link + `</div>`, []want{{"甲", "position:absolute;left:-5000px", "away"}}},
		{"编号推出页面", "<style>p a,#k7{\n\ttext-indent:-9999px;\n}</style><p id=k7>" + link, []want{{"甲", "text-indent:-9999px;", "away"}}},
		{"样式写在后面", `<div class=q>` + link + `</div><style>.q{top:-999em}</style>`, []want{{"甲", "top:-999em", "away"}}},
		{"两个样式块，后写的算", `<style>.q{top:-999em}</style><style>.q{top:-998em}</style><p class=q>` + link, []want{{"甲", "top:-998em", "away"}}},
		{"悬停时才移动", `<style>.q:hover{left:-5000px}.q .r{}</style><div class=q>` + link + `</div>`, nil},
		{"类只是不显示", `<style>.q{display:none}</style><div class=q>` + link + `</div>`, nil},
		{"媒体规则里的类", `<style>@media screen{.q{left:-5000px}}</style><div class=q>` + link + `</div>`, []want{{"甲", "left:-5000px", "away"}}},
		{"没有写完的样式", `<div class=q>` + link + `</div><style>.q{left:-5000px`, nil},
		{"行内移出", `<div style="position:absolute; left:-5000px">` + link + `</div>` + link, []want{{"甲", "position:absolute;left:-5000px", "away"}}},
		{"移动不远", `<div style="left:-400px;margin-left:-99px">` + link + `</div>`, nil},
		{"居中的宽块", `<style>.wrap{position:absolute;left:50%;margin-left:-600px}</style><div class=wrap>` + link + `</div>`, nil},
		{"先近后远", `<div style="left:-100px;top:-9999px">` + link + `</div>`, []want{{"甲", "left:-100px;top:-9999px", "away"}}},
		{"高度为零", `<div style="height:0;overflow:hidden">` + link + `</div>`, []want{{"甲", "height:0;overflow:hidden", "away"}}},
		{"高度一像素", `<div style="overflow:hidden;height:1px!important">` + link + `</div>`, []want{{"甲", "overflow:hidden;height:1px!important", "away"}}},
		{"高度为零但不裁剪", `<div style="height:0">` + link + `</div>`, nil},
		{"普通的裁剪", `<div style="height:10px;line-height:1;width:1em;overflow:hidden">` + link + `</div>`, nil},
		{"字号为零", `<span style="font-size:0px">` + link + `</span>`, []want{{"甲", "font-size:0px", "away"}}},
		{"一排链接的字号为零", `<style>.row{font-size:0}</style><ul class=row><li>` + link + `<li>` + link + `</ul>`, []want{{"甲", "font-size:0", ""}, {"甲", "font-size:0", ""}}},
		{"一排链接字号为零又移出", `<p style="font-size:0;left:-5000px">` + link + link, []want{{"甲", "font-size:0;left:-5000px", "away"}, {"甲", "font-size:0;left:-5000px", "away"}}},
		{"只在打印时移出", `<style>@media print { .r{} .q{left:-5000px} } .p{top:-999em}</style><p class=q>` + link + `<p class=p>` + link, []want{{"甲", "top:-999em", "away"}}},
		{"打印和屏幕都移出", `<style>@MEDIA print, screen{.q{left:-5000px}}</style><p class=q>` + link, []want{{"甲", "left:-5000px", "away"}}},
		{"没有写完的打印样式", `<style>@media print{.q{left:-5000px}</style><p class=q>` + link, nil},
		{"字号略小", `<span style="font-size:0.9em">` + link + `</span>`, nil},
		{"透明", `<span style="opacity:0">` + link + `</span>`, []want{{"甲", "opacity:0", ""}}},
		{"半透明", `<span style="opacity:0.5">` + link + `</span>`, nil},
		{"不显示", `<ul style="Display : None"><li>` + link + `</ul>`, []want{{"甲", "display:none", ""}}},
		{"占位但看不见", `<ul style="visibility: hidden"><li>` + link + `</ul>`, []want{{"甲", "visibility:hidden", ""}}},
		{"属性 hidden", `<div hidden>` + link + `</div><div HIDDEN="">` + link + `</div>`, []want{{"甲", "hidden", ""}, {"甲", "hidden", ""}}},
		{"滚动条高一像素", `<marquee height=1 width="5px">` + link + `</marquee>`, []want{{"甲", "marquee", "away"}}},
		{"普通滚动条", `<MARQUEE HEIGHT=100 WIDTH="100%">` + link + `</MARQUEE>`, nil},
		{"大写的滚动条", `<MARQUEE HEIGHT=2>` + link + `</MARQUEE>`, []want{{"甲", "marquee", "away"}}},
		{"里层改换写法", `<div style="left:-5000px"><p style="display:none">` + link + `</p><p>` + link + `</p></div>` + link, []want{{"甲", "display:none", "away"}, {"甲", "left:-5000px", "away"}}},
		{"类移出又不显示", `<style>.q{left:-5000px}</style><p class=q style="display:none">` + link, []want{{"甲", "display:none", "away"}}},
		{"链接自己", `<a style="display:none" href="http://a.com/"><b>甲</b> 乙<br>丙</a>`, []want{{"甲 乙丙", "display:none", ""}}},
		{"大写", `<STYLE>.Q{LEFT:-5000PX}</STYLE><DIV CLASS=Q>` + link + `</DIV><DIV CLASS=q>` + link + `</DIV>`, []want{{"甲", "left:-5000px", "away"}}},
		{"没有结束标记", `<ul><li style="display:none">` + link + `<li>` + link + `</ul><div style="left:-5000px">` + link, []want{{"甲", "display:none", ""}, {"甲", "left:-5000px", "away"}}},
		{"样式中有字符实体", `<p style="font-family:&quot;宋体&quot;;display&#58;none">` + link, []want{{"甲", `font-family:"宋体";display:none`, ""}}},
		{"没有地址的链接", `<p hidden><a name=x>甲</a><a href="#">乙</a><a href="javascript:;">丙</a></p>`, nil},
		{"隐藏的不是链接", `<p style="display:none">某某</p>` + link, nil},
		{"两个同名属性", `<p style="color:red" style="display:none">` + link, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			page := webpage.Read(exchangeFor("http://www.example.gov.cn/"), []byte("<html><body>"+c.page))
			var got []want
			for _, l := range page.Hidden {
				if l.URL != "http://a.com/" {
					t.Errorf("URL is %q", l.URL)
				}
				got = append(got, want{l.Text, l.How, map[bool]string{true: "away"}[l.Away]})
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHiddenLinksFollowBase(t *testing.T) {
	page := webpage.Read(exchangeFor("http://www.example.gov.cn/a/"), []byte(`<html><head><base href="http://b.com/c/"></head><body><p hidden><a href="d.html">甲</a>`))
	want := []webpage.HiddenLink{{URL: "http://b.com/c/d.html", Text: "甲", How: "hidden"}}
	if diff := cmp.Diff(want, page.Hidden); diff != "" {
		t.Error(diff)
	}
}

// A page may hide as much as it likes.
func TestHiddenLinksAreBounded(t *testing.T) {
	for _, src := range []string{
		strings.Repeat(`<p style="display:none"><a href=/a>甲</a>`, 3000),
		"<style>" + strings.Repeat(".q{{left:-5000px}", 30_000) + "</style><p hidden>" + strings.Repeat(`<a href=/a>甲</a>`, 3000),
		strings.Repeat(`<div hidden><a href=/a><table><td>甲`, 3000),
	} {
		if n := len(webpage.Read(exchangeFor("http://www.example.gov.cn/"), []byte("<html><body>"+src)).Hidden); n > 500 || n == 0 {
			t.Errorf("%d hidden links", n)
		}
	}
}
