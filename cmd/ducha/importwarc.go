package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"ducha/internal/evidence"
)

// importError says in Chinese why an archive cannot be read.
func importError(path string, err error) error {
	switch {
	case errors.Is(err, evidence.ErrEmptyFile):
		return told{"文件 " + path + " 是空的", err}
	case errors.Is(err, evidence.ErrNoWARC):
		return told{path + " 中没有 WARC 文件（.warc、.warc.gz、.warc.zst）", err}
	case errors.Is(err, evidence.ErrUndated):
		return told{path + " 中的记录没有注明抓取时间，无法确定评判的是什么时候的网站", err}
	case errors.Is(err, evidence.ErrARC):
		return told{"文件 " + path + " 是旧的 ARC 格式，不能读取；请用归档工具转换为 WARC 后再评判", err}
	case errors.Is(err, evidence.ErrNotWARC):
		return told{"文件 " + path + " 不是 ducha 的快照，也不是 WARC（.warc、.warc.gz、.warc.zst）或 WACZ 文件", err}
	}
	return told{fmt.Sprintf("WARC 文件 %s 无法读取：%s", path, inChinese(err.Error())), err}
}

// usable refuses an archive that shows nothing of the site: judged all the same, a site
// would answer for what nobody looked at.
func usable(path string, site *configSite, found *evidence.Imported, store *evidence.Store) error {
	snap := store.Snapshot()
	if !snap.Foreign || snap.Fetched > 0 {
		return nil
	}
	switch others := hostsText(found.Others); {
	case found.Own == 0 && others != "" && site.URL != "":
		return fmt.Errorf("%s 中没有网站 %s 的页面，有的是：%s；请核对网址", path, site.URL, others)
	case found.Missing > 0 && found.Missing >= found.Own:
		return fmt.Errorf("%s 中 %d 条记录都只注明与此前归档的内容相同，正文在别的文件中；请把同一批归档文件放在一个目录，以该目录作为 --snapshot", path, found.Missing)
	case found.Partial > 0:
		return fmt.Errorf("%s 中没有完整的页面：%d 条应答都不完整或者无法解码", path, found.Partial)
	}
	if found.Unread > 0 {
		return fmt.Errorf("%s 中没有可以评判的页面：%d 条记录不是 HTTP 应答", path, found.Unread)
	}
	return fmt.Errorf("%s 中没有可以评判的页面（没有成功的 HTTP 应答记录）", path)
}

// tellImport says what of an archive was not read, or is not the site's.
func (a *app) tellImport(found *evidence.Imported, home string) {
	tell := func(format string, args ...any) { fmt.Fprintf(a.stderr, "提示："+format+"\n", args...) }
	if len(found.Damaged) > 0 {
		tell("归档文件有损坏或者不完整之处，该处记录没有读到：%s", strings.Join(found.Damaged, "、"))
	}
	if found.Partial > 0 {
		tell("%d 条应答不完整或者无法解码，其页面记为无法核验", found.Partial)
	}
	if found.Missing > 0 {
		tell("%d 条记录只注明与此前归档的内容相同，正文不在这些文件中，其页面记为无法核验；同一批归档文件请放在一个目录一并给出", found.Missing)
	}
	if found.Unread > 0 {
		tell("%d 条记录不是 HTTP 应答，没有读取", found.Unread)
	}
	if others := hostsText(found.Others); others != "" {
		tell("按网站 %s 评判，其他网站的记录不计入：%s；评判其他网站请在命令行给出网址，属于本网站的主机请写入配置的 hosts", home, others)
	}
}

// hostsText lists hosts, those with most answers first.
func hostsText(hosts map[string]int) string {
	names := slices.SortedFunc(maps.Keys(hosts), func(a, b string) int { return cmp.Or(hosts[b]-hosts[a], strings.Compare(a, b)) })
	var out []string
	for _, name := range names[:min(len(names), 5)] {
		out = append(out, fmt.Sprintf("%s（%d 条）", name, hosts[name]))
	}
	if more := len(names) - len(out); more > 0 {
		out = append(out, fmt.Sprintf("另有 %d 个主机", more))
	}
	return strings.Join(out, "、")
}
