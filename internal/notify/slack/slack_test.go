package slack_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"ducha/internal/notify"
	"ducha/internal/notify/notifytest"
	"ducha/internal/notify/slack"
)

func channel(s *notifytest.Slack, p notify.Policy) *slack.Channel {
	return slack.New(slack.Config{Token: "xoxb-test", AppToken: "xapp-test", APIURL: s.API(), Policy: p, Pace: time.Millisecond, Timeout: 2 * time.Second})
}

func TestContract(t *testing.T) {
	for _, quote := range []bool{false, true} {
		t.Run(fmt.Sprintf("quote=%v", quote), func(t *testing.T) {
			s := notifytest.NewSlack()
			defer s.Close()
			notifytest.Contract(t, notifytest.Case{
				Sender: channel(s, notify.Policy{Quote: quote}), To: "C1", Remembers: true, Withholds: !quote,
				Received: func() (all []notifytest.Received) {
					for _, m := range s.Messages() {
						all = append(all, notifytest.Received{Key: m.Key, Text: m.Text + words(t, m.Blocks)})
					}
					return all
				},
				Break: func(what string) {
					s.Set(map[string]notifytest.Faults{
						"429": {Limit: 1, After: 1}, "503": {Down: 1}, "reply lost": {Lost: 1}, "a proxy's page": {Login: 1},
						"token revoked": {Refusal: "token_revoked"}, "channel archived": {Refusal: "is_archived"}, "too long": {Refusal: "msg_too_long"},
						"slow": {Slow: 3 * time.Second}, "internal error": {Refusal: "internal_error"},
					}[what])
				},
				Breaks: map[string]error{
					"429": notify.ErrNotSent, "503": nil, "reply lost": nil, "a proxy's page": nil, "token revoked": notify.ErrStopped,
					"channel archived": notify.ErrAddress, "too long": notify.ErrRefused, "slow": nil, "internal error": nil,
				},
			})
		})
	}
}

// words are the texts of blocks, with Slack's own markup undone.
func words(t *testing.T, blocks string) string {
	t.Helper()
	var tree any
	if err := json.Unmarshal([]byte(blocks), &tree); err != nil {
		t.Fatalf("blocks are no JSON: %v", err)
	}
	var b strings.Builder
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			if s, ok := v["text"].(string); ok {
				b.WriteString(strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s) + "\n")
			}
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(tree)
	return b.String()
}

// A notice of any size fits what Slack takes: 50 blocks, 3,000 characters each.
func TestLargeNotice(t *testing.T) {
	s := notifytest.NewSlack()
	defer s.Close()
	n := notifytest.Sample("big")
	for i := range 400 {
		n.Items = append(n.Items, notify.Item{Case: fmt.Sprintf("2022-%04d", i), Indicator: strings.Repeat("指标", 40), Problem: strings.Repeat("<问题&>", 900)})
	}
	if _, err := channel(s, notify.Policy{Quote: true}).Send(context.Background(), notify.Delivery{Key: "big", To: "C1", Notice: n}); err != nil {
		t.Fatal(err)
	}
	var blocks []struct{ Text struct{ Text string } }
	if err := json.Unmarshal([]byte(s.Messages()[0].Blocks), &blocks); err != nil {
		t.Fatal(err)
	}
	if len(blocks) > 50 {
		t.Errorf("%d blocks", len(blocks))
	}
	for _, b := range blocks {
		if n := len([]rune(b.Text.Text)); n > 3000 {
			t.Errorf("a text of %d characters", n)
		}
	}
	if !regexp.MustCompile("其余3[0-9]{2}项未能列出").MatchString(s.Messages()[0].Blocks) {
		t.Error("the message does not say how much was left out")
	}
}

// Sixty cases are all named; buttons stand only where somebody listens, and how
// to answer is said either way.
func TestEveryCaseIsNamed(t *testing.T) {
	for _, listened := range []bool{false, true} {
		s := notifytest.NewSlack()
		defer s.Close()
		cfg := slack.Config{Token: "xoxb-test", APIURL: s.API()}
		if listened {
			cfg.AppToken = "xapp-test"
		}
		n := notify.Notice{Key: "k", Kind: notify.First, Unit: "法规科", Due: time.Date(2023, 1, 12, 0, 0, 0, 0, time.UTC), Contact: "0000-1234567"}
		for i := range 60 {
			n.Items = append(n.Items, notify.Item{Case: fmt.Sprintf("2022Q4-jtj-%03d", i+1), Indicator: "网站标识、标签与链接", Due: n.Due.AddDate(0, 0, -i%2)})
		}
		if _, err := slack.New(cfg).Send(context.Background(), notify.Delivery{Key: "k", To: "C1", Notice: n}); err != nil {
			t.Fatal(err)
		}
		m := s.Messages()[0]
		text := words(t, m.Blocks)
		for _, it := range n.Items {
			if !strings.Contains(text, "["+it.Case+"]") {
				t.Errorf("%s is not named", it.Case)
			}
		}
		for _, want := range []string{"反馈方式", "申诉", "最早2023年1月11日、最晚2023年1月12日", "0000-1234567"} {
			if !strings.Contains(text, want) {
				t.Errorf("nothing about %s", want)
			}
		}
		if strings.Contains(m.Blocks, "ducha_done") != listened {
			t.Errorf("buttons: %v, somebody listens: %v", !listened, listened)
		}
	}
}

// No message of a channel leaves before its turn, however slow the machine is.
func TestPace(t *testing.T) {
	s := notifytest.NewSlack()
	defer s.Close()
	const pace = 120 * time.Millisecond
	c := slack.New(slack.Config{Token: "x", APIURL: s.API(), Pace: pace})
	start := time.Now()
	for i := range 3 {
		for _, to := range []string{"C1", "C2"} {
			if _, err := c.Send(context.Background(), notify.Delivery{Key: fmt.Sprint(i, to), To: to, Notice: notifytest.Sample("p")}); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, to := range []string{"C1", "C2"} {
		for i, at := range s.Posts(to) {
			if least := time.Duration(i) * pace; at.Sub(start) < least {
				t.Errorf("post %d of %s came after %v, its turn was after %v", i, to, at.Sub(start), least)
			}
		}
	}
}

func TestFile(t *testing.T) {
	s := notifytest.NewSlack()
	defer s.Close()
	c := channel(s, notify.Policy{Files: true})
	d := notify.Delivery{Key: "k#file", To: "C1", Notice: notify.Notice{Kind: notify.First, Unit: "公交中心", Files: []notify.File{{Name: "整改通知书.docx", Data: []byte("PK文件")}}}}
	if _, err := c.Send(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	got := s.Messages()
	if len(got) != 1 || got[0].File != "整改通知书.docx" || string(got[0].Data) != "PK文件" {
		t.Fatalf("the file did not arrive: %+v", got)
	}
	if _, found, err := c.Find(context.Background(), d, time.Now()); err != nil || !found {
		t.Errorf("the file is not found: %v", err)
	}
}

// Buttons reach the ledger once kept; what could not be kept is not acknowledged.
func TestListen(t *testing.T) {
	s := notifytest.NewSlack()
	defer s.Close()
	ctx, cancel := context.WithCancel(context.Background())
	var mu sync.Mutex
	var got []slack.Answer
	fail := true
	taken := make(chan struct{}, 10)
	done := make(chan error, 1)
	go func() {
		done <- channel(s, notify.Policy{}).Listen(ctx, func(_ context.Context, a slack.Answer) (string, error) {
			mu.Lock()
			defer mu.Unlock()
			defer func() { taken <- struct{}{} }()
			if fail {
				fail = false
				return "", errors.New("ledger is locked")
			}
			got = append(got, a)
			return "已登记 <" + a.Case + ">", nil
		})
	}()
	for !s.Connected() {
		time.Sleep(10 * time.Millisecond)
	}
	if err := s.Press("e1", "ducha_done", "2022-0001", "C1", "U1", "1.1"); err != nil {
		t.Fatal(err)
	}
	<-taken
	if e, ok := s.Acknowledged(200 * time.Millisecond); ok {
		t.Fatalf("%s was acknowledged though it was not kept", e)
	}
	for _, press := range [][3]string{{"e2", "ducha_done", "2022-0001"}, {"e3", "ducha_appeal", "2022-0002"}} {
		if err := s.Press(press[0], press[1], press[2], "C1", "U1", press[0]); err != nil {
			t.Fatal(err)
		}
		if e, ok := s.Acknowledged(5 * time.Second); !ok || e != press[0] {
			t.Fatalf("%s: acknowledged %q %v", press[0], e, ok)
		}
	}
	if err := s.Submit("e4", "U1", "该文件已于9月在主站公开"); err != nil {
		t.Fatal(err)
	}
	if e, ok := s.Acknowledged(5 * time.Second); !ok || e != "e4" {
		t.Fatalf("acknowledged %q %v", e, ok)
	}
	for i := 0; i < 500 && len(s.Whispers("U1")) < 2; i++ {
		time.Sleep(10 * time.Millisecond)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if told := s.Whispers("U1"); len(told) != 2 || told[1] != "已登记 &lt;2022-0002&gt;" {
		t.Errorf("told %q", told)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(got) != 2 || got[0].Action != slack.Done || got[0].Case != "2022-0001" || got[1].Action != slack.Appeal || got[1].Case != "2022-0002" || got[1].Why != "该文件已于9月在主站公开" || got[1].Channel != "C1" {
		t.Errorf("answers: %+v", got)
	}
}
