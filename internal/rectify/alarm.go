package rectify

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	"unicode"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
	"ducha/internal/result"
	"ducha/internal/zhtext"
)

// Alarm tells the supervisors, over the other channels, that one has stopped; once
// a day.
func (d *Desk) Alarm(ctx context.Context, channel string, cause error) error {
	now := d.Now()
	n := ledger.Notice{Key: "alarm/" + channel + "/" + now.In(zhtext.Beijing).Format(time.DateOnly), Kind: string(notify.Alarm), Issued: now, By: ledger.Machine}
	p := notify.Notice{Key: n.Key, Kind: notify.Alarm, Unit: d.Config.Office.Name, Office: d.Config.Office.Name, Issued: now,
		Text: fmt.Sprintf("通知渠道“%s”有故障：%s。", channel, sentence(cause))}
	if errors.Is(cause, notify.ErrStopped) {
		p.Text = fmt.Sprintf("通知渠道“%s”已停用：%s。经该渠道的通知暂存在投递队列中，修复后自动继续投递。", channel, sentence(cause))
	}
	ways := slices.DeleteFunc(d.supervisors(), func(w Way) bool { return w.Channel.ID == channel })
	return d.Store.Update(ctx, func(t *store.Tx) error {
		return d.report(t, n, p, ways)
	})
}

// sentence is what an error says in Chinese: behind that stand the words of a server or
// of the system, which are for the administrator and stand in the list of deliveries.
func sentence(err error) string {
	parts := strings.Split(err.Error(), "：")
	for i, p := range parts {
		if i > 0 && !strings.ContainsFunc(p, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			return strings.Join(parts[:i], "：")
		}
	}
	return strings.Join(parts, "：")
}

// Sample draws closed cases to be looked at again (回头看) and writes down which
// and by what seed, so that anybody can draw the same.
func (d *Desk) Sample(ctx context.Context, n int, seed uint64, by string) (drawn []ledger.Case, err error) {
	err = d.Store.Update(ctx, func(t *store.Tx) error {
		closed, err := t.Cases(store.Filter{States: []ledger.State{ledger.Closed}})
		if err != nil {
			return err
		}
		drawn = nil
		order := rand.New(rand.NewPCG(seed, 0)).Perm(len(closed))
		var ids []string
		for _, i := range order[:min(n, len(order))] {
			drawn = append(drawn, closed[i])
			ids = append(ids, closed[i].ID)
		}
		if len(drawn) == 0 {
			return nil
		}
		return t.Note("lookback:"+result.QuarterOf(ledger.Day(d.Now())), by, fmt.Sprintf("回头看：从%d条已销号条目中抽取%d条（种子%d）：%s", len(closed), len(drawn), seed, strings.Join(ids, "、")), d.Now())
	})
	return drawn, err
}
