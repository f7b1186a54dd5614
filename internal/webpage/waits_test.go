package webpage_test

import (
	"strings"
	"testing"

	"ducha/internal/webpage"
)

const store = `<script type="text/xml"><datastore><totalrecord>0</totalrecord><recordset></recordset></datastore></script>`

const unitStore = `<script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&columnid=33&unitid=4036&webname=x"></a>]]></nextgroup><totalrecord>0</totalrecord><recordset></recordset></datastore></script>`

// packed is a text as pages are packed against copying.
var packed = strings.Repeat("%E6%9C%AC%E5%8D%95%E4%BD%8D%E8%B4%9F%E8%B4%A3", 12)

// A place that a script may fill was not seen; one that brings its entries along was.
func TestWaits(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		waits   bool
	}{
		"store in the place":           {`<div id="4036">` + store + `</div><script>jpage({"pageid":4036})</script>`, false},
		"store behind the place":       {`<div class="default_pgContainer" id="4036"></div>` + unitStore + `<script src="/module/jslib/page/jpage3.js"></script><script>$("#4036").jpage({"totalRecord":0})</script>`, false},
		"store of another unit":        {`<div id="4037"></div>` + unitStore + `<script>$("#4037").load("/list.jsp")</script>`, true},
		"store beside another place":   {`<div id="side">` + store + `</div><ul id="main-list"></ul><script>fill("main-list")</script>`, true},
		"own script":                   {`<ul id="rows"></ul><script src="/js/rows.js"></script>`, true},
		"own script named like a tool": {`<ul id="rows"></ul><script src="/js/searchlist.js"></script>`, true},
		"shared library":               {`<ul id="rows"></ul><script src="/js/jquery-1.12.4.min.js"></script>`, false},
		"text unpacked by a script":    {`<div class="con"><script>document.write(decodeURIComponent("` + packed + `".replace(/~/g,"%")));</script></div>`, true},
		"library that unpacks cookies": {`<div class="con"><script>function cookie(n){return unescape(document.cookie.split(n)[1])};` + strings.Repeat("var a = 1; ", 60) + `document.write("")</script></div>`, false},
		"figure unpacked by a script":  {`<div class="con"><script>document.write(decodeURIComponent("%E7%82%B9%E5%87%BB"));</script></div>`, false},
		"counter":                      {`<ul id="rows"></ul><script>$.get("/api/visit?u="+location.href);$.post("/api/visit",{id:12})</script>`, false},
		"fetched and kept":             {`<script>var rows=$.get("/api/rows");</script>`, true},
		"fetched and shown":            {`<script>$.get("/api/rows",show);</script>`, true},
		"fetched, then shown":          {`<script>$.get("/api/rows").done(show);</script>`, true},
		"posted and shown":             {`<script>$.post("/api/rows",{page:1},show)</script>`, true},
		"template":                     {`<p>{{item.title}}</p><script src="/js/jquery.js"></script>`, true},
		"nothing to fill it":           {`<ul id="rows"></ul>`, false},
	} {
		body := `<html><title>公示公告</title><body><div class="nav"><a href="/a/">甲</a><a href="/b/">乙</a><a href="/c/">丙</a><a href="/d/">丁</a></div>` +
			`<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/gsgg/">公示公告</a></div><div class="main">` + c.content + `</div></body></html>`
		p := webpage.Read(exchangeFor("http://www.example.gov.cn/gsgg/"), []byte(body))
		if p.ScriptsIn != c.waits {
			t.Errorf("%s: waits %v, want %v", name, p.ScriptsIn, c.waits)
		}
	}
}
