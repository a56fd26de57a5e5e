package register_test

import (
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// TestNextDate lets time pass over a register in which nothing else happens: no status changes before the date that was named for
// it, so whoever looks again on that date needs no other clock.
func TestNextDate(t *testing.T) {
	samples := settledRegisters(t)
	changed := 0
	rapid.Check(t, func(rt *rapid.T) {
		r := anyRegister(rt, samples)
		later := r.AsOf.AddDays(rapid.IntRange(1, 60).Draw(rt, "days"))
		for _, object := range r.Records() {
			_, _, next := register.Refresh(r.View, object, register.Options{AsOf: r.AsOf, Language: "zh"})
			updated, changes, _ := register.Refresh(r.View, object, register.Options{AsOf: later, Language: "zh"})
			if changes {
				changed++
			}
			if changes && (next == 0 || next > later) {
				rt.Fatalf("%s %s changes by %s, but its next date after %s is %q:\n%s", records.KindOf(object), records.KeyOf(object), later, r.AsOf,
					next, differences(object, updated))
			}
		}
	})
	if changed == 0 {
		t.Error("nothing ever changed by time alone")
	}
}

// TestForeignWordsGo lets somebody write into statuses what no rule says: a star, a condition, a reason. The next look takes it out.
func TestForeignWordsGo(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		for _, r := range settledRegisters(t)[1:2] {
			o := register.Options{AsOf: r.AsOf, Language: language}
			stars := 0
			for _, object := range r.Records() {
				settled, _, _ := register.Refresh(r.View, object, o)
				forged := copyOf(settled)
				if alliance, ok := forged.(*v1alpha1.Alliance); ok {
					stars++
					alliance.Status.Star = &v1alpha1.StarStatus{Rating: v1alpha1.Five, Year: 2025, Application: "none"}
					alliance.Status.Conditions = append(alliance.Status.Conditions, metav1.Condition{Type: "Foreign", Status: metav1.ConditionTrue, Reason: "Foreign"})
				}
				if conditions := register.Conditions(forged); len(conditions) > 0 {
					conditions[0].Reason, conditions[0].Message, conditions[0].Status = "Forged", "forged", metav1.ConditionUnknown
				}
				right, changes, _ := register.Refresh(r.View, forged, o)
				if _, again, _ := register.Refresh(r.View, right, o); !changes || again {
					t.Fatalf("%s %s: put right %v, and once more %v", records.KindOf(object), records.KeyOf(object), changes, again)
				}
				forget(settled, right)
				if says, want := differences(right, nil), differences(settled, nil); says != want {
					t.Fatalf("%s is left of what was forged, want %s", says, want)
				}
			}
			if stars == 0 {
				t.Error("no alliance's status was forged")
			}
		}
	}
}

// forget leaves out when a condition changed: one that was forged has changed since.
func forget(objects ...records.Object) {
	for _, object := range objects {
		conditions := register.Conditions(object)
		for i := range conditions {
			conditions[i].LastTransitionTime = metav1.Time{}
		}
	}
}
