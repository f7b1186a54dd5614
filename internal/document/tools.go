package document

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// toolTime bounds one run of an optional tool.
const toolTime = 25 * time.Second

// maxOutput bounds what a tool may print before it is stopped.
const maxOutput = 64 << 20

// run feeds raw to an optional tool and gives what it prints. A tool that is
// not installed is named, because then the file is unread through no fault of
// its publisher.
func run(ctx context.Context, raw []byte, tool string, args ...string) ([]byte, error) {
	exe, err := exec.LookPath(tool)
	if err != nil {
		return nil, fmt.Errorf("未安装 %s,无法读取该格式", tool)
	}
	ctx, cancel := context.WithTimeout(ctx, toolTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, exe, args...)
	cmd.Stdin = bytes.NewReader(raw)
	cmd.WaitDelay = time.Second
	out, notes := &capped{left: maxOutput, full: cancel}, &capped{left: 64 << 10}
	cmd.Stdout, cmd.Stderr = out, notes
	err = cmd.Run()
	switch {
	case out.left == 0:
		return nil, fmt.Errorf("%s 输出过大", tool)
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%s 读取超时", tool)
	case err != nil && strings.Contains(notes.String(), "assword"):
		return nil, errEncrypted
	case err != nil:
		return nil, fmt.Errorf("%s 无法读取该文件: %w", tool, err)
	}
	return out.Bytes(), nil
}

// capped keeps at most left bytes and fails the writer after that, which ends
// the tool. The buffer is a field, not embedded: its ReadFrom would let io.Copy
// walk around the limit.
type capped struct {
	buf  bytes.Buffer
	left int
	full func() // called when the limit is reached; may be nil
}

func (c *capped) Bytes() []byte  { return c.buf.Bytes() }
func (c *capped) String() string { return c.buf.String() }

func (c *capped) Write(p []byte) (int, error) {
	if len(p) > c.left {
		if c.left = 0; c.full != nil {
			c.full()
		}
		return 0, errors.New("output limit reached")
	}
	c.left -= len(p)
	return c.buf.Write(p)
}
