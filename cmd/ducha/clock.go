package main

import (
	"fmt"
	"os"
	"time"
)

// clockEnv sets the day a rehearsal (演练) is played on: everything people decide
// and every deadline is of that day. Evidence keeps the true time it was fetched.
const clockEnv = "DUCHA_CLOCK"

// began is when the program started.
var began = time.Now()

// clock is the time in the office: the true one but for rehearsals.
func clock() time.Time {
	if t, err := time.Parse(time.RFC3339, os.Getenv(clockEnv)); err == nil {
		return t.Add(time.Since(began))
	}
	return time.Now()
}

// clockFault refuses a rehearsal whose day cannot be read: played on the true day
// it would be no rehearsal.
func clockFault() error {
	text := os.Getenv(clockEnv)
	if text == "" {
		return nil
	}
	if _, err := time.Parse(time.RFC3339, text); err != nil {
		return fmt.Errorf("环境变量 %s=%s 应形如 2023-01-05T09:00:00+08:00", clockEnv, text)
	}
	return nil
}
