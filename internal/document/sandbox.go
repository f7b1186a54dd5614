package document

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// ChildArg is the hidden first argument under which the command calls Child.
const ChildArg = "__read-document"

// childMark tells a child that it is one. A program that does not know ChildArg
// would otherwise start itself again without end.
const childMark = "DUCHA_DOCUMENT_CHILD"

// Limits of one file in the child process.
const (
	wallTime    = 25 * time.Second
	cpuSeconds  = 20
	memoryBytes = 512 << 20
	resultBytes = 16 << 20
	inputBytes  = 50 << 20
)

// Sandbox reads hostile files in a child process of our own binary. The zero
// value works for a program whose main calls Child when it sees ChildArg.
type Sandbox struct {
	Exe  string        // program to run; empty = this one
	Args []string      // its arguments; empty = ChildArg alone
	Wall time.Duration // longest time for one file; 0 = 25 s
}

// Read is Read behind limits: a bomb, an endless loop or a crash of a parser
// is one unreadable document. The error is only for what is not the file's
// fault: a cancelled context, or a child that could not be started at all.
func (s Sandbox) Read(ctx context.Context, name string, raw []byte) (*Document, error) {
	if len(raw) > inputBytes {
		return unread(name, fmt.Sprintf("文件过大(%d MiB),超过读取上限", len(raw)>>20)), nil
	}
	if os.Getenv(childMark) != "" {
		return nil, errors.New("document: a child does not start children; does main call Child for ChildArg?")
	}
	exe := s.Exe
	if exe == "" {
		var err error
		if exe, err = os.Executable(); err != nil {
			return nil, fmt.Errorf("document: finding our own binary: %w", err)
		}
	}
	dir, err := os.MkdirTemp("", "ducha-child-")
	if err != nil {
		return nil, fmt.Errorf("document: making the child's directory: %w", err)
	}
	defer os.RemoveAll(dir)
	return s.run(ctx, exe, dir, name, raw)
}

func (s Sandbox) run(ctx context.Context, exe, dir, name string, raw []byte) (*Document, error) {
	args, wall := s.Args, s.Wall
	if len(args) == 0 {
		args = []string{ChildArg}
	}
	if wall == 0 {
		wall = wallTime
	}
	limited, cancel := context.WithTimeout(ctx, wall)
	defer cancel()
	cmd := exec.CommandContext(limited, exe, args...)
	cmd.Dir = dir
	// Nothing of the parent's environment, which may hold tokens, goes along.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "TMPDIR=" + dir, "LANG=C.UTF-8", childMark + "=1"}
	cmd.Stdin = io.MultiReader(header(name), bytes.NewReader(raw))
	out, notes := &capped{left: resultBytes, full: cancel}, &capped{left: 64 << 10}
	cmd.Stdout, cmd.Stderr = out, notes
	cmd.WaitDelay = 2 * time.Second
	group(cmd)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("document: starting the child: %w", err)
	}
	err := cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("document: reading %s: %w", name, ctx.Err())
	case out.left == 0:
		return unread(name, "读取结果过大"), nil
	case limited.Err() != nil:
		return unread(name, "读取超时(可能是恶意构造的文件)"), nil
	case err != nil:
		return unread(name, "读取进程异常终止("+cause(err, notes.String())+")"), nil
	}
	d := &Document{}
	if err := gob.NewDecoder(bytes.NewReader(out.Bytes())).Decode(d); err != nil {
		return unread(name, "读取结果不完整"), nil
	}
	for i := range d.Tables {
		d.Tables[i].index()
	}
	return d, nil
}

func unread(name, reason string) *Document {
	kind := extension(name)
	if kind == "" {
		kind = "unknown"
	}
	return &Document{Kind: kind, State: Unreadable, Reason: reason}
}

// cause puts the end of a child into words a supervisor understands.
func cause(err error, notes string) string {
	switch {
	case strings.Contains(notes, "out of memory"), strings.Contains(notes, "cannot allocate memory"):
		return "内存超限"
	case strings.Contains(notes, "stack overflow"), strings.Contains(notes, "stack exceeds"):
		return "嵌套过深"
	case strings.Contains(err.Error(), "CPU"):
		return "计算时间超限"
	case strings.Contains(notes, "panic"):
		return "解析器崩溃"
	}
	return err.Error()
}

func header(name string) io.Reader {
	name = name[:min(len(name), 4096)]
	b := binary.BigEndian.AppendUint32(nil, uint32(len(name)))
	return bytes.NewReader(append(b, name...))
}

// Child is the other side: it reads one file from stdin under limits and
// writes the document to stdout. The command returns its result as exit code.
func Child(stdin io.Reader, stdout io.Writer, _ []string) int {
	if err := limit(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	name, raw, err := input(stdin)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	d, err := Read(name, raw)
	if err != nil {
		d = unread(name, err.Error())
	}
	if err := gob.NewEncoder(stdout).Encode(d); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	return 0
}

func input(stdin io.Reader) (string, []byte, error) {
	var size [4]byte
	if _, err := io.ReadFull(stdin, size[:]); err != nil {
		return "", nil, fmt.Errorf("document: reading the name: %w", err)
	}
	n := binary.BigEndian.Uint32(size[:])
	if n > 4096 {
		return "", nil, errors.New("document: name too long")
	}
	name := make([]byte, n)
	if _, err := io.ReadFull(stdin, name); err != nil {
		return "", nil, fmt.Errorf("document: reading the name: %w", err)
	}
	raw, err := io.ReadAll(io.LimitReader(stdin, inputBytes+1))
	if err != nil {
		return "", nil, fmt.Errorf("document: reading the file: %w", err)
	}
	return string(name), raw, nil
}
