package samplesite

import "fmt"

// city is an invented city.
type city struct {
	name      string
	slug      string
	districts []string
	code      string // 网站标识码
	icp       string
	police    string
	phone     string
	fax       string
	road      string
	zip       string
	no        string // head of its 文号
}

func cityOf(seed uint64) city {
	all := []city{
		{name: "澜川市", slug: "lanchuan", no: "澜交"},
		{name: "青岚市", slug: "qinglan", no: "青岚交"},
		{name: "沧屏市", slug: "cangping", no: "沧屏交"},
		{name: "云汀市", slug: "yunting", no: "云汀交"},
		{name: "望澜市", slug: "wanglan", no: "望澜交"},
		{name: "曲岚市", slug: "qulan", no: "曲岚交"},
	}
	c := pick(all, seed)
	c.districts = shuffled([]string{"沿江区", "北屏区", "云麓区", "石汀县", "栖岭县", "东渡区"}, seed)
	h := mix(seed, 7)
	c.code = fmt.Sprintf("65%02d%06d", between(h, 90, 99), between(h>>7, 1, 199))
	c.icp = fmt.Sprintf("新ICP备%08d号-1", 20000000+between(h>>11, 1, 9999))
	c.police = fmt.Sprintf("新公网安备 6599%010d号", between(h>>17, 1000000, 9999999))
	c.phone = fmt.Sprintf("0999-%07d", between(h>>23, 3600000, 3899999))
	c.fax = fmt.Sprintf("0999-%07d", between(h>>29, 3600000, 3899999))
	c.road = pick([]string{"滨江大道", "文汇路", "迎宾路", "人民中路"}, h) + fmt.Sprintf("%d号", between(h>>5, 18, 380))
	c.zip = fmt.Sprintf("8399%02d", between(h>>9, 0, 49))
	return c
}

func (c city) bureau() string { return c.name + "交通运输局" }

func roads() []string {
	return []string{"滨江大道", "迎宾路", "文汇路", "学府路", "望江路", "环城北路", "青年路", "河西大街", "云麓大道", "站前路"}
}

func offices() []string {
	return []string{"局办公室", "运输管理科", "公路管理科", "法规科", "建设管理科", "信息中心", "综合执法支队"}
}
