package fetch_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
	"ducha/internal/realdata"
)

// gbk is 网站维护中 and 页面不存在 in GBK.
func gbk(s string) string {
	return strings.NewReplacer("网站维护中", "\xcd\xf8\xd5\xbe\xce\xac\xbb\xa4\xd6\xd0", "页面不存在", "\xd2\xb3\xc3\xe6\xb2\xbb\xb4\xe6\xd4\xda").Replace(s)
}

func page(title, body string) string {
	return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>" + title + "</title></head><body>" + body + "</body></html>"
}

// menu is what surrounds everything on a real site.
func menu(n int) string {
	return strings.Repeat(`<li><a href="/zwgk/c1/">政务公开栏目名称</a></li>`, n)
}

func TestClassify(t *testing.T) {
	long := strings.Repeat("市交通运输局召开会议，部署公交线网优化工作，要求各单位认真落实。", 40)
	for _, c := range []struct {
		name   string
		status int
		body   string
		want   evidence.Problem
	}{
		{"article", 200, page("关于优化公交线网的通知", menu(20)+"<p>"+long+"</p>"), evidence.None},
		{"short list page", 200, page("政策解读", menu(12)+"<ul><li><a href='a.html'>解读一</a>2022-12-01</li></ul>"), evidence.None},
		{"declared empty column", 200, page("依申请公开", menu(10)+"<p>暂无信息</p>"), evidence.None},

		{"soft 404 bare", 200, page("提示", "<h1>您访问的页面不存在</h1><a href='/'>返回首页</a>"), evidence.Soft404},
		{"soft 404 by title in a template", 200, page("404 页面不存在-市交通运输局", menu(40)+"<p>您访问的页面不存在或已被删除。</p>"), evidence.Soft404},
		{"soft 404 in GBK", 200, gbk(`<html><head><meta charset="gb2312"></head><body>页面不存在</body></html>`), evidence.Soft404},
		{"soft 404 split by markup", 200, page("", "<p>页 面<b>不</b>存在</p>"), evidence.Soft404},
		{"article on 404", 200, page("404路公交线路调整公告", menu(20)+"<p>"+long+"如页面不存在请联系。</p>"), evidence.None},
		{"article on a 404 page", 200, page("关于整改网站404错误页面的通报", menu(20)+"<p>"+long+"发现页面不存在 3 处。</p>"), evidence.None},
		{"short notice article on missing pages", 200, page("关于网页不存在问题的答复", "<div>当前位置：首页</div><p>发布时间：2022-12-01</p><p>您反映的页面不存在问题已处理。</p>"), evidence.None},

		{"soft 404 in a box", 200, `<script>alert("您访问的页面不存在！");location.href="/"</script>`, evidence.Soft404},
		{"soft 404 in a box, and back", 200, "<html><head><title>提示</title></head><body><script language=javascript>\nalert('文章不存在或未审核');history.go(-1);</script></body></html>", evidence.Soft404},
		{"blocked in a box", 200, `<script>window.alert('您的访问过于频繁，请求被拦截');window.close();</script>`, evidence.Blocked},
		{"a box that says something else", 200, `<script>alert('参数有误！');history.back();</script>`, evidence.None},
		{"a box that may never show", 200, `<script>if(!id)alert("页面不存在");location.href="/list.html?id="+id</script>`, evidence.None},
		{"a box before a page", 200, page("", `<script>alert("页面不存在的链接请反馈");var to="location";</script>`+menu(5)+"<p>"+long+"</p>"), evidence.None},

		{"maintenance", 200, page("网站维护中", "<p>网站正在升级维护，请稍后访问。</p>"), evidence.Maintenance},
		{"maintenance in GBK", 200, gbk("<html><title>x</title><body>网站维护中</body></html>"), evidence.Maintenance},
		{"maintenance with 503", 503, page("提示", "系统升级，暂停服务"), evidence.Maintenance},
		{"long article on maintenance", 200, page("关于道路养护和系统维护的通知", menu(10)+long+"网站维护中，正在升级。"+long), evidence.None},
		{"records of a script list", 200, `<datastore><recordset><record><![CDATA[<li><a href="/art/1.html">客运站升级改造后重新启用</a><span>2022-03-23</span></li>]]></record></recordset></datastore>`, evidence.None},
		{"records in JSON", 200, `{"data":"<li><a href=/art/1.html>客运站升级改造后重新启用</a></li>"}`, evidence.None},
		{"maintenance as XHTML", 200, `<?xml version="1.0"?><html><body>网站维护中</body></html>`, evidence.Maintenance},
		{"short article on maintenance", 200, page("关于网站系统维护的公告", "<p>当前位置：首页 &gt; 公告</p><p>来源：办公室</p><p>定于周六进行系统维护，暂停服务两小时。</p>"), evidence.None},

		{"WAF with 200", 200, page("拦截提示", "很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。"), evidence.Blocked},
		{"WAF of a hosting panel", 200, page("360网站卫士", "<p>当前访问疑似黑客攻击，已被网站管理员设置为拦截。</p>"), evidence.Blocked},
		{"WAF with an event's number", 200, page("访问已被拦截", "<p>请求存在威胁，已被拦截</p><p>事件编号 8f2e-77</p>"), evidence.Blocked},
		{"WAF in English", 200, page("Restricted Access", "<p>Your request has been blocked.</p>"), evidence.Blocked},
		{"wall without markup", 200, "Access Denied", evidence.Blocked},
		{"missing page without markup", 200, "404 Not Found", evidence.Soft404},
		{"words of a script", 200, strings.Repeat("var columns = ['zwgk', 'zcjd'];\n", 5) + "var wait = '请稍后再试';", evidence.None},
		{"busy server", 200, page("提示", "<p>系统繁忙，请稍后再试</p>"), evidence.AppError},
		{"page of a new server", 200, page("Welcome to nginx!", "<h1>Welcome to nginx!</h1>"), evidence.AppError},
		{"site that moved", 200, page("公告", "<p>本网站已关停下线，内容已迁移至市政府门户网站。</p>"), evidence.Maintenance},
		{"site without a licence", 200, page("温馨提示", "<p>该网站暂时无法访问，原因：该网站未进行备案</p>"), evidence.Maintenance},
		{"news of a route stopped", 200, page("关于18路公交暂停运营的公告", "<p>发布时间：2022-12-01</p><p>18路已暂停运营，系统繁忙时段请改乘19路。</p>"), evidence.None},
		{"article taken back", 200, page("抱歉", "<p>您所访问的网页正在审核或已撤销</p>"), evidence.Soft404},
		{"WAF with 405", 405, page("405", "您的访问被阻断"), evidence.Blocked},
		{"WAF says 404", 404, page("网站防火墙", "您的请求带有不合法参数，已被网站防火墙拦截"), evidence.Blocked},
		{"plain 404", 404, page("404", "not found"), evidence.NotFound},
		{"418", 418, "", evidence.Blocked},
		{"news on firewalls", 200, page("我局完成防火墙演练", menu(8)+long+"网站防火墙拦截攻击行为百余次。"), evidence.None},

		{"412 challenge", 412, "<html><head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></head><body></body></html>", evidence.Challenge},
		{"200 challenge", 200, `<html><head><meta content="abc" r='m'><script>$_ts.nsd=1</script></head><body></body></html>`, evidence.Challenge},
		{"521 jsl", 521, `<script>document.cookie='__jsl_clearance=1';location.href=location.pathname</script>`, evidence.Challenge},
		{"200 cookie and reload", 200, `<html><body><script>document.cookie="k="+f();window.location.reload();</script></body></html>`, evidence.Challenge},
		{"403 challenge", 403, `<html><head><title>Just a moment...</title></head><script src="/cdn-cgi/challenge-platform/x.js"></script></html>`, evidence.Challenge},
		{"page that counts visits by cookie", 200, page("首页", menu(30)+"<script>document.cookie='a=1'; if(0) location.reload();</script>"+long), evidence.None},

		{"login wall", 200, page("统一身份认证登录", `<form action="/login"><input name="u"><input type="password" name="p"></form>`), evidence.Login},
		{"home with a login box", 200, page("市交通运输局", menu(60)+`<form><input type="password"></form>`+long), evidence.None},

		{"tomcat", 200, page("Apache Tomcat", "HTTP Status 500 - java.lang.NullPointerException at com.x.Y"), evidence.AppError},
		{"asp.net", 200, page("运行时错误", "“/”应用程序中的服务器错误。"), evidence.AppError},
		{"php and mysql", 200, "<br />\n<b>Warning</b>: mysql_connect(): Access denied in /www/x.php", evidence.AppError},
		{"database", 200, "<html><body>数据库连接失败</body></html>", evidence.AppError},
		{"500", 500, "", evidence.ServerError},
		{"502", 502, page("502 Bad Gateway", "nginx"), evidence.ServerError},
		{"course on java", 200, page("培训通知", menu(20)+long+"内容包括 java.lang. 包、数据库连接失败处理等。"), evidence.None},

		{"empty", 200, "", evidence.Empty},
		{"stub that sends on", 200, `<html><head><META HTTP-EQUIV="Refresh" CONTENT="0;URL=./gsgg/"></head></html>`, evidence.None},
		{"frameset", 200, `<html><frameset cols="20%,*"><frame src="a.html"></frameset></html>`, evidence.None},
		{"empty shell of markup", 200, "<html><head></head><body>  </body></html>", evidence.Empty},
		{"pdf whatever the header says", 200, "%PDF-1.4\n页面不存在", evidence.None},
		{"json list", 200, `[{"title":"网站维护中","url":"/a.html"}]`, evidence.None},
		{"redirect without target", 302, "", evidence.BadAnswer},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := fetch.Classify(c.status, http.Header{"Content-Type": {"text/plain"}}, "http://www.x.gov.cn/a.html", []byte(c.body))
			if v.Problem != c.want {
				t.Errorf("%q (%s), want %q", v.Problem, v.Detail, c.want)
			}
		})
	}
	// 503 with a time to come back is the host's wish, not its fault.
	if v := fetch.Classify(503, http.Header{"Retry-After": {"60"}}, "http://x/", nil); v.Problem != evidence.RateLimited {
		t.Errorf("503 with Retry-After: %q", v.Problem)
	}
}

// Real pages are pages: a classifier that takes one for a wall would hide it.
func TestRealPagesAreNotTakenForWalls(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(realdata.Path(t, "pages"), "*.html"))
	if err != nil || len(files) < 100 {
		t.Fatalf("%d pages, %v", len(files), err)
	}
	wrong := 0
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if v := fetch.Classify(200, http.Header{"Content-Type": {"text/html"}}, "http://www.x.gov.cn/a.html", body); v.Problem != evidence.None {
			wrong++
			t.Logf("%s: %s %s", filepath.Base(f), v.Problem, v.Detail)
		}
	}
	if wrong > len(files)/100 {
		t.Errorf("%d of %d real pages were taken for something else", wrong, len(files))
	}
}

func FuzzClassify(f *testing.F) {
	f.Add(200, []byte(page("404", "<p>页面不存在")), "text/html")
	f.Add(412, []byte("\xff\xfe<\x00h\x00"), "text/html; charset=gbk")
	f.Fuzz(func(t *testing.T, status int, body []byte, ct string) {
		h := http.Header{"Content-Type": {ct}}
		first := fetch.Classify(status, h, "http://x/", body)
		if again := fetch.Classify(status, h, "http://x/", body); again != first {
			t.Errorf("%v, then %v", first, again)
		}
		if first.Problem == evidence.None && (status < 200 || status >= 300) {
			t.Errorf("status %d was relied on", status)
		}
	})
}

func BenchmarkClassify(b *testing.B) {
	body := []byte(page("关于优化公交线网的通知", menu(100)+strings.Repeat("<p>市交通运输局召开会议，部署公交线网优化工作。</p>", 400)))
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		fetch.Classify(200, http.Header{}, "http://x/", body)
	}
}

func TestRealSitesAreNotTakenForWalls(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(realdata.Path(t, "sites"), "*.warc.gz"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d sites, %v", len(files), err)
	}
	for _, f := range files {
		s, _, err := evidence.ImportWARC(f, filepath.Join(t.TempDir(), "s.sqlite"), evidence.Import{Site: "s", Judge: fetch.Judge})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		n, wrong := 0, 0
		for ex, err := range s.Exchanges() {
			if err != nil {
				t.Fatal(err)
			}
			n++
			if ex.Problem != evidence.None {
				wrong++
				t.Logf("%s: %s %s", ex.URL, ex.Problem, ex.Detail)
			}
		}
		if wrong > n/100 {
			t.Errorf("%s: %d of %d pages were taken for something else", filepath.Base(f), wrong, n)
		}
	}
}
