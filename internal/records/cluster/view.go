// Package cluster is the view of the register on the informer cache of a manager.
package cluster

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// View answers from informers, for the length of one pass. What it returns stands in their cache and is not copied: it may be read
// only. Whoever computed something from it asks Err before using the result.
type View struct {
	ctx       context.Context
	informers *Informers

	mu  sync.Mutex
	err error
}

var _ records.View = (*View)(nil)

// New returns a view on informers. The context is that of the pass: the interface of a view is asked by rules, which know no
// context. A kind that is not read yet is waited for until it ends.
func New(ctx context.Context, informers *Informers) *View {
	return &View{ctx: ctx, informers: informers}
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
		return nil, false
	}
	found, err := v.informers.get(v.ctx, kind, key)
	if err != nil {
		v.fail(fmt.Errorf("%s %s can't be read: %w", kind, key, err))
	}
	object, ok := found.(records.Object)
	return object, ok
}

// Find returns the records that an index lists under a value, sorted by namespace and name.
func (v *View) Find(index *records.Index, value string) []records.Object {
	found, err := v.informers.find(v.ctx, index, value)
	if err != nil {
		v.fail(fmt.Errorf("index %s can't be read: %w", index.Name, err))
	}
	return sorted(found)
}

// List returns all records of a kind, sorted by namespace and name.
func (v *View) List(kind records.Kind) []records.Object {
	if _, ok := records.Info(kind); !ok {
		return nil
	}
	found, err := v.informers.list(v.ctx, kind)
	if err != nil {
		v.fail(fmt.Errorf("the records of kind %s can't be listed: %w", kind, err))
	}
	return sorted(found)
}

func sorted(found []any) []records.Object {
	if len(found) == 0 {
		return nil
	}
	all := make([]records.Object, 0, len(found))
	for _, one := range found {
		if object, ok := one.(records.Object); ok {
			all = append(all, object)
		}
	}
	slices.SortFunc(all, func(a, b records.Object) int { return records.Less(a, b) })
	return all
}

// Division returns the division that a namespace stands for, or false where it stands for none.
func (v *View) Division(namespace string) (records.Division, bool) {
	found, err := v.informers.get(v.ctx, namespaces, records.Key{Name: namespace})
	if err != nil {
		v.fail(fmt.Errorf("namespace %s can't be read: %w", namespace, err))
	}
	metadata, ok := found.(*metav1.PartialObjectMetadata)
	if !ok {
		return records.Division{}, false
	}
	return records.DivisionFrom(metadata)
}

// Divisions returns all divisions, sorted by code and namespace.
func (v *View) Divisions() []records.Division {
	all, err := v.informers.list(v.ctx, namespaces)
	if err != nil {
		v.fail(fmt.Errorf("the namespaces can't be listed: %w", err))
	}
	var found []records.Division
	for _, one := range all {
		metadata, ok := one.(*metav1.PartialObjectMetadata)
		if !ok {
			continue
		}
		if division, ok := records.DivisionFrom(metadata); ok {
			found = append(found, division)
		}
	}
	slices.SortFunc(found, func(a, b records.Division) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Namespace, b.Namespace))
	})
	return found
}
