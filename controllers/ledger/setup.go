package ledger

import (
	"context"
	"sync"
	"time"

	"k8s.io/client-go/util/workqueue"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/builder"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	"sigs.k8s.io/controller-runtime/pkg/predicate"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
	"sigs.k8s.io/controller-runtime/pkg/source"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers/clock"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/cluster"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// gather is how long the news of a ledger are gathered before its writer looks: what was applied together arrives together.
const gather = 100 * time.Millisecond

// Options are what a person decides of the writers of the ledgers.
type Options struct {
	// Informers of the manager's cache.
	Informers *cluster.Informers
	// Clock by which records are judged.
	Clock *clock.Clock
	// Skew of the wall clock; beyond clock.MaxSkew nothing is entered.
	Skew *clock.Skew
	// Concurrency is how many ledgers are worked on side by side, 1 where it is 0. One ledger has one writer.
	Concurrency int
}

// Writers are the writers of all ledgers. As a listener of changes.Feed they learn which claims a change bears on.
type Writers struct {
	informers  *cluster.Informers
	reconciler *Reconciler

	mu    sync.RWMutex
	queue workqueue.TypedRateLimitingInterface[reconcile.Request]
}

// Setup adds the controller of the ledgers to a manager.
func Setup(mgr manager.Manager, o Options) (*Writers, error) {
	all := &Writers{informers: o.Informers, reconciler: &Reconciler{
		informers: o.Informers,
		client:    mgr.GetClient(),
		live:      mgr.GetAPIReader(),
		clock:     o.Clock,
		skew:      o.Skew,
		writers:   map[records.Key]*writer{},
	}}
	return all, ctrl.NewControllerManagedBy(mgr).
		Named("ledger-writer").
		For(&v1alpha1.Ledger{}, builder.WithPredicates(predicate.GenerationChangedPredicate{})).
		WatchesRawSource(source.Func(func(_ context.Context, queue workqueue.TypedRateLimitingInterface[reconcile.Request]) error {
			all.open(queue)
			return nil
		})).
		WithOptions(controller.Options{MaxConcurrentReconciles: max(o.Concurrency, 1)}).
		Complete(all.reconciler)
}

func (w *Writers) open(queue workqueue.TypedRateLimitingInterface[reconcile.Request]) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.queue = queue
}

// Listening says whether the controller was started. What changed before is read when a ledger is first looked at.
func (w *Writers) Listening() bool {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.queue != nil
}

// Changed puts what a change bears on into the inboxes of the ledgers.
func (w *Writers) Changed(ctx context.Context, object records.Object) {
	view := cluster.New(ctx, w.informers)
	var own records.Key // the ledger of an entry
	switch record := object.(type) {
	case *v1alpha1.Ledger:
		w.put(records.KeyOf(record), func(n *news) { n.ledger = true })
	case *v1alpha1.Budget:
		w.put(records.Key{Namespace: record.Namespace, Name: record.Spec.LedgerRef.Name},
			func(n *news) { n.budgets[records.KeyOf(record)] = true })
	case *v1alpha1.Payment:
		w.put(records.LedgerOfEntryName(records.Key{Namespace: record.Namespace, Name: record.Spec.DisbursementRef.Name}),
			func(n *news) { n.payments[records.KeyOf(record)] = true })
	case *v1alpha1.FundingDisbursement:
		// One that was appended is found when the chain is looked at; one that is gone leaves a hole.
		_, there := view.Get(records.FundingDisbursement, records.KeyOf(record))
		own = records.Key{Namespace: record.Namespace, Name: record.Spec.LedgerRef.Name}
		w.put(own, func(n *news) { n.removed = n.removed || !there })
	}
	for _, ref := range register.ClaimsOf(view, object) {
		if ref.Ledger == own {
			continue // its writer evaluates them as it takes the entry over
		}
		w.reconciler.inbox.claim(ref)
		w.put(ref.Ledger, func(*news) {})
	}
	for _, ref := range register.FormerClaims(view, object) {
		w.put(ref.Ledger, func(n *news) { n.former[records.ClaimValue(ref.Ledger, ref.Claim)] = ref })
	}
	if err := view.Err(); err != nil {
		log.FromContext(ctx).Error(err, "what a change bears on could not be looked up; it is evaluated at the latest when the day ends",
			"kind", records.KindOf(object), "record", records.KeyOf(object))
	}
}

// Again is Changed: a ledger is judged by records, wherever the news of them comes from.
func (w *Writers) Again(ctx context.Context, object records.Object) { w.Changed(ctx, object) }

func (w *Writers) put(key records.Key, add func(*news)) {
	w.mu.RLock()
	queue := w.queue
	w.mu.RUnlock()
	if queue == nil {
		return
	}
	w.reconciler.inbox.put(key, add)
	queue.AddAfter(reconcile.Request{NamespacedName: key}, gather)
}
