package status

import (
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

func TestNewsOf(t *testing.T) {
	condition := func(kind string, status metav1.ConditionStatus, reason string) metav1.Condition {
		return metav1.Condition{Type: kind, Status: status, Reason: reason, Message: "because"}
	}
	ready := condition("Ready", "True", "Evaluated")
	for name, c := range map[string]struct {
		before, after []metav1.Condition
		want          []string // kind, action and reason
	}{
		"filed":                 {nil, []metav1.Condition{ready, condition("Awarded", "Unknown", "Filed")}, nil},
		"refused at once":       {nil, []metav1.Condition{ready, condition("Awarded", "False", "OutsideWindow")}, []string{"Warning Awarded OutsideWindow"}},
		"came further":          {[]metav1.Condition{ready, condition("Awarded", "Unknown", "Filed")}, []metav1.Condition{ready, condition("Awarded", "Unknown", "UnderReview")}, []string{"Normal Awarded UnderReview"}},
		"nothing new":           {[]metav1.Condition{ready, condition("Awarded", "Unknown", "Filed")}, []metav1.Condition{ready, condition("Awarded", "Unknown", "Filed")}, nil},
		"lapsed, as foreseen":   {[]metav1.Condition{ready, condition("Awarded", "True", "Awarded")}, []metav1.Condition{ready, condition("Awarded", "False", "Lapsed")}, []string{"Normal Awarded Lapsed"}},
		"said by three at once": {[]metav1.Condition{ready}, []metav1.Condition{condition("Ready", "False", "Unexpected"), condition("Stalled", "True", "Unexpected"), condition("Booked", "False", "Unexpected")}, []string{"Warning Ready Unexpected"}},
	} {
		t.Run(name, func(t *testing.T) {
			before, after := &v1alpha1.StarApplication{}, &v1alpha1.StarApplication{}
			before.Status.Conditions, after.Status.Conditions = c.before, c.after
			var got []string
			for _, n := range newsOf(before, after) {
				got = append(got, n.kind+" "+n.action+" "+n.reason)
			}
			if len(got) != len(c.want) || len(got) > 0 && got[0] != c.want[0] {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
