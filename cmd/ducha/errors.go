package main

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
)

// sayings are what the system, SQLite and cobra say, and what people read.
var sayings = [][2]string{
	{"no such file or directory", "没有这个文件或目录"},
	{"permission denied", "没有权限"},
	{"operation not permitted", "没有权限"},
	{"no space left on device", "磁盘空间已满，请腾出空间后再次运行"},
	{"disk quota exceeded", "磁盘配额已用完"},
	{"read-only file system", "磁盘只读"},
	{"is a directory", "是一个目录，不是文件"},
	{"not a directory", "路径中有一段不是目录"},
	{"file exists", "已有同名文件"},
	{"file name too long", "文件名太长"},
	{"too many open files", "打开的文件太多"},
	{"input/output error", "磁盘读写出错"},
	{"connection refused", "连接被拒绝"},
	{"connection reset by peer", "连接被对方中断"},
	{"network is unreachable", "网络不通"},
	{"no such host", "没有这个域名"},
	{"i/o timeout", "连接超时"},
	{"address already in use", "端口已被占用"},
	{"cannot assign requested address", "本机没有这个地址"},
	{"database or disk is full", "磁盘空间已满，请腾出空间后再次运行"},
	{"attempt to write a readonly database", "文件只读，不能写入"},
	{"unable to open database file", "打不开文件"},
	{"database disk image is malformed", "文件已损坏"},
	{"file is not a database", "不是台账或快照文件"},
	{"database is locked", "正被另一个进程占用"},
	{"disk I/O error", "磁盘读写出错"},
	{"hostname resolving error: ", ""},
	{"listen tcp: lookup tcp/", "lookup "},
	{"listen tcp: address ", ""},
	{"unknown port", "端口号不对"},
	{"zip: not a valid zip file", "不是压缩格式的文件"},
	{"unexpected EOF", "文件不完整"},
	{"unexpected end of JSON input", "文件不完整"},
	{"missing port in address", "缺少端口号"},
	{"not in this snapshot", "快照中没有这条记录"},
}

// calls are what the system was asked to do when it failed: what stands before them says
// it in the office's words, what they were asked about stays.
var calls = regexp.MustCompile(`\b(?:open snapshot|open|create|mkdir|stat|lstat|read|write|rename|remove|unlinkat|fsync|truncate|chmod|commit batch in|listen tcp|dial error: dial tcp|dial tcp|lookup)4?6? ([^：\n]*?)(?: on [^ ]+)?: (?:(?:bind|connect): )?`)

// What encoding/json says of a file that is none, or holds another type than ours.
var (
	noJSON   = regexp.MustCompile(`invalid character '.+?' (?:looking for|after|in) [a-z :,'()\-]*[a-z)]`)
	jsonType = regexp.MustCompile(`json: cannot unmarshal \w+ into Go (?:value|struct field (?:\w+\.)?([\w.]+)) of type [\w.\[\]*]+`)
)

// sqliteCode is the number SQLite's driver puts behind what it says.
var sqliteCode = regexp.MustCompile(`\b(database(?: [a-z]+)*|disk I/O error) \(\d+\)(?: \(SQLITE_\w+\))?`)

// doing is what our own packages were at, in their words; what it was about stays. Of a
// crawl the command has named the site already.
var (
	crawling = regexp.MustCompile(`\bcrawl \S+: `)
	doing    = regexp.MustCompile(`\b(?:load site|read body of|read body|read exchange|prepare fetching: site address|start address) "?(\S+?)"?: `)
)

// inChinese says in Chinese what the system says in English.
func inChinese(msg string) string {
	msg = sqliteCode.ReplaceAllString(msg, "$1")
	msg = crawling.ReplaceAllString(msg, "")
	msg = doing.ReplaceAllString(msg, "$1：")
	msg = noJSON.ReplaceAllString(msg, "内容不是 JSON")
	msg = jsonType.ReplaceAllString(msg, "“$1”的值类型不对")
	for _, s := range sayings {
		msg = strings.ReplaceAll(msg, s[0], s[1])
	}
	var b strings.Builder
	done := 0
	for _, at := range calls.FindAllStringSubmatchIndex(msg, -1) {
		b.WriteString(msg[done:at[0]])
		// 监听 127.0.0.1:8650：listen tcp 127.0.0.1:8650: … names the thing once.
		if name := msg[at[2]:at[3]] + "："; !strings.HasSuffix(b.String(), name) {
			b.WriteString(name)
		}
		done = at[1]
	}
	return b.String() + msg[done:]
}

// chinese words cobra's own errors.
func chinese(err error) string {
	msg := err.Error()
	if name, ok := strings.CutPrefix(msg, "unknown command "); ok {
		word, _, _ := strings.Cut(name, " for ")
		return "没有名为 " + strings.Trim(word, `"`) + " 的命令；运行 ducha --help 查看全部命令"
	}
	return inChinese(msg)
}

// flagError words pflag's errors in Chinese.
func flagError(err error) string {
	msg := err.Error()
	var value, flag string
	switch {
	case strings.HasPrefix(msg, "unknown flag: "):
		name := strings.TrimPrefix(msg, "unknown flag: --")
		return "没有名为 --" + name + " 的选项"
	case strings.HasPrefix(msg, "unknown shorthand"):
		return "不认识的选项：" + msg[strings.LastIndex(msg, " in ")+4:]
	case strings.Contains(msg, "needs an argument"):
		return "选项缺少取值：" + msg[strings.LastIndex(msg, ": ")+2:]
	case strings.HasPrefix(msg, "bad flag syntax: "):
		return "选项的写法不对：" + strings.TrimPrefix(msg, "bad flag syntax: ")
	case scan(msg, &value, &flag):
		return fmt.Sprintf("选项 %s 的取值 %s 不对%s", flag, value, expected(msg))
	}
	return msg
}

// scan takes pflag's message apart: invalid argument "x" for "--rate" flag: …
func scan(msg string, value, flag *string) bool {
	_, err := fmt.Sscanf(msg, "invalid argument %q for %q flag:", value, flag)
	*value = fmt.Sprintf("%q", *value)
	return err == nil
}

// expected says what a flag takes, by the function that refused it.
func expected(msg string) string {
	switch {
	case strings.Contains(msg, "ParseFloat"):
		return "，应为数字"
	case strings.Contains(msg, "ParseUint"):
		return "，应为不小于0的整数"
	case strings.Contains(msg, "ParseInt"):
		return "，应为整数"
	case strings.Contains(msg, "ParseBool"):
		return "，应为 true 或 false"
	}
	return ""
}

// countable refuses numbers below zero, which is the default of all, and what is no number:
// an endless rate would be no rate at all.
func countable(cmd *cobra.Command) error {
	for _, name := range []string{"rate", "max-pages", "pages", "rounds", "workers", "sample"} {
		f := cmd.Flags().Lookup(name)
		switch {
		case f == nil:
		case strings.ContainsAny(f.Value.String(), "NI"): // NaN, +Inf
			return fmt.Errorf("选项 --%s 的取值 %s 不对，应为数字", name, f.Value)
		case strings.HasPrefix(f.Value.String(), "-"):
			return fmt.Errorf("选项 --%s 的取值 %s 不对，不能为负数", name, f.Value)
		}
	}
	return nil
}
