package checks

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"ducha/internal/check"
	"ducha/internal/finding"
	"ducha/internal/leak"
)

// lateShow is how many days an entry may take from its day to its list.
const lateShow = 15

// backdated suspects lists that now hold entries of days at which an earlier visit
// did not see them. One finding a list; many at once are filled in afterwards.
func backdated(p *check.Pass, most int) []finding.Finding {
	earlier := p.Site.Earlier()
	if earlier == nil {
		return nil
	}
	lists := p.Site.Backdated(lateShow)
	var found []finding.Finding
	for _, list := range slices.Sorted(maps.Keys(lists)) {
		rows := lists[list]
		if len(found) == most {
			break
		}
		var titles []string
		var proofs []finding.Evidence
		for i, r := range rows {
			if i == 3 {
				break
			}
			titles = append(titles, "“"+r.Title+"”")
			proofs = append(proofs, entryProof(r))
		}
		seen := earlier.At.In(p.AsOf.Location())
		found = append(found, finding.Finding{Defect: "date.backdated", Subject: "列表:" + leak.Mask(askedOf(list)), Signal: true, Evidence: proofs,
			Message: fmt.Sprintf("列表中有%d条信息标注的日期早于%s，但该日检查时列表已显示到更早的日期而没有这些信息：%s等。请核实是否补录。", len(rows), onPaper(seen), strings.Join(titles, "、"))})
	}
	return found
}
