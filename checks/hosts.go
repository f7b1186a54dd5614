package checks

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"ducha/internal/check"
	"ducha/internal/zhtext"
)

// hostOf is the host of an address, lower-case, without port.
func hostOf(address string) string {
	if host, ok := plainHost(address); ok {
		return host
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
}

// plainHost reads the host of an address that has nothing unusual: of every link
// of every page it is asked.
func plainHost(address string) (host string, ok bool) {
	rest, ok := strings.CutPrefix(address, "http://")
	if !ok {
		if rest, ok = strings.CutPrefix(address, "https://"); !ok {
			return "", false
		}
	}
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case c == '/', c == ':' && port(rest[i+1:]):
			return rest[:i], i > 0 && rest[i-1] != '.'
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '.', c == '-':
		default:
			return "", false
		}
	}
	return "", false
}

// port says whether an address goes on with a port and its path.
func port(rest string) bool {
	i := strings.IndexByte(rest, '/')
	return i > 0 && strings.Trim(rest[:i], "0123456789") == ""
}

func withoutQuery(address string) string {
	before, _, _ := strings.Cut(address, "?")
	return before
}

// homeAddress is where the site starts.
func homeAddress(p *check.Pass) string {
	page, err := p.Site.Home()
	if err == nil {
		return page.URL
	}
	for info := range p.Site.Pages() {
		return info.URL
	}
	return ""
}

// privateHost says whether nobody outside an office can reach a host by this
// name: RFC 1918 and link-local addresses, this machine, names of local networks.
func privateHost(host string) bool {
	if ip, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
		ip = ip.Unmap()
		return ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() || ip.IsUnspecified()
	}
	if host == "" {
		return false
	}
	// A lone number is an address written in another way, not a name; http://http://…
	// and http://wwwabc/ are slips of the pen.
	if !strings.Contains(host, ".") {
		slip := host == "http" || host == "https" || host == "null" || host == "undefined" || strings.HasPrefix(host, "www") || strings.HasPrefix(host, "xn--")
		return !slip && strings.Trim(host, "0123456789") != "" && !strings.ContainsAny(host, "%:")
	}
	for _, end := range []string{".local", ".localhost", ".localdomain", ".lan", ".internal", ".intranet", ".corp", ".home.arpa"} {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return false
}

func loopback(host string) bool {
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return host == "localhost" || err == nil && ip.Unmap().IsLoopback()
}

// trustedEnds are hosts whose links need no second thought: the public sector,
// and media whose headlines may name anything.
var trustedEnds = []string{"gov.cn", "edu.cn", "ac.cn", "mil.cn", "conac.cn", "12377.cn", "xinhuanet.com", "news.cn", "people.com.cn", "people.cn", "cctv.com", "cctv.cn", "cri.cn", "china.com.cn", "chinanews.com", "chinanews.com.cn", "gmw.cn", "ce.cn", "youth.cn", "xuexi.cn", "12371.cn", "qstheory.cn", "court.org.cn", "spp.gov.cn", "beian.miit.gov.cn", "kaipuyun.cn", "cnzz.com", "51.la", "baidu.com", "weibo.com", "qq.com", "sports.cn", "lottery.gov.cn", "cwl.gov.cn", "ts.cn"}

func trusted(host string) bool {
	return slices.ContainsFunc(trustedEnds, func(end string) bool {
		rest, ok := strings.CutSuffix(host, end)
		return ok && (rest == "" || strings.HasSuffix(rest, "."))
	})
}

// illNames are what links of that trade call themselves. Words that a
// government's own news uses too (赌博, 彩票, 娱乐) are not among them.
var illNames = []string{"百家乐", "娱乐城", "博彩", "赌场", "时时彩", "六合彩", "赛车pk10", "北京赛车", "幸运飞艇", "棋牌游戏", "真钱", "真人荷官", "老虎机", "体育投注", "投注平台", "在线投注", "葡京", "威尼斯人", "澳门金沙", "真人视讯", "开元棋牌", "太阳城娱乐", "皇冠体育", "亚博", "现金网", "足球外围", "成人电影", "成人影院", "色情", "黄色小说", "裸聊", "一夜情", "私服", "代开发票", "办证刻章", "迷药", "枪支弹药"}

// longestName keeps headlines apart from names: 警方捣毁一百家乐赌博窝点 is news.
const longestName = 14

func illWords(text string) bool {
	key := zhtext.Key(text)
	return slices.ContainsFunc(illNames, func(w string) bool { return strings.Contains(key, w) })
}

// illHosts are pieces of host names that such sites use, whole between dots or hyphens.
var illHosts = []string{"casino", "baccarat", "bet365", "188bet", "888casino", "w88", "m88", "fun88", "yabo", "porn", "xxx", "sexvideo", "pk10", "ssc"}

// ill says whether a link's own words or its host belong to that trade.
func ill(text, host string) bool {
	if zhtext.Runes(text) <= longestName && illWords(text) {
		return true
	}
	return slices.ContainsFunc(strings.FieldsFunc(host, func(r rune) bool { return r == '.' || r == '-' }), func(part string) bool {
		return slices.Contains(illHosts, part)
	})
}

// parkedWords stand on pages of names that are for sale.
var parkedWords = []string{"域名出售", "域名转让", "此域名", "该域名", "域名停放", "域名停靠", "域名正在出售", "domain is for sale", "domain for sale", "buy this domain", "parked domain", "this domain is parked"}

func parked(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(parkedWords, func(w string) bool { return strings.Contains(text, w) })
}
