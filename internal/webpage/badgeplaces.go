package webpage

import (
	"strings"

	"ducha/internal/markup"
)

// badgePlace finds the empty places at the bottom that a site's own script fills
// with the badges, <div class="dzjg j-jiucuo" data-setting="{sitecode:…}">: their
// classes name them, and nothing else on the page does.
func (r *reader) badgePlace(f *Footer, id int32) {
	if r.areas[id] != inFooter || r.t.Chars[id] > 0 || f.Badge && f.Mistake || !r.t.Has(id, markup.AttrDataSetting) {
		return
	}
	class := r.t.Get(id, markup.AttrClass)
	if class == "" || r.hasMedia(id) {
		return
	}
	mistake := strings.Contains(class, "jiucuo")
	f.Mistake = f.Mistake || mistake
	f.Badge = f.Badge || !mistake && (strings.Contains(class, "dzjg") || strings.Contains(class, "conac"))
}
