package files

import (
	"cmp"
	"slices"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// Memory is a view of records that are at hand. It never changes.
type Memory struct {
	byKey     map[identity]records.Object
	byKind    map[records.Kind][]records.Object
	byIndex   map[string]map[string][]records.Object
	divisions []records.Division
	byName    map[string]records.Division
}

var _ records.View = (*Memory)(nil)

// identity is what a record is known by.
type identity struct {
	kind records.Kind
	key  records.Key
}

// NewMemory builds a view of divisions and records, in whatever order they come. Of several with one kind and key the last
// stands. The records are kept, not copied: nobody may change them afterwards.
func NewMemory(divisions []records.Division, objects []records.Object) *Memory {
	m := &Memory{
		byKey:   make(map[identity]records.Object, len(objects)),
		byKind:  map[records.Kind][]records.Object{},
		byIndex: map[string]map[string][]records.Object{},
		byName:  map[string]records.Division{},
	}
	for _, object := range objects {
		m.byKey[identity{records.KindOf(object), records.KeyOf(object)}] = object
	}
	for id, object := range m.byKey {
		m.byKind[id.kind] = append(m.byKind[id.kind], object)
	}
	for _, sorted := range m.byKind {
		slices.SortFunc(sorted, func(a, b records.Object) int { return records.Less(a, b) })
	}
	for _, index := range records.Indexes {
		m.byIndex[index.Name] = m.values(index)
	}
	for _, division := range divisions {
		m.byName[division.Namespace] = division
	}
	for _, division := range m.byName {
		m.divisions = append(m.divisions, division)
	}
	slices.SortFunc(m.divisions, func(a, b records.Division) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Namespace, b.Namespace))
	})
	return m
}

// values lists the sorted records of an index's kind under its values, each record once under one value.
func (m *Memory) values(index *records.Index) map[string][]records.Object {
	found := map[string][]records.Object{}
	for _, object := range m.byKind[index.Kind] {
		values := index.Values(object)
		for i, value := range values {
			if !slices.Contains(values[:i], value) {
				found[value] = append(found[value], object)
			}
		}
	}
	return found
}

// Get returns one record, or false where there is none.
func (m *Memory) Get(kind records.Kind, key records.Key) (records.Object, bool) {
	object, ok := m.byKey[identity{kind, key}]
	return object, ok
}

// Find returns the records that an index lists under a value, sorted by namespace and name.
func (m *Memory) Find(index *records.Index, value string) []records.Object {
	return slices.Clip(m.byIndex[index.Name][value])
}

// List returns all records of a kind, sorted by namespace and name.
func (m *Memory) List(kind records.Kind) []records.Object {
	return slices.Clip(m.byKind[kind])
}

// Division returns the division that a namespace stands for, or false where it stands for none.
func (m *Memory) Division(namespace string) (records.Division, bool) {
	division, ok := m.byName[namespace]
	return division, ok
}

// Divisions returns all divisions, sorted by code and namespace.
func (m *Memory) Divisions() []records.Division {
	return slices.Clip(m.divisions)
}
