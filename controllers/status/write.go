package status

import (
	"context"
	"fmt"
	"sync"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// write sends one patch of the status that holds only against the version it was computed from, and tells of it afterwards.
// A record that was changed or deleted meanwhile is left alone: its change brings it here again.
func (r *Reconciler) write(ctx context.Context, current, updated records.Object) error {
	patch := client.MergeFromWithOptions(current, client.MergeFromWithOptimisticLock{})
	news := newsOf(current, updated)
	err := r.client.Status().Patch(ctx, updated, patch)
	switch {
	case apierrors.IsNotFound(err):
		return nil
	case apierrors.IsConflict(err):
		r.written.outdated(current)
		return nil
	case err != nil:
		return fmt.Errorf("writing the status of %s %s: %w", r.kind.Kind, records.KeyOf(current), err)
	}
	if updated.GetResourceVersion() != current.GetResourceVersion() {
		r.written.outdated(current)
	}
	for _, event := range news {
		r.recorder.Eventf(updated, nil, event.kind, event.reason, event.action, "%s", event.message)
	}
	return nil
}

// written remembers which versions of records the API server no longer has, because we or somebody else wrote to them, so that
// nothing is computed from a version that the cache still shows and no patch is sent that must fail.
type written struct {
	mu       sync.Mutex
	versions map[records.Key]string
}

// outdated says that the API server has a newer version than this one.
func (w *written) outdated(object records.Object) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.versions == nil {
		w.versions = map[records.Key]string{}
	}
	w.versions[records.KeyOf(object)] = object.GetResourceVersion()
}

// awaits says whether a newer version than this one is on its way into the cache.
func (w *written) awaits(object records.Object) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	key := records.KeyOf(object)
	if w.versions[key] == object.GetResourceVersion() {
		return true
	}
	delete(w.versions, key)
	return false
}

func (w *written) forget(key records.Key) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.versions, key)
}
