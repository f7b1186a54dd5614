package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"time"

	api "github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// Action is what a unit wants by a button.
type Action string

// Actions of a unit.
const (
	Done   Action = "done"
	Appeal Action = "appeal"
	Extend Action = "extend"
)

// Answer is one press of a button, with its reason where one is asked for.
type Answer struct {
	ID      string // the same press has the same id
	Action  Action
	Case    string
	User    string // Slack's name of the person
	Channel string
	Why     string
	At      time.Time
}

const viewCallback = "ducha_reason"

// Take keeps an answer and says what became of it, for who gave it alone.
type Take func(context.Context, Answer) (said string, err error)

// Listen takes the units' answers by Socket Mode, which needs no open port. An
// answer is acknowledged once take has kept it; until then Slack gives it again.
func (c *Channel) Listen(ctx context.Context, take Take) error {
	if c.cfg.AppToken == "" {
		return errors.New("没有配置 Slack 应用令牌，收不到按钮答复")
	}
	client := socketmode.New(c.client, socketmode.OptionLog(log.New(io.Discard, "", 0)))
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case e := <-client.Events:
				c.event(ctx, client, e, take)
			}
		}
	}()
	err := client.RunContext(ctx) // ends with an error only
	if ctx.Err() != nil {
		return nil
	}
	return fmt.Errorf("收不到 Slack 按钮的答复，请检查应用令牌：%w", err)
}

func (c *Channel) event(ctx context.Context, client *socketmode.Client, e socketmode.Event, take Take) {
	if e.Type != socketmode.EventTypeInteractive || e.Request == nil {
		return
	}
	call, ok := e.Data.(api.InteractionCallback)
	if !ok {
		return
	}
	var said []whisper
	var err error
	switch call.Type {
	case api.InteractionTypeBlockActions:
		said, err = c.pressed(ctx, call, take)
	case api.InteractionTypeViewSubmission:
		said, err = submitted(ctx, call, take)
	}
	if err == nil {
		_ = client.Ack(*e.Request) // not acknowledged, it comes again
	}
	for _, w := range said {
		c.whisper(ctx, w)
	}
}

// A whisper is what one person is told alone: a button that shows nothing is pressed
// again, or trusted in vain.
type whisper struct{ channel, user, text string }

// whisper is a courtesy: the answer is kept, whether it is heard or not.
func (c *Channel) whisper(ctx context.Context, w whisper) {
	ctx, cancel := context.WithTimeout(ctx, c.cfg.Timeout)
	defer cancel()
	_, _ = c.client.PostEphemeralContext(ctx, w.channel, w.user, api.MsgOptionText(escape(w.text), false))
}

func (c *Channel) pressed(ctx context.Context, call api.InteractionCallback, take Take) (said []whisper, err error) {
	for _, a := range call.ActionCallback.BlockActions {
		answer := Answer{ID: call.Channel.ID + ":" + call.User.ID + ":" + a.ActionID + ":" + a.ActionTs, Case: a.Value, User: call.User.ID, Channel: call.Channel.ID, At: time.Now()}
		switch a.ActionID {
		case actionDone:
			answer.Action, answer.Why = Done, "经 Slack 按钮反馈已整改"
			w, err := answered(ctx, answer, take)
			if err != nil {
				return said, err
			}
			said = append(said, w...)
		case actionAppeal, actionExtend:
			if _, err := c.client.OpenViewContext(ctx, call.TriggerID, reasonView(a.ActionID, a.Value, call.Channel.ID)); err != nil {
				return said, err
			}
		}
	}
	return said, nil
}

// ask is what a reason's form remembers of the button.
type ask struct {
	Action  string `json:"action"`
	Case    string `json:"case"`
	Channel string `json:"channel"`
}

func reasonView(action, number, channel string) api.ModalViewRequest {
	title, label := "申诉", "申诉理由"
	if action == actionExtend {
		title, label = "申请延期", "延期理由和申请延至的日期"
	}
	meta, _ := json.Marshal(ask{action, number, channel}) // three strings always marshal
	text := func(s string) *api.TextBlockObject { return api.NewTextBlockObject(api.PlainTextType, s, false, false) }
	input := api.NewPlainTextInputBlockElement(text("请说明情况"), "why")
	input.Multiline = true
	return api.ModalViewRequest{
		Type: api.VTModal, CallbackID: viewCallback, PrivateMetadata: string(meta),
		Title: text(title), Submit: text("提交"), Close: text("取消"),
		Blocks: api.Blocks{BlockSet: []api.Block{api.NewInputBlock("reason", text(label+"（"+number+"）"), nil, input)}},
	}
}

func submitted(ctx context.Context, call api.InteractionCallback, take Take) ([]whisper, error) {
	if call.View.CallbackID != viewCallback {
		return nil, nil
	}
	var a ask
	if err := json.Unmarshal([]byte(call.View.PrivateMetadata), &a); err != nil {
		return nil, nil // not ours
	}
	why := ""
	if call.View.State != nil {
		why = call.View.State.Values["reason"]["why"].Value
	}
	answer := Answer{ID: "view:" + call.View.ID, Action: Appeal, Case: a.Case, User: call.User.ID, Channel: a.Channel, Why: why, At: time.Now()}
	if a.Action == actionExtend {
		answer.Action = Extend
	}
	return answered(ctx, answer, take)
}

func answered(ctx context.Context, a Answer, take Take) ([]whisper, error) {
	said, err := take(ctx, a)
	if err != nil || said == "" {
		return nil, err
	}
	return []whisper{{a.Channel, a.User, said}}, nil
}
