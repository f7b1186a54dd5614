package config_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"ducha/internal/config"
	"ducha/internal/tomlfile"
)

// Every bad file is refused with all its mistakes at once, each at its place; a
// line of want is found in the message of one mistake.
func TestMistakes(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(f)
			if err != nil {
				t.Fatal(err)
			}
			part := map[string]string{}
			for _, p := range ar.Files {
				part[p.Name] = string(p.Data)
			}
			_, err = config.Parse("config.toml", []byte(part["config.toml"]), config.Known{Columns: []string{"政策解读", "政策法规"}, Indicators: []string{"解读率"}, Regions: []string{"national"}, SiteKinds: []string{"dept_site", "unit_site"},
				Plan: func(job, spec string) error {
					if spec != "daily 09:00" {
						return fmt.Errorf("%s：%q 不行", job, spec)
					}
					return nil
				}})
			got := ""
			if err != nil {
				var all tomlfile.Errors
				if !errors.As(err, &all) {
					t.Fatalf("not a list of mistakes: %v", err)
				}
				got = err.Error() + "\n"
			}
			if os.Getenv("UPDATE") != "" {
				for i := range ar.Files {
					if ar.Files[i].Name == "want" {
						ar.Files[i].Data = []byte(got)
					}
				}
				if err := os.WriteFile(f, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != part["want"] {
				t.Errorf("got\n%s\nwant\n%s", got, part["want"])
			}
		})
	}
}

const bureau = `
[[site]]
id = "a"
name = "甲局"
url = "http://a.example.gov.cn/"
unit = "甲局办公室"
[[site]]
id = "b"
name = "乙网"
url = "http://b.example.gov.cn/"
[[unit]]
id = "bgs"
name = "甲局办公室"
head = "w"
[[unit]]
id = "fgk"
name = "法规科"
contacts = ["l"]
slack = "C9"
[[person]]
id = "w"
name = "王某"
mail = "w@example.gov.cn"
[[person]]
id = "l"
name = "李某"
mail = "l@example.gov.cn"
[[duty]]
column = "政策解读"
unit = "fgk"
cycle = "每季度"
[[duty]]
column = "政策解读"
site = "b"
unit = "bgs"
[[duty]]
indicators = ["解读率"]
unit = "fgk"
person = "l"
[[channel]]
id = "m"
kind = "mail"
host = "mail.example.gov.cn"
from = "x@example.gov.cn"
[[channel]]
id = "s"
kind = "slack"
token_env = "T"
[approval]
required = false
`

func parse(t *testing.T, text string) *config.Config {
	t.Helper()
	c, err := config.Parse("config.toml", []byte(text), config.Known{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhoIsAnswerable(t *testing.T) {
	c := parse(t, bureau)
	for _, want := range []struct{ name, site, subject, rule, indicator, unit, person string }{
		{"按栏目", "a", "栏目:政策解读", "x", "解读率", "fgk", ""},
		{"本网站的分工优先", "b", "栏目:政策解读", "x", "", "bgs", "w"},
		{"按二级指标", "a", "文件:甲发1号", "x", "解读率", "fgk", "l"},
		{"按规则", "a", "文件:甲发1号", "解读率", "", "fgk", "l"},
		{"没有分工归网站的单位", "a", "栏目:公示公告", "x", "", "bgs", "w"},
		{"网站也没有写明单位", "b", "栏目:公示公告", "x", "", "", ""},
	} {
		unit, person := c.Answerable(want.site, want.subject, want.rule, want.indicator)
		if unit != want.unit || person != want.person {
			t.Errorf("%s：%q %q，应为 %q %q", want.name, unit, person, want.unit, want.person)
		}
	}
	if a, b, other := c.Cycle("a", "栏目:政策解读"), c.Cycle("b", "栏目:政策解读"), c.Cycle("a", "栏目:公示公告"); a != "每季度" || b != "" || other != "" {
		t.Errorf("cycles %q, %q, %q", a, b, other)
	}
}

func TestPeopleAndChannels(t *testing.T) {
	c := parse(t, bureau)
	if p, err := c.Person("王某"); err != nil || p.ID != "w" {
		t.Errorf("by name: %v, %v", p, err)
	}
	if _, err := c.Person("王某某"); err == nil || !strings.Contains(err.Error(), "王某") {
		t.Errorf("an unknown person: %v", err)
	}
	if p, err := parse(t, "").Person("任何人"); err != nil || p.Name != "任何人" {
		t.Errorf("without people anybody may act: %v, %v", p, err)
	}
	office, _ := c.Unit("bgs")
	law, _ := c.Unit("法规科")
	mail, _ := c.Channel("m")
	slack, _ := c.Channel("s")
	if to := c.Address(office, mail); to != "w@example.gov.cn" {
		t.Errorf("the head's mail: %q", to)
	}
	if to := c.Address(law, mail); to != "l@example.gov.cn" {
		t.Errorf("the contact's mail: %q", to)
	}
	if got := c.ChannelsOf(office); len(got) != 1 || got[0].ID != "m" {
		t.Errorf("an office without a Slack channel is reached by %v", got)
	}
	if got := c.ChannelsOf(law); len(got) != 2 {
		t.Errorf("the law division is reached by %v", got)
	}
	if slack.MayQuote() || !mail.MayQuote() || !mail.MayAttach() {
		t.Error("words of pages leave on Slack, or do not on mail")
	}
	if len(c.Approval.Steps()) != 0 || len(parse(t, "").Approval.Steps()) != 3 {
		t.Error("the sign-off is wanted unless the office says otherwise")
	}
	if c.Approval.Trusted() {
		t.Error("a machine's finding stands without a person")
	}
}

// The configuration that is shipped is right, and gives each of the ten columns
// to a unit.
func TestShipped(t *testing.T) {
	src, err := os.ReadFile(filepath.Join("..", "..", "config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := config.Parse("config.toml", src, config.Known{})
	if err != nil {
		t.Fatal(err)
	}
	for _, column := range []string{"政务公开", "公示公告", "机构职能", "预决算及三公费用", "政策法规", "政策解读", "法治建设", "法治监督", "普法宣传", "投诉建议"} {
		found := false
		for _, d := range c.Duties {
			found = found || d.Column == column
		}
		if unit, person := c.Answerable(c.Sites[0].ID, "栏目:"+column, "", ""); !found || unit == "" || person == "" {
			t.Errorf("nobody is answerable for %s", column)
		}
	}
	for _, role := range c.Approval.Steps() {
		if len(c.Holders(role)) == 0 {
			t.Errorf("nobody signs as %s", role)
		}
	}
	if len(c.Holders(config.Supervisor)) < 3 {
		t.Error("confirming, reviewing and deciding an appeal take three people")
	}
}

// Examples that are commented out must be right as well, or nobody can use them.
func TestShippedExamples(t *testing.T) {
	src, err := os.ReadFile(filepath.Join("..", "..", "config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, line := range strings.Split(string(src), "\n") {
		if bare, ok := strings.CutPrefix(line, "# "); ok && (strings.Contains(bare, " = ") && !strings.ContainsAny(bare[:strings.Index(bare, " = ")], "：，。") || strings.HasPrefix(bare, "[[")) {
			line = bare
		}
		if strings.HasPrefix(line, "url_env = \"DUCHA_LEDGER_URL\"") {
			continue // instead of url, not beside it
		}
		lines = append(lines, line)
	}
	c, err := config.Parse("config.toml", []byte(strings.Join(lines, "\n")), config.Known{})
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Channels) != 3 || len(c.Sites[0].Waived) != 1 {
		t.Errorf("%d channels, %d waived", len(c.Channels), len(c.Sites[0].Waived))
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(bureau))
	f.Add([]byte("[[person]]\nroles = [\"甲\"]\n[schedule]\naudit = \"@every 1s\"\n"))
	f.Add([]byte("[ledger]\nurl = \"postgres://a:b@c/d\"\n[[channel]]\nid=1\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		c, err := config.Parse("f.toml", src, config.Known{Columns: []string{"甲"}})
		if (c == nil) == (err == nil) {
			t.Errorf("Parse = %v, %v; want exactly one", c, err)
		}
	})
}
