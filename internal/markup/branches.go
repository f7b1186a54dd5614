package markup

import (
	"strings"

	"ducha/internal/zhtext"
)

// A span of a script, from its first byte to the one behind it.
type span struct{ from, to int }

// branches steps over those branches of a script's ifs that are not taken, as far as
// the conditions only compare names whose texts are known.
type branches struct {
	dead  []span
	asked int
}

// maxAsked bounds the conditions looked into in one script, and maxAskedIn its length.
const (
	maxAsked   = 300
	maxAskedIn = 64 << 10
)

// Next is where the next piece of a script begins that may be run, from i on and no
// later than the call at j; again says to look for a call from there, for the script
// does not get to the one at j.
func (b *branches) next(p *parser, src string, i, j int) (at int, again bool) {
	for at = i; at < j && len(src) <= maxAskedIn; {
		k := strings.Index(src[at:j], "if")
		if b.asked++; k < 0 || b.asked > maxAsked {
			break
		}
		k += at
		at = k + 2
		if k > 0 && Identifier(src[k-1:k]) {
			continue
		}
		open := skipSpace(src, at)
		if open >= len(src) || src[open] != '(' {
			continue
		}
		cond := closing(src, open)
		begin := skipSpace(src, cond)
		if cond < 0 || begin >= len(src) || src[begin] != '{' {
			continue
		}
		end := closing(src, begin)
		if end < 0 {
			continue
		}
		p.collectVars(src[i:k])
		switch taken, known := p.decides(src, src[open+1:cond-1]); {
		case known && !taken:
			return end, true
		case known:
			if to := elses(src, end); to > end {
				b.dead = append(b.dead, span{end, to})
			}
		}
		i, at = begin+1, begin+1
	}
	for _, d := range b.dead {
		if j >= d.from && j < d.to {
			return d.to, true
		}
	}
	return i, false
}

// elses is where the branches end that follow one that is taken.
func elses(src string, i int) int {
	for {
		k := skipSpace(src, i)
		if !strings.HasPrefix(src[min(k, len(src)):], "else") {
			return i
		}
		k = skipSpace(src, k+len("else"))
		if strings.HasPrefix(src[min(k, len(src)):], "if") {
			if k = skipSpace(src, k+2); k >= len(src) || src[k] != '(' {
				return i
			}
			if k = closing(src, k); k < 0 {
				return i
			}
			k = skipSpace(src, k)
		}
		if k >= len(src) || src[k] != '{' {
			return i
		}
		end := closing(src, k)
		if end < 0 {
			return i
		}
		i = end
	}
}

// maxBranch bounds how far the end of a branch is looked for, in bytes.
const maxBranch = 16 << 10

// closing is the place behind the bracket that closes the one at i; -1 when there is
// none near.
func closing(src string, i int) int {
	depth := 0
	for k := i; k < len(src) && k < i+maxBranch; k++ {
		switch src[k] {
		case '(', '{':
			depth++
		case ')', '}':
			if depth--; depth == 0 {
				return k + 1
			}
		case '"', '\'':
			if _, n := Literal(src, k); n > 0 {
				k = n - 1
			}
		}
	}
	return -1
}

// decides tells what a condition says whose terms compare names with texts:
// key!=” && key!='null'.
func (p *parser) decides(src, cond string) (taken, known bool) {
	for term := range strings.SplitSeq(cond, "&&") {
		op, same := "!=", false
		i := strings.Index(term, op)
		if i < 0 {
			op, same = "==", true
			i = strings.Index(term, op)
		}
		if i < 0 {
			return false, false
		}
		name := strings.TrimSpace(term[:i])
		lit, n := Literal(term, i+len(op)+strings.IndexFunc(term[i+len(op):]+" ", func(r rune) bool { return r != '=' }))
		value, there := p.vars[name]
		if n == 0 || !there || strings.TrimSpace(term[n:]) != "" || setElsewhere(src, name) {
			return false, false
		}
		if (value == lit) != same {
			return false, true
		}
	}
	return true, true
}

// setElsewhere says whether a script does not say itself what a name is, or sets it in
// another way than with var: what other scripts do with it is not known.
func setElsewhere(src, name string) bool {
	if !strings.Contains(src, "var "+name) {
		return true
	}
	for i := 0; ; {
		j := strings.Index(src[i:], name)
		if j < 0 {
			return false
		}
		at := i + j
		i = at + len(name)
		rest := strings.TrimLeft(zhtext.Clip(src[i:], 8), " \t")
		if at > 0 && Identifier(src[at-1:at]) || !strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, "==") {
			if !strings.HasPrefix(rest, "+=") {
				continue
			}
		}
		if !strings.HasSuffix(strings.TrimRight(src[max(0, at-8):at], " \t"), "var") {
			return true
		}
	}
}
