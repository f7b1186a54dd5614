// Package config is config.toml as typed, checked values: the office, its sites,
// who is answerable for what, the channels, the sign-off and the schedule; never
// rules. It turns bytes into values and reads no files, no environment, no clock.
package config

// Config is a whole configuration. What is left out has its default.
type Config struct {
	Office   Office    `toml:"office"`
	Crawl    Crawl     `toml:"crawl"`
	Sites    []Site    `toml:"site"`
	Units    []Unit    `toml:"unit"`
	People   []Person  `toml:"person"`
	Duties   []Duty    `toml:"duty"`
	Channels []Channel `toml:"channel"`
	Approval Approval  `toml:"approval"`
	Schedule Schedule  `toml:"schedule"`
	Ledger   Ledger    `toml:"ledger"`
}

// Office is who supervises.
type Office struct {
	Name    string `toml:"name"`
	Contact string `toml:"contact"` // mail address or phone shown in the User-Agent
	Phone   string `toml:"phone"`   // where units ask, printed on notices
	Mail    string `toml:"mail"`    // where units answer, printed on notices
	Number  string `toml:"number"`  // 机关代字 of notice numbers: 乌交督
	Link    string `toml:"link"`    // internal address of the ledger's pages, for notices
	// Region names the calendar working days are counted by: national, xinjiang.
	Region string `toml:"region"`
	// Holidays is a file of days a later notice fixed, read beside the calendar.
	Holidays string `toml:"holidays"`
}

// Crawl is how sites are asked.
type Crawl struct {
	Rate     float64 `toml:"rate"`      // requests a second and host
	MaxPages int     `toml:"max_pages"` // pages a site
	Proxy    string  `toml:"proxy"`
	Out      string  `toml:"out"` // folder of results
	// Controls are addresses of other sites that are known to answer.
	Controls []string `toml:"controls"`
}

// Site is one site that is supervised.
type Site struct {
	ID           string          `toml:"id"`
	Name         string          `toml:"name"`
	URL          string          `toml:"url"`
	Kind         string          `toml:"kind"` // dept_site, portal, channel or unit_site
	Rules        string          `toml:"rules"`
	Unit         string          `toml:"unit"` // answerable where no duty says otherwise: id or name
	Duties       []string        `toml:"duties"`
	Seeds        []string        `toml:"seeds"`
	Hosts        []string        `toml:"hosts"`
	Rate         float64         `toml:"rate"`
	MaxPages     int             `toml:"max_pages"`
	AllowPrivate []string        `toml:"allow_private"` // CIDR ranges of 政务外网
	Waived       []NotApplicable `toml:"not_applicable"`
}

// NotApplicable is a rule or indicator that does not concern a site (不涉及).
type NotApplicable struct {
	Rule     string `toml:"rule"`     // rule key or indicator id
	Reason   string `toml:"reason"`   // why it does not apply
	Approver string `toml:"approver"` // who agreed
}

// Unit is a division or a secondary unit that can be answerable (责任单位).
type Unit struct {
	ID       string   `toml:"id"`
	Name     string   `toml:"name"`
	Head     string   `toml:"head"`     // person
	Contacts []string `toml:"contacts"` // people who do the work
	Mail     string   `toml:"mail"`     // where notices go; empty: the contacts' addresses
	Slack    string   `toml:"slack"`    // id of the unit's Slack channel
	Channels []string `toml:"channels"` // ids; empty: every channel that has an address for it
}

// Person is somebody who decides, signs or answers.
type Person struct {
	ID    string   `toml:"id"`
	Name  string   `toml:"name"`
	Unit  string   `toml:"unit"`
	Roles []string `toml:"roles"`
	Mail  string   `toml:"mail"`
	Slack string   `toml:"slack"` // Slack's id of the person
	Phone string   `toml:"phone"`
}

// Roles the program knows; the chain of [approval] may add others.
const (
	Supervisor = "督查员"     // confirms, dismisses, decides
	DeptHead   = "业务部门负责人" // first signature
	DeputyHead = "分管领导"
	Head       = "主要领导"
	Liaison    = "联络员" // answers for a unit
)

// Duty is one line of the responsibility matrix (责任分工): a column, or what some
// rules are about, is one unit's business.
type Duty struct {
	Column     string   `toml:"column"`
	Indicators []string `toml:"indicators"` // names of 二级指标 or keys of rules, whatever the column
	Unit       string   `toml:"unit"`
	Person     string   `toml:"person"`
	Cycle      string   `toml:"cycle"` // 更新周期
	Site       string   `toml:"site"`  // empty: on every site
}

// Kinds of channels.
const (
	Slack   = "slack"
	Mail    = "mail"
	Webhook = "webhook"
)

// Channel is a way notices go. Secrets are named by environment variables only.
type Channel struct {
	ID    string `toml:"id"`
	Kind  string `toml:"kind"`
	Quote *bool  `toml:"quote"` // problems, addresses and words of pages may leave; see MayQuote
	Files *bool  `toml:"files"` // notices and lists may leave as files; see MayQuote

	TokenEnv    string `toml:"token_env"`     // slack: bot token
	AppTokenEnv string `toml:"app_token_env"` // slack: for the buttons (Socket Mode)
	Channel     string `toml:"channel"`       // slack: where units without a channel of their own are told
	API         string `toml:"api"`           // slack: other than Slack's own address

	Host        string `toml:"host"` // mail
	Port        int    `toml:"port"`
	TLS         string `toml:"tls"` // starttls, tls or none
	User        string `toml:"user"`
	PasswordEnv string `toml:"password_env"`
	From        string `toml:"from"`
	FromName    string `toml:"from_name"`
	ReplyTo     string `toml:"reply_to"`

	Brand     string `toml:"brand"`   // webhook: wecom, dingtalk or feishu
	URLEnv    string `toml:"url_env"` // webhook: the robot's address holds its key
	SecretEnv string `toml:"secret_env"`

	// Written here they would be read by everybody; refused with advice.
	Token    string `toml:"token"`
	AppToken string `toml:"app_token"`
	Password string `toml:"password"`
	URL      string `toml:"url"`
	Secret   string `toml:"secret"`
}

// MayQuote says whether words of pages may leave on the channel. Slack stands
// outside the country: no, unless the office says so.
func (c Channel) MayQuote() bool { return orDefault(c.Quote, c.Kind != Slack) }

// MayAttach says the same of files.
func (c Channel) MayAttach() bool { return orDefault(c.Files, c.Kind == Mail) }

// Approval is who must agree before anything leaves.
type Approval struct {
	Required     *bool    `toml:"required"`
	Chain        []string `toml:"chain"`         // roles, in order
	FirstReview  *bool    `toml:"first_review"`  // a person confirms every finding (初核)
	SecondReview string   `toml:"second_review"` // 复核: veto (default), always or never
}

// Steps is the chain to pass; empty when the office wants none.
func (a Approval) Steps() []string {
	if !orDefault(a.Required, true) {
		return nil
	}
	if len(a.Chain) == 0 {
		return []string{DeptHead, DeputyHead, Head}
	}
	return a.Chain
}

// Trusted says that a machine's fail stands without a first person.
func (a Approval) Trusted() bool { return !orDefault(a.FirstReview, true) }

// Schedule is when what is done by ducha serve: five cron fields, or the words of
// package schedule; Beijing time; empty = not at all.
type Schedule struct {
	Audit   string `toml:"audit"`   // once a quarter
	Recheck string `toml:"recheck"` // cases that were answered or fell due
	Probe   string `toml:"probe"`   // visits to home pages
	Chase   string `toml:"chase"`   // reminders
	Digest  string `toml:"digest"`  // summary for the supervisor
}

// Ledger is where cases are kept.
type Ledger struct {
	URL        string `toml:"url"`         // a file, or postgres:// without a password
	URLEnv     string `toml:"url_env"`     // environment variable holding the address
	Record     bool   `toml:"record"`      // ducha audit puts results of configured sites into the ledger
	AppealDays int    `toml:"appeal_days"` // working days for an appeal; 0 = DefaultAppealDays
	DueSoon    int    `toml:"due_soon"`    // working days before the due day a unit is reminded; 0 = 1
}

// DefaultAppealDays is ours: no public rule fixes a number of days.
const DefaultAppealDays = 3

func orDefault(b *bool, def bool) bool {
	if b == nil {
		return def
	}
	return *b
}
