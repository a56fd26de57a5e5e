package report

import (
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// activities shows each plan with what leadership agreed to, and what its report came to.
func (r *report) activities() error {
	reports := map[records.Key]*v1alpha1.ActivityReport{}
	for _, told := range r.reports {
		reports[records.KeyOf(told)] = told
	}
	rows := &table{heads: r.words.activityHeads, right: map[int]bool{4: true, 5: true, 8: true, 9: true}}
	for _, plan := range r.plans {
		cells := []string{plan.Namespace, plan.Spec.AllianceRef.Name, plan.Name, string(plan.Spec.Activity.StartsOn), string(plan.Spec.Requested),
			string(plan.Status.Approved), stateOf(plan.Status.Conditions, v1alpha1.ConditionApproved), "", "", "", ""}
		if told := reports[records.KeyOf(plan)]; told != nil {
			cells[7] = stateOf(told.Status.Conditions, v1alpha1.ConditionAccepted)
			cells[8], cells[9], cells[10] = string(told.Status.Cost), string(told.Status.Payable), told.Status.Entry
		}
		rows.add(cells...)
	}
	return r.section(r.words.activities, rows)
}

func stateOf(conditions []metav1.Condition, outcome string) string {
	if says := apimeta.FindStatusCondition(conditions, outcome); says != nil {
		return says.Reason
	}
	return ""
}
