package status

import (
	"context"
	"fmt"
	"sync"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// write sends one patch of the status that holds only against the version it was computed from, and tells of it afterwards.
// A record that was changed or deleted meanwhile is left alone: its change brings it here again, or at the latest the returned time does.
func (r *Reconciler) write(ctx context.Context, current, updated records.Object) (time.Duration, error) {
	patch := client.MergeFromWithOptions(current, client.MergeFromWithOptimisticLock{})
	news := newsOf(current, updated)
	err := r.client.Status().Patch(ctx, updated, patch)
	switch {
	case apierrors.IsNotFound(err):
		return 0, nil
	case apierrors.IsConflict(err):
		r.written.outdated(current)
		return overdue, nil
	case err != nil:
		return 0, fmt.Errorf("writing the status of %s %s: %w", r.kind.Kind, records.KeyOf(current), err)
	}
	if updated.GetResourceVersion() != current.GetResourceVersion() {
		r.written.outdated(current)
	}
	for _, event := range news {
		r.recorder.Eventf(updated, nil, event.kind, event.reason, event.action, "%s", event.message)
	}
	return 0, nil
}

// overdue is how long a newer version of a record may be on its way into the cache. After that it is not believed in any more, since a
// refusal that somebody between here and the API server made up is followed by none.
const overdue = 5 * time.Second

// written remembers which versions of records the API server no longer has, because we or somebody else wrote to them, so that
// nothing is computed from a version that the cache still shows and no patch is sent that must fail.
type written struct {
	mu       sync.Mutex
	versions map[records.Key]version
}

// version is one that the API server no longer has, and since when that is known.
type version struct {
	resource string
	since    time.Time
}

// outdated says that the API server has a newer version than this one.
func (w *written) outdated(object records.Object) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.versions == nil {
		w.versions = map[records.Key]version{}
	}
	w.versions[records.KeyOf(object)] = version{object.GetResourceVersion(), time.Now()}
}

// awaits says how long a newer version than this one may still be on its way into the cache; 0 where none is.
func (w *written) awaits(object records.Object) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	key := records.KeyOf(object)
	if known, ok := w.versions[key]; ok && known.resource == object.GetResourceVersion() {
		if left := overdue - time.Since(known.since); left > 0 {
			return left
		}
	}
	delete(w.versions, key)
	return 0
}

func (w *written) forget(key records.Key) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.versions, key)
}
