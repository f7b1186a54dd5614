package rectify_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"ducha/internal/config"
	"ducha/internal/finding"
	"ducha/internal/ledger"
	"ducha/internal/notify"
	"ducha/internal/rectify"
	"ducha/internal/result"
)

// told is an office whose unit was sent a notice, due on the 19th.
func told(t *testing.T) *office {
	t.Helper()
	o := open(t, false)
	o.take(t, audit("2022Q3", day(2022, 10, 9), "公交线网"), ledger.Audit)
	o.confirm(t)
	if _, _, err := o.Issue(t.Context(), rectify.Scope{}, "张督查", ""); err != nil { // due on the 19th
		t.Fatal(err)
	}
	o.deliver(t)
	return o
}

// Units are reminded once before the due day, once after it; then the supervisor
// hears of it.
func TestChase(t *testing.T) {
	o := told(t)
	for _, step := range []struct {
		on   time.Time
		want notify.Kind
	}{{day(2022, 10, 14), ""}, {day(2022, 10, 18), notify.Remind}, {day(2022, 10, 18), ""}, {day(2022, 10, 20), notify.Overdue}, {day(2022, 10, 21), ""}, {day(2022, 10, 26), notify.Escalate}, {day(2022, 10, 27), ""}} {
		o.now = step.on.Add(10 * time.Hour)
		sent, _, err := o.Chase(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case step.want == "" && len(sent) != 0:
			t.Errorf("%s: %v", step.on.Format(time.DateOnly), sent[0].Kind)
		case step.want != "" && (len(sent) != 1 || sent[0].Kind != step.want):
			t.Errorf("%s: %d sent, want %s", step.on.Format(time.DateOnly), len(sent), step.want)
		}
	}
	o.deliver(t)
	if last := o.sent.got[len(o.sent.got)-1]; last.To != "ducha@example.gov.cn" || last.Notice.Kind != notify.Escalate {
		t.Errorf("escalated to %s", last.To)
	}
}

// A report that reaches no supervisor is not lost: their unit or the office hears of it,
// and with nobody at all it leaves once there is somebody.
func TestEscalationReachesSomebody(t *testing.T) {
	o := told(t)
	o.now = day(2022, 10, 26).Add(10 * time.Hour)
	o.Config.People[0].Mail, o.Config.Office.Mail = "", ""
	sent, held, err := o.Chase(t.Context())
	if err != nil || len(held) != 1 || held[0].Kind != notify.Escalate || len(sent) != 1 || sent[0].Kind != notify.Overdue {
		t.Fatalf("with nobody: sent %v, held %v, %v", sent, held, err)
	}
	if o.Reachable() {
		t.Error("reachable without an address")
	}
	for _, step := range []struct {
		name string
		give func()
		to   string
	}{
		{"office", func() { o.Config.Office.Mail = "office@example.gov.cn" }, "office@example.gov.cn"},
		{"own unit", func() { o.Config.People[0].Unit = "cz" }, "cz@example.gov.cn"},
	} {
		step.give()
		if err := o.Digest(t.Context(), step.name); err != nil {
			t.Fatal(err)
		}
		o.deliver(t)
		if last := o.sent.got[len(o.sent.got)-1]; last.To != step.to {
			t.Errorf("%s: told %s", step.name, last.To)
		}
	}
	if sent, held, err = o.Chase(t.Context()); err != nil || len(held) != 0 || len(sent) != 1 || sent[0].Kind != notify.Escalate {
		t.Errorf("with somebody: sent %v, held %v, %v", sent, held, err)
	}
}

func TestBreakers(t *testing.T) {
	calm := func(site string) rectify.Pair {
		return rectify.Pair{Before: audit("2022Q3", day(2022, 10, 9)), Now: audit("2022Q4", day(2023, 1, 9))}
	}
	if trips := rectify.Breakers([]rectify.Pair{calm("a"), calm("b")}, 5, 5); len(trips) != 0 {
		t.Errorf("calm: %v", trips)
	}
	blind := calm("a")
	blind.Now.Score.Coverage = 0.4
	var many []rectify.Pair
	for i := range 6 {
		p := calm(fmt.Sprint(i))
		p.Now = audit("2022Q4", day(2023, 1, 9), "公交线网")
		many = append(many, p)
	}
	rebuilt := calm("a")
	for i := range 5 {
		r := result.Rule{Key: fmt.Sprint("m", i), Kind: "missing-column", Verdict: finding.Pass}
		rebuilt.Before.Indicators = append(rebuilt.Before.Indicators, result.Indicator{Rules: []result.Rule{r}})
		r.Verdict = finding.Fail
		rebuilt.Now.Indicators = append(rebuilt.Now.Indicators, result.Indicator{Rules: []result.Rule{r}})
	}
	for name, trips := range map[string][]rectify.Trip{
		"问题激增": rectify.Breakers(nil, 61, 20), "工具故障": rectify.Breakers([]rectify.Pair{blind}, 5, 5),
		"规则异常": rectify.Breakers(many, 6, 6), "网站改版": rectify.Breakers([]rectify.Pair{rebuilt}, 5, 5),
	} {
		if len(trips) != 1 || trips[0].Name != name {
			t.Errorf("%s: %v", name, trips)
		}
	}
}

// A channel that stops is told to the supervisors over another, once a day.
func TestAlarm(t *testing.T) {
	o := open(t, false)
	cause := fmt.Errorf("%w：邮件服务器拒绝登录：%w", notify.ErrStopped, errors.New("535 5.7.8 authentication failed"))
	if err := o.Alarm(t.Context(), "mail2", cause); err != nil {
		t.Fatal(err)
	}
	o.deliver(t)
	if text := o.sent.got[0].Notice.Text; !strings.Contains(text, "已停用：渠道不可用：邮件服务器拒绝登录。经该渠道") {
		t.Error(text)
	}
}

// A channel that stops is told once a day, however often it is tried.
func TestAlarmOnce(t *testing.T) {
	o := open(t, false)
	o.Config.Channels = append(o.Config.Channels, config.Channel{ID: "slack", Kind: config.Slack})
	for range 2 {
		if err := o.Alarm(t.Context(), "slack", errors.New("token_revoked")); err != nil {
			t.Fatal(err)
		}
	}
	o.deliver(t)
	if len(o.sent.got) != 1 || o.sent.got[0].To != "ducha@example.gov.cn" || !strings.Contains(o.sent.got[0].Notice.Cut(notify.Policy{}).Text, "token_revoked") {
		t.Errorf("%+v", o.sent.got)
	}
}
