package records

import (
	"slices"
)

// Overlay is a view with records laid over it: those that were added stand beside the base's, and in place of a record of the
// same kind and name. The ledger appends entries to it in memory.
//
// Looking things up costs what it costs in the base and a little for each record that was added under the same value. An overlay
// is not safe for use by several goroutines while records are added.
type Overlay struct {
	base  View
	kinds map[Kind]map[Key]Object
	// values holds, for each index, what was added under each value.
	values map[*Index]map[string]map[Key]Object
}

var _ View = (*Overlay)(nil)

// NewOverlay lays nothing yet over a view.
func NewOverlay(base View) *Overlay {
	return &Overlay{base: base, kinds: map[Kind]map[Key]Object{}, values: map[*Index]map[string]map[Key]Object{}}
}

// Add lays a record over the view, in place of one of the same kind and name. The record may not be changed after that. A record
// of no kind of the register is left out, as it would be by every view.
func (o *Overlay) Add(object Object) {
	kind := KindOf(object)
	if kind == "" {
		return
	}
	key := KeyOf(object)
	o.Remove(kind, key)
	added := o.kinds[kind]
	if added == nil {
		added = map[Key]Object{}
		o.kinds[kind] = added
	}
	added[key] = object
	for _, index := range indexesOf[kind] {
		for _, value := range index.Values(object) {
			o.bucket(index, value)[key] = object
		}
	}
}

// Remove takes back what was added under a name; the base's record of that name, if it has one, shows again.
func (o *Overlay) Remove(kind Kind, key Key) {
	object, ok := o.kinds[kind][key]
	if !ok {
		return
	}
	delete(o.kinds[kind], key)
	for _, index := range indexesOf[kind] {
		for _, value := range index.Values(object) {
			delete(o.values[index][value], key)
			if len(o.values[index][value]) == 0 {
				delete(o.values[index], value)
			}
		}
	}
}

// Len is the number of records that are laid over the view.
func (o *Overlay) Len() int {
	total := 0
	for _, added := range o.kinds {
		total += len(added)
	}
	return total
}

// Prune removes the records of a kind that the base has by now, and returns how many are left of that kind. It is meant for kinds
// that never change, such as entries: whichever of the two is shown, it says the same.
func (o *Overlay) Prune(kind Kind) int {
	for key := range o.kinds[kind] {
		if _, ok := o.base.Get(kind, key); ok {
			o.Remove(kind, key)
		}
	}
	return len(o.kinds[kind])
}

// Get returns one record, or false where there is none.
func (o *Overlay) Get(kind Kind, key Key) (Object, bool) {
	if object, ok := o.kinds[kind][key]; ok {
		return object, true
	}
	return o.base.Get(kind, key)
}

// Find returns the records that an index lists under a value, sorted by namespace and name.
func (o *Overlay) Find(index *Index, value string) []Object {
	return o.merge(index.Kind, o.base.Find(index, value), o.values[index][value])
}

// List returns all records of a kind, sorted by namespace and name.
func (o *Overlay) List(kind Kind) []Object {
	return o.merge(kind, o.base.List(kind), o.kinds[kind])
}

// Division returns the division that a namespace stands for in the base.
func (o *Overlay) Division(namespace string) (Division, bool) { return o.base.Division(namespace) }

// Divisions returns all divisions of the base, sorted by code and namespace.
func (o *Overlay) Divisions() []Division { return o.base.Divisions() }

// merge never changes what the base returned: that is shared.
func (o *Overlay) merge(kind Kind, below []Object, added map[Key]Object) []Object {
	replaced := o.kinds[kind]
	if len(replaced) == 0 {
		return below
	}
	merged := make([]Object, 0, len(below)+len(added))
	for _, object := range below {
		if _, ok := replaced[KeyOf(object)]; !ok {
			merged = append(merged, object)
		}
	}
	if len(added) == 0 {
		return merged
	}
	for _, object := range added {
		merged = append(merged, object)
	}
	slices.SortFunc(merged, func(a, b Object) int { return Less(a, b) })
	return merged
}

func (o *Overlay) bucket(index *Index, value string) map[Key]Object {
	values := o.values[index]
	if values == nil {
		values = map[string]map[Key]Object{}
		o.values[index] = values
	}
	if values[value] == nil {
		values[value] = map[Key]Object{}
	}
	return values[value]
}

// indexesOf lists the rows of Indexes by kind.
var indexesOf = func() map[Kind][]*Index {
	byKind := map[Kind][]*Index{}
	for _, index := range Indexes {
		byKind[index.Kind] = append(byKind[index.Kind], index)
	}
	return byKind
}()
