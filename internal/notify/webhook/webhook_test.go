package webhook_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"ducha/internal/notify"
	"ducha/internal/notify/notifytest"
	"ducha/internal/notify/webhook"
)

// robot is a group's robot at the wire.
type robot struct {
	mu    sync.Mutex
	brand webhook.Brand
	fault string
	texts []string
	query url.Values
	sign  string
}

func (r *robot) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	body, _ := io.ReadAll(req.Body)
	var m struct {
		Text      struct{ Content string }
		Content   struct{ Text string }
		Sign      string
		Timestamp string
	}
	if err := json.Unmarshal(body, &m); err != nil || !utf8.Valid(body) {
		fmt.Fprint(w, `{"errcode":40001,"errmsg":"invalid json"}`)
		return
	}
	r.query, r.sign = req.URL.Query(), m.Sign
	switch r.fault {
	case "rate":
		fmt.Fprint(w, `{"errcode":45009,"errmsg":"api freq out of limit"}`)
	case "429":
		w.WriteHeader(http.StatusTooManyRequests)
	case "key":
		fmt.Fprint(w, `{"errcode":93000,"errmsg":"invalid webhook url"}`)
	case "503":
		w.WriteHeader(http.StatusServiceUnavailable)
	case "login":
		fmt.Fprint(w, `<html>请登录</html>`)
	default:
		r.texts = append(r.texts, m.Text.Content+m.Content.Text)
		if r.brand == webhook.Feishu {
			fmt.Fprint(w, `{"code":0,"msg":"success","data":{}}`)
			return
		}
		fmt.Fprint(w, `{"errcode":0,"errmsg":"ok"}`)
	}
}

func TestContract(t *testing.T) {
	for _, brand := range []webhook.Brand{webhook.WeCom, webhook.DingTalk, webhook.Feishu} {
		t.Run(string(brand), func(t *testing.T) {
			r := &robot{brand: brand}
			srv := httptest.NewServer(r)
			defer srv.Close()
			c := webhook.New(webhook.Config{Brand: brand, URL: srv.URL + "/send?key=k", Secret: "SEC", Policy: notify.Policy{Quote: true}, Pace: time.Millisecond})
			notifytest.Contract(t, notifytest.Case{
				Sender: c,
				Received: func() (all []notifytest.Received) {
					for _, text := range r.texts {
						all = append(all, notifytest.Received{Text: text})
					}
					return all
				},
				Break:  func(what string) { r.mu.Lock(); r.fault = what; r.mu.Unlock() },
				Breaks: map[string]error{"rate": notify.ErrNotSent, "429": notify.ErrNotSent, "key": notify.ErrStopped, "503": nil, "login": nil},
			})
			if r.query.Get("key") != "k" {
				t.Error("the robot's own key is lost")
			}
			if signed := r.query.Get("sign") != "" || r.sign != ""; signed != (brand != webhook.WeCom) {
				t.Errorf("signed: %v", signed)
			}
		})
	}
}

func TestNobodyListens(t *testing.T) {
	srv := httptest.NewServer(http.NotFoundHandler())
	srv.Close()
	c := webhook.New(webhook.Config{Brand: webhook.WeCom, URL: srv.URL})
	_, err := c.Send(t.Context(), notify.Delivery{Notice: notifytest.Sample("k")})
	if err == nil || !errors.Is(err, notify.ErrNotSent) {
		t.Errorf("got %v", err)
	}
}

// A robot's address holds its key: no error names it, for errors are listed and told.
func TestErrorsKeepTheKey(t *testing.T) {
	slow := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { time.Sleep(400 * time.Millisecond) }))
	defer slow.Close()
	for _, address := range []string{"http://127.0.0.1:1/robot?key=SECRET", slow.URL + "/robot?key=SECRET", "http://127.0.0.1:1 /robot?key=SECRET", "http://a\x7fb/robot?key=SECRET"} {
		for _, brand := range []webhook.Brand{webhook.WeCom, webhook.DingTalk} {
			c := webhook.New(webhook.Config{Brand: brand, URL: address, Secret: "s", Pace: time.Millisecond, Timeout: 100 * time.Millisecond})
			_, err := c.Send(context.Background(), notify.Delivery{Key: "k", Notice: notifytest.Sample("k")})
			if err == nil || strings.Contains(err.Error(), "SECRET") {
				t.Errorf("%v", err)
			}
		}
	}
}

// A robot's text holds no more than so much: what is left out is counted, whom to ask
// stands below it, and no list is named that nobody got.
func TestLongNotice(t *testing.T) {
	r := &robot{brand: webhook.WeCom}
	srv := httptest.NewServer(r)
	defer srv.Close()
	n := notify.Notice{Kind: notify.First, Unit: "法规科", Number: "督改〔2023〕1号", Contact: "0000-1234567", Office: "市交通运输局"}
	for i := range 60 {
		n.Items = append(n.Items, notify.Item{Case: fmt.Sprintf("2022Q4-jtj-%03d", i+1), Indicator: "网站标识、标签与链接", Problem: strings.Repeat("问题", 40)})
	}
	c := webhook.New(webhook.Config{Brand: webhook.WeCom, URL: srv.URL, Policy: notify.Policy{Quote: true}})
	if _, err := c.Send(t.Context(), notify.Delivery{Key: "k", Notice: n}); err != nil {
		t.Fatal(err)
	}
	text := r.texts[0]
	if len(text) > 2000 || !strings.Contains(text, "0000-1234567") || !strings.Contains(text, "项未能列出，请联系督查部门索取问题清单") || strings.Contains(text, "按本通知渠道回复") {
		t.Errorf("%d bytes: %s", len(text), text)
	}
}
