package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"ducha/internal/facts"
)

type fileVocabulary struct {
	Name []fileName `toml:"name"`
}

type fileName struct {
	Key       string   `toml:"key"`
	Official  []string `toml:"official"`
	Tolerated []string `toml:"tolerated"`
	Made      []string `toml:"made"`
	With      []string `toml:"with"`
	Combined  []string `toml:"combined"`
	Slugs     []string `toml:"slugs"`
	Children  []string `toml:"children"`
	Parent    string   `toml:"parent"`
	Not       []string `toml:"not"`
}

// ParseVocabulary reads the column names (rules/vocabulary.toml) and the
// file's digest. One name may serve several columns: 通知公告 is both.
func ParseVocabulary(name string, src []byte) (facts.Vocabulary, string, error) {
	var f fileVocabulary
	r, err := Decode(name, src, &f)
	if err != nil {
		return facts.Vocabulary{}, "", err
	}
	var v facts.Vocabulary
	keys := map[string]int{}
	for i, n := range f.Name {
		path := "name." + strconv.Itoa(i)
		if n.Key == "" || len(n.Official) == 0 {
			r.Fail(path, "[[name]] 需要 key 和至少一个 official 名称")
		}
		if first, ok := keys[n.Key]; ok {
			r.Fail(path+".key", "栏目 %q 已在第 %d 个 [[name]] 定义", n.Key, first+1)
		}
		keys[n.Key] = i
		v.Names = append(v.Names, facts.Name{Key: n.Key, Official: n.Official, Tolerated: n.Tolerated, Made: n.Made, With: n.With,
			Combined: n.Combined, Slugs: n.Slugs, Children: n.Children, Parent: n.Parent, Not: n.Not})
	}
	if err := r.Err(); err != nil {
		return facts.Vocabulary{}, "", err
	}
	sum := sha256.Sum256(src)
	return v.Ready(), hex.EncodeToString(sum[:]), nil
}
