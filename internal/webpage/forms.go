package webpage

import (
	"strings"

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
	for i := range r.t.all(tagInput) {
		switch strings.ToLower(r.t.get(i, attrType)) {
		case "submit", "button":
			if s := zhtext.Clip(oneLine(fold(r.t.get(i, attrValue))), 60); s != "" && len(r.page.Buttons) < maxButtons {
				r.page.Buttons = append(r.page.Buttons, s)
			}
		}
	}
}

// readForms reads forms with the names and labels of their fields.
func (r *reader) readForms() {
	t := r.t
	for i := range t.all(tagForm) {
		if len(r.page.Forms) == maxForms {
			break
		}
		f := Form{Action: r.res.resolve(t.get(i, attrAction)), Method: t.get(i, attrMethod)}
		seen := make(map[string]bool)
		field := func(s string) {
			if s = zhtext.Clip(oneLine(fold(s)), 60); s != "" && !seen[s] && len(f.Fields) < maxFields {
				seen[s] = true
				f.Fields = append(f.Fields, s)
			}
		}
		asks := map[int32]bool{0: true} // tables that take input
		for k := i + 1; k < t.nodes[i].end; k++ {
			switch t.nodes[k].tag {
			case tagInput, tagSelect, tagTextarea:
				if t.nodes[k].tag == tagInput && t.get(k, attrType) == "hidden" {
					continue
				}
				field(t.get(k, attrName))
				field(t.get(k, attrPlaceholder))
				if kind := t.get(k, attrType); kind == "submit" || kind == "button" || kind == "password" || kind == "file" {
					field(t.get(k, attrValue))
					field(kind)
				}
			case tagLabel, tagButton:
				field(t.line(k, 60))
			case tagTH, tagTD:
				// A form around the whole page holds menus and heads of lists too.
				if t.nodes[k].tag == tagTD && t.chars[k] > 12 || t.links[k] > 0 || len(f.Fields) == maxFields {
					continue
				}
				table := t.tableOf(k, i)
				takes, known := asks[table]
				if !known {
					takes = t.takesInput(table)
					asks[table] = takes
				}
				if takes {
					field(t.line(k, 60))
				}
			}
		}
		r.page.Forms = append(r.page.Forms, f)
	}
}
