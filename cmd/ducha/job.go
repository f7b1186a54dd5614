package main

import (
	"fmt"
	"log/slog"
	"slices"
	"time"

	"ducha/checks"
	"ducha/internal/audit"
	"ducha/internal/crawl"
	"ducha/internal/document"
	ducharun "ducha/internal/run"
	"ducha/internal/tomlfile"
	"ducha/rules"
)

// defaultRules is the set for a site that names none.
const defaultRules = "zwgk-2022"

// auditFlags are the flags of commands that crawl or judge.
type auditFlags struct {
	config, out, rules string
	quarter, asOf      string
	snapshot           string
	allowPrivate       bool
	rate               float64
	maxPages           int
	strict, ledger     bool
	ignoreRobots       bool
	siteKind, probes   string
	before             string // an earlier snapshot of the site
}

// job puts a configured site, the flags and the shipped rules together.
func (f *auditFlags) job(c *config, s *configSite, asOf time.Time, log *slog.Logger) (ducharun.Job, error) {
	var none ducharun.Job
	set, err := rules.Load(pick(f.rules, s.Rules, defaultRules), checks.All)
	if err != nil {
		return none, err
	}
	vocabulary, sum, err := rules.ShippedVocabulary()
	if err != nil {
		return none, err
	}
	if own := pick(s.Rules, defaultRules); f.rules == "" || f.rules == own { // of another set asked for once the config knows nothing
		if err := unknownWaived(s, set); err != nil {
			return none, err
		}
	}
	kind := pick(f.siteKind, s.Kind, rules.DeptSite)
	if rules.SiteKind(kind) == "" {
		return none, fmt.Errorf("--site-kind 应为 %s，不是 %q", rules.SiteKindsText(), kind)
	}
	probes, err := probesOf(f.probes, s.URL, asOf)
	if err != nil {
		return none, err
	}
	job := ducharun.Job{
		Probes: probes,
		ID:     s.ID, Name: s.Name, URL: s.URL, Unit: c.UnitName(s.Unit), Duties: s.Duties, Kind: kind, Waived: waived(s.Waived), Set: set,
		Vocabulary: vocabulary, VocabularySum: sum, AsOf: asOf, Version: version(),
		Documents: &document.Sandbox{}, Others: otherSites(c, s),
		Crawl: crawl.Config{
			Site: s.ID, Home: s.URL, Seeds: s.Seeds, Hosts: s.Hosts, Controls: c.Crawl.Controls, MaxPages: positive(f.maxPages, s.MaxPages, c.Crawl.MaxPages),
			Rate: positive(f.rate, s.Rate, c.Crawl.Rate), From: windowStart(asOf), AsOf: asOf, Vocabulary: vocabulary,
			AllowPrivate: f.allowPrivate, AllowNets: s.Nets(), Proxy: c.Crawl.Proxy, Contact: c.Office.Contact,
			IgnoreRobots: f.ignoreRobots, Log: log,
		},
	}
	return job, nil
}

// otherSites are the start pages of other units' sites.
func otherSites(c *config, s *configSite) (urls []string) {
	for i := range c.Sites {
		if o := &c.Sites[i]; o.ID != s.ID && o.Unit != "" && s.Unit != "" && o.Unit != s.Unit {
			urls = append(urls, o.URL)
		}
	}
	return urls
}

// windowStart is how far back lists are read: the year and a half before the
// judged day, which every rule's window lies in.
func windowStart(asOf time.Time) time.Time { return audit.QuarterStart(asOf).AddDate(-1, -6, 0) }

// unknownWaived refuses to waive what the set does not hold: a slip of the pen
// would have the site accused of what does not concern it.
func unknownWaived(s *configSite, set *rules.Set) error {
	var names []string
	for _, ind := range set.Indicators {
		names = append(names, ind.ID)
		for _, r := range ind.Rules {
			names = append(names, r.Key)
		}
	}
	for _, w := range s.Waived {
		if !slices.Contains(names, w.Rule) {
			return fmt.Errorf("网站 %s 的不涉及事项：规则集 %s 没有编号为 %q 的二级指标，也没有该 key 的规则%s", s.ID, set.ID, w.Rule, tomlfile.Suggest(w.Rule, names))
		}
	}
	return nil
}

func waived(list []configWaived) map[string]string {
	all := map[string]string{}
	for _, w := range list {
		all[w.Rule] = w.Reason + "（核定：" + w.Approver + "）"
	}
	return all
}

func pick(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

func positive[T int | float64](values ...T) T {
	for _, v := range values {
		if v > 0 {
			return v
		}
	}
	return 0
}
