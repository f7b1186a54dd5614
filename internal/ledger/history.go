package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

// An Entry is one line of the history. Lines are only ever added; each seals the
// one before it, so that a changed, removed or reordered line shows.
type Entry struct {
	Seq   int64  `json:"seq"`   // from 1, without gaps
	About string `json:"about"` // case ID, or what else was done: 审批 signoff:site/quarter, score:…, waiver:…, result:…, notice:…
	Event Event  `json:"event"`
	From  State  `json:"from,omitempty"`
	To    State  `json:"to,omitempty"`
	Sum   string `json:"sum,omitempty"` // Sum of the case afterwards
	Prev  string `json:"prev"`
	Hash  string `json:"hash"`
}

// Seal puts the entry after the one with the given number and hash.
func (e Entry) Seal(seq int64, prev string) Entry {
	e.Seq, e.Prev = seq+1, prev
	e.Event.At = e.Event.At.UTC().Truncate(time.Second)
	e.Hash = e.hash()
	return e
}

func (e Entry) hash() string {
	e.Hash = ""
	text, err := json.Marshal(e)
	if err != nil {
		return "" // an Entry holds nothing that cannot be written
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Sum seals what the history answers for in a case: where it stands and why.
// What a new crawl saw of an unchanged problem is not part of it.
func (c Case) Sum() string {
	all := []any{c.ID, c.Fingerprint, c.Unit, c.State, c.Severity, c.Second, c.Confirmer, c.Reviewer, stamp(c.Due), c.Notice,
		c.Extensions, c.Returns, c.Reopened, c.Before, stamp(c.Until), c.Approver, c.Dismissed}
	if c.Undelivered { // ledgers of before know nothing of it, and keep their seals
		all = append(all, "undelivered")
	}
	text, err := json.Marshal(all)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// Record makes the history's line of an event that was applied.
func Record(before, after Case, e Event) Entry {
	return Entry{About: after.ID, Event: e, From: before.State, To: after.State, Sum: after.Sum()}
}

// Verify checks a whole history, oldest first, and the cases it leads to. Every
// fault is named.
func Verify(history []Entry, cases []Case) []error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	prev := ""
	last := map[string]Entry{}
	for i, e := range history {
		switch {
		case e.Seq != int64(i)+1:
			fault("第%d条历史的序号是%d：有记录被删除或调换", i+1, e.Seq)
			return faults
		case e.Prev != prev:
			fault("第%d条历史与上一条不衔接：有记录被改动", e.Seq)
			return faults
		case e.hash() != e.Hash:
			fault("第%d条历史（%s，%s）的内容被改动", e.Seq, e.About, e.Event.Kind.Chinese())
			return faults
		}
		prev = e.Hash
		if e.Sum == "" {
			continue
		}
		if before, ok := last[e.About]; ok && before.To != e.From {
			fault("第%d条历史（%s）的前后状态不衔接", e.Seq, e.About)
		}
		last[e.About] = e
	}
	for _, c := range cases {
		e, ok := last[c.ID]
		switch {
		case !ok:
			fault("台账条目 %s 没有历史记录", c.ID)
		case e.Sum != c.Sum():
			fault("台账条目 %s 与历史记录不一致：未经办理被改动", c.ID)
		}
		delete(last, c.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(last)) {
		fault("历史记录中的条目 %s 不在台账中：被删除", id)
	}
	return faults
}
