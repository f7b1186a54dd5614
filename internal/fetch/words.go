package fetch

// Words that name a page which is not the page asked for. They count only on
// short pages, see judgePage. Lower case, without white space.

func softWords() []string {
	return []string{
		"页面不存在", "网页不存在", "文件不存在", "栏目不存在", "文章不存在", "内容不存在", "信息不存在", "资源不存在", "稿件不存在",
		"页面未找到", "页面没有找到", "没有找到页面", "未找到页面", "找不到页面", "找不到网页", "无法找到该页", "无法找到该网页", "无法找到页面",
		"找不到您要访问的", "找不到你要访问的", "找不到您要的", "找不到该页", "找不到文件或目录", "找不到服务器上的",
		"访问的页面已", "页面已被删除", "页面已删除", "页面已经删除", "网页已被删除", "信息已被删除", "文章已被删除", "内容已被删除", "内容已删除",
		"您访问的页面找不到", "你访问的页面找不到", "您要访问的页面找不到", "您要查看的页面", "页面走丢", "页面飞走", "审核或已撤销", "发布者删除", "页面丢失", "页面失效", "链接已失效", "地址有误",
		"404notfound", "404error", "error404", "pagenotfound", "filenotfound", "http404", "404错误", "错误404", "404页面",
		"therequestedurlwasnotfound", "thepagecannotbefound", "pagedoesnotexist", "resourcecannotbefound",
	}
}

func blockedWords() []string {
	return []string{
		"访问被阻断", "访问被拦截", "访问被拒绝", "拒绝访问", "请求被拦截", "请求被阻断", "被防火墙拦截", "网站防火墙", "web应用防火墙",
		"网站安全防护", "网站安全狗", "安全狗", "创宇盾", "宝塔防火墙", "护卫神",
		"对网站造成安全威胁", "对网站造成威胁", "设置的策略阻断", "已被管理员设置", "存在安全风险", "存在潜在的安全风险", "包含危险", "含有不合法的参数", "请求含有不合法",
		"访问行为异常", "访问行为存在异常", "疑似攻击", "攻击行为", "访问过于频繁", "访问频率过高", "访问太频繁", "操作过于频繁", "ip已被", "ip被封", "ip已被封禁", "您的ip",
		"拦截提示", "已被拦截", "设置为拦截", "设置拦截", "盾拦截", "锁拦截", "疑似黑客", "恶意内容", "恶意请求", "请求存在威胁", "带有不合法", "被管理员禁止", "请求已被拒绝", "请求被拒绝",
		"禁止访问", "访问受限", "访问禁止", "没有权限访问", "无权访问", "仅限内网", "境外ip", "requestdenied", "hasbeenblocked", "restrictedaccess", "accessdenied", "requestblocked", "requestrejected", "therequestedurlwasrejected", "403forbidden", "forbiddenbywaf", "wafblocked",
		"attentionrequired", "pleaseenablecookies", "sorry,youhavebeenblocked", "incidentid",
	}
}

func maintenanceWords() []string {
	return []string{
		"系统维护", "网站维护", "维护中", "正在维护", "正在升级", "升级维护", "系统升级", "网站升级", "升级改版", "改版升级", "升级改造", "改版中",
		"暂停服务", "暂停访问", "暂时关闭", "网站关闭", "停止服务", "暂停对外服务", "进行升级", "已关停", "关停下线", "已迁移至", "网站已停用", "站点已停用", "网站已被暂停", "站点已被暂停", "网站暂停", "网站停止运行", "域名已过期",
		"域名过期", "网站未备案", "未进行备案", "虚拟主机到期", "websitehasbeenstopped", "undermaintenance", "undergoingmaintenance", "siteismaintenance", "网站建设中",
	}
}

func appErrorWords() []string {
	return []string{
		"httpstatus500", "httpstatus404", "servererrorin'/'application", "“/”应用程序中的服务器错误", "应用程序中的服务器错误", "运行时错误",
		"java.lang.", "javax.servlet.", "org.apache.jasper", "org.springframework.", "exceptioninthread", "stacktrace:", "whitelabelerrorpage",
		"warning:mysql", "warning:mysqli", "fatalerror:", "parseerror:", "uncaughtexception", "sqlstate[", "mysqlservererror", "ora-0",
		"microsoftoledbprovider", "microsoftvbscript", "microsoftjetdatabaseengine", "odbcdriver", "adodb.", "数据库连接失败", "数据库连接错误", "连接数据库失败",
		"无法连接数据库", "数据库错误", "errorestablishingadatabaseconnection", "databaseerror", "databaseconnectionfailed", "badgateway", "gatewaytime-out", "gatewaytimeout",
		"internalservererror", "系统发生错误", "系统出错", "程序异常", "系统异常", "服务器内部错误", "页面出错了", "thinkphp", "yiiexception", "noinputfilespecified",
	}
}

// busyWords are those of servers that are too busy, or new and empty.
func busyWords() []string {
	return []string{
		"系统繁忙", "服务器繁忙", "网站繁忙", "连接数过多", "访问人数过多", "访问人数较多", "请稍后再试",
		"没有找到对应的模板", "网站不存在或未", "strutsproblemreport", "welcometonginx", "iiswindowsserver", "apachetomcat/", "itworks!", "站点创建成功", "没有找到站点",
	}
}

// errorTitles begin the title of a page that says it is none.
func errorTitles() []string {
	return []string{
		"404", "error404", "错误404", "http404", "页面不存在", "网页不存在", "您访问的页面不存在", "页面找不到", "页面未找到", "页面没有找到", "找不到页面", "找不到网页", "未找到页面",
		"无法找到该页", "无法找到网页", "notfound", "pagenotfound", "filenotfound", "thepagecannotbefound", "对不起,页面", "对不起，页面", "抱歉,页面", "抱歉，页面",
	}
}

// challengeMarks are pieces of scripts that test the browser before the page.
func challengeMarks() []string {
	return []string{
		"$_ts", "_$_ts", "r='m'", "__jsl_clearance", "__jsluid", "acw_sc__v2", "acw_sc__v3", "arg1='", "cf-chl", "cf_chl_opt", "challenge-platform",
		"__cf_chl", "/_guard/", "_guard/html.js", "wzws-waf-cgi", "wzwsconfirm", "yunsuo_session", "safedog-flow", "__tst_status", "eo_bot_ssid",
		"security_session_verify", "srcurl=", "probe.js", "btwaf", "/.well-known/captcha", "slidecaptcha", "waf_captcha", "tencentcaptcha", "punish?x5secdata", "bm-verify",
	}
}

// challengeWords are what such a page shows.
func challengeWords() []string {
	return []string{
		"请开启javascript", "请启用javascript", "请打开javascript", "启用javascript并刷新", "正在验证您的浏览器", "正在检查您的浏览器", "浏览器安全检查", "浏览器验证",
		"安全验证", "请完成验证", "请拖动滑块", "滑动验证", "人机验证", "真人验证", "justamoment", "checkingyourbrowser", "verifyyouarehuman", "enablejavascriptandcookies",
	}
}
