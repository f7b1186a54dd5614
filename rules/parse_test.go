package rules_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding/simplifiedchinese"

	"ducha/checks"
	"ducha/rules"
)

// Bad sets are kept as archives: the file and the exact errors.
func TestBadSets(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			var src []byte
			want := ""
			for _, f := range archive.Files {
				switch f.Name {
				case "want":
					want = strings.TrimSpace(string(f.Data))
				case "set.toml gbk":
					if src, err = simplifiedchinese.GBK.NewEncoder().Bytes(f.Data); err != nil {
						t.Fatal(err)
					}
				default:
					src = f.Data
				}
			}
			set, err := rules.Parse("set.toml", src, checks.All)
			if err == nil {
				t.Fatalf("loaded: %+v", set)
			}
			got := strings.Split(err.Error(), "\n")
			wanted := strings.Split(want, "\n")
			if len(got) != len(wanted) {
				t.Fatalf("got:\n%s\nwant:\n%s", err, want)
			}
			for i := range got {
				if !strings.HasPrefix(got[i], wanted[i]) {
					t.Errorf("line %d:\n got %s\nwant %s", i+1, got[i], wanted[i])
				}
			}
		})
	}
}

// A byte-order mark, as Notepad writes it, is no mistake.
func TestByteOrderMark(t *testing.T) {
	var v struct {
		A int `toml:"a"`
	}
	if _, err := rules.Decode("x.toml", []byte("\xef\xbb\xbfa = 1\n"), &v); err != nil || v.A != 1 {
		t.Errorf("%d, %v", v.A, err)
	}
}

func TestVocabularyMistakes(t *testing.T) {
	_, _, err := rules.ParseVocabulary("v.toml", []byte("[[name]]\nkey = \"政务公开\"\nofficial = [\"甲\"]\n[[name]]\nkey = \"政务公开\"\nofficial = [\"甲\"]\nslugz = [\"x\"]\n"))
	if err == nil || !strings.Contains(err.Error(), "v.toml:7:1: 不认识的配置项") {
		t.Errorf("unknown key: %v", err)
	}
	_, _, err = rules.ParseVocabulary("v.toml", []byte("[[name]]\nkey = \"政务公开\"\nofficial = [\"甲\"]\n[[name]]\nkey = \"政务公开\"\nofficial = [\"甲\"]\n"))
	if err == nil || !strings.Contains(err.Error(), "v.toml:5:1:") {
		t.Errorf("doubles: %v", err)
	}
}

// Whatever the bytes, there is a set or an error, never both, never a panic.
func FuzzParse(f *testing.F) {
	f.Add([]byte("[set]\nid=\"x\"\ntitle=\"t\"\nlabel=\"l\"\n"))
	f.Add([]byte("[[indicator]]\n[[indicator.rule]]\nkind=\"stale-column\"\nparams={max_age_days=[1]}\n"))
	f.Add([]byte("a={b=[{c=1}]}\n[x.y]\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		set, err := rules.Parse("fuzz.toml", src, checks.All)
		if (set == nil) == (err == nil) {
			t.Errorf("Parse = %v, %v; want exactly one", set, err)
		}
	})
}
