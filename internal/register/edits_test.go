package register_test

import (
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/runtime"
	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// desk is a register in which people change one record after another.
type desk struct {
	t         *rapid.T
	asOf      calendar.Date
	divisions []records.Division
	objects   []records.Object
	removed   []records.Object
	// values are what the fields of each kind say anywhere in the register, by kind and path.
	values map[string][]any
}

// edit is one change of one record: before is nil where it was declared, after where it was deleted.
type edit struct {
	what          string
	before, after records.Object
}

func newDesk(t *rapid.T, view records.View, asOf calendar.Date, objects []records.Object) *desk {
	d := &desk{t: t, asOf: asOf, divisions: view.Divisions(), objects: slices.Clone(objects), values: map[string][]any{}}
	for _, object := range objects {
		for _, at := range leaves(specOf(t, object), "") {
			d.values[at.place(object)] = append(d.values[at.place(object)], at.value)
		}
	}
	return d
}

func (d *desk) view() records.View { return files.NewMemory(d.divisions, d.objects) }

func (d *desk) number(label string, below int) int {
	return rapid.IntRange(0, below-1).Draw(d.t, label)
}

// edit changes one record. Little that people may write is refused here, since a rule must bear what slipped through admission; but a
// request is named for its application.
func (d *desk) edit() edit {
	switch d.number("edit", 12) {
	case 0:
		return d.remove(d.pick())
	case 1:
		if len(d.removed) > 0 {
			back := d.removed[len(d.removed)-1]
			d.removed = d.removed[:len(d.removed)-1]
			if d.find(back) < 0 {
				return d.declare("restore", back)
			}
		}
	case 2:
		copied := copyOf(d.pick())
		copied.SetName(copied.GetName() + "-too")
		if kind := records.KindOf(copied); kind != records.FundingDisbursement && kind != records.AwardRequest && d.find(copied) < 0 {
			return d.declare("copy", copied)
		}
	case 3:
		return d.succeed()
	case 4, 5:
		if entry := d.nextEntry(); entry != nil {
			return d.declare("enter", entry)
		}
	}
	return d.write(d.pick())
}

// pick takes any record, of each kind as often as of another.
func (d *desk) pick() records.Object {
	for {
		info := records.Kinds[d.number("kind", len(records.Kinds))]
		var of []records.Object
		for _, object := range d.objects {
			if records.KindOf(object) == info.Kind {
				of = append(of, object)
			}
		}
		if len(of) > 0 {
			return of[d.number("record", len(of))]
		}
	}
}

func copyOf(object records.Object) records.Object {
	copied, ok := object.DeepCopyObject().(records.Object)
	if !ok {
		panic("a record is no record once copied")
	}
	return copied
}

func (d *desk) find(object records.Object) int {
	return slices.IndexFunc(d.objects, func(other records.Object) bool {
		return records.KindOf(other) == records.KindOf(object) && records.KeyOf(other) == records.KeyOf(object)
	})
}

func (d *desk) declare(what string, object records.Object) edit {
	d.objects = append(d.objects, object)
	return edit{what: what, after: object}
}

// remove deletes a record; of entries the last, since one that is gone from the middle breaks the chain until a person acts.
func (d *desk) remove(object records.Object) edit {
	if entry, ok := object.(*v1alpha1.FundingDisbursement); ok {
		for _, other := range d.objects {
			if later, ok := other.(*v1alpha1.FundingDisbursement); ok && later.Namespace == entry.Namespace && later.Spec.Sequence > entry.Spec.Sequence {
				entry = later
			}
		}
		object = entry
	}
	d.objects = slices.Delete(d.objects, d.find(object), d.find(object)+1)
	d.removed = append(d.removed, object)
	return edit{what: "delete", before: object}
}

func (d *desk) replace(what string, before, after records.Object) edit {
	d.objects[d.find(before)] = after
	return edit{what: what, before: before, after: after}
}

// succeed lets an alliance say that it succeeds another.
func (d *desk) succeed() edit {
	var all []*v1alpha1.Alliance
	for _, object := range d.objects {
		if alliance, ok := object.(*v1alpha1.Alliance); ok {
			all = append(all, alliance)
		}
	}
	if len(all) == 0 {
		return d.write(d.pick())
	}
	before, other := all[d.number("heir", len(all))], all[d.number("predecessor", len(all))]
	after := before.DeepCopy()
	after.Spec.Succeeds = []v1alpha1.Succession{{On: date(d.asOf.AddDays(d.number("on", 3) - 1)), CreditCode: other.Spec.CreditCode}}
	if d.number("by name", 2) == 0 {
		after.Spec.Succeeds[0].AllianceRef = &v1alpha1.Ref{Namespace: other.Namespace, Name: other.Name}
	}
	return d.replace("succeed", before, after)
}

// nextEntry is what a ledger would enter next; nil where none would.
func (d *desk) nextEntry() records.Object {
	view, err := register.Enter(d.view(), d.asOf)
	if err != nil {
		return nil // an edit broke a chain
	}
	for _, entry := range records.List[*v1alpha1.FundingDisbursement](view) {
		if d.find(entry) < 0 {
			return entry
		}
	}
	return nil
}

// write sets one field to what the register says somewhere in such a field, or to a day near today, or removes it. Entries never change.
func (d *desk) write(before records.Object) edit {
	if _, entry := before.(*v1alpha1.FundingDisbursement); entry {
		return d.remove(before)
	}
	spec := specOf(d.t, before)
	fields := leaves(spec, "")
	fields = slices.DeleteFunc(fields, func(at leaf) bool { return at.path == ".applicationRef.name" })
	at := fields[d.number("field", len(fields))]
	var value any
	switch text, isText := at.value.(string); {
	case d.number("absent", 6) == 5:
	case isText && isDate(text) && d.number("near", 2) == 0:
		value = d.asOf.AddDays(d.number("day", 5) - 2).String()
	default:
		known := append(d.values[at.place(before)], at.value)
		value = known[d.number("value", len(known))]
	}
	at.set(value)
	after := copyOf(before)
	content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(after)
	if err == nil {
		content["spec"] = spec
		err = runtime.DefaultUnstructuredConverter.FromUnstructured(content, after)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	return d.replace(fmt.Sprintf("write %s = %v", at.path, value), before, after)
}

func isDate(text string) bool {
	_, err := calendar.Parse(text)
	return err == nil
}

// leaf is a field that holds a value.
type leaf struct {
	path  string // with [] for whatever place in a list
	value any
	set   func(any) // nil removes
}

func (l leaf) place(object records.Object) string { return string(records.KindOf(object)) + l.path }

func specOf(t *rapid.T, object records.Object) map[string]any {
	content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(object)
	if err != nil {
		t.Fatal(err)
	}
	spec, ok := content["spec"].(map[string]any)
	if !ok {
		t.Fatalf("%T has no spec", object)
	}
	return runtime.DeepCopyJSON(spec)
}

func leaves(node map[string]any, path string) (found []leaf) {
	var keys []string
	for key := range node {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		set := func(value any) {
			if value == nil {
				delete(node, key)
				return
			}
			node[key] = value
		}
		found = append(found, inside(node[key], path+"."+key, set)...)
	}
	return found
}

func inside(value any, path string, set func(any)) (found []leaf) {
	switch v := value.(type) {
	case map[string]any:
		return leaves(v, path)
	case []any:
		found = append(found, leaf{path: path, value: value, set: set})
		for i := range v {
			found = append(found, inside(v[i], path+"[]", func(value any) {
				if value != nil {
					v[i] = value
				}
			})...)
		}
		return found
	}
	return []leaf{{path: path, value: value, set: set}}
}
