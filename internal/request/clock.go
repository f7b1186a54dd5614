package request

import (
	"fmt"
	"strings"
	"time"

	"ducha/internal/workday"
)

// Limits of the Ordinance, in working days.
const (
	answerDays  = 20 // Art. 33; so many more when extended
	correctDays = 7  // Art. 30: to ask for a supplement
	consultDays = 15 // Art. 32 and 34: silence after them ends the waiting
)

// closed are words of a result that ends an application without an answer.
var closed = []string{"撤回", "撤销申请", "终止", "视为放弃", "不再处理"}

// Judge runs the clock over the register as of a day. It is a pure function: the
// same rows, calendar and day give the same answer.
func Judge(rows []Row, calendar *workday.Calendar, asOf time.Time) []Status {
	all := make([]Status, len(rows))
	for i, r := range rows {
		all[i] = judge(r, calendar, asOf)
	}
	return all
}

func judge(r Row, c *workday.Calendar, asOf time.Time) Status {
	s := Status{Row: r}
	if r.Received.After(asOf) {
		s.Reason = "收到日期晚于评价基准日"
		return s
	}
	if err := s.run(c, asOf); err != nil {
		return Status{Row: r, Reason: err.Error()}
	}
	return s
}

// run works out the due day and where the row stands.
func (s *Status) run(c *workday.Calendar, asOf time.Time) error {
	r := s.Row
	if err := s.sideLimits(c); err != nil {
		return err
	}
	start, why := r.Received, "自收到申请之日起"
	switch {
	case !r.GotMore.IsZero() && !r.GotMore.After(asOf):
		start, why = r.GotMore, "自收到补正材料之日起"
	case !r.AskedMore.IsZero() && !r.AskedMore.After(asOf):
		s.unsupplied(asOf)
		return nil
	}
	limit := answerDays
	if r.Extended {
		limit += answerDays
	}
	paused, waiting, err := s.paused(c, asOf)
	if err != nil {
		return err
	}
	if s.Due, err = c.Add(start, limit+paused); err != nil {
		return err
	}
	s.Reason = why + fmt.Sprintf("%d个工作日", limit)
	if paused > 0 {
		s.Reason += fmt.Sprintf("，扣除征求意见%d个工作日", paused)
	}
	return s.settle(c, asOf, waiting)
}

// unsupplied is where a row stands whose supplement never came: the clock has
// not begun, and whatever was sent meanwhile was not late by it.
func (s *Status) unsupplied(asOf time.Time) {
	r := s.Row
	switch answered := !r.Answered.IsZero() && !r.Answered.After(asOf); {
	case isClosed(r.Result):
		s.State, s.Reason = Closed, "已告知补正，申请人未补正，不再处理"
	case answered:
		s.Reason = "已告知补正并已答复，但没有登记补正收到日期，无法计算期限"
	default:
		s.State, s.Reason = Waiting, "已告知补正，尚未收到补正材料，答复期限未起算"
	}
}

// paused counts the working days of consulting others, which Art. 33 leaves out.
// Without an end the waiting ends by itself: silence is an answer.
func (s *Status) paused(c *workday.Calendar, asOf time.Time) (days int, waiting bool, err error) {
	r := s.Row
	if r.ConsultFrom.IsZero() || r.ConsultFrom.After(asOf) {
		return 0, false, nil
	}
	if !r.ConsultTo.IsZero() && !r.ConsultTo.After(asOf) {
		days, err = c.Between(r.ConsultFrom, r.ConsultTo)
		return days, false, err
	}
	days, err = c.Between(r.ConsultFrom, asOf)
	return min(days, consultDays), err == nil && days < consultDays, err
}

// settle compares the due day with the answer, or with the judged day.
func (s *Status) settle(c *workday.Calendar, asOf time.Time, waiting bool) (err error) {
	answered := s.Row.Answered
	switch {
	case !answered.IsZero() && !answered.After(asOf) && answered.After(s.Due):
		s.State = Late
		s.Days, err = c.Between(s.Due, answered)
	case !answered.IsZero() && !answered.After(asOf):
		s.State = Answered
	case isClosed(s.Row.Result):
		s.State = Closed
	case waiting:
		s.State = Consulting
		s.Days, err = c.Between(asOf, s.Due)
	case asOf.After(s.Due):
		s.State = Overdue
		s.Days, err = c.Between(s.Due, asOf)
	default:
		s.State = Open
		s.Days, err = c.Between(asOf, s.Due)
	}
	return err
}

// sideLimits notes steps that came too late themselves.
func (s *Status) sideLimits(c *workday.Calendar) error {
	r := s.Row
	if !r.AskedMore.IsZero() {
		n, err := c.Between(r.Received, r.AskedMore)
		if err != nil {
			return err
		}
		if n > correctDays {
			s.Notes = append(s.Notes, fmt.Sprintf("收到申请%d个工作日后才告知补正，超过%d个工作日", n, correctDays))
		}
	}
	if r.Extended && !r.ExtendedOn.IsZero() {
		start := r.Received
		if !r.GotMore.IsZero() {
			start = r.GotMore
		}
		paused := 0
		if !r.ConsultFrom.IsZero() && !r.ConsultTo.IsZero() {
			n, err := c.Between(r.ConsultFrom, r.ConsultTo)
			if err != nil {
				return err
			}
			paused = n
		}
		first, err := c.Add(start, answerDays+paused)
		if err != nil {
			return err
		}
		if r.ExtendedOn.After(first) {
			s.Notes = append(s.Notes, "延期告知晚于原答复期限"+first.Format("2006年1月2日"))
		}
	}
	return nil
}

func isClosed(result string) bool {
	for _, w := range closed {
		if strings.Contains(result, w) {
			return true
		}
	}
	return false
}
