package records_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// nothing is a view without records, and with one division.
type nothing struct{}

var zhuji = records.Division{Namespace: "zhuji", Code: "330681", DisplayName: "诸暨市"}

func (nothing) Get(records.Kind, records.Key) (records.Object, bool) { return nil, false }
func (nothing) Find(*records.Index, string) []records.Object         { return nil }
func (nothing) List(records.Kind) []records.Object                   { return nil }
func (nothing) Divisions() []records.Division                        { return []records.Division{zhuji} }
func (nothing) Division(namespace string) (records.Division, bool) {
	return zhuji, namespace == zhuji.Namespace
}

// drawRecord is an entry or a payment of few names, so that records replace each other, and of few values, so that they meet in
// the indexes.
func drawRecord(t *rapid.T) records.Object {
	number := rapid.IntRange(1, 4).Draw(t, "number")
	meta := metav1.ObjectMeta{
		Namespace:   rapid.SampledFrom([]string{"shaoxing", "zhuji"}).Draw(t, "namespace"),
		Annotations: map[string]string{"version": fmt.Sprint(rapid.Int().Draw(t, "version"))},
	}
	if rapid.Bool().Draw(t, "entry") {
		meta.Name = fmt.Sprintf("stars-%06d", number)
		entry := &v1alpha1.FundingDisbursement{ObjectMeta: meta}
		entry.Spec.LedgerRef.Name, entry.Spec.Year = "stars", rapid.Int32Range(2024, 2025).Draw(t, "year")
		if rapid.Bool().Draw(t, "about") {
			entry.Spec.Entry = "stars-000001"
		}
		return entry
	}
	meta.Name = fmt.Sprintf("stars-000001-%d", number)
	payment := &v1alpha1.Payment{ObjectMeta: meta}
	payment.Spec.DisbursementRef.Name = fmt.Sprintf("stars-%06d", rapid.IntRange(1, 2).Draw(t, "pays"))
	payment.Spec.Voucher = rapid.SampledFrom([]string{"", "v1", "v2"}).Draw(t, "voucher")
	return payment
}

type place struct {
	kind records.Kind
	key  records.Key
}

// register is a plain account of what a view should show.
type register map[place]records.Object

func (r register) list(kind records.Kind, keep func(records.Object) bool) []records.Object {
	var found []records.Object
	for at, object := range r {
		if at.kind == kind && keep(object) {
			found = append(found, object)
		}
	}
	slices.SortFunc(found, func(a, b records.Object) int { return records.Less(a, b) })
	return found
}

// prune removes the records of a kind that another register has, and counts what is left of the kind.
func (r register) prune(known register, kind records.Kind) int {
	maps.DeleteFunc(r, func(at place, _ records.Object) bool { return at.kind == kind && known[at] != nil })
	return len(r.list(kind, func(records.Object) bool { return true }))
}

func (r register) compare(t *rapid.T, view records.View) {
	same := cmp.Comparer(func(a, b records.Object) bool { return a == b })
	for _, info := range records.Kinds {
		if diff := cmp.Diff(r.list(info.Kind, func(records.Object) bool { return true }), view.List(info.Kind), same, emptyIsNil); diff != "" {
			t.Fatalf("List(%s): %s", info.Kind, diff)
		}
	}
	for at, object := range r {
		if got, ok := view.Get(at.kind, at.key); !ok || got != object {
			t.Fatalf("Get(%s %s): %v, %t", at.kind, at.key, got, ok)
		}
	}
	values := []string{
		"shaoxing/stars", "zhuji/stars", "shaoxing/stars-000001", "zhuji/stars-000001", "shaoxing/stars-000002",
		"shaoxing/stars/2024", "zhuji/stars/2025", "shaoxing/v1", "zhuji/v2", "",
	}
	for _, index := range records.Indexes {
		for _, value := range values {
			want := r.list(index.Kind, func(o records.Object) bool { return slices.Contains(index.Values(o), value) })
			if diff := cmp.Diff(want, view.Find(index, value), same, emptyIsNil); diff != "" {
				t.Fatalf("Find(%s, %q): %s", index.Name, value, diff)
			}
		}
	}
}

// emptyIsNil takes an empty list for none.
var emptyIsNil = cmp.FilterValues(func(a, b []records.Object) bool { return len(a) == 0 && len(b) == 0 }, cmp.Ignore())

// TestOverlayIsWhatWasLaidOverTheBase adds, replaces, takes back and prunes records over a base that has some of them, and
// compares all that can be asked with a plain account.
func TestOverlayIsWhatWasLaidOverTheBase(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, below := records.NewOverlay(nothing{}), register{}
		for range rapid.IntRange(0, 6).Draw(t, "base") {
			object := drawRecord(t)
			base.Add(object)
			below[place{records.KindOf(object), records.KeyOf(object)}] = object
		}
		overlay, added := records.NewOverlay(base), register{}
		for range rapid.IntRange(0, 12).Draw(t, "acts") {
			object := drawRecord(t)
			at := place{records.KindOf(object), records.KeyOf(object)}
			switch rapid.IntRange(0, 4).Draw(t, "act") {
			case 0:
				overlay.Remove(at.kind, at.key)
				delete(added, at)
			case 1:
				if left, want := overlay.Prune(at.kind), added.prune(below, at.kind); left != want {
					t.Fatalf("%d %ss are left after pruning, want %d", left, at.kind, want)
				}
			default:
				overlay.Add(object)
				added[at] = object
			}
			if overlay.Len() != len(added) {
				t.Fatalf("%d records are laid over, want %d", overlay.Len(), len(added))
			}
			shown := maps.Clone(below)
			maps.Copy(shown, added)
			shown.compare(t, overlay)
		}
		below.compare(t, base) // it was not touched
	})
}

func TestOverlayShowsTheDivisionsOfItsBase(t *testing.T) {
	overlay := records.NewOverlay(nothing{})
	if division, ok := overlay.Division("zhuji"); !ok || division != zhuji {
		t.Errorf("%+v, %t", division, ok)
	}
	if _, ok := overlay.Division("nowhere"); ok {
		t.Error("a namespace that the base does not know is a division")
	}
	if diff := cmp.Diff([]records.Division{zhuji}, overlay.Divisions()); diff != "" {
		t.Error(diff)
	}
}

func TestOverlayLeavesOutWhatIsNoRecord(t *testing.T) {
	overlay := records.NewOverlay(nothing{})
	overlay.Add(&metav1.PartialObjectMetadata{ObjectMeta: metav1.ObjectMeta{Name: "x"}})
	if overlay.Len() != 0 {
		t.Error("an object of no kind of the register was laid over it")
	}
}
