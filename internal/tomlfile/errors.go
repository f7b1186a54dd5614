package tomlfile

import (
	"fmt"
	"strings"
)

// Position is a place in a file; columns count characters from 1.
type Position struct {
	File      string
	Line, Col int
}

// String prints file:line:col.
func (p Position) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col) }

// An Error is one mistake in a file.
type Error struct {
	Pos Position
	Msg string
}

// Error prints file:line:col: message.
func (e *Error) Error() string { return e.Pos.String() + ": " + e.Msg }

// Errors are all mistakes of one file, in order of place.
type Errors []*Error

// Error prints one mistake a line.
func (es Errors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}
