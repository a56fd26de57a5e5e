// Package status holds the controllers that write what the register says of each record into the record's status: one thin
// reconciler for every kind. It fetches, asks internal/register, and writes.
package status

import (
	"context"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/tools/events"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"

	"github.com/lianxing-dev/lianxing/controllers/clock"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/cluster"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// +kubebuilder:rbac:groups=lianxing.dev,resources=actionplans;activityplans;activityprograms;activityreports;alliances;awardrequests;brandlicenses;brands;budgets;evaluationrounds;fundingdisbursements;incidents;initiatives;ledgers;objections;payments;reviews;starapplications;workcalendars,verbs=get;list;watch
// +kubebuilder:rbac:groups=lianxing.dev,resources=actionplans/status;activityplans/status;activityprograms/status;activityreports/status;alliances/status;awardrequests/status;brandlicenses/status;brands/status;budgets/status;evaluationrounds/status;fundingdisbursements/status;incidents/status;initiatives/status;ledgers/status;objections/status;payments/status;reviews/status;starapplications/status;workcalendars/status,verbs=patch
// +kubebuilder:rbac:groups="",resources=namespaces,verbs=get;list;watch
// +kubebuilder:rbac:groups=events.k8s.io,resources=events,verbs=create;patch

// Reconciler keeps the status of one kind what the register says it is.
type Reconciler struct {
	kind      records.KindInfo
	client    client.Client
	informers *cluster.Informers
	recorder  events.EventRecorder
	clock     *clock.Clock
	language  string
	books     *register.Books
	waiting   *register.Queues
	written   written
	alarms    alarms
}

// Reconcile computes the status of one record anew and writes it where it differs.
func (r *Reconciler) Reconcile(ctx context.Context, request reconcile.Request) (reconcile.Result, error) {
	current := r.kind.New()
	if err := r.client.Get(ctx, request.NamespacedName, current); err != nil {
		r.written.forget(request.NamespacedName)
		r.alarms.gone(r.kind.Kind, request.NamespacedName)
		r.forget(request.NamespacedName)
		return reconcile.Result{}, client.IgnoreNotFound(err)
	}
	if wait := r.written.awaits(current); wait > 0 {
		return reconcile.Result{RequeueAfter: wait}, nil // the cache is about to show a newer one, and that brings us here again before
	}
	view, look := cluster.New(ctx, r.informers), r.waiting.Look(time.Now)
	updated, changed, next := register.Refresh(view, current, register.Options{
		AsOf:     r.clock.Today(),
		Fixed:    r.clock.Fixed(),
		Language: r.language,
		Now:      metav1.NewTime(r.clock.Now()),
		Books:    r.books,
		Queues:   look,
		Plans:    showPlan,
	})
	if err := view.Err(); err != nil {
		return reconcile.Result{}, err // computed from less than there is: thrown away
	}
	r.alarms.judged(r.kind.Kind, updated)
	if r.kind.Kind == records.EvaluationRound {
		showFigures(request.NamespacedName, updated, r.clock)
	}
	if changed {
		if wait, err := r.write(ctx, current, updated); err != nil || wait > 0 {
			return reconcile.Result{RequeueAfter: wait}, err
		}
	}
	wait := r.clock.Until(next)
	if in := look.AgainIn(); in > 0 && (wait == 0 || wait > max(in, perLedger)) {
		wait = max(in, perLedger)
	}
	return reconcile.Result{RequeueAfter: wait}, nil
}

// forget takes away the metrics of a record that is gone.
func (r *Reconciler) forget(key records.Key) {
	switch r.kind.Kind {
	case records.EvaluationRound:
		showFigures(key, nil, r.clock)
	case records.ActionPlan:
		showPlan(key, nil)
	default:
	}
}
