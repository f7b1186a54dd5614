package run_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// An element's bounds in the source of a page. Real pages are cut by their bytes
// and never written anew from a tree, so whatever is odd in them stays as it is.
type bounds struct{ start, inner, innerEnd, end int }

// tags are the tags of a source, in order.
type tag struct {
	at, end int
	name    string
	class   []string
	id      string
	closes  bool
	empty   bool
}

var voidTags = strings.Fields("area base br col embed hr img input link meta param source track wbr")

func tagsOf(src string) (all []tag) {
	z := html.NewTokenizer(strings.NewReader(src))
	for at := 0; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return all
		}
		t := tag{at: at, end: at + len(z.Raw())}
		at = t.end
		if kind != html.StartTagToken && kind != html.EndTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		tok := z.Token()
		t.name, t.closes = tok.Data, kind == html.EndTagToken
		t.empty = slices.Contains(voidTags, t.name)
		for _, a := range tok.Attr {
			switch a.Key {
			case "class":
				t.class = strings.Fields(a.Val)
			case "id":
				t.id = a.Val
			}
		}
		all = append(all, t)
	}
}

var stepForm = regexp.MustCompile(`^([a-z0-9]*)(?:#([^.:#]+))?((?:\.[^.:#]+)*)(?::(\d+))?$`)

// elements are those a step of a path (tag#id.class, without a place) means.
func elements(src, step string) (all []bounds) {
	m := stepForm.FindStringSubmatch(step)
	if m == nil {
		panic("no such step: " + step)
	}
	tags := tagsOf(src)
	for i, t := range tags {
		if t.closes || m[1] != "" && t.name != m[1] || m[2] != "" && t.id != m[2] {
			continue
		}
		if slices.ContainsFunc(strings.Split(m[3], "."), func(c string) bool { return c != "" && !slices.Contains(t.class, c) }) {
			continue
		}
		if b := closing(tags[i:]); !slices.ContainsFunc(all, func(o bounds) bool { return b.start < o.end }) {
			all = append(all, b) // the outermost only: a row may hold its like
		}
	}
	return all
}

// closing are the bounds of the first of the tags.
func closing(tags []tag) bounds {
	first := tags[0]
	b := bounds{first.at, first.end, first.end, first.end}
	if first.empty {
		return b
	}
	depth := 0
	for _, t := range tags {
		if t.name != first.name {
			continue
		}
		if !t.closes {
			depth++
			continue
		}
		if depth--; depth == 0 {
			return bounds{first.at, first.end, t.at, t.end}
		}
	}
	return b
}

// find gives the element a path leads to: steps one within the other, each with
// the place among its like (:1 is the second).
func find(src, path string) bounds {
	here := bounds{0, 0, len(src), len(src)}
	for step := range strings.FieldsSeq(path) {
		n := 0
		if _, place, ok := strings.Cut(step, ":"); ok {
			n, _ = strconv.Atoi(place)
		}
		all := elements(src[here.inner:here.innerEnd], step)
		if n >= len(all) {
			panic(fmt.Sprintf("no %s of %s", step, path))
		}
		base := here.inner
		here = bounds{base + all[n].start, base + all[n].inner, base + all[n].innerEnd, base + all[n].end}
	}
	return here
}

// cutOut puts a mark in the place of an element's content.
func cutOut(src, path, mark string) string {
	b := find(src, path)
	return src[:b.inner] + mark + src[b.innerEnd:]
}

// cutRow puts a mark in the place of all rows within an element and gives the
// one that the path of a row names, to draw others by.
func cutRow(src, within, row, mark string) (rest, model string) {
	w := find(src, within)
	inside := src[w.inner:w.innerEnd]
	if form, ok := strings.CutPrefix(row, "/"); ok { // rows that close more than they open
		all := regexp.MustCompile(form).FindAllStringIndex(inside, -1)
		first, last := all[0], all[len(all)-1]
		return src[:w.inner] + inside[:first[0]] + mark + inside[last[1]:] + src[w.innerEnd:], inside[last[0]:last[1]]
	}
	all := elements(inside, row)
	if len(all) == 0 {
		panic("no " + row + " in " + within)
	}
	m := find(inside, row)
	first, last := all[0], all[len(all)-1]
	return src[:w.inner] + inside[:first.start] + mark + inside[last.end:] + src[w.innerEnd:], inside[m.start:m.end]
}
