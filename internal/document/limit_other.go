//go:build !unix

package document

import (
	"os/exec"
	"runtime/debug"
)

func group(*exec.Cmd) {}

// limit has only the soft memory limit here; the wall clock still ends a loop.
func limit() error {
	debug.SetMemoryLimit(memoryBytes * 3 / 4)
	return nil
}
