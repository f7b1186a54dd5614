package rules

import (
	"embed"
	"fmt"
	"os"
	"path"
	"strings"
	"sync"

	"ducha/internal/check"
	"ducha/internal/facts"
)

//go:embed *.toml
var shipped embed.FS

const vocabularyFile = "vocabulary.toml"

// Shipped lists the ids of the sets in the binary, sorted.
func Shipped() []string {
	entries, err := shipped.ReadDir(".")
	if err != nil {
		return nil
	}
	var ids []string
	for _, e := range entries {
		if e.Name() != vocabularyFile {
			ids = append(ids, strings.TrimSuffix(e.Name(), ".toml"))
		}
	}
	return ids
}

// Load reads a shipped set by its id, or a file by its path.
func Load(name string, kinds []*check.Kind) (*Set, error) {
	if !strings.ContainsAny(name, "/\\") && path.Ext(name) != ".toml" {
		src, err := shipped.ReadFile(name + ".toml")
		if err != nil || name+".toml" == vocabularyFile {
			return nil, fmt.Errorf("没有名为 %q 的规则集%s；已有：%s", name, suggest(name, Shipped()), strings.Join(Shipped(), "、"))
		}
		return Parse("rules/"+name+".toml", src, kinds)
	}
	src, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("读取规则文件 %s：%w", name, err)
	}
	return Parse(name, src, kinds)
}

// ShippedVocabulary is the vocabulary in the binary and its digest.
func ShippedVocabulary() (facts.Vocabulary, string, error) {
	v := shippedVocabulary()
	return v.words, v.sum, v.err
}

type readVocabulary struct {
	words facts.Vocabulary
	sum   string
	err   error
}

// shippedVocabulary is read once: many sites are audited side by side.
var shippedVocabulary = sync.OnceValue(func() (v readVocabulary) {
	src, err := shipped.ReadFile(vocabularyFile)
	if err != nil {
		v.err = fmt.Errorf("read %s: %w", vocabularyFile, err)
		return v
	}
	v.words, v.sum, v.err = ParseVocabulary("rules/"+vocabularyFile, src)
	return v
})
