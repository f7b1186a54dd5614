package run_test

import (
	"bytes"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"ducha/internal/evidence"
	"ducha/internal/result"
	"ducha/internal/run"
	"ducha/internal/samplesite"
)

// The document matches its published schema, and the same snapshot gives the
// same bytes, whether its facts were cached or not.
func TestResultDocument(t *testing.T) {
	sample := samplesite.New(samplesite.Config{Seed: 7, Style: samplesite.StyleCards})
	job, file := gather(t, sample)
	first := judgeBytes(t, job, file)
	if again := judgeBytes(t, job, file); !bytes.Equal(first, again) {
		t.Error("the same snapshot gave two results")
	}
	path := filepath.Join(t.TempDir(), "x.warc.gz")
	exportWARC(t, file, path)
	validate(t, first)
}

// An audit judges what it remembers of the pages it has just read; the snapshot
// alone gives the same document.
func TestResultDocumentOfALiveAudit(t *testing.T) {
	server := httptest.NewServer(samplesite.New(samplesite.Config{Seed: 7, Style: samplesite.StyleDeep}))
	defer server.Close()
	job, err := sampleJob("", server.URL+"/")
	if err != nil {
		t.Fatal(err)
	}
	job.Crawl.PerHost = 4
	file := filepath.Join(t.TempDir(), "snapshot.db")
	store, err := evidence.Create(file, job.ID, job.URL)
	if err != nil {
		t.Fatal(err)
	}
	audited, err := run.Audit(t.Context(), job, store)
	store.Close()
	if err != nil {
		t.Fatal(err)
	}
	var live bytes.Buffer
	if err := result.Write(&live, audited); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(live.Bytes(), judgeBytes(t, job, file)) {
		t.Error("the audit and its snapshot give two results")
	}
	if len(audited.Findings) == 0 {
		t.Error("nothing was found")
	}
}

func judgeBytes(t *testing.T, job run.Job, file string) []byte {
	t.Helper()
	store, err := evidence.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	audited, err := run.Judge(t.Context(), job, store)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := result.Write(&b, audited); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func validate(t *testing.T, doc []byte) {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join("..", "..", "docs", "result.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(doc))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("the result does not match docs/result.schema.json: %v", err)
	}
	if back, err := result.Read(bytes.NewReader(doc)); err != nil {
		t.Errorf("the result cannot be read back: %v", err)
	} else {
		var b bytes.Buffer
		if err := result.Write(&b, back); err != nil || !bytes.Equal(b.Bytes(), doc) {
			t.Errorf("reading and writing changed the result: %v", err)
		}
	}
}

func exportWARC(t *testing.T, file, path string) {
	t.Helper()
	store, err := evidence.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := evidence.ExportWARC(out, store); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}
