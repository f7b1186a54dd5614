package checks

import (
	"regexp"
	"strings"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
	"ducha/internal/webpage"
)

// MissingDialogue suspects a site without a channel for questions and advice.
var MissingDialogue = check.Define("missing-dialogue", "无咨询建言渠道",
	`查看：全站栏目、链接和标题中的咨询建言渠道（留言、信箱、在线咨询、建言献策等）；信访、举报、纪检渠道不计。
疑似：覆盖证明成立而全站未见；渠道是否有效由人工核实，不直接判不达标。
无法核验：任一处没有看全。`,
	[]string{"dialogue.missing"}, MissingDialogueParams{},
	func(p *check.Pass, _ MissingDialogueParams) check.Outcome {
		if home, err := p.Site.Home(); err == nil {
			for _, l := range home.Links {
				if l.Area == webpage.AreaNav && channelName(l.Text) {
					return check.Passed(pageProof(home, l.Text))
				}
			}
		}
		hits, err := p.Site.Find(facts.Query{Any: []string{"留言", "信箱", "咨询", "建言", "问政", "互动交流", "政民互动", "写信", "意见箱", "建议"}})
		for i := range hits {
			// A page's title may have the site's name after its own.
			for _, quote := range strings.FieldsFunc(labelOf(&hits[i]), func(r rune) bool { return strings.ContainsRune("-_|—–", r) }) {
				if quote = strings.TrimSpace(quote); channelName(quote) {
					return check.Passed(infoProof(&hits[i].Info, quote))
				}
			}
		}
		if len(hits) == 0 && err != nil {
			return check.CannotTell(err)
		}
		if !p.Site.Certificate().Holds {
			return check.CannotTellf("网站没有看全，不能认定没有咨询建言渠道")
		}
		return check.Suspected("未见咨询建言渠道", finding.Finding{
			Defect: "dialogue.missing", Subject: "咨询建言渠道", Absence: true, Signal: true,
			Message:  "网站导航、栏目和链接中未见咨询建言类渠道（信访、举报、纪检渠道不计）。",
			Evidence: searched(p.Site),
		})
	})

// labelOf is what a hit is called when it is a menu entry or a column; news that
// speak of the words are none.
func labelOf(h *facts.Hit) string {
	if h.Entry != nil || h.Link == "" && h.Class == webpage.ClassArticle {
		return ""
	}
	return strings.TrimSpace(h.Quote)
}

func channelName(label string) bool {
	return channelWords.MatchString(label) && !notChannel.MatchString(label)
}

// A channel is named shortly; a sentence about advice is none.
var (
	channelWords = regexp.MustCompile(`^.{0,8}(留言|信箱|建言|问政|互动交流|政民互动|公众参与|写信|意见箱|投诉建议|意见建议|建议咨询|我要建议).{0,6}$|` +
		`^(在线|网上|政务|业务|政策|公众|办事|服务|我要)?咨询(投诉|建议|服务|平台|中心|热线|信箱|求助|解答)?$`)
	notChannel = regexp.MustCompile(`信访|举报|纪检|监察|建议提案|人大|政协|招标|采购|征集|电话`)
)

// MissingDialogueParams are the parameters of missing-dialogue; there are none.
type MissingDialogueParams struct{}

// Validate has nothing to check.
func (p *MissingDialogueParams) Validate() error { return nil }
