package changes

import (
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	toolscache "k8s.io/client-go/tools/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/log"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
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
		for _, info := range records.Kinds {
			var scope []client.ListOption
			if info.Kind != records.EvaluationRound {
				scope = append(scope, client.InNamespace(namespace.GetName()))
			}
			if info.ClusterScoped {
				continue
			}
			if err := f.tellAll(ctx, info, scope...); err != nil {
				log.FromContext(ctx).Error(err, "a division changed, and some of its records were not looked at again",
					"namespace", namespace.GetName(), "kind", info.Kind)
			}
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

func (f *Feed) tellAll(ctx context.Context, info records.KindInfo, scope ...client.ListOption) error {
	created, err := f.scheme.New(v1alpha1.GroupVersion.WithKind(string(info.Kind) + "List"))
	if err != nil {
		return err
	}
	list, ok := created.(client.ObjectList)
	if !ok {
		return fmt.Errorf("%T is not a list", created)
	}
	if err := f.cache.List(ctx, list, scope...); err != nil {
		return err
	}
	return meta.EachListItem(list, func(object runtime.Object) error {
		f.tell(ctx, object)
		return nil
	})
}
