package report

import (
	"context"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/hack/demo/settled"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// outcomeOf is the condition that says what became of a record of each kind. Reviews and entries speak through their subject.
var outcomeOf = map[records.Kind]string{
	records.Alliance:        v1alpha1.ConditionRecognized,
	records.StarApplication: v1alpha1.ConditionAwarded,
	records.AwardRequest:    v1alpha1.ConditionGranted,
	records.Objection:       v1alpha1.ConditionUpheld,
	records.Payment:         v1alpha1.ConditionBooked,
	records.Review:          v1alpha1.ConditionCounted,
}

// outcomes prints what waits, and what was refused or needs a person.
func (r *report) outcomes(ctx context.Context) error {
	all, err := settled.Records(ctx, r.reader)
	if err != nil {
		return err
	}
	waiting := &table{heads: r.words.waitingHeads}
	refused := &table{heads: r.words.refusedHeads}
	for _, record := range all {
		status, ok := record.Object["status"].(map[string]any)
		if !ok {
			continue
		}
		var common v1alpha1.RecordStatus
		if err := runtime.DefaultUnstructuredConverter.FromUnstructured(status, &common); err != nil {
			return err
		}
		name := record.GetKind() + " " + records.KeyOf(&record).String()
		if stalled := apimeta.FindStatusCondition(common.Conditions, v1alpha1.ConditionStalled); stalled != nil && stalled.Status == metav1.ConditionTrue {
			refused.add(name, stalled.Reason, stalled.Message)
		}
		outcome := apimeta.FindStatusCondition(common.Conditions, outcomeOf[records.Kind(record.GetKind())])
		switch {
		case outcome == nil:
		case outcome.Status == metav1.ConditionUnknown:
			waiting.add(name, outcome.Reason, string(common.NextTransition), outcome.Message)
		case outcome.Status == metav1.ConditionFalse:
			refused.add(name, outcome.Reason, outcome.Message)
		}
	}
	if err := r.section(r.words.waiting, waiting); err != nil {
		return err
	}
	return r.section(r.words.refused, refused)
}
