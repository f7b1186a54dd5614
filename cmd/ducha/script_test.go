package main

import (
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"ducha/internal/document"
	"ducha/internal/samplesite"
)

// The scripts in testdata/script are the command's specification; they run the
// real program as a process.
func TestMain(m *testing.M) {
	// Tests that call run in this process read attachments through it as well.
	if len(os.Args) > 1 && os.Args[1] == document.ChildArg {
		os.Exit(document.Child(os.Stdin, os.Stdout, os.Args[2:]))
	}
	testscript.Main(m, map[string]func(){
		"ducha": func() { os.Exit(runInterruptible()) },
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"sample": cmdSample,
			"code":   cmdCode,
			"flip":   cmdFlip,
		},
	})
}

// cmdSample serves a sample bureau and sets $SITE: sample [style] [defect…].
func cmdSample(ts *testscript.TestScript, _ bool, args []string) {
	style, defects := samplesite.StylePlain, []string{}
	if len(args) > 0 {
		style, defects = samplesite.Style(args[0]), args[1:]
	}
	if !slices.Contains(samplesite.Styles(), style) {
		ts.Fatalf("no style %q", style)
	}
	server := httptest.NewServer(samplesite.New(samplesite.Config{Seed: 4, Style: style, Pages: 200, Defects: defects}))
	ts.Defer(server.Close)
	ts.Setenv("SITE", server.URL+"/")
}

// cmdCode runs a command and wants its exit code: code 1 ducha demo.
func cmdCode(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want != neg {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// cmdFlip changes one byte in the middle of a file.
func cmdFlip(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	data, err := os.ReadFile(path)
	ts.Check(err)
	data[len(data)/2] ^= 1
	ts.Check(os.WriteFile(path, data, 0o644))
	fmt.Fprintf(ts.Stdout(), "flipped byte %d\n", len(data)/2)
}
