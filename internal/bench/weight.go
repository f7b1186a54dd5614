package bench

import (
	"fmt"
	"strings"
)

// ruleset is the style that content systems write into every page.
func ruleset() string {
	var b strings.Builder
	for i, name := range strings.Fields("header menu banner crumb main side content list card pager foot share search topic photo scroll tab tool notice links") {
		fmt.Fprintf(&b, ".%s{width:%dpx;margin:0 auto;padding:%dpx %dpx;overflow:hidden;font:14px/%dpx \"Microsoft YaHei\",SimSun}\n", name, 980+i*4, i%7, 8+i, 22+i%5)
		fmt.Fprintf(&b, ".%s a{color:#%06x;text-decoration:none}.%s a:hover{color:#c00}.%s li{float:left;background:url(/images/dot%d.gif) no-repeat 0 %dpx}\n", name, i*77777, name, name, i%4, 6+i)
	}
	return b.String()
}

// script counts visits and unfolds menus; its strings look like links and are none.
func script() string {
	var b strings.Builder
	for i := range 14 {
		fmt.Fprintf(&b, "function show%d(n){for(var i=0;i<n;i++){var d=document.getElementById('tab%d_'+i);if(d){d.style.display=(i==%d)?'block':'none';d.innerHTML='<a hr'+'ef=\"#\">'+i+'</a>';}}}\n", i, i, i%3)
	}
	return b.String()
}

// offices are the links to other websites at the foot of every page.
func offices() string {
	var b strings.Builder
	b.WriteString(`<div class="links"><select onchange="window.open(this.value)"><option value="">友情链接</option>`)
	for i := range 12 {
		fmt.Fprintf(&b, `<option value="http://www.bureau%02d.example/">市直部门网站%02d</option>`, i, i)
	}
	b.WriteString("</select>\n<ul>\n")
	for i := range 12 {
		fmt.Fprintf(&b, `<li><a href="http://www.office%02d.example/" target="_blank">相关单位网站%02d</a></li>`+"\n", i, i)
	}
	b.WriteString("</ul></div>\n")
	return b.String()
}

// pasted are the paragraphs of a long article with the markup of a word
// processor, chosen by a number.
func pasted(h uint64) string {
	const paragraphs = 35
	who := strings.Fields("各科室 养护中心 执法队 公交公司 施工单位 监理单位 乡镇政府 运输企业 客运站 项目部 信息中心 办公室")
	does := strings.Fields("认真组织 扎实推进 集中开展 逐项落实 全面排查 及时完成 统筹安排 持续加强 规范实施 重点检查")
	what := strings.Fields("路面病害处治 桥梁检测加固 安全隐患整改 站场改造提升 线路优化调整 车辆技术检验 从业人员培训 汛期应急值守 绿化补植修剪 标志标线更新 信用等级评定 服务质量考核")
	ends := strings.Fields("取得阶段性成效 确保按期完工 为群众出行提供保障 进一步明确责任分工 相关情况已登记在册 后续将继续跟踪 达到预期目标 得到群众认可")
	next := func(n int) int {
		h ^= h << 13
		h ^= h >> 7
		h ^= h << 17
		return int(h % uint64(n))
	}
	var b strings.Builder
	for range paragraphs {
		b.WriteString(`<p class="MsoNormal" style="text-indent:2em;line-height:28pt"><span style="font-family:仿宋_GB2312;font-size:16pt">`)
		for range 5 {
			fmt.Fprintf(&b, "%s%s%s，涉及%s至%s路段%d处、里程%d.%d公里，%s。", who[next(len(who))], does[next(len(does))], what[next(len(what))],
				road(next), road(next), next(90)+3, next(400)+10, next(10), ends[next(len(ends))])
		}
		b.WriteString("<o:p></o:p></span></p>\n")
	}
	return b.String()
}

// road makes a name of three signs.
func road(next func(int) int) string {
	signs := []rune("东西南北中山河湖海江平安和顺康宁福寿春夏秋冬金木水火土石林泉云雨风雷光明新兴建设文化人民团结友谊胜利前进长青松柏桃李梅兰竹菊天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往收藏闰余成岁律吕调阳腾致露为霜丽玉出昆岗剑号巨阙珠称夜果珍柰菜重芥姜咸淡鳞潜羽翔龙师鸟官始制字乃服衣裳推位让国有虞陶唐吊伐罪周发殷汤坐朝问道垂拱章爱育黎首臣伏戎羌遐迩体率宾归王鸣凤在白驹食场化被草赖及万方")
	return string([]rune{signs[next(len(signs))], signs[next(len(signs))], signs[next(len(signs))], '路'})
}
