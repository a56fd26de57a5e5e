package changes

import (
	"context"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	toolscache "k8s.io/client-go/tools/cache"
	"sigs.k8s.io/controller-runtime/pkg/log"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/cluster"
)

// namespace tells of every record of a division that appeared, went or became another: what a namespace stands for decides
// who may sign in it and which round covers it.
func (f *Feed) namespace(ctx context.Context) toolscache.ResourceEventHandler {
	return toolscache.ResourceEventHandlerDetailedFuncs{
		AddFunc: func(object any, isInInitialList bool) {
			if !isInInitialList {
				f.tellDivision(ctx, object)
			}
		},
		UpdateFunc: func(before, after any) {
			if division(before) != division(after) {
				f.tellDivision(ctx, after)
			}
		},
		DeleteFunc: func(object any) {
			if unknown, ok := object.(toolscache.DeletedFinalStateUnknown); ok {
				object = unknown.Obj
			}
			f.tellDivision(ctx, object)
		},
	}
}

func division(object any) records.Division {
	namespace, ok := object.(metav1.Object)
	if !ok {
		return records.Division{}
	}
	found, _ := records.DivisionFrom(namespace)
	return found
}

// tellDivision tells of the records of a namespace, and of all rounds, since a round covers the divisions under its own.
func (f *Feed) tellDivision(ctx context.Context, object any) {
	namespace, ok := object.(metav1.Object)
	if !ok || !f.listening() {
		return
	}
	// Not on the informer's goroutine: a county has thousands of records.
	go func() {
		view := cluster.New(ctx, f.informers)
		for _, info := range records.Kinds {
			if info.ClusterScoped {
				continue
			}
			for _, record := range view.List(info.Kind) {
				if record.GetNamespace() == namespace.GetName() || info.Kind == records.EvaluationRound {
					f.tellAgain(ctx, record)
				}
			}
		}
		if err := view.Err(); err != nil {
			log.FromContext(ctx).Error(err, "a division changed, and some of its records were not looked at again", "namespace", namespace.GetName())
		}
	}()
}

func (f *Feed) listening() bool {
	for _, listener := range f.listeners {
		if listener.Listening() {
			return true
		}
	}
	return false
}

func (f *Feed) tellAgain(ctx context.Context, record records.Object) {
	for _, listener := range f.listeners {
		if listener.Listening() {
			listener.Again(ctx, record)
		}
	}
}
