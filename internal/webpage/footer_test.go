package webpage

import "testing"

// Bottoms say the same in many words.
func TestFooterWords(t *testing.T) {
	for _, c := range []struct{ words, police, icp, code, sponsor string }{
		{words: "新公网安备案65010302000123号", police: "公网安备65010302000123"},
		{words: "公网安备案编号：65010302000123", police: "公网安备65010302000123"},
		{words: "公安备案号：65010302000123", police: "公安备案65010302000123"},
		{words: "公安机关备案号65010302000123", police: "公安机关备案65010302000123"},
		{words: "备案号：ICP备05000001号", icp: "icp备05000001"},
		{words: "ICP备案号：05000001", icp: "icp备案05000001"},
		{words: "ICP备案：新B2-20050001", icp: "icp备案20050001"},
		{words: "备案序号:新05000001号", icp: "备案序号05000001"},
		{words: "ICP备案号：申请中"},
		{words: "政府网站识别码：6501000018", code: "6501000018"},
		{words: "本网站由兰山市交通运输局主办", sponsor: "兰山市交通运输局"},
		{words: "兰山市人民政府办公室主办，信息中心承办", sponsor: "兰山市人民政府办公室"},
		{words: "兰山市交通运输局 Copyright © 2022 All Rights Reserved", sponsor: "兰山市交通运输局"},
		{words: "版权：兰山市交通运输局", sponsor: "兰山市交通运输局"},
		{words: "技术支持：兰山科技有限公司 Copyright 2022"},
		{words: "兰山市人民政府主办  兰山市人民政府办公室承办", sponsor: "兰山市人民政府"},
		{words: "主办：中共兰山市委 兰山市人民政府　 承办: 兰山市人民政府办公室 (0825-2224737)", sponsor: "中共兰山市委、兰山市人民政府"},
		{words: "主办单位：兰山市交通运输局 技术支持：兰山市信息中心", sponsor: "兰山市交通运输局"},
		{words: "主办：兰山市交通运输局新ICP备05000001号", icp: "新ICP备05000001号", sponsor: "兰山市交通运输局"},
		{words: "Copyright © 2020 兰山市信息中心 粤ICP备15000001号", icp: "粤ICP备15000001号", sponsor: "兰山市信息中心"},
		{words: "Copyright © 兰山地区行政公署, 藏ICP备18000001号-1", icp: "藏ICP备18000001号-1", sponsor: "兰山地区行政公署"},
		{words: "兰山开发区管理委员会办公室地址：兰山市百花村路1号", sponsor: "兰山开发区管理委员会办公室"},
		{words: "承办单位：兰山市信息中心 地址：兰山市百花村路1号"},
		{words: "粤ICP备15000001\n地址：兰山市百花村路22号", icp: "粤ICP备15000001"},
		{words: "沪ICP备：12000001\n沪公安备：31010102045442号", icp: "icp备12000001", police: "公安备31010102045442"},
	} {
		var f Footer
		f.readWords(c.words)
		f.readAgain(c.words)
		if f.Police != c.police || f.ICP != c.icp || f.SiteCode != c.code || f.Sponsor != c.sponsor {
			t.Errorf("%s: police %q, ICP %q, code %q, sponsor %q", c.words, f.Police, f.ICP, f.SiteCode, f.Sponsor)
		}
	}
}

// The hotline of the company that built the site is no contact of the bureau.
func TestFooterContact(t *testing.T) {
	for words, want := range map[string]string{
		"主办：兰山市交通运输局\n技术支持：兰山科技有限公司　服务热线：400-810-2233": "",
		"技术支持电话：0991-2233445": "",
		"技术支持：兰山科技有限公司　服务热线：400-810-2233\n电话：0991-2233445": "电话：0991-2233445",
		"主办：兰山市交通运输局　技术支持：兰山科技有限公司　联系电话：0991-2233445":      "联系电话：0991-2233445",
		"技术支持：市信息中心　便民热线：12345":                            "热线：12345",
	} {
		if got := contact(words); got != want {
			t.Errorf("%s: %q", words, got)
		}
	}
}
