package status

import (
	"context"

	"k8s.io/client-go/util/workqueue"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
	"sigs.k8s.io/controller-runtime/pkg/source"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/cluster"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// queueOf stands for the queue of a ledger where a kind is asked for. It is no record: that it moved means that all that wait in it
// are looked at again.
const queueOf records.Kind = "Queue"

// queues looks through the queue of a ledger after it moved. Every entry moves it, and all that waits may be much: so it is gone
// through at a pace, and not once for each entry.
type queues struct{ all *Controllers }

func (c *Controllers) addQueues(mgr manager.Manager) error {
	return ctrl.NewControllerManagedBy(mgr).
		Named("queue").
		WatchesRawSource(source.Func(func(_ context.Context, queue workqueue.TypedRateLimitingInterface[reconcile.Request]) error {
			c.open(queueOf, queue)
			return nil
		})).
		Complete(queues{c})
}

// Reconcile has everything that waits for a ledger looked at again.
func (q queues) Reconcile(ctx context.Context, request reconcile.Request) (reconcile.Result, error) {
	view := cluster.New(ctx, q.all.informers)
	for _, target := range register.InQueue(view, request.NamespacedName) {
		q.all.queue(target.Kind, target.Key)
	}
	return reconcile.Result{}, view.Err()
}
