package register

import (
	apiequality "k8s.io/apimachinery/pkg/api/equality"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Options say how a register is computed.
type Options struct {
	// AsOf is the day of evaluation.
	AsOf calendar.Date
	// Fixed says that a person gave that day, which the rounds show then.
	Fixed bool
	// Language of the messages, zh or en.
	Language string
	// Now is the instant at which a condition that changes is said to have changed.
	Now metav1.Time
	// Books remember how far each chain was read; nil reads it anew.
	Books *Books
	// Queues share what waits in the ledgers with other looks at the same records; nil reads it anew.
	Queues *QueueLook
	// Plans is told what was counted of each action plan, by division too, which a status does not hold; nil tells nobody.
	Plans func(records.Key, *evaluation.ActionPlan)
}

// Refresh computes the status of one record. It returns a copy with the new status, whether that differs from the one that the record
// has, and the next date at which time alone can change it (0 for never). The record itself is not changed.
func Refresh(view records.View, current records.Object, o Options) (updated records.Object, changed bool, next calendar.Date) {
	w := &writer{pass: evaluation.At(view, o.AsOf), view: view, options: o}
	if o.Queues != nil {
		w.pass.ShareQueues(o.Queues.share(view, o.AsOf))
	}
	return w.refresh(current)
}

// writer turns what the rules say into statuses.
type writer struct {
	pass    *evaluation.Pass
	view    records.View
	options Options
}

func (w *writer) refresh(current records.Object) (records.Object, bool, calendar.Date) {
	copied, ok := current.DeepCopyObject().(records.Object)
	if !ok {
		return current, false, 0
	}
	next := w.write(copied)
	return copied, !apiequality.Semantic.DeepEqual(current, copied), next
}

// write sets the status of a record.
func (w *writer) write(object records.Object) calendar.Date {
	if write, ok := writers[records.KindOf(object)]; ok {
		return write(w, object)
	}
	return 0
}

// writers set the status of a record, by kind.
var writers = map[records.Kind]func(*writer, records.Object) calendar.Date{
	records.WorkCalendar:        of((*writer).calendar),
	records.EvaluationRound:     of((*writer).round),
	records.Alliance:            of((*writer).alliance),
	records.StarApplication:     of((*writer).application),
	records.Objection:           of((*writer).objection),
	records.Incident:            of((*writer).incident),
	records.AwardRequest:        of((*writer).request),
	records.Initiative:          of((*writer).initiative),
	records.Brand:               of((*writer).brand),
	records.BrandLicense:        of((*writer).license),
	records.ActivityProgram:     of((*writer).activityProgram),
	records.ActivityPlan:        of((*writer).activityPlan),
	records.ActivityReport:      of((*writer).activityReport),
	records.Review:              of((*writer).review),
	records.Ledger:              of((*writer).ledger),
	records.Budget:              of((*writer).budget),
	records.FundingDisbursement: of((*writer).entry),
	records.Payment:             of((*writer).payment),
	records.ActionPlan:          of((*writer).actionPlan),
}

// of lets what writes one kind's status be asked with any record.
func of[T records.Object](write func(*writer, T) calendar.Date) func(*writer, records.Object) calendar.Date {
	return func(w *writer, object records.Object) calendar.Date {
		if record, ok := object.(T); ok {
			return write(w, record)
		}
		return 0
	}
}

// outcomes are the condition that says what became of a record, by kind.
var outcomes = map[records.Kind]string{
	records.ActivityPlan:        v1alpha1.ConditionApproved,
	records.ActivityReport:      v1alpha1.ConditionAccepted,
	records.Alliance:            v1alpha1.ConditionRecognized,
	records.StarApplication:     v1alpha1.ConditionAwarded,
	records.AwardRequest:        v1alpha1.ConditionGranted,
	records.Objection:           v1alpha1.ConditionUpheld,
	records.Incident:            v1alpha1.ConditionConfirmed,
	records.Brand:               v1alpha1.ConditionOperating,
	records.BrandLicense:        v1alpha1.ConditionLicensed,
	records.Review:              v1alpha1.ConditionCounted,
	records.FundingDisbursement: v1alpha1.ConditionSettled,
	records.Payment:             v1alpha1.ConditionBooked,
	records.Initiative:          v1alpha1.ConditionPublished,
}

// conclude writes the part that every status begins with, and returns the next date.
func (w *writer) conclude(object records.Object, status *v1alpha1.RecordStatus, result evaluation.Result) calendar.Date {
	status.ObservedGeneration = object.GetGeneration()
	status.NextTransition = v1alpha1.Date(result.Next.String())
	ready := evaluation.Outcome{Status: metav1.ConditionTrue, Reason: v1alpha1.ReasonEvaluated, Message: messages.New("Any/Evaluated")}
	if result.Stalled != nil {
		ready = evaluation.Outcome{Status: metav1.ConditionFalse, Reason: result.Stalled.Reason, Message: result.Stalled.Message}
		w.condition(object, status, v1alpha1.ConditionStalled, *result.Stalled)
	} else {
		apimeta.RemoveStatusCondition(&status.Conditions, v1alpha1.ConditionStalled)
	}
	w.condition(object, status, v1alpha1.ConditionReady, ready)
	kind := outcomes[records.KindOf(object)]
	if result.Outcome == nil {
		kind = "" // what is no longer said is taken away
	}
	if kind != "" {
		w.condition(object, status, kind, *result.Outcome)
	}
	w.prune(status, kind)
	return result.Next
}

func (w *writer) condition(object records.Object, status *v1alpha1.RecordStatus, kind string, says evaluation.Outcome) {
	apimeta.SetStatusCondition(&status.Conditions, metav1.Condition{
		Type: kind, Status: says.Status, Reason: says.Reason, Message: says.Message.Text(w.options.Language),
		ObservedGeneration: object.GetGeneration(), LastTransitionTime: w.options.Now,
	})
}

// prune removes conditions that somebody else wrote: a status is computed, all of it.
func (*writer) prune(status *v1alpha1.RecordStatus, outcome string) {
	for _, condition := range append([]metav1.Condition(nil), status.Conditions...) {
		switch condition.Type {
		case v1alpha1.ConditionReady, v1alpha1.ConditionStalled, outcome:
		default:
			apimeta.RemoveStatusCondition(&status.Conditions, condition.Type)
		}
	}
}

// kept is the part of a status that is carried over: conditions keep the time of their last transition.
func kept(status v1alpha1.RecordStatus) v1alpha1.RecordStatus {
	return v1alpha1.RecordStatus{Conditions: status.Conditions}
}
