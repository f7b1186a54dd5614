package rectify_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/notify"
	"ducha/internal/notify/notifytest"
	"ducha/internal/notify/slack"
	"ducha/internal/rectify"
	"ducha/internal/workday"
)

// killChild is set in the process that is killed.
const killChild = "DUCHA_KILL_CHILD"

// TestMain is the worker's process when a test started it as one.
func TestMain(m *testing.M) {
	if path := os.Getenv(killChild); path != "" {
		if err := deliver(path, os.Getenv("DUCHA_KILL_API")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// worker delivers with the limits of the test: whatever lasts longest, a request
// and Slack's lag, is over within the grace.
func worker(s *store.Store, api string) *notify.Worker {
	return &notify.Worker{
		Queue:   &rectify.Outbox{Desk: &rectify.Desk{Store: s, Calendar: new(workday.Calendar)}},
		Senders: map[string]notify.Sender{"slack": slack.New(slack.Config{Token: "xoxb-t", APIURL: api, Pace: time.Millisecond, Timeout: 800 * time.Millisecond})},
		Grace:   1500 * time.Millisecond, Retry: 20 * time.Millisecond,
	}
}

func deliver(path, api string) error {
	s, err := store.Open(context.Background(), path)
	if err != nil {
		return err
	}
	defer s.Close()
	return worker(s, api).Run(context.Background())
}

// Nothing is lost and nothing arrives twice, though the worker is killed again
// and again and Slack limits, fails, is slow to show, and loses its answers. In
// full (DUCHA_KILL=full) it is 3,000 notices and 200 kills.
func TestKilledWorker(t *testing.T) {
	notices, kills := 400, 25
	if os.Getenv("DUCHA_KILL") == "full" {
		notices, kills = 3000, 200
	}
	path := filepath.Join(t.TempDir(), "ledger.db")
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, s, notices)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	fake := notifytest.NewSlack()
	defer fake.Close()
	fake.Set(notifytest.Faults{Limit: 0.02, Down: 0.02, Lost: 0.03, Login: 0.01, Lag: 300 * time.Millisecond, After: 1})
	random := rand.New(rand.NewPCG(3, 5))
	for range kills {
		cmd := exec.Command(os.Args[0], "-test.run=^$")
		cmd.Env = append(os.Environ(), killChild+"="+path, "DUCHA_KILL_API="+fake.API())
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(30+random.IntN(250)) * time.Millisecond)
		_ = cmd.Process.Kill() // it may have ended by itself, with its error shown
		_ = cmd.Wait()
	}
	fake.Set(notifytest.Faults{Lag: 300 * time.Millisecond})
	if s, err = store.Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	w := worker(s, fake.API())
	for deadline := time.Now().Add(4 * time.Minute); ; time.Sleep(50 * time.Millisecond) {
		if err := w.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		if left(t, s) == 0 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d notices never left", left(t, s))
		}
	}
	arrived := map[string]int{}
	for _, m := range fake.Messages() {
		arrived[m.Key]++
	}
	lost, doubled := 0, 0
	for i := range notices {
		switch n := arrived[key(i)]; {
		case n == 0:
			lost++
		case n > 1:
			doubled++
		}
	}
	t.Logf("%d notices, %d kills: %d lost, %d doubled", notices, kills, lost, doubled)
	if lost != 0 || doubled != 0 || len(arrived) != notices {
		t.Errorf("%d lost, %d doubled, %d keys arrived", lost, doubled, len(arrived))
	}
}

func key(i int) string {
	return "2022Q3/unit" + strconv.Itoa(i%40) + "/first/" + strconv.Itoa(i) + "@slack"
}

func fill(t *testing.T, s *store.Store, notices int) {
	t.Helper()
	now := time.Now()
	err := s.Update(t.Context(), func(tx *store.Tx) error {
		for i := range notices {
			n := notifytest.Sample(fmt.Sprintf("n%d", i))
			payload, err := json.Marshal(n)
			if err != nil {
				return err
			}
			if _, err := tx.Enqueue(ledger.Delivery{Key: key(i), Notice: n.Key, Channel: "slack", To: fmt.Sprintf("C%d", i%40), Payload: payload, NextAt: now, Created: now}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// left counts what is not sent; nothing may wait for a person.
func left(t *testing.T, s *store.Store) (n int) {
	t.Helper()
	err := s.View(t.Context(), func(tx *store.Tx) error {
		all, err := tx.Deliveries("")
		for _, d := range all {
			switch d.State {
			case ledger.Sent:
			case ledger.Queued, ledger.Sending:
				n++
			default:
				t.Fatalf("%s is %s: %s", d.Key, d.State, d.Why)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
