package facts

import (
	"slices"
	"strings"
	"unicode/utf8"

	"ducha/internal/zhtext"
)

// commonWords stand in the names of all columns and change none.
const commonWords = "信息 公开 专栏 专区 专题 栏目 栏 平台 情况 目录 清单 一览 汇总 列表 有关 最新 重要 其他 本局 本委 本市 本县 本区 本级 本单位 本部门 部门 单位 机关 政府 历年 年度 及 与 和 " +
	"统一 内容 汇编 各部门 各单位 各乡镇 本机关 本厅 本院 我局 我委 省级 市级 区级 县级 镇级 乡镇 镇街 街道 市直 县直 区直 省直 往年"

// maxWordRunes bounds the words names are made of, in characters.
const maxWordRunes = 8

// A composition says of which words the names of one column are made.
type composition struct {
	must  [][]string      // sets of words of which one must be there
	words map[string]bool // all that may be
}

// need adds a set of words of which a name may be made; 行业 stands for every trade.
func (c *composition) need(must []string) {
	if i := slices.Index(must, "行业"); i >= 0 {
		for t := range trades {
			must := slices.Clone(must)
			must[i] = t
			c.need(must)
		}
		return
	}
	c.must = append(c.must, must)
	for _, w := range must {
		c.words[w] = true
	}
}

// compose prepares the compositions of all names and the words of any of them.
func compose(names []Name) (all []composition, known map[string]bool) {
	all, known = make([]composition, len(names)), make(map[string]bool)
	for i := range names {
		n := &names[i]
		if len(n.Made) == 0 {
			continue
		}
		c := composition{words: setOf(commonWords)}
		for _, made := range n.Made {
			c.need(strings.Split(strings.ToLower(made), "+"))
		}
		for _, w := range n.With {
			if w == "行业" { // every trade
				for t := range trades {
					c.words[t] = true
				}
			}
			if w, away := strings.CutPrefix(w, "-"); away {
				delete(c.words, w)
				continue
			}
			c.words[strings.ToLower(w)] = true
		}
		for w := range c.words {
			known[w] = true
		}
		all[i] = c
	}
	return all, known
}

// composed finds the columns whose names are made of just such words as the key.
func (m *matcher) composed(key string) (hits []hit) {
	if n := zhtext.Runes(key); n < 3 || n > 16 || !splits(key, m.known, nil) {
		return nil // a title, as most are
	}
	for i := range m.compositions {
		c := &m.compositions[i]
		if c.words == nil || m.not[i][key] {
			continue
		}
		for _, must := range c.must {
			if holds(key, must) && splits(key, c.words, must) {
				hits = append(hits, hit{name: i, weak: true})
				break
			}
		}
	}
	return hits
}

func holds(key string, must []string) bool {
	return !slices.ContainsFunc(must, func(w string) bool { return !strings.Contains(key, w) })
}

// splits says whether a key is nothing but words of a set, those that must be there
// among them.
func splits(key string, words map[string]bool, must []string) bool {
	// reached[i] holds which of must were met on the way to byte i.
	reached := make([]uint8, len(key)+1)
	seen := make([]bool, len(key)+1)
	seen[0] = true
	for i := 0; i < len(key); i++ {
		if !seen[i] {
			continue
		}
		j := i
		for n := 0; n < maxWordRunes && j < len(key); n++ {
			_, size := utf8.DecodeRuneInString(key[j:])
			if j += size; !words[key[i:j]] {
				continue
			}
			met := reached[i]
			if k := slices.Index(must, key[i:j]); k >= 0 {
				met |= 1 << k
			}
			// Where two ways meet the one that has met more goes on.
			if !seen[j] || met > reached[j] {
				seen[j], reached[j] = true, met
			}
		}
	}
	return seen[len(key)] && reached[len(key)] == 1<<len(must)-1
}
