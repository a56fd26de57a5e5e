package files_test

import (
	"path/filepath"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

func TestPosition(t *testing.T) {
	view := load(t, register)
	round := filepath.Join(register, "shaoxing", "round.yaml")
	stars := filepath.Join(register, "shaoxing", "finance", "stars.yaml")
	payments := filepath.Join(register, "shaoxing", "finance", "payments.json")
	zhuji := filepath.Join(register, "zhuji", "zhuji.yaml")
	shaoxing := func(name string) records.Key { return records.Key{Namespace: "shaoxing", Name: name} }
	for _, c := range []struct {
		kind         records.Kind
		key          records.Key
		path         string
		file         string
		line, column int
	}{
		{records.EvaluationRound, shaoxing("2025"), "", round, 1, 1},
		{records.EvaluationRound, shaoxing("2025"), "metadata.name", round, 3, 12},
		{records.EvaluationRound, shaoxing("2025"), "spec.year", round, 5, 3},
		{records.EvaluationRound, shaoxing("2025"), "spec.window.closesOn", round, 8, 33},
		{records.EvaluationRound, shaoxing("2025"), "spec.panel", round, 12, 3},
		{records.EvaluationRound, shaoxing("2025"), "spec.panel[1].account", round, 16, 5},
		{records.EvaluationRound, shaoxing("2025"), "spec.panel[0].ties[0].creditCode", round, 15, 7},
		{records.EvaluationRound, shaoxing("2025"), "spec.ratings[1].stages[2]", round, 29, 7},
		{records.EvaluationRound, shaoxing("2025"), "spec.panel[7].account", round, 12, 3},
		{records.EvaluationRound, shaoxing("2025"), "spec.nothing.here", round, 4, 1},
		{records.EvaluationRound, shaoxing("2025"), "nothing", round, 1, 1},
		{records.FundingDisbursement, shaoxing("stars-000002"), "", stars, 35, 3},
		{records.FundingDisbursement, shaoxing("stars-000002"), "spec.claim.year", stars, 44, 43},
		{records.Budget, shaoxing("stars-2025"), "spec.appropriations[0].on", stars, 13, 6},
		{records.Payment, shaoxing("stars-000002-1"), "", payments, 1, 1},
		{records.Payment, shaoxing("stars-000002-1"), "spec.disbursementRef.digest", payments, 6, 47},
		{records.Payment, shaoxing("stars-000002-1"), "spec.paidOn", payments, 11, 3},
		{records.Payment, shaoxing("stars-000002-1"), "spec.returned.on", payments, 5, 2},
		{records.Alliance, records.Key{Namespace: "zhuji", Name: "pearl"}, "", zhuji, 28, 1},
		{records.Alliance, records.Key{Namespace: "zhuji", Name: "pearl"}, "spec.host.creditCode", zhuji, 33, 37},
		{files.Namespace, records.Key{Name: "zhuji"}, "metadata.labels[lianxing.dev/division]", zhuji, 5, 12},
		{records.Alliance, records.Key{Namespace: "zhuji", Name: "nobody"}, "spec", "", 0, 0},
	} {
		t.Run(string(c.kind)+"/"+c.path, func(t *testing.T) {
			file, line, column := view.Position(c.kind, c.key, c.path)
			if file != c.file || line != c.line || column != c.column {
				t.Errorf("%s:%d:%d, want %s:%d:%d", file, line, column, c.file, c.line, c.column)
			}
		})
	}
}

func TestPositionThroughAnchorsAndMerges(t *testing.T) {
	view, problems := loadText(t, ".yaml", division+`apiVersion: lianxing.dev/v1alpha1
kind: EvaluationRound
metadata: {name: "2025", namespace: zhuji}
spec:
  basis: [{title: x, documentNo: z}]
  year: 2025
  window: {opensOn: 2025-03-01, closesOn: 2025-06-30}
  ratings:
  - &three
    rating: Three
    authority: County
    stages: &stages
    - {name: Decision}
  - <<: *three
    rating: Four
    authority: Municipal
  - rating: Five
    authority: Provincial
    stages: *stages
  notice: {workingDays: 5}
  objections: {stages: [{name: Hearing}]}
  validThrough: 2026-12-31
  requireLowerStar: Warn
  sameYearUpgrade: TopUp
  repeatAward: PerYear
`)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for path, want := range map[string][2]int{
		"spec.ratings[1].rating":         {20, 5},
		"spec.ratings[1].stages":         {17, 5},
		"spec.ratings[1].stages[0].name": {18, 8},
		"spec.ratings[2].stages[0]":      {18, 7},
	} {
		_, line, column := view.Position(records.EvaluationRound, records.Key{Namespace: "zhuji", Name: "2025"}, path)
		if line != want[0] || column != want[1] {
			t.Errorf("%s is at %d:%d, want %d:%d", path, line, column, want[0], want[1])
		}
	}
}

// FuzzPosition asks for the place of fields that are nowhere, in ways that no path is written: it is always one in the file of the
// record, and the same when it is asked again.
func FuzzPosition(f *testing.F) {
	for _, path := range []string{
		"", "spec.panel[0].ties[0].creditCode", "metadata.labels[lianxing.dev/division]", "spec.panel[-1]", "spec.panel[99999999999999999999]",
		"[", "]", "..", "spec[", `spec["year"]`, "spec.panel[0", "[[[]]]", "spec.disbursementRef.digest", "<<", "spec.\x00", "spec.panel[０]",
	} {
		f.Add(path)
	}
	view := load(f, register)
	asked := []struct {
		kind  records.Kind
		name  string
		lines int
	}{
		{records.EvaluationRound, "2025", 40}, {records.FundingDisbursement, "stars-000002", 72}, {records.Payment, "stars-000002-1", 14},
	}
	f.Fuzz(func(t *testing.T, path string) {
		for _, record := range asked {
			key := records.Key{Namespace: "shaoxing", Name: record.name}
			file, line, column := view.Position(record.kind, key, path)
			if file == "" || line < 1 || line > record.lines || column < 0 {
				t.Fatalf("%s %q is at %q:%d:%d", record.kind, path, file, line, column)
			}
			if _, again, _ := view.Position(record.kind, key, path); again != line {
				t.Fatalf("%s %q is in line %d, and then in %d", record.kind, path, line, again)
			}
		}
	})
}
