package config

import "strings"

func (k *checker) channels() {
	seen := map[string]bool{}
	for i, c := range k.c.Channels {
		path := at("channel", i)
		if c.ID == "" || c.Kind == "" {
			k.Fail(path, "[[channel]] 需要 id 和 kind")
			continue
		}
		k.once(seen, c.ID, path+".id", "渠道编号")
		k.oneOf(path+".kind", "kind ", c.Kind, Slack, Mail, Webhook)
		k.secrets(path, c)
		switch c.Kind {
		case Slack:
			k.need(path, "Slack 渠道", "token_env", c.TokenEnv)
			if c.API != "" {
				k.web(path+".api", c.API)
			}
		case Mail:
			k.need(path, "邮件渠道", "host", c.Host)
			k.need(path, "邮件渠道", "from", c.From)
			k.mail(path+".from", c.From)
			k.mail(path+".reply_to", c.ReplyTo)
			if c.TLS != "" {
				k.oneOf(path+".tls", "tls ", c.TLS, "starttls", "tls", "none")
			}
			if c.Port < 0 || c.Port > 65535 {
				k.Fail(path+".port", "端口 %d 不在 1 至 65535 之间", c.Port)
			}
			if c.User != "" {
				k.need(path, "需要登录的邮件渠道", "password_env", c.PasswordEnv)
			}
		case Webhook:
			k.need(path, "群机器人渠道", "url_env", c.URLEnv)
			k.need(path, "群机器人渠道", "brand", c.Brand)
			if c.Brand != "" {
				k.oneOf(path+".brand", "brand ", c.Brand, "wecom", "dingtalk", "feishu")
			}
		}
	}
}

// secrets refuses what must not stand in a file.
func (k *checker) secrets(path string, c Channel) {
	for _, s := range []struct{ key, value string }{{"token", c.Token}, {"app_token", c.AppToken}, {"password", c.Password}, {"url", c.URL}, {"secret", c.Secret}} {
		if s.value != "" {
			k.Fail(path+"."+s.key, "口令、令牌不能写在配置文件中；请改为 %s_env = \"环境变量名\"，并在运行环境中设置该变量", s.key)
		}
	}
	for _, s := range []struct{ key, name string }{{"token_env", c.TokenEnv}, {"app_token_env", c.AppTokenEnv}, {"password_env", c.PasswordEnv}, {"url_env", c.URLEnv}, {"secret_env", c.SecretEnv}} {
		k.env(path+"."+s.key, s.name)
	}
}

func (k *checker) need(path, what, key, value string) {
	if value == "" {
		k.Fail(path, "%s需要 %s", what, key)
	}
}

func (k *checker) approval() {
	a := k.c.Approval
	if a.SecondReview != "" {
		k.oneOf("approval.second_review", "second_review ", a.SecondReview, "veto", "always", "never")
	}
	seen := map[string]bool{}
	for i, role := range a.Chain {
		k.once(seen, role, at("approval.chain", i), "审批环节")
		if strings.TrimSpace(role) == "" {
			k.Fail(at("approval.chain", i), "审批环节不能为空")
		}
	}
	if len(k.c.People) == 0 {
		return // anybody may sign under any name
	}
	for _, role := range a.Steps() {
		if len(k.c.Holders(role)) == 0 {
			k.Fail("approval", "审批环节“%s”没有人担任：请在 [[person]] 的 roles 中写明，或设 [approval] required = false", role)
		}
	}
}

func (k *checker) schedule() {
	if k.known.Plan == nil {
		return
	}
	s := k.c.Schedule
	for _, job := range [][2]string{{"audit", s.Audit}, {"recheck", s.Recheck}, {"probe", s.Probe}, {"chase", s.Chase}, {"digest", s.Digest}} {
		if job[1] == "" {
			continue
		}
		if err := k.known.Plan(job[0], job[1]); err != nil {
			k.Fail("schedule."+job[0], "%v", err)
		}
	}
}
