package rules

import (
	"fmt"
	"reflect"
	"slices"
	"sort"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"ducha/internal/check"
	"ducha/internal/tomlfile"
)

// params decodes a rule's parameters into the kind's own struct, key by key, so
// that each mistake is reported at its own place.
func (b *builder) params(path, id string, given map[string]any, into check.Params) {
	t := reflect.TypeOf(into).Elem()
	names := tomlfile.FieldNames(t, nil)
	keys := make([]string, 0, len(given))
	for key := range given {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	bad := false
	for _, key := range keys {
		at := path + ".params." + key
		if !slices.Contains(names, key) {
			b.Fail(at, "规则 %s：没有名为 %q 的参数%s", id, key, suggest(key, names))
			bad = true
			continue
		}
		if err := setParam(into, key, given[key]); err != nil {
			b.Fail(at, "规则 %s：参数 %s %s", id, key, wanted(t, key))
			bad = true
		}
	}
	if bad {
		return
	}
	if err := into.Validate(); err != nil {
		at := path + ".params"
		if key, _, ok := strings.Cut(err.Error(), "："); ok && slices.Contains(names, key) {
			at += "." + key
		}
		b.Fail(at, "规则 %s：%v", id, err)
	}
}

func setParam(into check.Params, key string, value any) error {
	text, err := toml.Marshal(map[string]any{key: value})
	if err != nil {
		return fmt.Errorf("parameter %s: %w", key, err)
	}
	// A list in the file replaces the default list, it is not laid over it.
	f := fieldOf(reflect.ValueOf(into).Elem(), key)
	if f.IsValid() && f.Kind() == reflect.Slice {
		f.SetZero()
	}
	return toml.Unmarshal(text, into)
}

func fieldOf(v reflect.Value, key string) reflect.Value {
	for i := range v.NumField() {
		if name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("toml"), ","); name == key {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}

// wanted says in Chinese what a parameter should look like.
func wanted(t reflect.Type, key string) string {
	f := fieldOf(reflect.New(t).Elem(), key)
	if !f.IsValid() {
		return "有误"
	}
	switch f.Kind() {
	case reflect.Int, reflect.Int64:
		return "应为整数"
	case reflect.Float64:
		return "应为数字"
	case reflect.Bool:
		return "应为 true 或 false"
	case reflect.String:
		return "应为加引号的文字"
	case reflect.Slice:
		return "应为列表，如 [\"甲\", \"乙\"]"
	}
	return "有误"
}

// A Parameter is one parameter of a rule as its file writes it.
type Parameter struct{ Key, Value string }

// Parameters are what a rule's kind works with, defaults included; those without
// a value are left out.
func (r *Rule) Parameters() []Parameter {
	if r.Params == nil {
		return nil
	}
	var all []Parameter
	v := reflect.ValueOf(r.Params).Elem()
	for _, key := range tomlfile.FieldNames(v.Type(), nil) {
		f := fieldOf(v, key)
		if !f.IsValid() || f.IsZero() {
			continue
		}
		text, err := toml.Marshal(map[string]any{key: f.Interface()})
		if err != nil {
			continue // it came from a file: it can be written as one
		}
		_, value, _ := strings.Cut(strings.TrimSpace(string(text)), " = ")
		all = append(all, Parameter{Key: key, Value: strings.ReplaceAll(value, "'", `"`)})
	}
	return all
}
