package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
)

func TestWritersAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := filled(t, address)
		other := open(t, address)
		var wg sync.WaitGroup
		for i := range 40 {
			wg.Go(func() {
				if err := []*store.Store{s, other}[i%2].Update(context.Background(), func(tx *store.Tx) error {
					_, err := tx.Apply("2022Q3-jt-001", ledger.Event{Kind: ledger.Remark, At: noon, By: "甲", Why: fmt.Sprint(i)})
					return err
				}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		update(t, s, func(tx *store.Tx) error {
			history, err := tx.History("2022Q3-jt-001")
			if len(history) != 43 {
				t.Errorf("%d lines, want 43", len(history))
			}
			return err
		})
		sound(t, s)
	})
}

func TestOneDecides(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := filled(t, address)
		for round := range 5 {
			var wg sync.WaitGroup
			var mu sync.Mutex
			decided, issued := 0, 0
			start := make(chan struct{})
			for i := range 8 {
				wg.Go(func() {
					<-start
					err := s.Update(context.Background(), func(tx *store.Tx) error {
						_, err := tx.Apply("2022Q3-jt-002", ledger.Event{Kind: ledger.Reconsider, At: noon, By: fmt.Sprint("人", i), Why: "x"})
						return err
					})
					nerr := s.Update(context.Background(), func(tx *store.Tx) error { return tx.PutNotice(notice(fmt.Sprint("round", round))) })
					mu.Lock()
					defer mu.Unlock()
					var refusal *ledger.Refusal
					if err == nil {
						decided++
					} else if !errors.As(err, &refusal) {
						t.Errorf("neither decided nor refused: %v", err)
					}
					if nerr == nil {
						issued++
					} else if !errors.Is(nerr, store.ErrExists) {
						t.Errorf("neither issued nor refused: %v", nerr)
					}
				})
			}
			close(start)
			wg.Wait()
			if decided != 1 || issued != 1 {
				t.Errorf("round %d: %d decided, %d issued; want one each", round, decided, issued)
			}
			update(t, s, func(tx *store.Tx) error {
				_, err := tx.Apply("2022Q3-jt-002", ledger.Event{Kind: ledger.Confirm, At: noon, By: "甲"})
				return err
			})
		}
		sound(t, s)
	})
}

func TestKilled(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		filled(t, address).Close()
		acknowledged := 0
		for range 6 {
			cmd := exec.Command(os.Args[0], "writer:"+address)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			cmd.Stderr = os.Stderr
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(out)
			for n := 0; n < 7 && lines.Scan(); n++ {
				acknowledged++
			}
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			for lines.Scan() { // said before it died
				acknowledged++
			}
			_ = cmd.Wait() // killed
		}
		s := open(t, address)
		sound(t, s)
		update(t, s, func(tx *store.Tx) error {
			history, err := tx.History("2022Q3-jt-002")
			if remarks := len(history) - 2; remarks < acknowledged || acknowledged < 42 {
				t.Errorf("%d remarks kept, %d acknowledged", remarks, acknowledged)
			}
			return err
		})
	})
}

func TestServerRestarts(t *testing.T) {
	s := filled(t, postgres.database(t))
	restarted := make(chan error, 1)
	acknowledged, doubtful := 0, 0
	for i := range 60 {
		if i == 10 {
			go func() { restarted <- postgres.restart() }()
		}
		err := s.Update(context.Background(), func(tx *store.Tx) error {
			_, err := tx.Apply("2022Q3-jt-002", ledger.Event{Kind: ledger.Remark, At: noon, By: "甲", Why: fmt.Sprint(i)})
			return err
		})
		switch {
		case err == nil:
			acknowledged++
		case strings.Contains(err.Error(), "写入台账"): // the answer to the commit was lost
			doubtful++
		default:
			t.Errorf("write %d: %v", i, err)
		}
		if i == 20 {
			if err := <-restarted; err != nil {
				t.Fatal(err)
			}
		}
	}
	sound(t, s)
	update(t, s, func(tx *store.Tx) error {
		history, err := tx.History("2022Q3-jt-002")
		if kept := len(history) - 2; kept < acknowledged || kept > acknowledged+doubtful {
			t.Errorf("%d kept, %d acknowledged, %d doubtful", kept, acknowledged, doubtful)
		}
		return err
	})
}

func writer(address string) int {
	ctx := context.Background()
	s, err := store.Open(ctx, address)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	for i := 0; ; i++ {
		if err := s.Update(ctx, func(tx *store.Tx) error {
			_, err := tx.Apply("2022Q3-jt-002", ledger.Event{Kind: ledger.Remark, At: noon, By: "甲", Why: fmt.Sprint(i)})
			return err
		}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Println(i)
	}
}
