package compare_test

import (
	"slices"
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/hack/demo/compare"
	"github.com/lianxing-dev/lianxing/internal/records"
)

func condition(kind, reason string) metav1.Condition {
	return metav1.Condition{Type: kind, Status: metav1.ConditionTrue, Reason: reason, Message: reason}
}

// register is a small one: an alliance with a star, and an entry. Each call makes it anew, so that a test may spoil its copy.
func register(t *testing.T) []unstructured.Unstructured {
	t.Helper()
	alliance := &v1alpha1.Alliance{
		ObjectMeta: metav1.ObjectMeta{Namespace: "zhuji", Name: "torreya"},
		Status: v1alpha1.AllianceStatus{
			RecordStatus: v1alpha1.RecordStatus{ObservedGeneration: 3, Conditions: []metav1.Condition{
				condition("Ready", "Evaluated"), condition("Recognized", "Recognized"),
			}},
			Star: &v1alpha1.StarStatus{Rating: v1alpha1.Four, Year: 2025, AwardedOn: "2025-10-11", ValidThrough: "2026-12-31", Application: "torreya-2025-4"},
		},
	}
	entry := &v1alpha1.FundingDisbursement{
		ObjectMeta: metav1.ObjectMeta{Namespace: "shaoxing", Name: "stars-000001"},
		Spec:       v1alpha1.FundingDisbursementSpec{Sequence: 1, Type: v1alpha1.EntryAward, Amount: "20000.00"},
		Status: v1alpha1.FundingDisbursementStatus{
			RecordStatus: v1alpha1.RecordStatus{Conditions: []metav1.Condition{condition("Ready", "Evaluated")}}, Balance: "20000.00",
		},
	}
	all, err := compare.FromFiles([]records.Object{alliance, entry})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// set changes one field of a record.
func set(t *testing.T, record unstructured.Unstructured, value any, path ...string) {
	t.Helper()
	if err := unstructured.SetNestedField(record.Object, value, path...); err != nil {
		t.Fatal(err)
	}
}

func TestEqual(t *testing.T) {
	counts, differences := compare.Registers(register(t), register(t))
	if len(differences) > 0 {
		t.Errorf("two equal registers differ: %v", differences)
	}
	if counts.Records != 2 || counts.Entries != 1 {
		t.Errorf("counted %d records and %d entries", counts.Records, counts.Entries)
	}
	// Of the alliance two conditions of four fields and a star of five; of the entry one condition and a balance, and its spec.
	if least := 13 + 5 + 3; counts.Fields < least {
		t.Errorf("only %d fields were compared, at least %d are there", counts.Fields, least)
	}
}

// TestNoOrder holds that neither the order of records nor that of conditions is a difference.
func TestNoOrder(t *testing.T) {
	files := register(t)
	slices.Reverse(files)
	conditions, _, _ := unstructured.NestedSlice(files[1].Object, "status", "conditions")
	slices.Reverse(conditions)
	set(t, files[1], conditions, "status", "conditions")
	if _, differences := compare.Registers(register(t), files); len(differences) > 0 {
		t.Errorf("order counts as a difference: %v", differences)
	}
}

// TestAside holds that what files can't know is left aside: who observed which generation, and when something was written.
func TestAside(t *testing.T) {
	cluster := register(t)
	set(t, cluster[0], int64(7), "status", "observedGeneration")
	conditions, _, _ := unstructured.NestedSlice(cluster[0].Object, "status", "conditions")
	first, ok := conditions[0].(map[string]any)
	if !ok {
		t.Fatal("no condition")
	}
	first["lastTransitionTime"], first["observedGeneration"] = "2026-12-31T00:00:00Z", int64(7)
	set(t, cluster[0], conditions, "status", "conditions")
	set(t, cluster[0], int64(7), "metadata", "generation")
	if _, differences := compare.Registers(cluster, register(t)); len(differences) > 0 {
		t.Errorf("what files can't know is a difference: %v", differences)
	}
}

// TestDifferences plants what a comparison must find. Each is found on whichever side it is, named with record and field, and
// is the only finding.
func TestDifferences(t *testing.T) {
	const alliance, entry = "Alliance zhuji/torreya", "FundingDisbursement shaoxing/stars-000001"
	for name, c := range map[string]struct {
		spoil  func(t *testing.T, all []unstructured.Unstructured) []unstructured.Unstructured
		record string
		path   string
		want   []string
	}{
		"a wrong status field": {func(t *testing.T, all []unstructured.Unstructured) []unstructured.Unstructured {
			set(t, all[0], "Five", "status", "star", "rating")
			return all
		}, alliance, "status.star.rating", []string{`"Five"`, `"Four"`}},
		"a number": {func(t *testing.T, all []unstructured.Unstructured) []unstructured.Unstructured {
			set(t, all[0], int64(2024), "status", "star", "year")
			return all
		}, alliance, "status.star.year", []string{"2024", "2025"}},
		"a reason": {func(t *testing.T, all []unstructured.Unstructured) []unstructured.Unstructured {
			conditions, _, _ := unstructured.NestedSlice(all[0].Object, "status", "conditions")
			if recognized, ok := conditions[1].(map[string]any); ok {
				recognized["reason"] = "Dissolved"
			}
			set(t, all[0], conditions, "status", "conditions")
			return all
		}, alliance, "status.conditions[Recognized].reason", []string{`"Dissolved"`, `"Recognized"`}},
		"a field too many": {func(t *testing.T, all []unstructured.Unstructured) []unstructured.Unstructured {
			set(t, all[0], "2028-12-31", "status", "barredThrough")
			return all
		}, alliance, "status.barredThrough", []string{`"2028-12-31"`, "absent"}},
		"a missing record": {func(_ *testing.T, all []unstructured.Unstructured) []unstructured.Unstructured {
			return all[1:]
		}, alliance, "", []string{"absent", "present"}},
		"an extra entry": {func(t *testing.T, all []unstructured.Unstructured) []unstructured.Unstructured {
			extra := *all[1].DeepCopy()
			extra.SetName("stars-000002")
			set(t, extra, int64(2), "spec", "sequence")
			return append(all, extra)
		}, "FundingDisbursement shaoxing/stars-000002", "", []string{"absent", "present"}},
		"a wrong amount of an entry": {func(t *testing.T, all []unstructured.Unstructured) []unstructured.Unstructured {
			set(t, all[1], "50000.00", "spec", "amount")
			return all
		}, entry, "spec.amount", []string{`"50000.00"`, `"20000.00"`}},
		"a wrong balance": {func(t *testing.T, all []unstructured.Unstructured) []unstructured.Unstructured {
			set(t, all[1], "0.00", "status", "balance")
			return all
		}, entry, "status.balance", []string{`"0.00"`, `"20000.00"`}},
	} {
		t.Run(name, func(t *testing.T) {
			spoilt, right := c.spoil(t, register(t)), register(t)
			_, there := compare.Registers(spoilt, right)
			_, here := compare.Registers(right, spoilt)
			for side, found := range map[string][]compare.Difference{"on the cluster": there, "in the files": here} {
				if len(found) != 1 || found[0].Record != c.record || found[0].Path != c.path {
					t.Fatalf("planted %s: found %v, want %s %s alone", side, found, c.record, c.path)
				}
				for _, word := range append(c.want, c.record, c.path) {
					if !strings.Contains(found[0].String(), word) {
						t.Errorf("planted %s: %q does not name %s", side, found[0], word)
					}
				}
			}
		})
	}
}

// TestUnjudged holds that a record without a status on both sides is no agreement.
func TestUnjudged(t *testing.T) {
	cluster, files := register(t), register(t)
	for _, side := range [][]unstructured.Unstructured{cluster, files} {
		unstructured.RemoveNestedField(side[0].Object, "status")
	}
	_, differences := compare.Registers(cluster, files)
	if len(differences) != 1 || differences[0].Path != "status" {
		t.Errorf("nobody judged the alliance, and the comparison found %v", differences)
	}
}

func TestLess(t *testing.T) {
	expected := compare.Counts{Records: 10, Fields: 40, Entries: 3}
	for name, c := range map[string]struct {
		counts compare.Counts
		want   []string
	}{
		"as many":       {expected, nil},
		"more":          {compare.Counts{Records: 11, Fields: 41, Entries: 4}, nil},
		"a record less": {compare.Counts{Records: 9, Fields: 40, Entries: 3}, []string{"9 records"}},
		"a field less":  {compare.Counts{Records: 10, Fields: 39, Entries: 3}, []string{"39 fields"}},
		"an entry less": {compare.Counts{Records: 10, Fields: 40, Entries: 2}, []string{"2 entries"}},
		"nothing":       {compare.Counts{}, []string{"0 records", "0 fields", "0 entries"}},
	} {
		t.Run(name, func(t *testing.T) {
			short := c.counts.Less(expected)
			if len(short) != len(c.want) {
				t.Fatalf("%q, want %d", short, len(c.want))
			}
			for i, word := range c.want {
				if !strings.Contains(short[i], word) {
					t.Errorf("%q does not say %q", short[i], word)
				}
			}
		})
	}
}
