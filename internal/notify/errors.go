package notify

import (
	"errors"
	"fmt"
	"time"
)

// What may come of sending, besides success. An error of none of these kinds is
// doubtful: the other side may have taken the notice.
var (
	// ErrRefused: this notice will never be taken (wrong address, message too long).
	ErrRefused = errors.New("被拒绝")
	// ErrAddress: nobody is reached there; a person must look, and no other address
	// takes its place.
	ErrAddress = errors.New("收件地址不可用")
	// ErrStopped: the whole channel is out of order until a person mends it.
	ErrStopped = errors.New("渠道不可用")
	// ErrNotSent: it surely did not arrive, and may be tried again.
	ErrNotSent = errors.New("未送达")
	// ErrCannotTell: the channel cannot say whether a notice with a key arrived.
	ErrCannotTell = errors.New("渠道无法查询是否送达")
)

// WaitError is ErrNotSent with the time the other side asks for.
type WaitError struct {
	After time.Duration
	Err   error
}

func (e *WaitError) Error() string { return fmt.Sprintf("%v（%s后重试）", e.Err, span(e.After)) }

func span(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%.0f秒", d.Seconds())
	}
	return fmt.Sprintf("%.0f分钟", d.Minutes())
}

// Unwrap says that it surely did not arrive.
func (e *WaitError) Unwrap() []error { return []error{ErrNotSent, e.Err} }
