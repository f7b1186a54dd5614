package checks

import (
	"fmt"

	"ducha/internal/check"
	"ducha/internal/facts"
	"ducha/internal/finding"
)

// FrequentOutage fails a site that could not be opened too often in a week of
// visits, as the official rule counts.
var FrequentOutage = check.Define("frequent-outage", "站点无法访问",
	`查看：可用性监测记录（ducha probe 生成，以 --probes 提供）中评价基准日前连续 days 天的访问；单次访问超过 15 秒仍未打开的为失败。对照网址同时打不开的，视为本机网络故障，该次不计。
不达标：每天有效访问均不少于 visits 次，失败次数达到全部有效访问的 percent%。
疑似：失败比例达到 percent% 的一半而未达到否决线（预警）。
无法核验：没有监测记录、天数不足、任一天有效访问不足规定次数（因本机网络故障或被网站防护拦截而剔除的不算）。`,
	[]string{"site.outage"}, FrequentOutageParams{Days: 7, Visits: 20, Percent: 5},
	func(p *check.Pass, params FrequentOutageParams) check.Outcome {
		log := p.Site.Probes()
		if log == nil {
			return check.CannotTellf("没有可用性监测记录；请用 ducha probe 连续监测%d天，再以 --probes 提供", params.Days)
		}
		visits, failed := 0, 0
		for i := range params.Days {
			day := p.AsOf.AddDate(0, 0, i+1-params.Days)
			d := dayOf(log, day.Format("20060102"))
			if d.Visits < params.Visits {
				return check.CannotTellf("%s的有效访问只有%d次（另有%d次因本机网络故障或被拦截不计），不足%d次，不能认定", onPaper(day), d.Visits, d.Discounted, params.Visits)
			}
			visits += d.Visits
			failed += d.Failed
		}
		share := fmt.Sprintf("%d次有效访问中失败%d次，占%.1f%%", visits, failed, 100*float64(failed)/float64(visits))
		span := onPaper(p.AsOf.AddDate(0, 0, 1-params.Days)) + "至" + onPaper(p.AsOf)
		switch {
		case failed*100 >= visits*params.Percent:
			return check.Failed(fmt.Sprintf("%s，达到%d%%", share, params.Percent), outage(log, fmt.Sprintf(
				"%s对首页的%s，达到%d%%。", span, share, params.Percent)))
		case failed*200 >= visits*params.Percent:
			f := outage(log, fmt.Sprintf("%s对首页的%s，接近%d%%的否决线。", span, share, params.Percent))
			f.Signal = true
			return check.Suspected(share+"，接近否决线", f)
		}
		return check.Passed(visitProof(log, log.First, share))
	})

func dayOf(log *facts.Probes, day string) facts.ProbeDay {
	for _, d := range log.Days {
		if d.Day.Format("20060102") == day {
			return d
		}
	}
	return facts.ProbeDay{}
}

func outage(log *facts.Probes, message string) finding.Finding {
	f := finding.Finding{Defect: "site.outage", Subject: "网站", Message: message}
	for _, v := range log.Failure {
		f.Evidence = append(f.Evidence, visitProof(log, v, v.Words))
	}
	return f
}

func visitProof(log *facts.Probes, v facts.ProbeVisit, words string) finding.Evidence {
	return finding.Evidence{Record: v.Record, URL: v.URL, FetchedAt: v.At.UTC(), SHA256: log.Digest, Quote: finding.Clip(words)}
}

// FrequentOutageParams are the parameters of frequent-outage.
type FrequentOutageParams struct {
	Days    int `toml:"days"`    // days in a row, the judged day last
	Visits  int `toml:"visits"`  // visits a day there must be
	Percent int `toml:"percent"` // share of failures that fails the site
}

// Validate bounds the numbers.
func (p *FrequentOutageParams) Validate() error {
	if err := inRange("days", p.Days, 1, 31); err != nil {
		return err
	}
	if err := inRange("visits", p.Visits, 1, 1440); err != nil {
		return err
	}
	return inRange("percent", p.Percent, 1, 100)
}
