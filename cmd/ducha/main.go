// Command ducha (督查) audits the websites of a bureau and its units against the
// year's evaluation indicators for government information disclosure.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	tuneMemory()
	os.Exit(runInterruptible())
}

// runInterruptible runs the program until it ends or is asked to.
func runInterruptible() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, os.Args[1:], os.Stdout, os.Stderr)
}
