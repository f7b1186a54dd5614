package evidence

// Problem names why an exchange proves nothing about the page's content. The
// zero value means the answer is reliable.
type Problem string

// Every problem ducha tells apart.
const (
	None         Problem = ""
	DNS          Problem = "dns"
	Refused      Problem = "refused"      // connection refused or no route
	Reset        Problem = "reset"        // connection broken before or within the body
	TLS          Problem = "tls"          // no usable TLS session
	Timeout      Problem = "timeout"      //
	Private      Problem = "private"      // the dial guard refused a private address
	Robots       Problem = "robots"       // robots.txt forbids the page
	RobotsDefer  Problem = "robots_5xx"   // robots.txt answered 5xx: the host is deferred
	Blocked      Problem = "blocked"      // 401/403/418/WAF page
	Challenge    Problem = "challenge"    // script challenge (412/202/521, 瑞数 …)
	RateLimited  Problem = "rate_limited" // 429, or 503 with Retry-After
	ServerError  Problem = "server_error" // 5xx
	AppError     Problem = "app_error"    // 200 with an error page of the application
	StandIn      Problem = "stand_in"     // 200 with what many other addresses give too
	Maintenance  Problem = "maintenance"
	Login        Problem = "login"     // a login wall
	NotFound     Problem = "not_found" // 404 or 410: definite, not a lack of sight
	Soft404      Problem = "soft_404"  // 200 that says the page does not exist
	RedirectLoop Problem = "redirect_loop"
	OutOfScope   Problem = "out_of_scope" // redirected to a host outside the site
	Truncated    Problem = "truncated"    // ended before its announced length
	TooLarge     Problem = "too_large"    // cut at our limit
	Bomb         Problem = "bomb"         // decompression ratio over the limit
	Encoding     Problem = "encoding"     // more than 1 % undecodable
	Empty        Problem = "empty"        // 200 without content
	ScriptOnly   Problem = "script_only"  // an empty shell filled by script
	BadURL       Problem = "bad_url"
	BadAnswer    Problem = "bad_answer" // invalid HTTP
	Cancelled    Problem = "cancelled"
	NotCovered   Problem = "not_covered" // no record in the snapshot
)

type problemInfo struct {
	name      string // short Chinese name
	advice    string // one Chinese sentence: what to do
	retryable bool
}

var problems = map[Problem]problemInfo{
	DNS:          {"域名无法解析", "请核对网址，并由网站管理员检查域名解析。", true},
	Refused:      {"连接被拒绝", "请确认网站服务器已开启且端口可从本机访问。", true},
	Reset:        {"连接中断", "网络或服务器中途断开，请稍后重试；反复出现时请联系网站管理员。", true},
	TLS:          {"安全连接（HTTPS）失败", "请网站管理员检查证书和加密协议设置。", true},
	Timeout:      {"访问超时", "网站响应过慢，请错开高峰重试，或在配置中降低访问频率。", true},
	Private:      {"内网地址", "目标是内网或本机地址；确需检查时请使用 --allow-private，或在配置中写明 allow_private。", false},
	Robots:       {"robots.txt 不允许访问", "请网站管理员在 robots.txt 中放行督查程序，或改由人工核查。", false},
	RobotsDefer:  {"robots.txt 暂时无法读取", "服务器返回错误，按规定暂缓抓取，请稍后重试。", true},
	Blocked:      {"被网站防护拦截", "请联系网站管理员将督查程序的地址加入白名单，程序不会绕过防护。", false},
	Challenge:    {"需通过浏览器验证", "网站启用了脚本验证，请联系管理员加白名单，或改由人工核查。", false},
	RateLimited:  {"网站限制访问频率", "请降低访问频率后重试。", true},
	ServerError:  {"服务器错误", "服务器返回 5xx 错误，请稍后重试。", true},
	AppError:     {"页面程序报错", "页面返回了程序错误信息，请网站管理员排查。", true},
	StandIn:      {"返回统一提示页", "网站以同一提示页或首页代替所要的页面（可能被防护拦截或系统繁忙），请错开时间重试，或联系网站管理员将督查程序的地址加入白名单。", true},
	Maintenance:  {"网站维护中", "请在维护结束后重新检查。", true},
	Login:        {"需要登录", "页面要求登录，无法由程序核验，请人工核查。", false},
	NotFound:     {"页面不存在", "链接指向的页面不存在，请更正或删除链接。", false},
	Soft404:      {"页面不存在（返回提示页）", "页面提示内容不存在，请更正或删除链接。", false},
	RedirectLoop: {"循环跳转", "页面反复跳转无法打开，请网站管理员检查跳转设置。", false},
	OutOfScope:   {"跳转到站外", "页面跳转到检查范围以外的网站，如属本单位请加入配置。", false},
	Truncated:    {"内容不完整", "页面没有传输完整，请稍后重试。", true},
	TooLarge:     {"页面过大", "页面超过大小上限只读取了一部分，请人工核查。", false},
	Bomb:         {"压缩比异常", "响应解压后异常膨胀，已停止读取，请人工核查。", false},
	Encoding:     {"文字编码无法识别", "页面文字编码有误，请网站管理员统一为 UTF-8。", false},
	Empty:        {"空白响应", "服务器返回空白页面，请稍后重试。", true},
	ScriptOnly:   {"内容由脚本加载", "页面正文由脚本动态加载，程序未能看到内容，请人工核查。", false},
	BadURL:       {"网址不规范", "链接网址写法有误，请更正。", false},
	BadAnswer:    {"服务器应答不规范", "服务器应答不符合 HTTP 规范，请网站管理员检查。", true},
	Cancelled:    {"检查被中止", "再次运行即可从中断处继续。", true},
	NotCovered:   {"快照未覆盖", "快照中没有该页面的记录，无法判断。", true},
}

// Chinese is the problem's short name.
func (p Problem) Chinese() string {
	if info, ok := problems[p]; ok {
		return info.name
	}
	if p == None {
		return "正常"
	}
	return string(p)
}

// Advice is one Chinese sentence: what to do about it.
func (p Problem) Advice() string { return problems[p].advice }

// Retryable says whether trying again later may help.
func (p Problem) Retryable() bool { return problems[p].retryable }

// LikeProbe is the detail of a Soft404 that no words tell, but the host's answer to an
// address that cannot exist.
const LikeProbe = "the same answer as for an address that cannot exist"

// Definite says whether the answer itself is a fact: the page does not exist.
func (p Problem) Definite() bool { return p == NotFound || p == Soft404 }

// Problems lists every named problem, in no particular order.
func Problems() []Problem {
	all := make([]Problem, 0, len(problems))
	for p := range problems {
		all = append(all, p)
	}
	return all
}
