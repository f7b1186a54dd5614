package webpage

import (
	"strings"

	"ducha/internal/markup"
	"ducha/internal/zhtext"
)

// Limits of forms kept.
const (
	maxForms   = 30
	maxFields  = 60
	maxButtons = 60
)

// readButtons reads what stands on buttons drawn as fields.
func (r *reader) readButtons() {
	for i := range r.t.All(markup.TagInput) {
		switch strings.ToLower(r.t.Get(i, markup.AttrType)) {
		case "submit", "button":
			if s := zhtext.Clip(markup.OneLine(markup.Fold(r.t.Get(i, markup.AttrValue))), 60); s != "" && len(r.page.Buttons) < maxButtons {
				r.page.Buttons = append(r.page.Buttons, s)
			}
		}
	}
}

// readForms reads forms with the names and labels of their fields.
func (r *reader) readForms() {
	t := r.t
	for i := range t.All(markup.TagForm) {
		if len(r.page.Forms) == maxForms {
			break
		}
		f := Form{Action: r.res.resolve(t.Get(i, markup.AttrAction)), Method: t.Get(i, markup.AttrMethod)}
		seen := make(map[string]bool)
		field := func(s string) {
			if s = zhtext.Clip(markup.OneLine(markup.Fold(s)), 60); s != "" && !seen[s] && len(f.Fields) < maxFields {
				seen[s] = true
				f.Fields = append(f.Fields, s)
			}
		}
		asks := map[int32]bool{0: true} // tables that take input
		for k := i + 1; k < t.Nodes[i].End; k++ {
			switch t.Nodes[k].Tag {
			case markup.TagInput, markup.TagSelect, markup.TagTextarea:
				if t.Nodes[k].Tag == markup.TagInput && t.Get(k, markup.AttrType) == "hidden" {
					continue
				}
				field(t.Get(k, markup.AttrName))
				field(t.Get(k, markup.AttrPlaceholder))
				if kind := t.Get(k, markup.AttrType); kind == "submit" || kind == "button" || kind == "password" || kind == "file" {
					field(t.Get(k, markup.AttrValue))
					field(kind)
				}
			case markup.TagLabel, markup.TagButton:
				field(t.Line(k, 60))
			case markup.TagTH, markup.TagTD:
				// A form around the whole page holds menus and heads of lists too.
				if t.Nodes[k].Tag == markup.TagTD && t.Chars[k] > 12 || t.Links[k] > 0 || len(f.Fields) == maxFields {
					continue
				}
				table := t.TableOf(k, i)
				takes, known := asks[table]
				if !known {
					takes = t.TakesInput(table)
					asks[table] = takes
				}
				if takes {
					field(t.Line(k, 60))
				}
			}
		}
		r.page.Forms = append(r.page.Forms, f)
	}
}
