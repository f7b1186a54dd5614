package ledger

import "time"

// A Notice (整改通知) as the ledger keeps it: one for a unit and a batch. What is
// written on it is the business of whoever renders it.
type Notice struct {
	Key     string    `json:"key"`    // unit, quarter, batch, kind and revision: the same notice has the same key for ever
	Number  string    `json:"number"` // 编号 on paper
	Kind    string    `json:"kind"`   // first, remind, overdue …
	Unit    string    `json:"unit"`
	Quarter string    `json:"quarter"`
	Cases   []string  `json:"cases"` // IDs
	Issued  time.Time `json:"issued"`
	Due     time.Time `json:"due,omitzero"`
	By      string    `json:"by"`
	Body    []byte    `json:"body"` // as rendered, JSON
}

// Delivery states of the outbox. Sending is durable: it is written before the
// request leaves.
const (
	Queued    = "queued"
	Sending   = "sending"
	Sent      = "sent"
	Failed    = "failed"    // refused for good: a person must look
	Held      = "held"      // waits for a person
	Cancelled = "cancelled" // withdrawn before it left
)

// A Delivery is one row of the outbox: one notice on one channel.
type Delivery struct {
	ID       int64     `json:"id"`
	Key      string    `json:"key"` // unique: a second row of the same key is never written
	Notice   string    `json:"notice"`
	Unit     string    `json:"unit"`
	Channel  string    `json:"channel"`
	To       string    `json:"to"`
	Payload  []byte    `json:"payload"`
	State    string    `json:"state"`
	Attempts int       `json:"attempts"`
	Begun    time.Time `json:"begun,omitzero"` // when it was last marked as sending
	NextAt   time.Time `json:"next_at"`        // not before
	Doubt    bool      `json:"doubt"`          // an earlier attempt may have arrived: look before sending again
	Ref      string    `json:"ref"`            // the other side's name for it
	Why      string    `json:"why"`            // of the last failure
	Created  time.Time `json:"created"`
	Settled  time.Time `json:"settled,omitzero"` // when its end was known
}

// A UnitReply is what a unit said, by whatever way it came. The word of a unit
// never closes a case.
type UnitReply struct {
	ID       string    `json:"id"` // unique: the same press, mail or sheet row comes once
	Case     string    `json:"case"`
	Kind     Kind      `json:"kind"` // Reply, Appeal, or Extend as a request
	Via      string    `json:"via"`  // command, slack, mail, sheet, web
	By       string    `json:"by"`
	Text     string    `json:"text"`
	Evidence []string  `json:"evidence"`
	At       time.Time `json:"at"`
}

// A Run is one due time of a scheduled job. Its key makes it happen once: the
// quarter of an audit, the minute of a probe.
type Run struct {
	Job     string    `json:"job"`
	Key     string    `json:"key"`
	Planned time.Time `json:"planned"`
	Started time.Time `json:"started,omitzero"`
	Done    time.Time `json:"done,omitzero"`
	Owner   string    `json:"owner"`          // who holds the lease
	Lease   time.Time `json:"lease,omitzero"` // held until
	Fence   int64     `json:"fence"`          // grows with every lease taken; an older holder's word is refused
	Note    string    `json:"note"`           // missed, or why it failed
}
