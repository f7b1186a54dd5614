package leak_test

import (
	"strings"
	"testing"

	"ducha/internal/leak"
)

// BenchmarkScan reads an ordinary page without and with numbers.
func BenchmarkScan(b *testing.B) {
	plain := strings.Repeat("为贯彻落实上级部署，我局结合实际研究制定工作安排，发布时间：2022-12-20，电话0990-1234567。\n", 80)
	for name, text := range map[string]string{"plain": plain, "list": plain + strings.Repeat("张三\n"+id+"\n13812345678\n", 100)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				leak.Scan(text, day)
			}
		})
	}
}
