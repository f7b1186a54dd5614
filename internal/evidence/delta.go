package evidence

import (
	"encoding/binary"
	"errors"
	"sync"
)

// Facts of a page repeat its words. They are written as their difference from
// the body they were read from: copies of stretches of it and, between them,
// what it does not hold. That is smaller and cheaper than packing them alone.
const (
	deltaStep  = 16 // the body is indexed at every so many bytes
	deltaMin   = 24 // a shorter stretch is not worth an operation
	deltaBits  = 12
	deltaMost  = 1 << 20 // a larger body is not indexed
	deltaLeast = 256     // so short facts repeat nothing
)

var errDelta = errors.New("difference does not fit its body")

// deltaIndex finds stretches of one body.
type deltaIndex struct{ at [1 << deltaBits]int32 }

func deltaHash(b []byte) uint32 {
	return uint32(binary.LittleEndian.Uint64(b) * 0x9e3779b97f4a7c15 >> (64 - deltaBits))
}

func (x *deltaIndex) fill(body []byte) {
	clear(x.at[:])
	for i := 0; i+8 <= len(body); i += deltaStep {
		x.at[deltaHash(body[i:])] = int32(i + 1)
	}
}

// deltas makes differences with pooled indexes.
type deltas struct{ pool sync.Pool }

// encode writes data as its difference from body: the number of operations;
// each operation as literal length, copy length and move within the body; then
// all literals.
func (d *deltas) encode(body, data []byte) []byte {
	x, _ := d.pool.Get().(*deltaIndex)
	if x == nil {
		x = new(deltaIndex)
	}
	defer d.pool.Put(x)
	x.fill(body)
	ops := make([]byte, 0, 512)
	literals := make([]byte, 0, len(data)/4+64)
	n, done, last := uint64(0), 0, 0
	for i := 0; i+8 <= len(data); {
		from, to, at := x.match(body, data, i, done)
		if to-from < deltaMin {
			i += 1 + (i-done)>>6 // where nothing was found for long, look less closely
			continue
		}
		ops = binary.AppendUvarint(ops, uint64(from-done))
		ops = binary.AppendUvarint(ops, uint64(to-from))
		ops = binary.AppendVarint(ops, int64(at-last))
		literals = append(literals, data[done:from]...)
		last = at + to - from
		i, done = to, to
		n++
	}
	literals = append(literals, data[done:]...)
	out := binary.AppendUvarint(make([]byte, 0, 10+len(ops)+len(literals)), n)
	return append(append(out, ops...), literals...)
}

// match gives the stretch of data around i, not before floor, that body holds,
// and where; an empty one when there is none.
func (x *deltaIndex) match(body, data []byte, i, floor int) (from, to, at int) {
	at = int(x.at[deltaHash(data[i:])]) - 1
	if at < 0 || binary.LittleEndian.Uint64(body[at:]) != binary.LittleEndian.Uint64(data[i:]) {
		return 0, 0, 0
	}
	from, to = i, i+8
	for end := at + 8; to < len(data) && end < len(body) && data[to] == body[end]; {
		to++
		end++
	}
	for from > floor && at > 0 && data[from-1] == body[at-1] {
		from--
		at--
	}
	return from, to, at
}

// undelta gives back the data.
func undelta(body, diff []byte) ([]byte, error) {
	n, diff, ok := cutUvarint(diff)
	if !ok || n > uint64(len(diff)) {
		return nil, errDelta
	}
	literals := diff
	for range 3 * n {
		var ok bool
		if _, literals, ok = cutUvarint(literals); !ok {
			return nil, errDelta
		}
	}
	var out []byte
	last := int64(0)
	for range n {
		var literal, length, move uint64
		literal, diff, _ = cutUvarint(diff)
		length, diff, _ = cutUvarint(diff)
		move, diff, _ = cutUvarint(diff)
		at := last + (int64(move>>1) ^ -int64(move&1))
		if literal > uint64(len(literals)) || at < 0 || at > int64(len(body)) || length > uint64(int64(len(body))-at) || len(out) > maxDecoded {
			return nil, errDelta
		}
		out = append(out, literals[:literal]...)
		out = append(out, body[at:at+int64(length)]...)
		literals, last = literals[literal:], at+int64(length)
	}
	return append(out, literals...), nil
}

func cutUvarint(b []byte) (v uint64, rest []byte, ok bool) {
	v, n := binary.Uvarint(b)
	if n <= 0 {
		return 0, nil, false
	}
	return v, b[n:], true
}
