package samplesite

import (
	"fmt"
	"strings"
	"time"
)

func gridTable(head []string, rows [][]string) string {
	var b strings.Builder
	b.WriteString(`<table border="1">`)
	for _, row := range append([][]string{head}, rows...) {
		b.WriteString("<tr>")
		for _, cell := range row {
			b.WriteString("<td>" + esc(cell) + "</td>")
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</table>")
	return b.String()
}

func personNames(h uint64) []string {
	first := shuffled(strings.Split("王李张刘陈杨赵黄周吴徐孙胡朱郭何罗宋郑谢", ""), h)
	last := shuffled(strings.Fields("建国 秀英 海燕 永强 晓东 玉兰 志远 丽华 文斌 春梅"), mix(h, 8))
	var out []string
	for i := range 10 {
		out = append(out, first[i]+last[i])
	}
	return out
}

func (s *Site) regionCode(h uint64) string {
	return pick([]string{"650102", "652801", "653101", "620102", "511502", "410105"}, h>>7)
}

// identityNumber is a number of nobody in particular, right by GB 11643.
func (s *Site) identityNumber(h uint64) string {
	born := time.Date(1950, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(h%(365*50)))
	body := s.regionCode(h) + born.Format("20060102") + fmt.Sprintf("%03d", h>>30%1000)
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += w * int(body[i]-'0')
	}
	return body + "10X98765432"[sum%11:sum%11+1]
}

func phoneNumber(h uint64) string {
	return pick([]string{"138", "139", "150", "177", "186", "199"}, h) + fmt.Sprintf("%08d", h>>8%100_000_000)
}

// cardNumber ends in the digit that Luhn's rule wants.
func cardNumber(h uint64) string {
	body := "622848" + fmt.Sprintf("%012d", h%1_000_000_000_000)
	sum := 0
	for i := range len(body) {
		n := int(body[len(body)-1-i] - '0')
		if i%2 == 0 {
			n = n*2/10 + n*2%10
		}
		sum += n
	}
	return body + fmt.Sprint((10-sum%10)%10)
}

// creditCode is a 统一社会信用代码 of GB 32100, of digits only where it happens so.
func creditCode(h uint64) string {
	const charset = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	org := fmt.Sprintf("%08d", h%100_000_000)
	sum := 0
	for i, w := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		sum += w * int(org[i]-'0')
	}
	body := pick([]string{"12", "11", "52", "91"}, h>>40) + pick([]string{"650102", "652801", "370323"}, h>>44) + org + "0X987654321"[sum%11:sum%11+1]
	sum = 0
	for i, w := range []int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28} {
		sum += w * strings.IndexByte(charset, body[i])
	}
	return body + charset[(31-sum%31)%31:(31-sum%31)%31+1]
}
