package checks

import (
	"net/netip"
	"strings"

	"ducha/internal/check"
	"ducha/internal/finding"
)

// WrongDomain fails a government site that is not under gov.cn.
var WrongDomain = check.Define("wrong-domain", "域名不规范",
	`查看：网站首页的域名。
不达标：域名不以 .gov.cn（或“.政务”）结尾，或直接使用公网 IP 地址。
无法核验：检查时使用的是内网、本机或测试地址，看不出网站对外的域名；首页未能看到。`,
	[]string{"site.domain"}, WrongDomainParams{Suffixes: []string{"gov.cn", "xn--zfr164b"}},
	func(p *check.Pass, params WrongDomainParams) check.Outcome {
		page, err := home(p)
		if err != nil {
			return check.CannotTell(err)
		}
		host := p.Site.Network().Host
		if inside(host) {
			return check.CannotTellf("检查时使用的地址 %s 不是网站对外的域名", host)
		}
		for _, suffix := range params.Suffixes {
			if strings.HasSuffix(host, "."+suffix) {
				return check.Passed(pageProof(page, "域名："+host))
			}
		}
		what := "域名 " + host + " 不以 .gov.cn 结尾"
		if _, err := netip.ParseAddr(host); err == nil {
			what = "直接使用 IP 地址 " + host
		}
		return check.Failed(what, finding.Finding{Defect: "site.domain", Subject: "域名",
			Message:  "网站" + what + "。",
			Evidence: []finding.Evidence{pageProof(page, "首页地址："+page.URL)}})
	})

// inside says whether a host is known only on our side: its name on the outside
// cannot be seen from it.
func inside(host string) bool {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.IsUnspecified()
	}
	for _, end := range []string{"localhost", ".local", ".lan", ".internal", ".intranet", ".test", ".example", ".invalid"} {
		if host == strings.TrimPrefix(end, ".") || strings.HasSuffix(host, end) {
			return true
		}
	}
	return !strings.Contains(host, ".")
}

// WrongDomainParams are the parameters of wrong-domain.
type WrongDomainParams struct {
	Suffixes []string `toml:"suffixes"` // endings that are right
}

// Validate wants endings.
func (p *WrongDomainParams) Validate() error {
	if len(p.Suffixes) == 0 {
		return needsName("suffixes", "")
	}
	return nil
}

// OnePage says that the claim rests on a page that shows itself.
func (p *WrongDomainParams) OnePage() {}
