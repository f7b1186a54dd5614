package rectify

import (
	"errors"
	"log/slog"
	"slices"

	"ducha/internal/config"
	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
)

// errNobody says that no channel carries a message: it is not written down, so that it
// leaves once somebody can be reached.
var errNobody = errors.New("nobody can be reached")

// ways are a unit's channels; what is escalated goes to the supervisors.
func (d *Desk) ways(unit string, kind notify.Kind) []Way {
	if kind == notify.Escalate {
		return d.supervisors()
	}
	var all []Way
	if u, ok := d.Config.Unit(unit); ok {
		for _, ch := range d.Config.ChannelsOf(u) {
			all = append(all, Way{ch, d.Config.Address(u, ch)})
		}
	}
	return all
}

// supervisors are the ways to those with the role 督查员. Where none of them has an
// address, their own units are told, else the office.
func (d *Desk) supervisors() []Way {
	holders := d.Config.Holders(config.Supervisor)
	own := func(ch config.Channel) (to []string) {
		for _, p := range holders {
			to = append(to, personal(ch, p.Mail, p.Slack))
		}
		return to
	}
	units := func(ch config.Channel) (to []string) {
		for _, p := range holders {
			if u, ok := d.Config.Unit(p.Unit); ok && ch.Kind == config.Mail {
				to = append(to, d.Config.Address(u, ch))
			} else if ok {
				to = append(to, personal(ch, "", u.Slack))
			}
		}
		return to
	}
	office := func(ch config.Channel) []string { return []string{personal(ch, d.Config.Office.Mail, "")} }
	for _, of := range []func(config.Channel) []string{own, units, office} {
		if all := d.each(of); len(all) > 0 {
			return all
		}
	}
	return nil
}

// personal is the address by which a channel reaches somebody alone.
func personal(ch config.Channel, mail, slack string) string {
	switch ch.Kind {
	case config.Mail:
		return mail
	case config.Slack:
		return slack
	}
	return ""
}

// each asks for the addresses of every channel and leaves out what is empty or twice.
func (d *Desk) each(addresses func(config.Channel) []string) (all []Way) {
	for _, ch := range d.Config.Channels {
		for _, to := range addresses(ch) {
			if to != "" && !slices.ContainsFunc(all, func(w Way) bool { return w.Channel.ID == ch.ID && w.To == to }) {
				all = append(all, Way{ch, to})
			}
		}
	}
	return all
}

// report posts what the supervisors are told of their office's work, once. What reaches
// nobody is not written down: it is said in the log instead.
func (d *Desk) report(t *store.Tx, n ledger.Notice, p notify.Notice, ways []Way) error {
	if len(ways) == 0 {
		d.log().Warn("没有可送达的督查人员，未发出", "通知", n.Key)
		return nil
	}
	if err := d.post(t, n, p, ways); !errors.Is(err, store.ErrExists) {
		return err
	}
	return nil
}

func (d *Desk) log() *slog.Logger {
	if d.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return d.Log
}

// Reachable says whether the supervisors can be told of anything.
func (d *Desk) Reachable() bool { return len(d.supervisors()) > 0 }
