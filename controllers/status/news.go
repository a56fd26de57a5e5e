package status

import (
	"slices"

	corev1 "k8s.io/api/core/v1"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// maxNote is how long an event's text may be, in bytes.
const maxNote = 1024

// news is what an event tells.
type news struct {
	kind    string // Normal or Warning
	action  string // the condition that changed
	reason  string
	message string
}

// foreseen are refusals that follow from the calendar or from the alliance's own act: nobody has to look.
var foreseen = map[string]bool{
	v1alpha1.ReasonLapsed: true, v1alpha1.ReasonWithdrawn: true, v1alpha1.ReasonDissolved: true,
}

// newsOf lists the conditions that came to say something else, each piece of news once though several conditions tell it. Of a record that
// is judged for the first time only what went wrong is told: that it was filed, everybody knows who filed it.
func newsOf(before, after records.Object) []news {
	var found []news
	first := len(register.Conditions(before)) == 0
	for _, condition := range register.Conditions(after) {
		old := apimeta.FindStatusCondition(register.Conditions(before), condition.Type)
		if old != nil && old.Status == condition.Status && old.Reason == condition.Reason {
			continue
		}
		bad := wrong(condition)
		if !bad && (first || condition.Type == v1alpha1.ConditionReady) {
			continue
		}
		kind := corev1.EventTypeNormal
		if bad {
			kind = corev1.EventTypeWarning
		}
		if slices.ContainsFunc(found, func(told news) bool { return told.reason == condition.Reason }) {
			continue
		}
		found = append(found, news{kind: kind, action: condition.Type, reason: condition.Reason, message: shorten(condition.Message)})
	}
	return found
}

// wrong says whether a condition tells that a person has to do something, or that an outcome was refused.
func wrong(condition metav1.Condition) bool {
	if condition.Type == v1alpha1.ConditionStalled {
		return condition.Status == metav1.ConditionTrue
	}
	return condition.Status == metav1.ConditionFalse && !foreseen[condition.Reason]
}

// shorten cuts a text between two characters.
func shorten(text string) string {
	if len(text) <= maxNote {
		return text
	}
	const more = "…"
	cut := 0
	for at := range text {
		if at > maxNote-len(more) {
			break
		}
		cut = at
	}
	return text[:cut] + more
}
