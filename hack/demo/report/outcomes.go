package report

import (
	"fmt"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// outcomeOf is the condition that says what became of a record of each kind.
var outcomeOf = map[records.Kind]string{
	records.ActivityPlan:        v1alpha1.ConditionApproved,
	records.ActivityReport:      v1alpha1.ConditionAccepted,
	records.Alliance:            v1alpha1.ConditionRecognized,
	records.StarApplication:     v1alpha1.ConditionAwarded,
	records.AwardRequest:        v1alpha1.ConditionGranted,
	records.Objection:           v1alpha1.ConditionUpheld,
	records.Brand:               v1alpha1.ConditionOperating,
	records.BrandLicense:        v1alpha1.ConditionLicensed,
	records.Review:              v1alpha1.ConditionCounted,
	records.FundingDisbursement: v1alpha1.ConditionSettled,
	records.Payment:             v1alpha1.ConditionBooked,
	records.Initiative:          v1alpha1.ConditionPublished,
}

// outcomes prints what waits, and what was refused or needs a person. Records of a later day are only counted: they wait for
// nothing but their date.
func (r *report) outcomes() error {
	over := map[records.Key]bool{}
	for _, application := range r.applications {
		over[records.KeyOf(application)] = ended(application) != nil
	}
	waiting := &table{heads: r.words.waitingHeads}
	refused := &table{heads: r.words.refusedHeads}
	later := 0
	for _, one := range r.all {
		if stalled := apimeta.FindStatusCondition(one.conditions, v1alpha1.ConditionStalled); stalled != nil && stalled.Status == metav1.ConditionTrue {
			refused.add(one.name(), stalled.Reason, stalled.Message)
		}
		says := apimeta.FindStatusCondition(one.conditions, outcomeOf[one.kind])
		switch {
		case says == nil:
		case says.Reason == v1alpha1.ReasonNotYet:
			later++
		case says.Status == metav1.ConditionUnknown:
			waiting.add(one.name(), says.Reason, string(one.until), says.Message)
		case says.Status == metav1.ConditionFalse && (one.kind != records.StarApplication || !over[one.key]):
			refused.add(one.name(), says.Reason, says.Message)
		}
	}
	var notes []string
	if later > 0 {
		notes = append(notes, fmt.Sprintf(r.words.later, later))
	}
	if err := r.section(r.words.waiting, waiting, notes...); err != nil {
		return err
	}
	return r.section(r.words.refused, refused)
}
