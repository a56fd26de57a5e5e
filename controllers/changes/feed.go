// Package changes tells the controllers which records changed. Each change of a cache is told once to every listener, whoever
// they are, so that what a change bears on is looked up once and not by each controller for itself.
package changes

import (
	"context"
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	toolscache "k8s.io/client-go/tools/cache"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/cluster"
)

// Listener is told of a record that was declared, changed or deleted. A record whose references changed is told of as it was,
// too. It is called by the informer's goroutine and must not wait.
type Listener interface {
	// Listening says whether a change is of any use now; a manager that does not lead lets all of them pass.
	Listening() bool
	// Changed tells of one record, whose own controller saw the change itself.
	Changed(ctx context.Context, object records.Object)
	// Again tells of one record that stands as it was, though what its namespace stands for has changed: no controller saw that.
	Again(ctx context.Context, object records.Object)
}

// Feed watches every kind, and the Namespaces that are divisions.
type Feed struct {
	cache     cache.Cache
	informers *cluster.Informers
	listeners []Listener
}

// New makes a feed from a manager's cache and its informers.
func New(from cache.Cache, informers *cluster.Informers, listeners ...Listener) *Feed {
	return &Feed{cache: from, informers: informers, listeners: listeners}
}

// Attach begins to listen; it is called once, before the manager starts. What an informer lists first is not told: every
// controller sees each of its own records then.
func (f *Feed) Attach(ctx context.Context) error {
	for _, info := range records.Kinds {
		if err := f.attach(ctx, info.New(), f.record(ctx)); err != nil {
			return fmt.Errorf("listening to changes of %s: %w", info.Plural, err)
		}
	}
	// Metadata alone, as the view reads it: nothing else of a namespace means anything here.
	namespace := &metav1.PartialObjectMetadata{}
	namespace.SetGroupVersionKind(corev1.SchemeGroupVersion.WithKind("Namespace"))
	if err := f.attach(ctx, namespace, f.namespace(ctx)); err != nil {
		return fmt.Errorf("listening to changes of namespaces: %w", err)
	}
	return nil
}

func (f *Feed) attach(ctx context.Context, object client.Object, handler toolscache.ResourceEventHandler) error {
	informer, err := f.cache.GetInformer(ctx, object, cache.BlockUntilSynced(false))
	if err != nil {
		return err
	}
	_, err = informer.AddEventHandler(handler)
	return err
}

// record passes on what may change an answer: a status is no input of any rule, so a change of nothing else is not told.
func (f *Feed) record(ctx context.Context) toolscache.ResourceEventHandler {
	return toolscache.ResourceEventHandlerDetailedFuncs{
		AddFunc: func(object any, isInInitialList bool) {
			if !isInInitialList {
				f.tell(ctx, object)
			}
		},
		UpdateFunc: func(before, after any) {
			old, ok := before.(records.Object)
			if current, isRecord := after.(records.Object); ok && isRecord && old.GetGeneration() == current.GetGeneration() && old.GetUID() == current.GetUID() {
				return
			}
			f.tell(ctx, before)
			f.tell(ctx, after)
		},
		DeleteFunc: func(object any) {
			if unknown, ok := object.(toolscache.DeletedFinalStateUnknown); ok {
				object = unknown.Obj
			}
			f.tell(ctx, object)
		},
	}
}

func (f *Feed) tell(ctx context.Context, object any) {
	record, ok := object.(records.Object)
	if !ok {
		return
	}
	for _, listener := range f.listeners {
		if listener.Listening() {
			listener.Changed(ctx, record)
		}
	}
}
