package checks

import (
	"fmt"

	"ducha/internal/check"
	"ducha/internal/evidence"
	"ducha/internal/finding"
)

// MissingHTTPS suspects a site that does not serve its home page over HTTPS.
var MissingHTTPS = check.Define("missing-https", "未支持HTTPS",
	`查看：抓取时以 HTTPS 访问首页的结果和证书。
疑似：两次以 HTTPS 访问均被拒绝、协议失败或返回页面不存在，或证书有缺陷；可能由本机网络、时钟引起，由人工核实，不直接判不达标。
无法核验：抓取时没有以 HTTPS 访问，访问超时、中断，或检查使用的是内网地址、非常用端口。`,
	[]string{"site.https"}, MissingHTTPSParams{},
	func(p *check.Pass, _ MissingHTTPSParams) check.Outcome {
		n := p.Site.Network()
		switch {
		case n.HTTPS == nil:
			return check.CannotTellf("快照中没有以 HTTPS 访问首页的记录")
		case n.Defect != "":
			return suspectHTTPS(infoProof(n.HTTPS, "证书或协议："+n.Defect), "HTTPS可以访问，但证书或协议有缺陷："+n.Defect)
		case n.HTTPS.Problem == evidence.None:
			return check.Passed(infoProof(n.HTTPS, "HTTPS 访问正常"))
		}
		switch n.HTTPS.Problem {
		case evidence.Refused, evidence.TLS, evidence.NotFound:
			if n.Tries >= 2 {
				what := fmt.Sprintf("以HTTPS访问首页%d次均未成功：%s", n.Tries, n.HTTPS.Problem.Chinese())
				return suspectHTTPS(infoProof(n.HTTPS, what), what)
			}
		}
		return check.CannotTellf("以 HTTPS 访问首页未成功（%s），不能据此认定", n.HTTPS.Problem.Chinese())
	})

func suspectHTTPS(shown finding.Evidence, what string) check.Outcome {
	return check.Suspected(what, finding.Finding{Defect: "site.https", Subject: "HTTPS", Signal: true,
		Message: what + "。", Evidence: []finding.Evidence{shown}})
}

// MissingHTTPSParams are the parameters of missing-https; there are none.
type MissingHTTPSParams struct{}

// Validate has nothing to check.
func (p *MissingHTTPSParams) Validate() error { return nil }
