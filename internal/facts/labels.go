package facts

import (
	"strings"
	"unicode/utf8"

	"ducha/internal/zhtext"
)

// Words a site puts around a column's name without making it another column.
var (
	labelLeads = []string{"本局", "本委", "本县", "本市", "本区", "本级", "本单位", "本部门", "我局", "我市", "我县", "上级", "市级", "县级", "区级", "局", "市", "县", "区", "政府", "部门", "最新", "交通", "行业",
		"本街道", "本镇", "本乡", "我区", "我委", "我单位", "自治区", "省级", "国家", "国务院", "中央", "其他", "历年", "历史", "市直", "区直", "县直",
		"本院", "本厅", "本机关", "我厅", "我院", "我镇", "省", "镇", "乡", "厅", "委", "局机关", "机关", "镇级", "乡镇", "镇街", "各部门", "各单位", "部委", "往年"}
	labelTails = []string{"专栏", "栏目", "专题", "专区", "公开", "信息公开", "平台", "信息", "栏", "列表", "清单", "公示"}
	// Tails that make short names other things: 普法网 is a site, 公告系统 software.
	longTails = []string{"网", "库", "目录", "渠道", "入口", "系统", "园地", "之窗", "专页", "频道", "板块", "汇总", "汇编", "一览", "数据库", "网站"}
)

// organEnds end the names of organs; the short ones end other words too and
// want two characters more.
var (
	organEnds  = []string{"局", "委", "厅", "街道", "街镇", "乡镇", "办事处", "委员会", "办公室", "管委会", "人民政府", "省政府", "市政府", "区政府", "县政府", "镇政府", "乡政府"}
	organShort = []string{"部", "办", "处", "署", "镇", "乡"}
	organNot   = []string{"城镇", "城乡", "企业", "事业", "医院", "医学", "校", "村"}
)

// trades stand before the name of a column on the site of their bureau.
var trades = setOf("教育 教体 体育 卫生 卫健 卫生健康 人社 人力资源 社保 住建 住房 城建 建设 医保 医疗保障 民政 水利 水务 农业 农村 农业农村 农牧 畜牧 林业 林草 " +
	"商务 文旅 文化 旅游 文体 科技 工信 财政 审计 统计 税务 司法 公安 自然资源 国土 生态环境 环保 退役军人 市场监管 市监 城管 城市管理 粮食 国资 金融 信访 民宗 发改 气象 应急 " +
	"民航 铁路 公路 港航 邮政 海关 海事 移民 消防 人防 地震 测绘 广电 药监 药品监管 疾控 知识产权 能源 烟草 供销 残联 乡村振兴 扶贫 外事 " +
	"交通运输 交通 公积金 行政审批 大数据 档案 街道 街镇 乡镇 社区 园区 开发区 高新区 经开区")

// shortNames are the names of two characters that stay what they are behind an
// organ or a trade: 教育动态 is 动态, 教育机构 are no 机构 of the bureau.
var shortNames = setOf("公告 通知 通告 公示 动态 要闻 新闻 政策 法规 规章 执法 统计 普法 预算 决算")

func setOf(words string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// dressed finds the names that a key is when what stands around them is put off.
func (m *matcher) dressed(key string) []hit {
	for _, tail := range labelTails {
		if short := strings.TrimSuffix(key, tail); short != key {
			if hits := loosely(m.lookup(short), m, key); hits != nil {
				return hits
			}
		}
	}
	for _, lead := range labelLeads {
		if short := strings.TrimPrefix(key, lead); short != key && (zhtext.Runes(short) >= 4 || zhtext.Runes(short) == 3 && zhtext.Runes(lead) >= 2) {
			if hits := loosely(m.lookup(short), m, key); hits != nil {
				return hits
			}
		}
	}
	for _, tail := range longTails {
		if short := strings.TrimSuffix(key, tail); short != key && zhtext.Runes(short) >= 4 {
			if hits := loosely(m.lookup(short), m, key); hits != nil {
				return hits
			}
		}
	}
	return m.led(key)
}

// led finds the name behind that of an organ or a trade: 区教育局通知公告, 卫健动态.
// The name stands there whole, so it is as official as it is alone.
func (m *matcher) led(key string) (out []hit) {
	for i := range key {
		head, rest := key[:i], key[i:]
		n := utf8.RuneCountInString(rest)
		if n < 2 {
			break
		}
		if i == 0 || n == 2 && !shortNames[rest] || m.exact[rest] == nil || !trades[head] && !organ(head) {
			continue
		}
		for _, h := range m.lookup(rest) {
			if !m.not[h.name][key] {
				h.weak = true
				out = append(out, h)
			}
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// organ says whether a text is the name of an organ.
func organ(s string) bool {
	n := zhtext.Runes(s)
	if n < 2 || n > 14 {
		return false
	}
	for _, w := range organNot {
		if strings.Contains(s, w) {
			return false
		}
	}
	for _, w := range organEnds {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	for _, w := range organShort {
		if n >= 3 && strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// unbracketed takes the remark in brackets off a label: 政策解读（本级）.
func unbracketed(label string) (string, bool) {
	s := strings.TrimRight(zhtext.Fold(label), " >")
	if !strings.HasSuffix(s, ")") {
		return label, false
	}
	i := strings.LastIndexByte(s, '(')
	if i <= 0 {
		return label, false
	}
	return s[:i], true
}
