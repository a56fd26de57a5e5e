package cluster

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	toolscache "k8s.io/client-go/tools/cache"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// Informers are those of a manager's cache, with the rows of records.Indexes. New goes into the options of the cache
// (cache.Options.NewInformer) before it is made. A view reads what they hold: the lists of a cache copy every record, and its
// indexes keep every value twice. The zero value has none.
type Informers struct {
	mu sync.RWMutex
	// byKind are the informers of each kind: one, or one for each namespace where a cache is limited to some.
	byKind map[records.Kind][]*watched
}

// namespaces stand under this name beside the kinds. They are read as metadata alone: a cache holds nothing else of them.
const namespaces records.Kind = "Namespace"

// watched is an informer, and whether it was seen to hold what there was when it began.
type watched struct {
	toolscache.SharedIndexInformer
	synced atomic.Bool
}

// New makes an informer, and remembers it where it is of records or of the metadata of namespaces.
func (i *Informers) New(from toolscache.ListerWatcher, example runtime.Object, resync time.Duration, indexers toolscache.Indexers) toolscache.SharedIndexInformer {
	kind := kindOf(example)
	delete(indexers, toolscache.NamespaceIndex) // who wants what is in one asks a view for the kind
	for _, index := range records.Indexes {
		if index.Kind == kind {
			indexers[index.Name] = valuesOf(index)
		}
	}
	made := &watched{SharedIndexInformer: toolscache.NewSharedIndexInformer(from, example, resync, indexers)}
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.byKind == nil {
		i.byKind = map[records.Kind][]*watched{}
	}
	i.byKind[kind] = append(i.byKind[kind], made)
	return made
}

// kindOf is the kind of what an informer is made for; "" where no view asks for it.
func kindOf(example runtime.Object) records.Kind {
	switch object := example.(type) {
	case *metav1.PartialObjectMetadata:
		if object.GroupVersionKind() == corev1.SchemeGroupVersion.WithKind(string(namespaces)) {
			return namespaces
		}
	case records.Object:
		return records.KindOf(object)
	}
	return ""
}

func valuesOf(index *records.Index) toolscache.IndexFunc {
	return func(object any) ([]string, error) {
		record, ok := object.(records.Object)
		if !ok {
			return nil, fmt.Errorf("%T is no record", object)
		}
		return index.Values(record), nil
	}
}

// of are the informers of a kind, once they hold what there was when they began. The error says that there are none, or that the
// context ended before.
func (i *Informers) of(ctx context.Context, kind records.Kind) ([]*watched, error) {
	i.mu.RLock()
	found := i.byKind[kind]
	i.mu.RUnlock()
	if len(found) == 0 {
		return nil, errors.New("nobody watches them")
	}
	for _, one := range found {
		if one.synced.Load() {
			continue
		}
		if !toolscache.WaitForCacheSync(ctx.Done(), one.HasSynced) {
			return nil, fmt.Errorf("what there is was not read before the end: %w", context.Cause(ctx))
		}
		one.synced.Store(true)
	}
	return found, nil
}

// get returns what is held under a name; nil where there is nothing.
func (i *Informers) get(ctx context.Context, kind records.Kind, key records.Key) (any, error) {
	informers, err := i.of(ctx, kind)
	if err != nil {
		return nil, err
	}
	name := key.Name
	if key.Namespace != "" {
		name = key.Namespace + "/" + key.Name
	}
	for _, one := range informers {
		object, there, err := one.GetIndexer().GetByKey(name)
		if err != nil || there {
			return object, err
		}
	}
	return nil, nil
}

// find returns what an index lists under a value, in no order.
func (i *Informers) find(ctx context.Context, index *records.Index, value string) ([]any, error) {
	informers, err := i.of(ctx, index.Kind)
	if err != nil {
		return nil, err
	}
	var all []any
	for _, one := range informers {
		found, err := one.GetIndexer().ByIndex(index.Name, value)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// list returns everything of a kind, in no order.
func (i *Informers) list(ctx context.Context, kind records.Kind) ([]any, error) {
	informers, err := i.of(ctx, kind)
	if err != nil {
		return nil, err
	}
	var all []any
	for _, one := range informers {
		all = slices.Concat(all, one.GetIndexer().List())
	}
	return all, nil
}
