package slack

import (
	"fmt"
	"strings"

	api "github.com/slack-go/slack"

	"ducha/internal/notify"
)

// Limits of Block Kit: 50 blocks a message, 3,000 characters a text.
const (
	maxItems = 20
	maxText  = 2800
)

// Actions of the buttons.
const (
	actionDone   = "ducha_done"
	actionAppeal = "ducha_appeal"
	actionExtend = "ducha_extend"
)

// escape makes a text inert: Slack reads three characters as markup.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

func section(s string) *api.SectionBlock {
	return api.NewSectionBlock(api.NewTextBlockObject(api.MarkdownType, clip(s, maxText), false, false), nil, nil)
}

func clip(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// blocks lays the notice out: title, what is asked, each case with its buttons.
func blocks(n notify.Notice) []api.Block {
	title := n.Kind.Chinese() + "：" + n.Unit
	all := []api.Block{api.NewHeaderBlock(api.NewTextBlockObject(api.PlainTextType, clip(title, 140), false, false))}
	if lead := n.Lead(); lead != "" {
		all = append(all, section(escape(lead)))
	}
	for i, it := range n.Items {
		if i == maxItems {
			all = append(all, section(fmt.Sprintf("其余%d项请在系统中查看。", len(n.Items)-maxItems)))
			break
		}
		all = append(all, section(item(i, it, n)))
		if n.Kind == notify.First || n.Kind == notify.Remind || n.Kind == notify.Overdue || n.Kind == notify.Refused {
			all = append(all, buttons(it.Case))
		}
	}
	var foot []string
	for _, part := range [][2]string{{"编号", n.Number}, {"查看", n.Link}, {"联系", n.Contact}, {"发出", n.Office}} {
		if part[1] != "" {
			foot = append(foot, part[0]+"："+escape(part[1]))
		}
	}
	if len(foot) > 0 {
		all = append(all, api.NewContextBlock("", api.NewTextBlockObject(api.MarkdownType, clip(strings.Join(foot, "　"), maxText), false, false)))
	}
	return all
}

func item(i int, it notify.Item, n notify.Notice) string {
	var b strings.Builder
	fmt.Fprintf(&b, "*%d．[%s] %s*", i+1, escape(it.Case), escape(it.Indicator))
	due := it.Due
	if due.IsZero() {
		due = n.Due
	}
	if !due.IsZero() {
		fmt.Fprintf(&b, "　期限：%s", notify.Day(due))
	}
	for _, part := range [][2]string{{"", it.Problem}, {"网址：", it.URL}, {"页面文字：", it.Quote}, {"依据：", it.Basis}, {"要求：", it.Request}} {
		if part[1] != "" {
			fmt.Fprintf(&b, "\n%s%s", part[0], escape(clip(part[1], 500)))
		}
	}
	return b.String()
}

// buttons answer for one case; its number is their value.
func buttons(number string) api.Block {
	button := func(action, label string) *api.ButtonBlockElement {
		return api.NewButtonBlockElement(action, number, api.NewTextBlockObject(api.PlainTextType, label, false, false))
	}
	done := button(actionDone, "已整改")
	done.Style = api.StylePrimary
	return api.NewActionBlock("case:"+number, done, button(actionAppeal, "申诉"), button(actionExtend, "申请延期"))
}
