package fetch

import (
	"strings"
	"time"
)

// Allowed says whether agents may fetch an address. The groups that name one of
// them are read as one; only without any do the groups for "*" count.
func (r *Robots) Allowed(agents []string, address string) bool {
	path := escapePattern(robotsPath(address))
	named := r.names(agents)
	allow, disallow := -1, -1
	for i := range r.groups {
		g := &r.groups[i]
		if !g.concerns(agents, named) {
			continue
		}
		for _, rule := range g.rules {
			n := rule.weight(path)
			if rule.allow {
				allow = max(allow, n)
			} else if rule.pattern != "" {
				disallow = max(disallow, n)
			}
		}
	}
	return disallow <= 0 || allow >= disallow
}

// Delay is the Crawl-delay asked of the agents.
func (r *Robots) Delay(agents []string) time.Duration {
	named := r.names(agents)
	var d time.Duration
	for i := range r.groups {
		if r.groups[i].concerns(agents, named) {
			d = max(d, r.groups[i].delay)
		}
	}
	return d
}

// names says whether any group names one of the agents.
func (r *Robots) names(agents []string) bool {
	for i := range r.groups {
		if r.groups[i].concerns(agents, true) {
			return true
		}
	}
	return false
}

func (g *robotsGroup) concerns(agents []string, named bool) bool {
	for _, a := range g.agents {
		if !named && a == "*" {
			return true
		}
		for _, want := range agents {
			if named && a != "*" && a != "" && strings.EqualFold(a, want) {
				return true
			}
		}
	}
	return false
}

// weight is the length of the pattern when it matches, else -1. A rule that
// allows index.html allows its folder too.
func (r robotsRule) weight(path string) int {
	if matchRobots(path, r.pattern) {
		return len(r.pattern)
	}
	if !r.allow {
		return -1
	}
	slash := strings.LastIndexByte(r.pattern, '/')
	if slash >= 0 && strings.HasPrefix(r.pattern[slash:], "/index.htm") {
		folder := r.pattern[:slash+1] + "$"
		if matchRobots(path, folder) {
			return len(folder)
		}
	}
	return -1
}

// matchRobots matches a prefix with * wildcards and $ at the end, keeping the
// set of reachable positions so that no pattern takes more than path × pattern.
func matchRobots(path, pattern string) bool {
	pos := make([]int, 1, len(path)+1) // ends of what is matched so far, ascending
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		if c == '$' && i+1 == len(pattern) {
			return pos[len(pos)-1] == len(path)
		}
		if c == '*' {
			first := pos[0]
			pos = pos[:0]
			for p := first; p <= len(path); p++ {
				pos = append(pos, p)
			}
			continue
		}
		kept := pos[:0]
		for _, p := range pos {
			if p < len(path) && path[p] == c {
				kept = append(kept, p+1)
			}
		}
		if len(kept) == 0 {
			return false
		}
		pos = kept
	}
	return true
}

// robotsPath gives path, parameters and query of an address, as it is written.
func robotsPath(address string) string {
	rest := strings.TrimPrefix(address, "//")
	early := strings.IndexAny(rest, "/?;")
	scheme := strings.Index(rest, "://")
	if scheme >= 0 && early >= 0 && early < scheme {
		scheme = -1
	}
	if scheme >= 0 {
		rest = rest[scheme+3:]
	}
	start := strings.IndexAny(rest, "/?;")
	hash := strings.IndexByte(rest, '#')
	if start < 0 || hash >= 0 && hash < start {
		return "/"
	}
	if hash >= 0 {
		rest = rest[:hash]
	}
	if rest[start] != '/' {
		return "/" + rest[start:]
	}
	return rest[start:]
}
