package budget

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"ducha/internal/document"
)

// combined puts statements together of the ways in which offices say value, budget, share,
// change and the year before, in every order: what is right in one wording may be read
// wrongly in the next. Amounts are in hundredths of 万元.
type combined struct {
	*rand.Rand
	kind  string
	wrong int // added to the amount of one change
}

type yearly struct{ now, last, plan int }

func (y yearly) change() int { return y.now - y.last }

func (c combined) pick(words ...string) string { return words[c.IntN(len(words))] }

func wan(n int) string { return fmt.Sprintf("%d.%02d万元", n/100, n%100) }

func rateOf(part, whole int) string {
	if part < 0 {
		part = -part
	}
	return fmt.Sprintf("%.2f%%", float64(part)/float64(whole)*100)
}

// before names the year before, in words that follow or lead.
func (c combined) before(y yearly) string {
	return c.pick("上年"+c.kind+"数为", "上年为", "上年数", "去年同期为", "2021年"+c.kind+"数为", "2021年为", "2021年度"+c.kind) + wan(y.last)
}

// told is what is said of a change; told with the year before it can be reckoned.
func (c combined) told(y yearly) string {
	up, rate := c.pick("增加", "增长", "上升"), c.pick("增长", "上升", "增幅")
	n := y.change()
	if n == 0 {
		return c.pick("，与上年持平", "，同比持平", "，较上年无变化", "，与上年"+wan(y.last)+"持平")
	}
	if n < 0 {
		up, rate, n = c.pick("减少", "下降", "压减"), c.pick("下降", "降低", "降幅", "减幅"), -n
	}
	against := c.pick("比上年", "较上年", "与上年相比", "同比", "较上年"+c.kind+"数", "比2021年", "与2021年"+c.kind+"相比", "较去年同期", "较上年度"+c.kind)
	up += wan(n + c.wrong)
	rate += rateOf(y.change(), y.last)
	last := c.before(y)
	return c.pick(
		"，"+against+up+"，"+last,
		"，"+against+up+"，"+rate+"，"+last,
		"，"+last+"，"+up+"，"+rate,
		"，"+against+wan(y.last)+up+"（"+rate+"）",
		"（"+last+"），"+against+up,
		"，"+last+"，同比"+rate+"，"+up,
		"，"+against+"的"+wan(y.last)+up+"，"+rate,
		"（上年同期"+wan(y.last)+"），"+up,
		"，"+up+"，"+rate+"（上年"+wan(y.last)+"）",
		"，"+against+up+"、"+rate+"，"+last,
		"；2021年"+c.kind+wan(y.last)+"，"+up,
	)
}

// value is the year's own figure, in accounts sometimes beside its budget.
func (c combined) value(y yearly) string {
	if c.kind == Budget {
		return c.pick("预算为", "预算安排", "预算数", "财政拨款预算") + wan(y.now)
	}
	plain := c.pick("支出决算为", "支出", "决算为") + wan(y.now)
	done := rateOf(y.now, y.plan)
	return c.pick(plain, plain,
		"支出预算为"+wan(y.plan)+"，支出决算为"+wan(y.now)+"，完成预算的"+done,
		"年初预算"+wan(y.plan)+"，决算"+wan(y.now),
		plain+"，完成年初预算"+wan(y.plan)+"的"+done,
		plain+"，为年初预算"+wan(y.plan)+"的"+done,
		plain+"，完成年初预算的"+done,
		plain+"，比年初预算减少"+wan(y.plan-y.now),
		plain+"，与年初预算相比节约"+wan(y.plan-y.now),
		plain+"，决算数小于预算数"+wan(y.plan-y.now),
	)
}

func (c combined) share(y yearly, whole int) string {
	if c.IntN(3) == 0 {
		return ""
	}
	return c.pick("，占", "，占比", "，占“三公”经费支出总额的", "，占“三公”经费的") + rateOf(y.now, whole)
}

func (c combined) reason() string {
	return c.pick("", "", "，主要原因是厉行节约", "，主要是2021年购置车辆18.00万元，本年未购置", "。减少的主要原因是接待减少12批，减少费用0.80万元",
		"，原因是公务用车运行维护费减少3.20万元，下降10%", "，用于燃料费3.00万元、保险费1.20万元等支出", "，涉及资金2.00万元", "，执行率为95%", "，共12批次、98人次")
}

// amounts of one item: now and the year before differ, so that a change can be told.
func (c combined) amounts(least, most int) yearly {
	y := yearly{now: least + c.IntN(most-least), last: least + c.IntN(most-least)}
	y.plan = y.now + 1 + c.IntN(300)
	return y
}

// statement is a whole one; at says of which item the change is wrong: 0 the sum, 1 the
// running of vehicles, 2 receptions, none else.
func (c combined) statement(at, wrong int) *document.Document {
	run, host := c.amounts(100, 4000), c.amounts(20, 500)
	whole := yearly{run.now + host.now, run.last + host.last, run.plan + host.plan}
	tell := func(of int, y yearly) string {
		if c.wrong = 0; of == at {
			c.wrong = wrong
		}
		return c.told(y)
	}
	text := []string{
		"2022年度“三公”经费" + c.value(whole) + tell(0, whole) + c.reason() + "。",
		c.pick("", "其中：") + "因公出国（境）费0万元" + c.pick("", "，与上年持平") + "。",
		"公务用车购置及运行维护费" + wan(run.now) + "，其中：公务用车购置费0万元" + c.pick("，", "；") + "公务用车运行维护费" + wan(run.now) + c.share(run, whole.now) + tell(1, run) + c.reason() + "。",
		"公务接待费" + c.value(host) + c.share(host, whole.now) + tell(2, host) + c.reason() + "。",
	}
	switch c.IntN(3) {
	case 0:
		text = []string{strings.Join(text, "")}
	case 1:
		text = []string{strings.ReplaceAll(strings.TrimSuffix(strings.Join(text, ""), "。"), "。", "；") + "。"}
	}
	return &document.Document{Kind: "html", Title: "某局2022年部门" + c.kind, State: document.Text, Paragraphs: text}
}

func TestCombinedWordings(t *testing.T) {
	c := combined{Rand: rand.New(rand.NewPCG(1, 2))}
	found, planted := 0, 0
	for n := range 1000 {
		c.kind = c.pick(Budget, Final)
		if d := c.statement(-1, 0); problems(d) != "" {
			t.Fatalf("%d: right, and accused: %s\n%s", n, problems(d), strings.Join(d.Paragraphs, "\n"))
		}
		planted++
		if d := c.statement(c.IntN(3), 137); strings.Contains(problems(d), "不符") {
			found++
		}
	}
	// Not every wording is read: where it could mean two things it is left.
	if found*100 < planted*85 {
		t.Errorf("%d of %d wrong changes found", found, planted)
	}
}
