package slack

import (
	"fmt"
	"strings"

	api "github.com/slack-go/slack"

	"ducha/internal/notify"
)

// Limits of Block Kit: 50 blocks a message, 3,000 characters a text.
const (
	maxItems = 20 // with two blocks each
	maxText  = 2800
	maxRest  = 5 // blocks of cases in a line each
	maxLine  = 120
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

// blocks lays the notice out: title, what is asked, each case, with its buttons
// where somebody listens to them, and how to answer.
func blocks(n notify.Notice, listened bool) []api.Block {
	title := n.Kind.Chinese() + "：" + n.Unit
	all := []api.Block{api.NewHeaderBlock(api.NewTextBlockObject(api.PlainTextType, clip(title, 140), false, false))}
	if lead := n.Lead(); lead != "" {
		all = append(all, section(escape(lead)))
	}
	for i, it := range n.Items[:min(len(n.Items), maxItems)] {
		all = append(all, section(item(i, it, n)))
		if n.Answerable() && listened {
			all = append(all, buttons(it.Case))
		}
	}
	all = append(all, rest(n)...)
	if n.Answerable() {
		all = append(all, section(escape(answering(n, listened))))
	}
	return append(all, foot(n)...)
}

// rest lists the cases that have no block of their own, each in a line.
func rest(n notify.Notice) (all []api.Block) {
	var text string
	for i := maxItems; i < len(n.Items); i++ {
		line := escape(clip(n.Items[i].Line(i), maxLine))
		if due := n.DueOf(n.Items[i]); !due.IsZero() {
			line += "　期限：" + notify.Day(due)
		}
		if len([]rune(text))+len([]rune(line)) > maxText {
			if all = append(all, section(text)); len(all) == maxRest {
				left := fmt.Sprintf("其余%d项未能列出，请联系督查部门索取问题清单。", len(n.Items)-i)
				return append(all, section(left))
			}
			text = ""
		}
		text += line + "\n"
	}
	if text != "" {
		all = append(all, section(text))
	}
	return all
}

// answering says how to answer.
func answering(n notify.Notice, listened bool) string {
	way := "按下列联系方式回复（写明方括号中的编号）"
	if listened {
		way = "点击各项下方的按钮"
		if len(n.Items) > maxItems {
			way += "；没有按钮的，按下列联系方式回复（写明方括号中的编号）"
		}
	}
	return "反馈方式：整改完成后，" + way + "。" + n.Rights()
}

func foot(n notify.Notice) []api.Block {
	var foot []string
	for _, part := range [][2]string{{"编号", n.Number}, {"查看", n.Link}, {"联系", n.Contact}, {"发出", n.Office}} {
		if part[1] != "" {
			foot = append(foot, part[0]+"："+escape(part[1]))
		}
	}
	if len(foot) == 0 {
		return nil
	}
	return []api.Block{api.NewContextBlock("", api.NewTextBlockObject(api.MarkdownType, clip(strings.Join(foot, "　"), maxText), false, false))}
}

func item(i int, it notify.Item, n notify.Notice) string {
	var b strings.Builder
	fmt.Fprintf(&b, "*%d．[%s] %s*", i+1, escape(it.Case), escape(it.Indicator))
	if due := n.DueOf(it); !due.IsZero() {
		fmt.Fprintf(&b, "　期限：%s", notify.Day(due))
	}
	for _, part := range [][2]string{{"", it.Problem}, {"网址：", it.URL}, {"证据摘录：", it.Quote}, {"取证时间：", it.SeenAt()}, {"依据：", it.Basis}, {"要求：", it.Request}, {"说明：", it.Note}} {
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
