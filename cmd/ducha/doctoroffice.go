package main

import (
	"fmt"
	"os"
	"strings"

	"ducha/internal/rectify"
)

// tenColumns are the columns the shipped configuration divides among the units.
var tenColumns = [...]string{"政务公开", "公示公告", "机构职能", "预决算及三公费用", "政策法规", "政策解读", "法治建设", "法治监督", "普法宣传", "投诉建议"}

// diagnoseOffice looks at who is answerable, who signs, and what channels need.
func diagnoseOffice(c *config, note func(mark, what, detail string)) {
	if len(c.Units) == 0 {
		note("提示", "没有配置责任单位（[[unit]]）", "；问题一律归网站的责任单位")
		return
	}
	note("正常", fmt.Sprintf("责任单位 %d 个，人员 %d 名，责任分工 %d 项", len(c.Units), len(c.People), len(c.Duties)), "")
	if free := c.freeColumns(); len(free) > 0 {
		note("提示", "责任分工未列明的栏目："+strings.Join(free, "、"), "；这些栏目的问题归网站的责任单位")
	}
	if steps := c.Approval.Steps(); len(steps) > 0 {
		note("正常", "审批环节："+strings.Join(steps, "→"), "")
	} else {
		note("提示", "未设审批环节", "；得分表和通知不经审批即可发出")
	}
	diagnoseChannels(c, note)
}

func (c *config) freeColumns() []string {
	var free []string
	for _, column := range tenColumns {
		taken := false
		for _, d := range c.Duties {
			taken = taken || d.Column == column
		}
		if !taken {
			free = append(free, column)
		}
	}
	return free
}

func diagnoseChannels(c *config, note func(mark, what, detail string)) {
	if len(c.Channels) == 0 {
		note("提示", "没有配置通知渠道（[[channel]]）", "；整改通知只生成文件，不自动发送")
		return
	}
	for _, ch := range c.Channels {
		var missing []string
		for _, env := range []string{ch.TokenEnv, ch.AppTokenEnv, ch.PasswordEnv, ch.URLEnv, ch.SecretEnv} {
			if env != "" && os.Getenv(env) == "" {
				missing = append(missing, env)
			}
		}
		if len(missing) > 0 {
			note("错误", "通知渠道 "+ch.ID+" 缺少环境变量 "+strings.Join(missing, "、"), "")
			continue
		}
		note("正常", "通知渠道 "+ch.ID, "")
	}
	if d := (rectify.Desk{Config: &c.Config}); !d.Reachable() {
		note("提示", "督查人员没有可达的通知渠道", "；逾期情况报告、周报和渠道故障提醒无人收到，请写明督查员的 mail 或 slack，或者 [office] 的 mail")
	}
	for _, u := range c.Units {
		if len(c.ChannelsOf(u)) == 0 {
			note("提示", u.Name+"没有可达的通知渠道", "；其整改通知只生成文件")
		}
	}
}
