package register

import (
	"reflect"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Conditions are the conditions of a record of any kind.
func Conditions(object records.Object) []metav1.Condition { return recordStatus(object).Conditions }

// Outcome is the condition that says what became of a record; nil for kinds that have none, and before it was computed.
func Outcome(object records.Object) *metav1.Condition {
	return apimeta.FindStatusCondition(Conditions(object), outcomes[records.KindOf(object)])
}

// Next is the date at which time alone can change what is said of a record; empty for never.
func Next(object records.Object) v1alpha1.Date { return recordStatus(object).NextTransition }

// recordStatus is the part that the status of every kind begins with; empty for an object of no kind.
func recordStatus(object records.Object) v1alpha1.RecordStatus {
	status := reflect.ValueOf(object).Elem().FieldByName("Status")
	if !status.IsValid() {
		return v1alpha1.RecordStatus{}
	}
	record, _ := status.FieldByName("RecordStatus").Interface().(v1alpha1.RecordStatus)
	return record
}
