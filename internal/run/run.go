// Package run carries out one audit of one site: crawl, judge, look again at
// what would be accused, judge once more, compose the result. It reads no
// configuration and renders nothing.
package run

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	"ducha/internal/audit"
	"ducha/internal/crawl"
	"ducha/internal/document"
	"ducha/internal/evidence"
	"ducha/internal/facts"
	"ducha/internal/result"
	"ducha/internal/webpage"
	"ducha/rules"
)

// Job says whom to judge, by what and when.
type Job struct {
	ID, URL       string
	Name          string            // empty = what the site calls itself
	Unit          string            // unit answerable; the site's name when empty
	Duties        []string          // empty = all
	Kind          string            // rules.Portal, DeptSite, Channel or UnitSite; empty = DeptSite
	Waived        map[string]string // rule key or indicator id → approved reason
	Set           *rules.Set
	Also          []*rules.Set  // sets the snapshot will be judged by later: their candidates are looked at again too
	Resolver      *net.Resolver // nil = the system's
	Vocabulary    facts.Vocabulary
	VocabularySum string // digest of the vocabulary file
	AsOf          time.Time
	Probes        *facts.Probes  // visits of the last days; nil without a log
	Earlier       *facts.Earlier // what the snapshot of the quarter before showed; nil without one
	Version       string
	Crawl         crawl.Config
	Documents     *document.Sandbox // reads attachments; nil leaves them unread
	Others        []string          // start pages of other sites that are audited: theirs is none of this one's
	Shared        *Shared           // what sites audited side by side share; nil for one alone

	readings *facts.Readings // what was read of the pages so far
}

// Audit gathers a site and judges it. Every page is read once.
func Audit(ctx context.Context, job Job, store *evidence.Store) (*result.Audit, error) {
	job.readings = newReadings(job, job.Shared.space())
	defer job.readings.Forget()
	last, err := gatherJudged(ctx, job, store)
	if err != nil {
		return nil, err
	}
	defer last.end()
	return compose(job, store.Snapshot(), last.site, last.answers), nil
}

// Gather crawls the site into the store and looks again at every page a
// candidate fail rests on. A cancelled run leaves the store open to resume.
func Gather(ctx context.Context, job Job, store *evidence.Store) error {
	if job.readings == nil {
		job.readings = newReadings(job, job.Shared.space())
		defer job.readings.Forget()
	}
	last, err := gather(ctx, job, store)
	last.end()
	return err
}

// gatherJudged gathers and judges by the job's set; what the last look judged stands
// when it led to no other.
func gatherJudged(ctx context.Context, job Job, store *evidence.Store) (*look, error) {
	last, err := gather(ctx, job, store)
	if last != nil || err != nil {
		return last, err
	}
	return understand(ctx, job, store)
}

// gather is Gather with what its last look judged; nil when something was stored after.
func gather(ctx context.Context, job Job, store *evidence.Store) (*look, error) {
	job.Crawl.Read = func(ex *evidence.Exchange, body []byte) *webpage.Page {
		page := webpage.Read(ex, body)
		job.readings.Keep(ex, page)
		return page
	}
	job.Crawl.Others = job.Others
	if err := crawl.Run(ctx, job.Crawl, store); err != nil {
		return nil, fmt.Errorf("抓取 %s：%w", job.URL, err)
	}
	if err := observe(ctx, job, store); err != nil {
		return nil, err
	}
	if err := readAttachments(ctx, job.Documents, store); err != nil {
		return nil, err
	}
	last, err := lookAgain(ctx, job, store)
	if err != nil {
		return nil, err
	}
	if _, err := store.Seal(); err != nil {
		last.end()
		return nil, fmt.Errorf("封存快照：%w", err)
	}
	return last, nil
}

// A look is a site understood and judged by its job's set; done ends its turn.
type look struct {
	site    *facts.Site
	answers []audit.Answer
	done    func()
}

// end ends the turn of a site, if there is one.
func (l *look) end() {
	if l != nil {
		l.done()
	}
}

// understand loads what a store holds and judges it.
func understand(ctx context.Context, job Job, store facts.Source) (*look, error) {
	site, done, err := load(ctx, job, store)
	if err != nil {
		return nil, err
	}
	return &look{site, judge(job, site), done}, nil
}

// Judge judges what a store holds. It is a pure function of the store and the
// job: the same input gives the same document, byte for byte.
func Judge(ctx context.Context, job Job, store facts.Source) (*result.Audit, error) {
	all, err := JudgeAll(ctx, job, store, job.Set)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// JudgeAll is Judge by several sets: the store is read once.
func JudgeAll(ctx context.Context, job Job, store facts.Source, sets ...*rules.Set) ([]*result.Audit, error) {
	if job.readings == nil {
		job.readings = newReadings(job, facts.NewRoom(-1), sets...) // the store is read once
	}
	site, done, err := load(ctx, job, store)
	if err != nil {
		return nil, err
	}
	defer done()
	var all []*result.Audit
	for _, set := range sets {
		job.Set = set
		all = append(all, compose(job, store.Snapshot(), site, judge(job, site)))
	}
	return all, nil
}

// load waits for the site's turn and understands it; done ends the turn.
func load(ctx context.Context, job Job, store facts.Source) (site *facts.Site, done func(), err error) {
	if done, err = job.Shared.take(ctx); err != nil {
		return nil, nil, err
	}
	site, err = facts.Load(ctx, store, facts.Options{Vocabulary: job.Vocabulary, AsOf: job.AsOf, Probes: job.Probes, Earlier: job.Earlier, Seeds: job.Crawl.Seeds, Others: job.Others, Readings: job.readings})
	if err != nil {
		done()
		return nil, nil, fmt.Errorf("读取快照：%w", err)
	}
	return site, done, nil
}

// newReadings notes of every page what the kinds of the sets ask of it.
func newReadings(job Job, space *facts.Room, sets ...*rules.Set) *facts.Readings {
	var watches []facts.Watch
	known := map[any]bool{}
	for _, set := range slices.Concat([]*rules.Set{job.Set}, job.Also, sets) {
		if set == nil {
			continue
		}
		for _, r := range set.Rules() {
			if r.Kind == nil || r.Kind.Watch == nil {
				continue
			}
			if w := r.Kind.Watch(job.AsOf); !known[w.Key] {
				known[w.Key] = true
				watches = append(watches, w)
			}
		}
	}
	return facts.NewReadings(job.Vocabulary, space, watches...)
}

func judge(job Job, site *facts.Site) []audit.Answer {
	return audit.Judge(job.Set, site, audit.Options{AsOf: job.AsOf, Unit: job.unit(), Duties: job.Duties, Kind: job.kind(), Waived: job.Waived})
}

// ownName is what a site calls itself: its SiteName tag, else the longest part of
// its title, else fallback.
func ownName(site *facts.Site, fallback string) string {
	home, err := site.Home()
	if err != nil {
		return fallback
	}
	best := strings.TrimSpace(home.Meta["sitename"])
	if best != "" && best != "网站名称" {
		return best
	}
	best = ""
	for _, part := range strings.FieldsFunc(home.Title, func(r rune) bool { return strings.ContainsRune("-_|—–·>», ", r) }) {
		if len(part) > len(best) && part != "首页" {
			best = part
		}
	}
	if len(best) < 6 {
		return fallback
	}
	return best
}

func (j Job) kind() string {
	if j.Kind != "" {
		return j.Kind
	}
	return rules.DeptSite
}

func (j Job) unit() string {
	if j.Unit != "" {
		return j.Unit
	}
	return j.Name
}
