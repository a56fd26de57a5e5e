package status

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"k8s.io/client-go/util/workqueue"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/event"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
	"sigs.k8s.io/controller-runtime/pkg/source"

	"github.com/lianxing-dev/lianxing/controllers/clock"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/cluster"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// Options are what a person decides of the status controllers.
type Options struct {
	// Informers of the manager's cache.
	Informers *cluster.Informers
	// Clock by which records are judged.
	Clock *clock.Clock
	// Language of the messages, zh or en.
	Language string
	// Concurrency is how many records of a kind are looked at side by side, 1 where it is 0. Rounds and action plans are looked at one by one.
	Concurrency int
}

// Controllers are the status controllers of all kinds. As a listener of changes.Feed they look again at every record that a
// change bears on.
type Controllers struct {
	informers *cluster.Informers
	books     register.Books
	// waiting is what waits in the ledgers, for all that are looked at because it moved.
	waiting register.Queues

	mu     sync.RWMutex
	queues map[records.Kind]workqueue.TypedRateLimitingInterface[reconcile.Request]
}

// Setup adds a controller for each kind to a manager.
func Setup(mgr manager.Manager, o Options) (*Controllers, error) {
	all := &Controllers{
		informers: o.Informers,
		queues:    map[records.Kind]workqueue.TypedRateLimitingInterface[reconcile.Request]{},
	}
	for _, info := range records.Kinds {
		if err := all.add(mgr, info, o); err != nil {
			return nil, fmt.Errorf("the controller of %s: %w", info.Plural, err)
		}
	}
	if err := all.addQueues(mgr); err != nil {
		return nil, fmt.Errorf("the controller of queues: %w", err)
	}
	return all, nil
}

func (c *Controllers) add(mgr manager.Manager, info records.KindInfo, o Options) error {
	name := strings.ToLower(string(info.Kind))
	concurrency := max(o.Concurrency, 1)
	if info.Kind == records.EvaluationRound || info.Kind == records.ActionPlan {
		concurrency = 1
	}
	return ctrl.NewControllerManagedBy(mgr).
		Named(name).
		// Without a predicate: a status that somebody else wrote is put right in the next pass.
		Watches(info.New(), paced(pace[info.Kind])).
		WatchesRawSource(source.Func(func(_ context.Context, queue workqueue.TypedRateLimitingInterface[reconcile.Request]) error {
			c.open(info.Kind, queue)
			return nil
		})).
		WithOptions(controller.Options{MaxConcurrentReconciles: concurrency}).
		Complete(&Reconciler{
			kind:      info,
			client:    mgr.GetClient(),
			informers: o.Informers,
			recorder:  mgr.GetEventRecorder("lianxing-" + name),
			clock:     o.Clock,
			language:  o.Language,
			books:     &c.books,
			waiting:   &c.waiting,
		})
}

// paced queues a record that changed, after a while, so that what changes with it is looked at with it. What is there when the manager starts is looked
// at at once: all else is there by then too.
func paced(after time.Duration) handler.EventHandler {
	queue := func(object client.Object, q workqueue.TypedRateLimitingInterface[reconcile.Request], after time.Duration) {
		q.AddAfter(reconcile.Request{NamespacedName: client.ObjectKeyFromObject(object)}, after)
	}
	return handler.Funcs{
		CreateFunc: func(_ context.Context, e event.CreateEvent, q workqueue.TypedRateLimitingInterface[reconcile.Request]) {
			if e.IsInInitialList {
				queue(e.Object, q, 0)
				return
			}
			queue(e.Object, q, after)
		},
		UpdateFunc: func(_ context.Context, e event.UpdateEvent, q workqueue.TypedRateLimitingInterface[reconcile.Request]) {
			queue(e.ObjectNew, q, after)
		},
		DeleteFunc: func(_ context.Context, e event.DeleteEvent, q workqueue.TypedRateLimitingInterface[reconcile.Request]) {
			queue(e.Object, q, after)
		},
	}
}

// open takes the queue of a controller that is about to start. A change that came before is seen by the first look at each
// record, since every record is queued when its controller starts.
func (c *Controllers) open(kind records.Kind, queue workqueue.TypedRateLimitingInterface[reconcile.Request]) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.queues[kind] = queue
}

// Listening says whether a controller was started.
func (c *Controllers) Listening() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.queues) > 0
}

// Changed queues the records that a change bears on.
func (c *Controllers) Changed(ctx context.Context, object records.Object) {
	view := cluster.New(ctx, c.informers)
	targets, ledgers := register.Affected(view, object)
	c.waiting.Changed(object, ledgers) // before anybody looks because of it
	for _, target := range targets {
		c.queue(target.Kind, target.Key)
	}
	for _, ledger := range ledgers {
		c.queue(queueOf, ledger)
	}
	if err := view.Err(); err != nil {
		c.waiting.Unsure()
		log.FromContext(ctx).Error(err, "what a change bears on could not be looked up; it is looked at again at the next resync",
			"kind", records.KindOf(object), "record", records.KeyOf(object))
	}
}

// Again queues a record and all that it bears on.
func (c *Controllers) Again(ctx context.Context, object records.Object) {
	c.queue(records.KindOf(object), records.KeyOf(object))
	c.Changed(ctx, object)
}

func (c *Controllers) queue(kind records.Kind, key records.Key) {
	c.mu.RLock()
	queue, open := c.queues[kind]
	c.mu.RUnlock()
	if !open {
		return
	}
	queue.AddAfter(reconcile.Request{NamespacedName: key}, pace[kind])
}
