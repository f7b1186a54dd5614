package checks

import (
	"strings"

	"ducha/internal/check"
	"ducha/internal/finding"
)

// MissingIPv6 fails a site whose name has no IPv6 address.
var MissingIPv6 = check.Define("missing-ipv6", "未支持IPv6",
	`查看：抓取时对网站域名的解析记录（IPv4 与 IPv6 地址）。
不达标：域名解析出 IPv4 地址而没有 IPv6 地址（AAAA 记录），且同一域名服务能解析出对照网址的 IPv6 地址。
无法核验：抓取时没有解析记录、解析出错、对照网址未能解析出 IPv6 地址（可能是本机域名服务过滤），或检查使用的是 IP 地址、内网地址。`,
	[]string{"site.ipv6"}, MissingIPv6Params{},
	func(p *check.Pass, _ MissingIPv6Params) check.Outcome {
		n := p.Site.Network()
		l := n.Lookup
		switch {
		case l == nil:
			return check.CannotTellf("快照中没有域名解析记录")
		case l.Host != n.Host || inside(n.Host):
			return check.CannotTellf("检查时使用的地址 %s 不是网站对外的域名", n.Host)
		case len(l.IPv6) > 0:
			return check.Passed(infoProof(&n.Record, "IPv6 地址："+strings.Join(l.IPv6, "、")))
		case l.Error != "":
			return check.CannotTellf("域名解析出错：%s", l.Error)
		case len(l.IPv4) == 0:
			return check.CannotTellf("域名没有解析出任何地址")
		case !l.Sees:
			return check.CannotTellf("本机域名服务未能解析出对照网址的 IPv6 地址，不能据此认定")
		}
		return check.Failed("域名没有 IPv6 地址", finding.Finding{Defect: "site.ipv6", Subject: "IPv6",
			Message:  "域名 " + l.Host + " 没有 IPv6 地址（AAAA 记录）；同一域名服务可解析对照网址 " + l.Control + " 的 IPv6 地址。",
			Evidence: []finding.Evidence{infoProof(&n.Record, "IPv4 地址："+strings.Join(l.IPv4, "、")+"；IPv6 地址：无")}})
	})

// MissingIPv6Params are the parameters of missing-ipv6; there are none.
type MissingIPv6Params struct{}

// Validate has nothing to check.
func (p *MissingIPv6Params) Validate() error { return nil }
