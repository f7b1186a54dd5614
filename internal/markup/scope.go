package markup

func (p *parser) push(id int32, tag TagID) {
	if len(p.stack) >= maxDepth {
		p.over++
		return
	}
	p.stack = append(p.stack, id)
	p.open[tag]++
}

func (p *parser) pop() {
	id := p.stack[len(p.stack)-1]
	p.stack = p.stack[:len(p.stack)-1]
	n := &p.Nodes[id]
	n.End = int32(len(p.Nodes))
	if id > 0 {
		p.open[n.Tag]--
	}
	if n.Tag.block() {
		p.brk = true
	}
}

// popTo closes everything down to the stack's place at.
func (p *parser) popTo(at int) {
	for len(p.stack) > at {
		p.pop()
	}
}

// find looks down the stack for an element; scope elements and those in stop end the search.
func (p *parser) find(tag TagID, stop func(TagID) bool) int {
	if p.open[tag] == 0 {
		return -1
	}
	for i := len(p.stack) - 1; i > 0; i-- {
		t := p.Nodes[p.stack[i]].Tag
		if t == tag {
			return i
		}
		if stop(t) {
			return -1
		}
	}
	return -1
}

func listStop(t TagID) bool  { return t.scope() || t == TagUL || t == TagOL || t == TagDL }
func tableStop(t TagID) bool { return t == TagTable || t == TagHTML || t == TagTemplate }
func rowStop(t TagID) bool   { return tableStop(t) || t == TagTR }
