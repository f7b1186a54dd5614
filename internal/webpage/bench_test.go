package webpage_test

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"ducha/internal/evidence"
	"ducha/internal/realdata"
	"ducha/internal/webpage"
)

// BenchmarkRead reads the real pages of 25 to 80 KB, decoding included.
func BenchmarkRead(b *testing.B) {
	files, err := filepath.Glob(filepath.Join(realdata.Path(b, "pages"), "*.html"))
	if err != nil {
		b.Fatal(err)
	}
	var bodies [][]byte
	var size int64
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		if len(body) > 25<<10 && len(body) < 80<<10 {
			bodies = append(bodies, body)
			size += int64(len(body))
		}
	}
	ex := &evidence.Exchange{URL: "http://www.example.gov.cn/a/b/", Status: 200, At: time.Date(2022, 12, 31, 0, 0, 0, 0, time.UTC), Header: http.Header{}}
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		webpage.Read(ex, bodies[n%len(bodies)])
		n++
	}
	b.ReportMetric(float64(size)/float64(len(bodies))/1024, "KB/page")
}
