package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"

	"ducha/rules"
)

// config is config.toml: office, crawling and sites; never rules.
type config struct {
	Office configOffice `toml:"office"`
	Crawl  configCrawl  `toml:"crawl"`
	Sites  []configSite `toml:"site"`
}

type configOffice struct {
	Name    string `toml:"name"`
	Contact string `toml:"contact"` // mail address or phone shown in the User-Agent
}

type configCrawl struct {
	Rate     float64 `toml:"rate"`      // requests a second and host
	MaxPages int     `toml:"max_pages"` // pages a site
	Proxy    string  `toml:"proxy"`
	Out      string  `toml:"out"` // folder of results
	// Controls are addresses of other sites that are known to answer.
	Controls []string `toml:"controls"`
}

type configSite struct {
	ID           string         `toml:"id"`
	Name         string         `toml:"name"`
	URL          string         `toml:"url"`
	Kind         string         `toml:"kind"` // dept_site, portal or channel
	Rules        string         `toml:"rules"`
	Unit         string         `toml:"unit"`
	Duties       []string       `toml:"duties"`
	Seeds        []string       `toml:"seeds"`
	Hosts        []string       `toml:"hosts"`
	Rate         float64        `toml:"rate"`
	MaxPages     int            `toml:"max_pages"`
	AllowPrivate []string       `toml:"allow_private"` // CIDR ranges of 政务外网
	Waived       []configWaived `toml:"not_applicable"`
}

type configWaived struct {
	Rule     string `toml:"rule"`     // rule key or indicator id
	Reason   string `toml:"reason"`   // why it does not apply
	Approver string `toml:"approver"` // who agreed
}

// defaultConfig is used when no config.toml is there and none was asked for.
const defaultConfigFile = "config.toml"

// loadConfig reads a configuration. A missing default file is an empty one: an
// address on the command line needs no configuration.
func loadConfig(path string) (*config, error) {
	wanted := path != ""
	if !wanted {
		path = defaultConfigFile
	}
	src, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && !wanted {
		return &config{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("读取配置文件：%w", err)
	}
	var c config
	r, err := rules.Decode(path, src, &c)
	if err != nil {
		return nil, err
	}
	c.check(r)
	if err := r.Err(); err != nil {
		return nil, err
	}
	return &c, nil
}

// check looks for what the decoder cannot know.
func (c *config) check(r *rules.Reader) {
	ids := map[string]bool{}
	for i, s := range c.Sites {
		path := "site." + strconv.Itoa(i)
		if s.ID == "" || s.Name == "" || s.URL == "" {
			r.Fail(path, "[[site]] 需要 id、name 和 url")
			continue
		}
		if ids[s.ID] {
			r.Fail(path+".id", "网站编号 %q 重复", s.ID)
		}
		ids[s.ID] = true
		if u, err := url.Parse(s.URL); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			r.Fail(path+".url", "网址 %q 应以 http:// 或 https:// 开头", s.URL)
		}
		if s.Kind != "" && s.Kind != "dept_site" && s.Kind != "portal" && s.Kind != "channel" {
			r.Fail(path+".kind", "kind 应为 dept_site、portal 或 channel，不是 %q", s.Kind)
		}
		if s.Rate < 0 || s.MaxPages < 0 {
			r.Fail(path, "网站 %s：rate 和 max_pages 不能为负数", s.ID)
		}
		if _, err := prefixes(s.AllowPrivate); err != nil {
			r.Fail(path+".allow_private", "%v", err)
		}
		for j, w := range s.Waived {
			if w.Rule == "" || w.Reason == "" || w.Approver == "" {
				r.Fail(path+".not_applicable."+strconv.Itoa(j), "不涉及事项需要 rule、reason 和 approver")
			}
		}
	}
}

func prefixes(list []string) ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, text := range list {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("%q 不是网段，应如 10.20.0.0/16", text)
		}
		all = append(all, p)
	}
	return all, nil
}

// site finds a configured site, or makes one of an address.
func (c *config) site(name string) (*configSite, error) {
	for i := range c.Sites {
		if c.Sites[i].ID == name {
			return &c.Sites[i], nil
		}
	}
	address := name
	if !strings.Contains(address, "://") && strings.ContainsAny(address, ".:") {
		address = "http://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		var ids []string
		for _, s := range c.Sites {
			ids = append(ids, s.ID)
		}
		msg := fmt.Sprintf("%q 既不是配置中的网站，也不是网址", name)
		if len(ids) > 0 {
			msg += "；配置中有：" + strings.Join(ids, "、")
		}
		return nil, errors.New(msg)
	}
	if u.Path == "" {
		u.Path = "/"
	}
	return &configSite{ID: siteID(u), URL: u.String()}, nil
}

// siteID is a folder name made of an address.
func siteID(u *url.URL) string {
	id := u.Hostname()
	if p := u.Port(); p != "" {
		id += "_" + p
	}
	return strings.Map(func(r rune) rune {
		if r == '.' || r == '-' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, id)
}
