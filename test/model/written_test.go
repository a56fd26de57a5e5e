package model_test

import (
	"os"
	"path/filepath"
	"testing"

	apiequality "k8s.io/apimachinery/pkg/api/equality"
	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// TestWrittenHistoryLoads prints the registers of some histories as a failing one would be printed, and reads them back: every record is
// one that admission accepts, and the register on that day is the same.
func TestWrittenHistoryLoads(t *testing.T) {
	set(t, "rapid.checks", "3") // most of the time goes into admission, and a history has every kind of record
	rapid.Check(t, func(rt *rapid.T) {
		l := live(newHistory(rt), nil)
		last := l.run()
		document, err := write(l.records(), l.today)
		if err != nil {
			rt.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "history.yaml")
		if err := os.WriteFile(file, document, 0o600); err != nil {
			rt.Fatal(err)
		}
		view, problems, err := files.Load(file)
		if err != nil || len(problems) > 0 {
			rt.Fatalf("%v %v\n%s", err, problems, document)
		}
		loaded, err := register.Compute(view, register.Options{AsOf: l.today, Language: "en"})
		if err != nil {
			rt.Fatal(err)
		}
		want := map[identity]records.Object{}
		for _, record := range last.Records() {
			want[identityOf(record)] = record
		}
		if len(loaded.Records()) != len(want) {
			rt.Fatalf("%d records were written and %d read", len(want), len(loaded.Records()))
		}
		for _, record := range loaded.Records() {
			compareRead(rt, record, want[identityOf(record)])
		}
	})
}

// compareRead compares what is said of a record that was read with what was said of it before it was written.
func compareRead(t *rapid.T, have, want records.Object) {
	if want == nil {
		t.Fatalf("%s %s was not written", records.KindOf(have), records.KeyOf(have))
	}
	if outcomeOf(have) != outcomeOf(want) || !apiequality.Semantic.DeepEqual(spec(have), spec(want)) {
		t.Fatalf("%s %s is %s, was %s", records.KindOf(have), records.KeyOf(have), outcomeOf(have), outcomeOf(want))
	}
}
