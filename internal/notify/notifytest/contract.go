package notifytest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"ducha/internal/notify"
)

// Received is what one receiver has got.
type Received struct {
	Key  string // empty where the channel carries none
	Text string // all its words
}

// Case is a channel under test with the service it talks to.
type Case struct {
	Sender   notify.Sender
	To       string
	Received func() []Received
	// Break makes the service act up in one way; "" mends it.
	Break func(what string)
	// Breaks maps the ways it can act up to what Send must make of them; nil: in doubt.
	Breaks map[string]error
	// Remembers says that Find can look for a key.
	Remembers bool
	// Withholds says that the channel must not carry words of pages.
	Withholds bool
}

// Sample is a notice with words that markup, mail headers and links may trip on.
func Sample(key string) notify.Notice {
	day := time.Date(2022, 10, 21, 0, 0, 0, 0, time.FixedZone("CST", 8*3600))
	return notify.Notice{
		Key: key, Kind: notify.First, Number: "督〔2022〕Q3-01", Unit: "市公交管理中心<测试>&处", Quarter: "2022年第三季度", Office: "市交通运输局办公室",
		Issued: day.AddDate(0, 0, -10), Due: day, Link: "http://10.1.2.3/cases?unit=a&b=1", Contact: "督查科 0991-0000000",
		Items: []notify.Item{
			{Case: "2022-0001", Indicator: "政策解读", Problem: "栏目“政策解读”180天未更新。", URL: "http://www.example.gov.cn/zcjd/?a=1&b=2", Quote: "页面原文*甲*_乙_<b>", Basis: "国办发〔2017〕47号", Request: "补充更新", Due: day},
			{Case: "2022-0002", Indicator: "年度报告", Problem: "未公开2021年年度报告。", URL: "http://www.example.gov.cn/nb/", Request: "公开报告"},
		},
	}
}

// Contract is what every channel owes.
func Contract(t *testing.T, c Case) {
	ctx := context.Background()
	deliver := func(key string) (string, error) {
		return c.Sender.Send(ctx, notify.Delivery{Key: key, Channel: "x", To: c.To, Notice: Sample(key)})
	}
	t.Run("arrives once, with its words", func(t *testing.T) {
		if _, err := deliver("k1"); err != nil {
			t.Fatal(err)
		}
		got := c.Received()
		if len(got) != 1 {
			t.Fatalf("%d messages arrived", len(got))
		}
		for _, word := range []string{"督〔2022〕Q3-01", "2022-0001", "政策解读", "2022-0002", "2022年10月21日"} {
			if !contains(got[0].Text, word) {
				t.Errorf("the message lacks %q:\n%s", word, got[0].Text)
			}
		}
		for _, word := range []string{"180天", "页面原文", "example.gov.cn"} {
			if contains(got[0].Text, word) == c.Withholds {
				t.Errorf("withholds is %v, yet for %q the message says otherwise:\n%s", c.Withholds, word, got[0].Text)
			}
		}
	})
	t.Run("is found by its key", func(t *testing.T) {
		ref, found, err := c.Sender.Find(ctx, notify.Delivery{Key: "k1", To: c.To}, time.Now())
		if c.Remembers && (err != nil || !found || ref == "") {
			t.Errorf("find: %q %v %v", ref, found, err)
		}
		if !c.Remembers && found {
			t.Error("a channel without memory found something")
		}
		if _, found, _ := c.Sender.Find(ctx, notify.Delivery{Key: "never", To: c.To}, time.Now()); found {
			t.Error("what was never sent is found")
		}
	})
	for what, want := range c.Breaks {
		t.Run(fmt.Sprintf("when it acts up: %s", what), func(t *testing.T) {
			c.Break(what)
			defer c.Break("")
			_, err := deliver("k-" + what)
			switch {
			case err == nil:
				t.Fatal("no error")
			case want != nil && !errors.Is(err, want):
				t.Errorf("got %v, want %v", err, want)
			case want == nil && (errors.Is(err, notify.ErrNotSent) || errors.Is(err, notify.ErrRefused) || errors.Is(err, notify.ErrStopped) || errors.Is(err, notify.ErrAddress)):
				t.Errorf("%v claims to know what became of it", err)
			}
		})
	}
}

func contains(text, word string) bool { return strings.Contains(text, word) }
