// Package cluster is the view of the register on the informer cache of a manager.
package cluster

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// scheme knows the lists of all kinds, and nothing else. A kind that is missing there is a defect of the build.
var scheme = func() *runtime.Scheme {
	s := runtime.NewScheme()
	if err := v1alpha1.AddToScheme(s); err != nil {
		panic(err)
	}
	return s
}()

// Register adds every row of records.Indexes to the cache of a manager (mgr.GetFieldIndexer()). It has to be called before the
// manager starts; a View on a cache without it fails in Err.
func Register(ctx context.Context, indexer client.FieldIndexer) error {
	for _, index := range records.Indexes {
		info, ok := records.Info(index.Kind)
		if !ok {
			return fmt.Errorf("index %s is of kind %s, which the register does not have", index.Name, index.Kind)
		}
		err := indexer.IndexField(ctx, info.New(), index.Name, func(object client.Object) []string { return index.Values(object) })
		if err != nil {
			return fmt.Errorf("index %s of %s can't be added to the cache: %w", index.Name, index.Kind, err)
		}
	}
	return nil
}

// View answers from a cache, for the length of one pass. What it returns stands in the cache and is not copied: it may be read
// only. Whoever computed something from it asks Err before using the result.
type View struct {
	ctx    context.Context
	reader client.Reader

	mu  sync.Mutex
	err error
}

var _ records.View = (*View)(nil)

// New returns a view on the reader of a cache that Register prepared. The context is that of the pass: the interface of a view
// is asked by rules, which know no context.
func New(ctx context.Context, reader client.Reader) *View {
	return &View{ctx: ctx, reader: reader}
}

// Err returns the first error of any reading. After one, answers were missing, and nothing that was computed from them holds.
func (v *View) Err() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.err
}

func (v *View) fail(err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.err == nil {
		v.err = err
	}
}

// Get returns one record, or false where there is none.
func (v *View) Get(kind records.Kind, key records.Key) (records.Object, bool) {
	info, ok := records.Info(kind)
	if !ok || info.ClusterScoped != (key.Namespace == "") {
		return nil, false // the cache would drop a namespace that the kind does not have, and find something
	}
	object := info.New()
	err := v.reader.Get(v.ctx, key, object, client.UnsafeDisableDeepCopy)
	switch {
	case apierrors.IsNotFound(err):
		return nil, false
	case err != nil:
		v.fail(fmt.Errorf("%s %s can't be read: %w", kind, key, err))
		return nil, false
	}
	return object, true
}

// Find returns the records that an index lists under a value, sorted by namespace and name.
func (v *View) Find(index *records.Index, value string) []records.Object {
	found, err := v.list(index.Kind, client.MatchingFields{index.Name: value})
	if err != nil {
		v.fail(fmt.Errorf("index %s can't be read: %w", index.Name, err))
		return nil
	}
	return found
}

// List returns all records of a kind, sorted by namespace and name.
func (v *View) List(kind records.Kind) []records.Object {
	found, err := v.list(kind)
	if err != nil {
		v.fail(fmt.Errorf("the records of kind %s can't be listed: %w", kind, err))
		return nil
	}
	return found
}

func (v *View) list(kind records.Kind, options ...client.ListOption) ([]records.Object, error) {
	if _, ok := records.Info(kind); !ok {
		return nil, nil
	}
	empty, err := scheme.New(v1alpha1.GroupVersion.WithKind(string(kind) + "List"))
	if err != nil {
		return nil, err
	}
	list, ok := empty.(client.ObjectList)
	if !ok {
		return nil, fmt.Errorf("%T is no list", empty)
	}
	if err := v.reader.List(v.ctx, list, append(options, client.UnsafeDisableDeepCopy)...); err != nil {
		return nil, err
	}
	var found []records.Object
	err = apimeta.EachListItem(list, func(item runtime.Object) error {
		object, ok := item.(records.Object)
		if !ok {
			return fmt.Errorf("%T is no record", item)
		}
		found = append(found, object)
		return nil
	})
	slices.SortFunc(found, func(a, b records.Object) int { return records.Less(a, b) })
	return found, err
}

// Division returns the division that a namespace stands for, or false where it stands for none.
func (v *View) Division(namespace string) (records.Division, bool) {
	object := &metav1.PartialObjectMetadata{}
	object.SetGroupVersionKind(namespaceKind)
	err := v.reader.Get(v.ctx, client.ObjectKey{Name: namespace}, object, client.UnsafeDisableDeepCopy)
	switch {
	case apierrors.IsNotFound(err):
		return records.Division{}, false
	case err != nil:
		v.fail(fmt.Errorf("namespace %s can't be read: %w", namespace, err))
		return records.Division{}, false
	}
	return records.DivisionFrom(object)
}

// Divisions returns all divisions, sorted by code and namespace.
func (v *View) Divisions() []records.Division {
	list := &metav1.PartialObjectMetadataList{}
	list.SetGroupVersionKind(namespaceKind)
	if err := v.reader.List(v.ctx, list, client.UnsafeDisableDeepCopy); err != nil {
		v.fail(fmt.Errorf("the namespaces can't be listed: %w", err))
		return nil
	}
	var found []records.Division
	for i := range list.Items {
		if division, ok := records.DivisionFrom(&list.Items[i]); ok {
			found = append(found, division)
		}
	}
	slices.SortFunc(found, func(a, b records.Division) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Namespace, b.Namespace))
	})
	return found
}

// namespaceKind is read as metadata alone: the cache holds nothing else of it.
var namespaceKind = corev1.SchemeGroupVersion.WithKind("Namespace")
