// Package records is the view that every rule reads: all kinds behind one read-only interface, with one table of indexes.
//
// The view is built twice from that table, on the informer cache (internal/records/cluster) and on loaded files
// (internal/records/files), so that a rule can't tell which of the two it was asked on.
package records

import (
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Key is the namespace and name of a record.
type Key = types.NamespacedName

// Object is a record of any kind.
type Object interface {
	metav1.Object
	runtime.Object
}

// View is a read-only look at the register. What it returns is shared: nobody may change it. A view answers from what it has;
// where it could not read, it says so by its own means (see the implementations), and what was computed is thrown away.
type View interface {
	// Get returns one record, or false where there is none.
	Get(kind Kind, key Key) (Object, bool)
	// Find returns the records that an index lists under a value, sorted by namespace and name.
	Find(index *Index, value string) []Object
	// List returns all records of a kind, sorted by namespace and name. Only what looks at a whole register may call it.
	List(kind Kind) []Object
	// Division returns the division that a namespace stands for, or false where it stands for none.
	Division(namespace string) (Division, bool)
	// Divisions returns all divisions, sorted by code and namespace.
	Divisions() []Division
}

// Get returns one record of the kind of T, or false where there is none.
func Get[T Object](v View, key Key) (T, bool) {
	var none T
	object, ok := v.Get(kindOf[T](), key)
	if !ok {
		return none, false
	}
	record, ok := object.(T)
	return record, ok
}

// Find returns the records of T's kind that an index lists under a value, sorted by namespace and name.
func Find[T Object](v View, index *Index, value string) []T {
	return typed[T](v.Find(index, value))
}

// List returns all records of T's kind, sorted by namespace and name.
func List[T Object](v View) []T {
	return typed[T](v.List(kindOf[T]()))
}

func typed[T Object](objects []Object) []T {
	found := make([]T, 0, len(objects))
	for _, object := range objects {
		if record, ok := object.(T); ok {
			found = append(found, record)
		}
	}
	return found
}

// KeyOf returns the key of a record.
func KeyOf(object metav1.Object) Key {
	return Key{Namespace: object.GetNamespace(), Name: object.GetName()}
}

// Less orders records by namespace and name, the order of every list.
func Less(a, b metav1.Object) int {
	switch {
	case a.GetNamespace() != b.GetNamespace():
		if a.GetNamespace() < b.GetNamespace() {
			return -1
		}
		return 1
	case a.GetName() < b.GetName():
		return -1
	case a.GetName() > b.GetName():
		return 1
	}
	return 0
}
