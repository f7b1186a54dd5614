package yearly

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"ducha/internal/document"
)

// The figures of real reports in every layout: what the material says breaks
// must be found, and nothing else may be.
func TestRealFigures(t *testing.T) {
	broken, held, thin := 0, 0, 0
	for _, f := range loadFigures(t) {
		if f.Table2 == nil && f.Table3 == nil || f.Format == "2019格式" {
			continue // the trial form is laid out differently; prose has no table
		}
		for _, l := range layouts() {
			r := read(t, []byte(f.html(l)))
			name := fmt.Sprintf("%s %d %s", f.Unit, f.Year, l.name)
			want := f.breaks()
			got := map[string]bool{}
			for _, p := range r.Problems(nil) {
				switch {
				case p.Code == CodeSum || p.Code == CodeBalance:
					if p.Class == document.Proved {
						got[p.Code] = true
					}
				case p.Code == CodeCell && p.Subject == "单元格空白":
				case p.Class == document.Proved:
					t.Errorf("%s: %s %s", name, p.Code, p.Message)
				}
			}
			check(t, name, want, got)
			f.compare(t, name, r)
			if l.name != "官方表样" {
				continue
			}
			switch {
			case len(r.Requests.Rows) < 25:
				thin++
			case len(got) > 0:
				broken++
				t.Logf("不符 %s: %v", name, slices.Sorted(maps.Keys(got)))
			default:
				held++
			}
		}
	}
	t.Logf("2021格式年报:勾稽成立 %d 份,不成立 %d 份,表格不全不评 %d 份", held, broken, thin)
}

func check(t *testing.T, name string, want bool, got map[string]bool) {
	t.Helper()
	if want != (len(got) > 0) {
		t.Errorf("%s: identities broken %v, want %v", name, slices.Sorted(maps.Keys(got)), want)
	}
}

// breaks recomputes the identities from the raw figures, on its own terms.
func (f figures) breaks() bool {
	num := func(key string, col int) int64 {
		n, _ := f.Table3[key][col].Int64()
		return n
	}
	for _, row := range f.Table3 {
		s := int64(0)
		for _, v := range row[:6] {
			n, _ := v.Int64()
			s += n
		}
		if n, _ := row[6].Int64(); n != s {
			return true
		}
	}
	for _, b := range f.Table4 {
		s := int64(0)
		for _, v := range b[:4] {
			n, _ := v.Int64()
			s += n
		}
		if n, _ := b[4].Int64(); n != s {
			return true
		}
	}
	if len(f.Table3) < 25 {
		return false
	}
	for col := range 7 {
		s := int64(0)
		for key := range f.Table3 {
			if !strings.Contains(" new carried total next ", " "+key+" ") {
				s += num(key, col)
			}
		}
		if s != num("total", col) || num("new", col)+num("carried", col) != num("total", col)+num("next", col) {
			return true
		}
	}
	return false
}

// compare asks that every cell reads as it was written.
func (f figures) compare(t *testing.T, name string, r *Report) {
	t.Helper()
	keys := map[string]Key{"carried": Carry}
	for key, row := range f.Table3 {
		k, ok := keys[key]
		if !ok {
			k = Key(key)
		}
		got, ok := r.Requests.Rows[k]
		if !ok {
			t.Errorf("%s: row %s not read", name, key)
		}
		for col, v := range row {
			if want, _ := v.Int64(); got[col].Int() != want {
				t.Errorf("%s: %s column %d = %s, want %d", name, key, col, got[col].show(), want)
			}
		}
	}
	for i, key := range []string{"review", "direct", "after"} {
		for col, v := range f.Table4[key] {
			if want, _ := v.Int64(); r.Disputes.Blocks[blockNames()[i]][col].Int() != want {
				t.Errorf("%s: %s column %d", name, key, col)
			}
		}
	}
	for key, v := range f.Table2 {
		item, _, _ := strings.Cut(key, "_")
		if n, ok := v.(float64); ok && len(r.Disclose.Rows[item].Values) == 1 {
			if got := r.Disclose.Rows[item].Values[0]; got.N != int64(n*one+0.5) {
				t.Errorf("%s: %s = %s, want %v", name, item, got.show(), n)
			}
		} else if ok {
			t.Errorf("%s: %s not read", name, item)
		}
	}
}

// 结转 continuity over all pairs of years in the material; it held in 37 of 37.
func TestCarryOver(t *testing.T) {
	reports := map[string]*Report{}
	for _, f := range loadFigures(t) {
		if len(f.Table3) == 25 {
			reports[fmt.Sprint(f.Unit, f.Year)] = read(t, []byte(f.html(layouts()[0])))
		}
	}
	pairs, broken, force := 0, 0, 0
	for _, r := range reports {
		prev := reports[fmt.Sprint(r.Unit, r.Year-1)]
		if prev == nil {
			continue
		}
		pairs++
		for _, p := range r.Problems(prev) {
			if p.Code != CodeCarry {
				continue
			}
			if p.Class == document.Proved {
				broken++
				t.Errorf("%s %d: %s", r.Unit, r.Year, p.Message)
			} else {
				force++
			}
		}
	}
	t.Logf("跨年 %d 对:结转不一致 %d,现行有效对不上(仅提示)%d", pairs, broken, force)
	if pairs == 0 {
		t.Fatal("no pairs")
	}
	// A broken one must be found.
	for _, f := range loadFigures(t) {
		if len(f.Table3) == 25 && reports[fmt.Sprint(f.Unit, f.Year+1)] != nil {
			prev, now := reports[fmt.Sprint(f.Unit, f.Year)], reports[fmt.Sprint(f.Unit, f.Year+1)]
			row := prev.Requests.Rows[Next]
			row[0].N, row[6].N = row[0].N+one, row[6].N+one
			prev.Requests.Rows[Next] = row
			if !strings.Contains(lines(now.Problems(prev), document.Proved), CodeCarry) {
				t.Errorf("%s %d: broken carry-over not found", now.Unit, now.Year)
			}
			return
		}
	}
}
