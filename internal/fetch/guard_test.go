package fetch_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"ducha/internal/evidence"
	"ducha/internal/fetch"
)

// spellings are ways to write an address on this machine.
func spellings() []string {
	return []string{
		"127.0.0.1", "127.1", "127.0.1", "0177.0.0.1", "0177.1", "0x7f.0.0.1", "0x7f.1", "0x7f000001", "2130706433", "017700000001",
		"127.0.0.1.", "127.000.000.001", "0", "0.0.0.0", "127.255.255.254", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]",
		"[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1",
		"%31%32%37.0.0.1", "localhost", "LOCALHOST", "localhost.", "user@127.0.0.1", "www.example.gov.cn@127.0.0.1", "10.0.0.1", "192.168.1.1",
		"169.254.169.254", "100.100.100.200", "[fd00:ec2::254]", "[fe80::1]",
	}
}

func TestNoSpellingReachesThisMachine(t *testing.T) {
	var reached atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	defer srv.Close()
	_, port, err := net.SplitHostPort(srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range spellings() {
		address := "http://" + host + ":" + port + "/x"
		canon, err := fetch.Canonical(address)
		if err != nil {
			continue // refused before it could be asked for
		}
		limits := quick()
		limits.Attempts = 1
		c, _ := newClient(t, fetch.Config{Home: canon, Limits: limits, AllowPrivate: []netip.Prefix{}})
		res, err := c.Get(t.Context(), fetch.Request{URL: canon, Purpose: evidence.ForPage})
		if err != nil {
			t.Fatal(err)
		}
		if p := res.Exchange.Problem; p != evidence.Private && p != evidence.DNS {
			t.Errorf("%s: %q (%s)", host, p, res.Exchange.Detail)
		}
	}
	if n := reached.Load(); n > 0 {
		t.Errorf("this machine was reached %d times", n)
	}
}

func TestRedirectToPrivateIsRefused(t *testing.T) {
	var reached atomic.Int32
	inner := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	l, err := net.Listen("tcp", "127.0.0.9:0")
	if err != nil {
		t.Skip("no second loopback address here")
	}
	inner.Listener.Close()
	inner.Listener = l
	inner.Start()
	defer inner.Close()
	outer := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		http.Redirect(w, r, inner.URL+"/", http.StatusFound)
	}))
	defer outer.Close()
	// Even a host that was configured is not reached at an address that was not allowed.
	c, _ := newClient(t, fetch.Config{Home: outer.URL, Hosts: []string{inner.URL}, AllowPrivate: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}})
	if p := get(t, c, outer.URL+"/x").Exchange.Problem; p != evidence.Private {
		t.Errorf("%q", p)
	}
	if reached.Load() > 0 {
		t.Error("the private server was reached")
	}
}

func TestBothEndsOfEveryPrivateRange(t *testing.T) {
	for _, r := range []struct{ below, first, last, above string }{
		{"", "0.0.0.0", "0.255.255.255", "1.0.0.0"},
		{"9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"},
		{"100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"},
		{"126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"},
		{"169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"},
		{"172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"},
		{"191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"},
		{"192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"},
		{"192.88.98.255", "192.88.99.0", "192.88.99.255", "192.88.100.0"},
		{"192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"},
		{"198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"},
		{"198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"},
		{"203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"},
		{"223.255.255.255", "224.0.0.0", "255.255.255.255", ""},
		{"", "::", "::ffff:ffff:ffff", ""},
		{"64:ff9a:ffff::", "64:ff9b::", "64:ff9b::ffff:ffff", "64:ff9b:2::"},
		{"", "64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "64:ff9b:2::"},
		{"ff:ffff::", "100::", "100::ffff:ffff:ffff:ffff", "100:0:0:2::"},
		{"2000:ffff::", "2001::", "2001:1ff:ffff::", "2001:200::"},
		{"2001:db7:ffff::", "2001:db8::", "2001:db8:ffff:ffff::", "2001:db9::"},
		{"2001:ffff::", "2002::", "2002:ffff:ffff::", "2003::"},
		{"3ffe:ffff::", "3fff::", "3fff:fff:ffff::", "3fff:1000::"},
		{"5eff:ffff::", "5f00::", "5f00:ffff::", "5f01::"},
		{"fbff:ffff::", "fc00::", "fdff:ffff::", "fe00::"},
		{"fe7f:ffff::", "fe80::", "febf:ffff::", ""},
		{"", "fec0::", "feff:ffff::", ""},
		{"", "ff00::", "ffff:ffff::", ""},
	} {
		for _, c := range []struct {
			ip   string
			want bool
		}{{r.below, false}, {r.first, true}, {r.last, true}, {r.above, false}} {
			if c.ip == "" {
				continue
			}
			if got := fetch.Reserved(netip.MustParseAddr(c.ip)); got != c.want {
				t.Errorf("%s reserved: %v", c.ip, got)
			}
			if v4 := netip.MustParseAddr(c.ip); v4.Is4() && c.want {
				if !fetch.Reserved(netip.MustParseAddr("::ffff:" + c.ip)) {
					t.Errorf("::ffff:%s is not reserved", c.ip)
				}
			}
		}
	}
}

func TestOnlyTheSitesPortsAreDialled(t *testing.T) {
	srv := httptest.NewServer(http.NotFoundHandler())
	defer srv.Close()
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	c, _ := newClient(t, fetch.Config{Home: srv.URL})
	if p := get(t, c, other.URL+"/").Exchange.Problem; p != evidence.OutOfScope {
		t.Errorf("another port: %q", p)
	}
}

func TestEnvironmentProxyIsIgnored(t *testing.T) {
	var asked atomic.Int32
	proxy := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer proxy.Close()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, article("页面")) }))
	defer srv.Close()
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "ALL_PROXY"} {
		t.Setenv(name, proxy.URL)
	}
	c, _ := newClient(t, fetch.Config{Home: srv.URL})
	if p := get(t, c, srv.URL+"/x").Exchange.Problem; p != evidence.None || asked.Load() > 0 {
		t.Errorf("%q, the proxy was asked %d times", p, asked.Load())
	}
}

func TestConfiguredProxyIsUsedAndTheTargetStillGuarded(t *testing.T) {
	var asked atomic.Int32
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		fmt.Fprint(w, article("由代理转来"))
	}))
	defer proxy.Close()
	c, _ := newClient(t, fetch.Config{Home: "http://127.0.0.1", Proxy: proxy.URL})
	if p := get(t, c, "http://127.0.0.1/x").Exchange.Problem; p != evidence.None || asked.Load() == 0 {
		t.Errorf("through the proxy: %q, asked %d", p, asked.Load())
	}
	asked.Store(0)
	c, _ = newClient(t, fetch.Config{Home: "http://10.1.2.3", Proxy: proxy.URL})
	if p := get(t, c, "http://10.1.2.3/x").Exchange.Problem; p != evidence.Private || asked.Load() > 0 {
		t.Errorf("a private target through the proxy: %q, asked %d", p, asked.Load())
	}
}

func TestCollyVariablesAreRefused(t *testing.T) {
	t.Setenv("COLLY_MAX_BODY_SIZE", "1")
	_, err := fetch.New(fetch.Config{Home: "http://www.example.gov.cn"}, nil)
	if err == nil || !strings.Contains(err.Error(), "COLLY_MAX_BODY_SIZE") {
		t.Errorf("New = %v", err)
	}
}

func TestUserAgentIsHonest(t *testing.T) {
	var agent atomic.Value
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		agent.Store(r.UserAgent())
		if len(r.Header["X-Ducha-Call"]) > 0 {
			t.Error("an inner header left the process")
		}
		fmt.Fprint(w, article("页面"))
	}))
	defer srv.Close()
	c, _ := newClient(t, fetch.Config{Home: srv.URL, UserAgent: "ducha/9", Contact: "ducha@example.gov.cn\r\nX: y"})
	get(t, c, srv.URL+"/")
	ua, _ := agent.Load().(string)
	if !strings.HasPrefix(ua, "ducha/9 ") || !strings.Contains(ua, "ducha@example.gov.cn") {
		t.Errorf("User-Agent %q", ua)
	}
}

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		"http://www.x.gov.cn/a/b.html":                 "http://www.x.gov.cn/a/b.html",
		" HTTP://WWW.X.gov.cn:80/a/../b.html#top ":     "http://www.x.gov.cn/b.html",
		"http://x.gov.cn":                              "http://x.gov.cn/",
		"http://x.gov.cn/a;jsessionid=ABC?id=3":        "http://x.gov.cn/a?id=3",
		"http://x.gov.cn/a;JSESSIONID=ABC/b":           "http://x.gov.cn/a/b",
		"http://x.gov.cn/a?b=2&a=1&_t=99&utm_source=x": "http://x.gov.cn/a?b=2&a=1",
		"http://x.gov.cn/a?_=1669":                     "http://x.gov.cn/a",
		"http://x.gov.cn/a?_=名":                        "http://x.gov.cn/a?_=%E5%90%8D",
		"http://x.gov.cn/a?":                           "http://x.gov.cn/a",
		"http://x.gov.cn/a?t=3&type=1":                 "http://x.gov.cn/a?t=3&type=1",
		"http://user:pw@x.gov.cn/":                     "http://x.gov.cn/",
		"http:\\\\x.gov.cn\\a":                         "http://x.gov.cn/a",
		"http://x.gov.cn./":                            "http://x.gov.cn/",
		"http://x.gov.cn/中文":                           "http://x.gov.cn/%E4%B8%AD%E6%96%87",
		"http://2130706433/":                           "http://127.0.0.1/",
		"javascript:;":                                 "",
		"mailto:a@b":                                   "",
		"ftp://x.gov.cn/":                              "",
		"http://":                                      "",
		"http://x.gov.cn/\x00":                         "",
		"http://x.gov.cn/" + strings.Repeat("a", 3000): "",
		"http://x.gov.cn/a//b":                         "http://x.gov.cn/a//b",
		"http://x.gov.cn/./a/..":                       "http://x.gov.cn/",
	} {
		got, err := fetch.Canonical(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("Canonical(%.60q) = %q, %v; want %q", in, got, err, want)
		}
		if again, _ := fetch.Canonical(got); want != "" && again != got {
			t.Errorf("Canonical is not stable on %q: %q", got, again)
		}
	}
}

func TestScope(t *testing.T) {
	c, _ := newClient(t, fetch.Config{Home: "http://www.jtj.gov.cn/index.html", Hosts: []string{"zwfw.gov.cn:8080", "https://dw.jtj.gov.cn"}})
	for address, want := range map[string]bool{
		"http://www.jtj.gov.cn/a": true, "https://www.jtj.gov.cn/": true, "https://jtj.gov.cn/": true, "http://JTJ.gov.cn/": true,
		"http://zwfw.gov.cn:8080/": true, "http://zwfw.gov.cn/": false, "http://dw.jtj.gov.cn/": true, "http://xx.jtj.gov.cn/": false,
		"http://evil-jtj.gov.cn/": false, "http://www.jtj.gov.cn.evil.com/": false, "http://www.jtj.gov.cn:8081/": false, "ftp://jtj.gov.cn/": false,
	} {
		if got := c.InScope(address); got != want {
			t.Errorf("%s in scope: %v", address, got)
		}
	}
}
