package config

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"ducha/internal/tomlfile"
)

// Unit finds a unit by id or name.
func (c *Config) Unit(ref string) (Unit, bool) {
	for _, u := range c.Units {
		if u.ID == ref || u.Name == ref {
			return u, true
		}
	}
	return Unit{}, false
}

// UnitName is what a unit is called on paper; a reference to none is its own name.
func (c *Config) UnitName(ref string) string {
	if u, ok := c.Unit(ref); ok {
		return u.Name
	}
	return ref
}

// Site finds a site by its id.
func (c *Config) Site(id string) (Site, bool) {
	for _, s := range c.Sites {
		if s.ID == id {
			return s, true
		}
	}
	return Site{}, false
}

// Channel finds a channel by its id.
func (c *Config) Channel(id string) (Channel, bool) {
	for _, ch := range c.Channels {
		if ch.ID == id {
			return ch, true
		}
	}
	return Channel{}, false
}

// Person finds a person by id or name. Where no people are configured anybody
// may act under any name.
func (c *Config) Person(ref string) (Person, error) {
	ref = strings.TrimSpace(ref)
	if ref == "" {
		return Person{}, fmt.Errorf("请用 --by 写明经办人")
	}
	if len(c.People) == 0 {
		return Person{ID: ref, Name: ref}, nil
	}
	var found []Person
	var names []string
	for _, p := range c.People {
		if p.ID == ref {
			return p, nil
		}
		if p.Name == ref {
			found = append(found, p)
		}
		names = append(names, p.ID, p.Name)
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return Person{}, fmt.Errorf("配置中没有人员 %q%s", ref, tomlfile.Suggest(ref, names))
	}
	return Person{}, fmt.Errorf("配置中有%d人名为 %q，请用编号写明", len(found), ref)
}

// Holders lists the people who hold a role.
func (c *Config) Holders(role string) []Person {
	var all []Person
	for _, p := range c.People {
		for _, r := range p.Roles {
			if r == role {
				all = append(all, p)
			}
		}
	}
	return all
}

// Answerable names the unit, by id, and the person answerable for a finding of a
// site: by its subject, such as 栏目:政策解读, or its rule and
// 二级指标. The closest duty counts: a column before an indicator, one of the site before one of every site. Without a duty it is the
// site's own unit.
func (c *Config) Answerable(site, subject, rule, indicator string) (unit, person string) {
	if d := c.duty(site, subject, rule, indicator); d != nil {
		return c.answers(*d)
	}
	s, _ := c.Site(site)
	if u, ok := c.Unit(s.Unit); ok {
		return u.ID, u.Head
	}
	return s.Unit, ""
}

// Cycle is how often the responsibility matrix has a column move; empty when it does not say.
func (c *Config) Cycle(site, subject string) string {
	if d := c.duty(site, subject, "", ""); d != nil {
		return d.Cycle
	}
	return ""
}

// duty is the closest one for a finding; nil without any.
func (c *Config) duty(site, subject, rule, indicator string) (best *Duty) {
	rank := 0
	for i := range c.Duties {
		if r := c.Duties[i].closeness(site, subject, rule, indicator); r > rank {
			best, rank = &c.Duties[i], r
		}
	}
	return best
}

// closeness grades how closely a duty fits; zero = not at all.
func (d Duty) closeness(site, subject, rule, indicator string) int {
	if d.Site != "" && d.Site != site {
		return 0
	}
	rank := 0
	_, about, _ := strings.Cut(subject, ":")
	if slices.Contains(d.Indicators, rule) || slices.Contains(d.Indicators, indicator) {
		rank = 2
	}
	if d.Column != "" && d.Column == about {
		rank = 4
	}
	if rank > 0 && d.Site != "" {
		rank++
	}
	return rank
}

func (c *Config) answers(d Duty) (unit, person string) {
	u, ok := c.Unit(d.Unit)
	if !ok {
		return d.Unit, d.Person
	}
	if d.Person != "" {
		return u.ID, d.Person
	}
	return u.ID, u.Head
}

// Address is where a channel reaches a unit; empty when it does not.
func (c *Config) Address(unit Unit, ch Channel) string {
	switch ch.Kind {
	case Slack:
		if unit.Slack != "" {
			return unit.Slack
		}
		return ch.Channel
	case Mail:
		if unit.Mail != "" {
			return unit.Mail
		}
		for _, id := range append([]string{unit.Head}, unit.Contacts...) {
			if p, err := c.Person(id); err == nil && p.Mail != "" {
				return p.Mail
			}
		}
		return ""
	}
	return ch.ID
}

// ChannelsOf lists the channels that reach a unit.
func (c *Config) ChannelsOf(unit Unit) []Channel {
	var all []Channel
	for _, ch := range c.Channels {
		wanted := len(unit.Channels) == 0
		for _, id := range unit.Channels {
			wanted = wanted || id == ch.ID
		}
		if wanted && c.Address(unit, ch) != "" {
			all = append(all, ch)
		}
	}
	return all
}

// Nets are the private ranges the site may be asked in, which were checked when it was read.
func (s Site) Nets() (nets []netip.Prefix) {
	for _, text := range s.AllowPrivate {
		nets = append(nets, netip.MustParsePrefix(text))
	}
	return nets
}
