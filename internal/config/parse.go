package config

import (
	"fmt"
	"net/mail"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"ducha/internal/tomlfile"
)

// Known is what a configuration may refer to outside itself; nil = not checked.
type Known struct {
	// Plan says what is wrong with the time plan of a job.
	Plan       func(job, spec string) error
	Columns    []string // of the vocabulary
	Regions    []string // of working calendars
	SiteKinds  []string
	Indicators []string // names of 二级指标 and keys of rules of every set
	// Own are those of the sets the sites name, which may be files of the office.
	Own func(sites []Site) []string
}

// Parse reads a configuration. On mistakes it returns tomlfile.Errors with all of
// them, each with its place.
func Parse(file string, src []byte, known Known) (*Config, error) {
	var c Config
	r, err := tomlfile.Decode(file, src, &c)
	if err != nil {
		return nil, err
	}
	if known.Own != nil {
		known.Indicators = slices.Concat(known.Indicators, known.Own(c.Sites))
	}
	k := &checker{Reader: r, c: &c, known: known}
	k.check()
	if err := r.Err(); err != nil {
		return nil, err
	}
	return &c, nil
}

// checker looks for what the decoder cannot know.
type checker struct {
	*tomlfile.Reader
	c     *Config
	known Known
}

func (k *checker) check() {
	k.office()
	k.sites()
	k.units()
	k.people()
	k.duties()
	k.channels()
	k.approval()
	k.schedule()
	k.ledger()
}

func (k *checker) office() {
	o := k.c.Office
	k.mail("office.mail", o.Mail)
	if o.Link != "" {
		k.web("office.link", o.Link)
	}
	if o.Region != "" && k.known.Regions != nil {
		k.oneOf("office.region", "region ", o.Region, k.known.Regions...)
	}
	k.count("crawl.rate", k.c.Crawl.Rate)
	k.count("crawl.max_pages", float64(k.c.Crawl.MaxPages))
	for i, u := range k.c.Crawl.Controls {
		k.web(at("crawl.controls", i), u)
	}
	if k.c.Crawl.Proxy != "" {
		k.web("crawl.proxy", k.c.Crawl.Proxy)
	}
}

func (k *checker) sites() {
	seen := map[string]bool{}
	for i, s := range k.c.Sites {
		path := at("site", i)
		if s.ID == "" || s.Name == "" || s.URL == "" {
			k.Fail(path, "[[site]] 需要 id、name 和 url")
			continue
		}
		k.once(seen, s.ID, path+".id", "网站编号")
		if !folderName(s.ID) {
			k.Fail(path+".id", "网站编号 %q 用作目录名和台账编号，只能用文字、数字、“-”“_”“.”，不能以“.”开头", s.ID)
		}
		k.web(path+".url", s.URL)
		if s.Kind != "" && k.known.SiteKinds != nil {
			k.oneOf(path+".kind", "kind ", s.Kind, k.known.SiteKinds...)
		}
		k.count(path+".rate", s.Rate)
		k.count(path+".max_pages", float64(s.MaxPages))
		if s.Unit != "" && len(k.c.Units) > 0 {
			k.unit(path+".unit", s.Unit)
		}
		for j, u := range s.Seeds {
			k.web(at(path+".seeds", j), u)
		}
		for j, h := range s.Hosts {
			k.host(at(path+".hosts", j), h)
		}
		for j, text := range s.AllowPrivate {
			if _, err := netip.ParsePrefix(text); err != nil {
				k.Fail(at(path+".allow_private", j), "%q 不是网段，应如 10.20.0.0/16", text)
			}
		}
		for j, w := range s.Waived {
			if w.Rule == "" || w.Reason == "" || w.Approver == "" {
				k.Fail(at(path+".not_applicable", j), "不涉及事项需要 rule、reason 和 approver")
			}
		}
	}
}

func (k *checker) units() {
	seen, names := map[string]bool{}, map[string]bool{}
	for i, u := range k.c.Units {
		path := at("unit", i)
		if u.ID == "" || u.Name == "" {
			k.Fail(path, "[[unit]] 需要 id 和 name")
			continue
		}
		k.once(seen, u.ID, path+".id", "单位编号")
		k.once(names, u.Name, path+".name", "单位名称")
		k.mail(path+".mail", u.Mail)
		if u.Head != "" {
			k.person(path+".head", u.Head)
		}
		for j, p := range u.Contacts {
			k.person(at(path+".contacts", j), p)
		}
		for j, id := range u.Channels {
			if _, ok := k.c.Channel(id); !ok {
				k.Fail(at(path+".channels", j), "没有编号为 %q 的 [[channel]]%s", id, tomlfile.Suggest(id, k.channelIDs()))
			}
		}
	}
}

func (k *checker) people() {
	seen := map[string]bool{}
	roles := append([]string{Supervisor, DeptHead, DeputyHead, Head, Liaison}, k.c.Approval.Chain...)
	for i, p := range k.c.People {
		path := at("person", i)
		if p.ID == "" || p.Name == "" {
			k.Fail(path, "[[person]] 需要 id 和 name")
			continue
		}
		k.once(seen, p.ID, path+".id", "人员编号")
		k.mail(path+".mail", p.Mail)
		if p.Unit != "" {
			k.unit(path+".unit", p.Unit)
		}
		for j, role := range p.Roles {
			if !slices.Contains(roles, role) {
				k.Fail(at(path+".roles", j), "不认识的职务 %q；可用：%s，以及 [approval] chain 中的职务%s", role,
					strings.Join([]string{Supervisor, DeptHead, DeputyHead, Head, Liaison}, "、"), tomlfile.Suggest(role, roles))
			}
		}
	}
}

// cycles are the words for how often a column must move.
func cycles() []string {
	return []string{"实时", "每日", "每周", "每月", "每季度", "每半年", "每年", "按需"}
}

func (k *checker) duties() {
	seen := map[string]bool{}
	for i, d := range k.c.Duties {
		path := at("duty", i)
		if d.Column == "" && len(d.Indicators) == 0 || d.Unit == "" {
			k.Fail(path, "[[duty]] 需要 column（栏目）或 indicators（二级指标），以及 unit（责任单位）")
			continue
		}
		for j, name := range d.Indicators {
			if k.known.Indicators != nil && !slices.Contains(k.known.Indicators, name) {
				k.Fail(at(path+".indicators", j), "规则集中没有名为 %q 的二级指标，也没有该 key 的规则%s", name, tomlfile.Suggest(name, k.known.Indicators))
			}
		}
		if d.Column != "" && k.known.Columns != nil && !slices.Contains(k.known.Columns, d.Column) {
			k.Fail(path+".column", "栏目名称表中没有栏目 %q%s", d.Column, tomlfile.Suggest(d.Column, k.known.Columns))
		}
		k.unit(path+".unit", d.Unit)
		if d.Person != "" {
			k.person(path+".person", d.Person)
		}
		if d.Cycle != "" {
			k.oneOf(path+".cycle", "更新周期", d.Cycle, cycles()...)
		}
		if _, ok := k.c.Site(d.Site); d.Site != "" && !ok {
			k.Fail(path+".site", "没有编号为 %q 的 [[site]]%s", d.Site, tomlfile.Suggest(d.Site, k.siteIDs()))
		}
		if d.Column != "" {
			k.once(seen, d.Site+"\x00"+d.Column, path+".column", "栏目")
		}
	}
}

func (k *checker) ledger() {
	l := k.c.Ledger
	if l.URL != "" && l.URLEnv != "" {
		k.Fail("ledger.url_env", "url 和 url_env 只能写一个")
	}
	k.env("ledger.url_env", l.URLEnv)
	if strings.Contains(l.URL, "://") {
		u, err := url.Parse(l.URL)
		switch {
		case err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" || u.Host == "":
			k.Fail("ledger.url", "台账位置应为文件路径或 postgres://用户@主机:端口/库名")
		case passworded(u):
			k.Fail("ledger.url", "数据库口令不能写在配置文件中；请改用 url_env = \"环境变量名\"")
		}
	}
	k.count("ledger.appeal_days", float64(l.AppealDays))
	k.count("ledger.due_soon", float64(l.DueSoon))
}

func passworded(u *url.URL) bool {
	_, has := u.User.Password()
	return has || u.Query().Has("password")
}

func at(path string, i int) string { return fmt.Sprintf("%s.%d", path, i) }

func (k *checker) once(seen map[string]bool, name, path, what string) {
	if seen[name] {
		_, shown, found := strings.Cut(name, "\x00")
		if !found {
			shown = name
		}
		k.Fail(path, "%s %q 重复", what, shown)
	}
	seen[name] = true
}

func (k *checker) oneOf(path, what, value string, known ...string) {
	if !slices.Contains(known, value) {
		k.Fail(path, "%s应为 %s，不是 %q%s", what, strings.Join(known, "、"), value, tomlfile.Suggest(value, known))
	}
}

func (k *checker) web(path, address string) {
	if u, err := url.Parse(address); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		k.Fail(path, "网址 %q 应以 http:// 或 https:// 开头", address)
	}
}

// host wants a name as it stands in addresses; with a scheme before it it is understood too.
func (k *checker) host(path, name string) {
	if !strings.Contains(name, "://") {
		name = "http://" + name
	}
	if u, err := url.Parse(name); err != nil || u.Host == "" || strings.ContainsFunc(u.Host, unicode.IsSpace) {
		k.Fail(path, "主机 %q 的写法不对，应如 zwgk.example.gov.cn", strings.TrimPrefix(name, "http://"))
	}
}

func (k *checker) mail(path, address string) {
	if address == "" {
		return
	}
	a, err := mail.ParseAddress(address)
	if err != nil || a.Address != address || !strings.Contains(address[strings.LastIndexByte(address, '@')+1:], ".") {
		k.Fail(path, "邮箱 %q 的写法不对，应如 name@example.gov.cn", address)
	}
}

func (k *checker) unit(path, ref string) {
	if _, ok := k.c.Unit(ref); ok {
		return
	}
	var names []string
	for _, u := range k.c.Units {
		names = append(names, u.ID, u.Name)
	}
	k.Fail(path, "没有编号或名称为 %q 的 [[unit]]%s", ref, tomlfile.Suggest(ref, names))
}

func (k *checker) person(path, ref string) {
	var ids []string
	for _, p := range k.c.People {
		if p.ID == ref {
			return
		}
		ids = append(ids, p.ID)
	}
	k.Fail(path, "没有编号为 %q 的 [[person]]%s", ref, tomlfile.Suggest(ref, ids))
}

func (k *checker) channelIDs() []string {
	var ids []string
	for _, c := range k.c.Channels {
		ids = append(ids, c.ID)
	}
	return ids
}

func (k *checker) siteIDs() []string {
	var ids []string
	for _, s := range k.c.Sites {
		ids = append(ids, s.ID)
	}
	return ids
}

// env wants the name of an environment variable, not the secret itself.
func (k *checker) env(path, name string) {
	if name != "" && !regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`).MatchString(name) {
		k.Fail(path, "应为环境变量的名称（大写字母、数字、下划线），如 DUCHA_SLACK_TOKEN；不要把口令本身写在这里")
	}
}
