package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	"ducha/checks"
	"ducha/internal/address"
	conf "ducha/internal/config"
	"ducha/internal/schedule"
	"ducha/internal/workday"
	"ducha/rules"
)

// config is config.toml with what the command adds to it.
type config struct{ conf.Config }

type (
	configSite   = conf.Site
	configWaived = conf.NotApplicable
)

// defaultConfigFile is used when it is there and no other was asked for.
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
	known, err := knownNames()
	if err != nil {
		return nil, err
	}
	known.Own = func(sites []conf.Site) (names []string) {
		for _, s := range sites {
			if set, err := rules.Load(pick(s.Rules, defaultRules), checks.All); err == nil { // doctor says what is wrong with it
				names = append(names, indicatorsOf(set)...)
			}
		}
		return names
	}
	c, err := conf.Parse(path, src, known)
	if err != nil {
		return nil, err
	}
	return &config{*c}, nil
}

// ruleName is by which name a rule set can be read that a result of a site names by its
// id: the file of the site, or of another, or one that is shipped.
func (c *config) ruleName(site, id string) string {
	own, _ := c.Site(site)
	for _, s := range append([]configSite{own}, c.Sites...) {
		if set, err := rules.Load(pick(s.Rules, defaultRules), checks.All); err == nil && set.ID == id {
			return pick(s.Rules, defaultRules)
		}
	}
	return id
}

// calendar counts the office's working days: the State Council's, with the
// festivals of its region and what its own file adds.
func (c *config) calendar() (*workday.Calendar, error) {
	cal, err := workday.For(c.Office.Region)
	if err != nil || c.Office.Holidays == "" {
		return cal, err
	}
	text, err := os.ReadFile(c.Office.Holidays)
	if err != nil {
		return nil, fmt.Errorf("读取节假日文件：%w", err)
	}
	cal, err = cal.Extend(string(text))
	if err != nil {
		return nil, fmt.Errorf("%s：%w", c.Office.Holidays, err)
	}
	return cal, nil
}

// planFault wants a time plan that comes, and for audits one that skips no quarter.
func planFault(job, spec string) error {
	cal, err := workday.National()
	if err != nil {
		return err
	}
	plan, err := schedule.Parse(spec, cal)
	if err != nil {
		return err
	}
	now := time.Now()
	if plan.Next(now).IsZero() {
		return fmt.Errorf("“%s”永远不会到期", spec)
	}
	if job == "audit" {
		return schedule.EveryQuarter(plan, now)
	}
	return nil
}

// knownNames are the columns and indicators a duty may name.
func knownNames() (conf.Known, error) {
	known := conf.Known{Regions: workday.Regions(), SiteKinds: rules.SiteKinds(), Plan: planFault}
	vocabulary, _, err := rules.ShippedVocabulary()
	if err != nil {
		return known, err
	}
	for _, n := range vocabulary.Names {
		known.Columns = append(known.Columns, n.Key)
	}
	for _, id := range rules.Shipped() {
		set, err := rules.Load(id, checks.All)
		if err != nil {
			return known, err
		}
		known.Indicators = append(known.Indicators, indicatorsOf(set)...)
	}
	return known, nil
}

// indicatorsOf are the names a duty may call a set's indicators and rules by.
func indicatorsOf(set *rules.Set) (names []string) {
	for _, ind := range set.Indicators {
		names = append(names, ind.Level2)
		for _, r := range ind.Rules {
			names = append(names, r.Key)
		}
	}
	return names
}

// site finds a configured site, or makes one of an address.
func (c *config) site(name string) (*configSite, error) {
	for i := range c.Sites {
		if c.Sites[i].ID == name {
			return &c.Sites[i], nil
		}
	}
	at := name
	if low := strings.ToLower(name); strings.ContainsAny(name, ".:") && !strings.Contains(name, "://") && !strings.HasPrefix(low, "http:") && !strings.HasPrefix(low, "https:") {
		at = "http://" + at
	}
	if fileExists(name) {
		return nil, fmt.Errorf("%q 是文件或目录，不是网址；评判快照和归档请用 --snapshot，网址请以 http:// 开头", name)
	}
	canon, err := address.Canonical(at)
	if err != nil {
		return nil, c.noSite(name)
	}
	u, err := url.Parse(canon)
	if err != nil || !hostName.MatchString(u.Hostname()) {
		return nil, c.noSite(name)
	}
	return &configSite{ID: siteID(u), URL: canon}, nil
}

// hostName is a name of labels, or an address in numbers: of "../x" a folder would be made
// that lies outside of the results.
var hostName = regexp.MustCompile(`^[^.]+(\.[^.]+)*\.?$`)

func (c *config) noSite(name string) error {
	msg := fmt.Sprintf("%q 既不是配置中的网站，也不是网址", name)
	var ids []string
	for _, s := range c.Sites {
		ids = append(ids, s.ID)
	}
	if len(ids) > 0 {
		msg += "；配置中有：" + strings.Join(ids, "、")
	}
	return errors.New(msg)
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
