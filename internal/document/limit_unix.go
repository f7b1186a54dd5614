//go:build unix

package document

import (
	"fmt"
	"os/exec"
	"runtime/debug"
	"syscall"
)

// group makes the child and the tools it starts end together.
func group(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}

// limit binds this process and the tools it starts. The data segment is
// limited, not the address space, of which the Go runtime reserves far more
// than it ever uses.
func limit() error {
	debug.SetMemoryLimit(memoryBytes * 3 / 4)
	debug.SetMaxStack(64 << 20)
	for _, l := range []struct {
		what int
		to   syscall.Rlimit
	}{
		{syscall.RLIMIT_CPU, syscall.Rlimit{Cur: cpuSeconds, Max: cpuSeconds + 2}},
		{syscall.RLIMIT_DATA, syscall.Rlimit{Cur: memoryBytes, Max: memoryBytes}},
		{syscall.RLIMIT_CORE, syscall.Rlimit{}},
		{syscall.RLIMIT_FSIZE, syscall.Rlimit{Cur: 256 << 20, Max: 256 << 20}},
	} {
		if err := syscall.Setrlimit(l.what, &l.to); err != nil {
			return fmt.Errorf("document: limiting the child: %w", err)
		}
	}
	return nil
}
