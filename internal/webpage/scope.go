package webpage

func (p *parser) push(id int32, tag tagID) {
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
	n := &p.nodes[id]
	n.end = int32(len(p.nodes))
	if id > 0 {
		p.open[n.tag]--
	}
	if n.tag.block() {
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
func (p *parser) find(tag tagID, stop func(tagID) bool) int {
	if p.open[tag] == 0 {
		return -1
	}
	for i := len(p.stack) - 1; i > 0; i-- {
		t := p.nodes[p.stack[i]].tag
		if t == tag {
			return i
		}
		if stop(t) {
			return -1
		}
	}
	return -1
}

func listStop(t tagID) bool  { return t.scope() || t == tagUL || t == tagOL || t == tagDL }
func tableStop(t tagID) bool { return t == tagTable || t == tagHTML || t == tagTemplate }
func rowStop(t tagID) bool   { return tableStop(t) || t == tagTR }
