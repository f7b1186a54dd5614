package budget

import (
	"strings"

	"ducha/internal/document"
)

// carriage takes the item of one sentence on to the next, which says only how it
// changed: 公务接待费2万元。比上年减少0.5万元。下降20%。 What is read so is never
// more than a signal.
type carriage struct {
	main    Item  // the item the sentence gives a value of, or goes on about
	mixed   bool  // it gives values of others that are no parts of it
	carry   Item  // the main item of the sentence before
	carried bool  // this sentence goes on about it
	open    bool  // nothing but 预算 or 决算 has been said in this sentence
	loose   []int // digits that are no money, rate or year: batches, persons, vehicles
}

// looseDigits are the places of digits that no token holds.
func looseDigits(s string, all []token) []int {
	var out []int
	at := 0
	for _, t := range all {
		out = digits(out, s, at, t.from)
		at = max(at, t.to)
	}
	return digits(out, s, at, len(s))
}

func digits(out []int, s string, from, to int) []int {
	for i := from; i < to; i++ {
		if s[i] >= '0' && s[i] <= '9' {
			out = append(out, i)
		}
	}
	return out
}

// counts says whether a part of the paragraph has numbers that we do not know.
func (c *carriage) counts(from, to int) bool {
	for _, at := range c.loose {
		if at >= from && at < to {
			return true
		}
	}
	return false
}

// turn ends one sentence and begins the next at a place.
func (sc *scanner) turn(at int) {
	was := sc.s[min(sc.start, at):at]
	sc.carry = items
	if !sc.mixed && !strings.HasPrefix(was, "其中") && !sc.counts(sc.start, at) {
		sc.carry = sc.main
	}
	sc.main, sc.mixed, sc.carried, sc.open = items, false, false, true
}

// goOn takes the item over when a sentence begins with what only a change begins with.
func (sc *scanner) goOn(t token) {
	if !sc.open || t.kind == tKind && t.from == sc.start {
		return
	}
	sc.open = false
	gap := sc.s[max(sc.start, min(sc.last, t.from)):t.from]
	if sc.carry == items || sc.item < items || len([]rune(gap)) > 2 || t.kind != tCompare && t.kind != tSign && t.kind != tDone {
		return
	}
	end := strings.Index(sc.s[t.to:], "。")
	if end < 0 {
		end = len(sc.s) - t.to
	}
	if sc.counts(sc.start, t.to+end) {
		return
	}
	sc.item, sc.main, sc.carried = sc.carry, sc.carry, true
}

// valued notes the item that a sentence gives a value of.
func (sc *scanner) valued(t token) {
	switch {
	case sc.main == items:
		sc.main = sc.item
	case sc.item == sc.main:
	default:
		part := sc.main == Total || sc.main == Vehicle && (sc.item == Purchase || sc.item == Running)
		sc.mixed = sc.mixed || !part || !strings.Contains(sc.s[sc.start:t.from], "其中")
	}
}

// class is how sure what is read of a change is.
func (l *Line) class() document.Class {
	if l.Carried {
		return document.Signal
	}
	return document.Proved
}
