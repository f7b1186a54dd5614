package main

import (
	"context"
	"maps"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"ducha/internal/ledger"
	"ducha/internal/ledger/store"
	"ducha/internal/rectify"
)

// metrics are what ducha serve tells of itself: counts, no names of people.
type metrics struct {
	registry        *prometheus.Registry
	success, failed *prometheus.GaugeVec
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		success:  prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "ducha_job_last_success_timestamp_seconds", Help: "When a job last ended well."}, []string{"job"}),
		failed:   prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "ducha_job_last_failure_timestamp_seconds", Help: "When a job last failed."}, []string{"job"}),
	}
	m.registry.MustRegister(m.success, m.failed)
	return m
}

func (m *metrics) done(job string, err error) {
	to := m.success
	if err != nil {
		to = m.failed
	}
	to.WithLabelValues(job).Set(float64(time.Now().Unix()))
}

// handler adds what the ledger holds at the moment it is asked.
func (m *metrics) handler(d *rectify.Desk) http.Handler {
	live := &ledgerCollector{desk: d,
		cases:      prometheus.NewDesc("ducha_cases", "Cases in the ledger by state.", []string{"state"}, nil),
		overdue:    prometheus.NewDesc("ducha_cases_overdue", "Cases whose day for rectification has passed.", nil, nil),
		deliveries: prometheus.NewDesc("ducha_deliveries", "Notices in the outbox by state.", []string{"state"}, nil)}
	m.registry.MustRegister(live)
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError})
}

type ledgerCollector struct {
	desk                       *rectify.Desk
	cases, overdue, deliveries *prometheus.Desc
}

func (c *ledgerCollector) Describe(ch chan<- *prometheus.Desc) {
	ch <- c.cases
	ch <- c.overdue
	ch <- c.deliveries
}

func (c *ledgerCollector) Collect(ch chan<- prometheus.Metric) {
	states, deliveries, overdue := map[string]int{}, map[string]int{}, 0
	for _, s := range ledger.States() {
		states[string(s)] = 0
	}
	for _, s := range []string{ledger.Queued, ledger.Sending, ledger.Sent, ledger.Held, ledger.Failed, ledger.Cancelled} {
		deliveries[s] = 0 // an alert on what is not there never fires
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	var cases []ledger.Case
	var count map[string]int
	err := c.desk.Store.View(ctx, func(t *store.Tx) (err error) {
		if cases, err = t.Cases(store.Filter{}); err == nil {
			count, err = t.DeliveryCounts()
		}
		return err
	})
	if err != nil {
		ch <- prometheus.NewInvalidMetric(c.cases, err)
		return
	}
	for _, one := range cases {
		states[string(one.State)]++
		if one.Overdue(c.desk.Now()) {
			overdue++
		}
	}
	maps.Copy(deliveries, count)
	for state, n := range states {
		ch <- prometheus.MustNewConstMetric(c.cases, prometheus.GaugeValue, float64(n), state)
	}
	for state, n := range deliveries {
		ch <- prometheus.MustNewConstMetric(c.deliveries, prometheus.GaugeValue, float64(n), state)
	}
	ch <- prometheus.MustNewConstMetric(c.overdue, prometheus.GaugeValue, float64(overdue))
}
