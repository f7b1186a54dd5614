package samplesite

import (
	"fmt"
	"net/http"
	"time"
)

// homePath is where the start page lies.
func (s *Site) homePath() string {
	if s.has(RefreshStub) {
		return "/web/"
	}
	return "/"
}

// stub is the start page of a site that only refreshes to the true one.
func (s *Site) stub(w http.ResponseWriter, r *http.Request) {
	s.page(w, r, http.StatusOK, "text/html", `<html><head><meta charset="`+s.charset()+`"><meta http-equiv="refresh" content="0; url=web/index.html"><title></title></head><body></body></html>`)
}

// calendar is a page of an endless calendar: every month links to the next.
func (s *Site) calendar(w http.ResponseWriter, r *http.Request) {
	month, err := time.Parse("2006-01", r.URL.Query().Get("ym"))
	if err != nil {
		month = s.asOf
	}
	v := &view{s: s, host: hostOf(r), at: "/calendar", class: "日历", title: "日历-" + s.Name()}
	body := fmt.Sprintf(`<h2>%d年%d月</h2><a href="/calendar?ym=%s">上月</a> <a href="/calendar?ym=%s">下月</a>`, month.Year(), int(month.Month()),
		month.AddDate(0, -1, 1-month.Day()).Format("2006-01"), month.AddDate(0, 1, 1-month.Day()).Format("2006-01"))
	s.page(w, r, http.StatusOK, "text/html", v.shell(body))
}
