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
		return nil, Errors{{r.columns(row, col), explain(syntax, r.from(row, col), v)}}
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
func explain(e *toml.DecodeError, rest []byte, v any) string {
	msg := e.Error()
	switch {
	case strings.Contains(msg, "cannot decode TOML"), strings.Contains(msg, "cannot store"), strings.Contains(msg, "incompatible"):
		return "值的类型不对：" + wanted(typeAt(reflect.TypeOf(v), e.Key()), strings.Join(e.Key(), "."))
	case strings.Contains(msg, "already"), strings.Contains(msg, "duplicate"), strings.Contains(msg, "redefin"):
		return "重复定义的配置项"
	}
	return syntaxError(rest, msg)
}

// wanted says what a setting takes, and how it is written.
func wanted(t reflect.Type, key string) string {
	switch t.Kind() {
	case reflect.String:
		return "应为加引号的文字"
	case reflect.Bool:
		return "应为 true 或 false"
	case reflect.Int:
		return "应为整数"
	case reflect.Float64:
		return "应为数字"
	case reflect.Struct:
		return "应为一段，以 [" + key + "] 开头"
	case reflect.Slice:
		switch t.Elem().Kind() {
		case reflect.String:
			return `应为字符串列表，如 ["甲", "乙"]`
		case reflect.Struct:
			return "应为一段或几段，各以 [[" + key + "]] 开头"
		}
		return "应为列表，如 [1, 2]"
	}
	return "请核对说明"
}

// typeAt is the type of the setting at a path, or of the last one that is there.
func typeAt(t reflect.Type, path []string) reflect.Type {
	for t.Kind() == reflect.Pointer || len(path) > 0 && t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if len(path) == 0 || t.Kind() != reflect.Struct {
		return t
	}
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("toml"), ","); name == path[0] {
			return typeAt(t.Field(i).Type, path[1:])
		}
	}
	return t
}

// FieldNames lists the toml names of the struct found by following path.
func FieldNames(t reflect.Type, path []string) (names []string) {
	t = typeAt(t, path)
	for t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("toml"), ","); name != "" && name != "-" {
			names = append(names, name)
		}
	}
	return names
}
