package facts

// Limits of forms kept.
const (
	maxForms  = 30
	maxFields = 60
)

// readForms reads forms with the names and labels of their fields.
func (r *reader) readForms() {
	t := r.t
	for i := int32(1); int(i) < len(t.nodes) && len(r.page.Forms) < maxForms; i++ {
		if t.nodes[i].tag != tagForm {
			continue
		}
		f := Form{Action: r.res.resolve(t.get(i, "action")), Method: t.get(i, "method")}
		seen := make(map[string]bool)
		field := func(s string) {
			if s = clip(oneLine(fold(s)), 60); s != "" && !seen[s] && len(f.Fields) < maxFields {
				seen[s] = true
				f.Fields = append(f.Fields, s)
			}
		}
		for k := i + 1; k < t.nodes[i].end; k++ {
			switch t.nodes[k].tag {
			case tagInput, tagSelect, tagTextarea:
				if t.nodes[k].tag == tagInput && t.get(k, "type") == "hidden" {
					continue
				}
				field(t.get(k, "name"))
				field(t.get(k, "placeholder"))
				if kind := t.get(k, "type"); kind == "submit" || kind == "button" || kind == "password" || kind == "file" {
					field(t.get(k, "value"))
					field(kind)
				}
			case tagLabel, tagTH, tagButton:
				field(t.line(k, 60))
			case tagTD:
				if t.chars[k] <= 12 {
					field(t.line(k, 60))
				}
			}
		}
		r.page.Forms = append(r.page.Forms, f)
	}
}
