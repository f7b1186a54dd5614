// Package tomlfile reads the TOML files people write by hand: strictly, and with
// every mistake at its file, line and column. It knows no file's meaning.
package tomlfile

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
)

// Reader collects the mistakes of one file.
type Reader struct {
	ix   *index
	errs Errors
}

// Fail notes a mistake at a path such as "indicator.0.rule.2.params.column".
func (r *Reader) Fail(path, format string, args ...any) {
	r.errs = append(r.errs, &Error{Pos: r.ix.of(path), Msg: fmt.Sprintf(format, args...)})
}

// At is the place of a path, or of its nearest parent.
func (r *Reader) At(path string) Position { return r.ix.of(path) }

// Err is nil or Errors, sorted by place.
func (r *Reader) Err() error {
	if len(r.errs) == 0 {
		return nil
	}
	sort.SliceStable(r.errs, func(i, j int) bool {
		a, b := r.errs[i].Pos, r.errs[j].Pos
		return a.Line < b.Line || a.Line == b.Line && a.Col < b.Col
	})
	return r.errs
}

// Decode reads a TOML file strictly into v: a byte-order mark is dropped, other
// encodings than UTF-8 are refused, and every unknown key is named with its
// place and a suggestion. What can be read is read even so: the Reader holds the
// unknown keys and takes the caller's own complaints, and its Err gives them all.
func Decode(file string, src []byte, v any) (*Reader, error) {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(src) {
		return nil, Errors{{Position{file, 1, 1}, "文件不是 UTF-8 编码，请用 UTF-8 重新保存"}}
	}
	dec := toml.NewDecoder(bytes.NewReader(src))
	dec.DisallowUnknownFields()
	err := dec.Decode(v)
	var syntax *toml.DecodeError
	var strict *toml.StrictMissingError
	switch {
	case err == nil:
	case errors.As(err, &strict):
		r := &Reader{ix: newIndex(file, src)}
		for _, e := range strict.Errors {
			row, col := e.Position()
			r.errs = append(r.errs, &Error{r.columns(row, col), unknownKey(e.Key(), v)})
		}
		return r, nil
	case errors.As(err, &syntax):
		r := &Reader{ix: &index{file: file, src: src}}
		row, col := syntax.Position()
		return nil, Errors{{r.columns(row, col), explain(syntax, r.from(row, col))}}
	default:
		return nil, Errors{{Position{file, 1, 1}, err.Error()}}
	}
	return &Reader{ix: newIndex(file, src)}, nil
}

// columns turns go-toml's byte column into one in characters.
func (r *Reader) columns(row, col int) Position {
	lines := bytes.Split(r.ix.src, []byte("\n"))
	if row >= 1 && row <= len(lines) && col >= 1 && col-1 <= len(lines[row-1]) {
		col = 1 + utf8.RuneCount(lines[row-1][:col-1])
	}
	return Position{File: r.ix.file, Line: row, Col: col}
}

// from is the text from a place of go-toml's on.
func (r *Reader) from(row, col int) []byte {
	rest := r.ix.src
	for range row - 1 {
		_, rest, _ = bytes.Cut(rest, []byte("\n"))
	}
	return rest[min(max(col-1, 0), len(rest)):]
}

func unknownKey(key toml.Key, v any) string {
	name := key[len(key)-1]
	msg := fmt.Sprintf("不认识的配置项 %q", strings.Join(key, "."))
	return msg + Suggest(name, FieldNames(reflect.TypeOf(v), key[:len(key)-1]))
}

// explain words a decoding error for people who write TOML by hand.
func explain(e *toml.DecodeError, rest []byte) string {
	msg := e.Error()
	switch {
	case strings.Contains(msg, "cannot decode TOML"), strings.Contains(msg, "cannot store"), strings.Contains(msg, "incompatible"):
		return "值的类型不对：" + wantedType(msg)
	case strings.Contains(msg, "already"), strings.Contains(msg, "duplicate"), strings.Contains(msg, "redefin"):
		return "重复定义的配置项"
	}
	return syntaxError(rest, msg)
}

func wantedType(msg string) string {
	for _, t := range []struct{ word, want string }{
		{"[]string", "应为字符串列表，如 [\"甲\", \"乙\"]"}, {"slice", "应为列表"}, {"struct field", ""}, {"int", "应为整数"},
		{"float", "应为数字"}, {"bool", "应为 true 或 false"}, {"string", "应为加引号的文字"},
	} {
		if t.want != "" && strings.Contains(msg, "type "+t.word) || t.want != "" && strings.HasSuffix(msg, t.word) {
			return t.want
		}
	}
	return "请核对说明"
}

// FieldNames lists the toml names of the struct found by following path.
func FieldNames(t reflect.Type, path []string) []string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	var names []string
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
		if len(path) > 0 && name == path[0] {
			return FieldNames(f.Type, path[1:])
		}
		if name != "" && name != "-" {
			names = append(names, name)
		}
	}
	if len(path) > 0 {
		return nil
	}
	return names
}
