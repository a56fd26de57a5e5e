// Package invariants asks of a register that was read from an API server what must always hold of it, whatever happened on the way
// (docs/invariants.md): the chains, the naive model's findings, and that the statuses are those which the same records and entries come
// to offline, with no entry left to enter.
package invariants

import (
	"context"
	"fmt"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	corev1 "k8s.io/api/core/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/hack/demo/compare"
	"github.com/lianxing-dev/lianxing/hack/demo/settled"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/test/model/naive"
)

// Register is a register as an API server has it, with its statuses.
type Register struct {
	Divisions []records.Division
	Records   []records.Object
}

// Read reads a register: of all namespaces where none is given.
func Read(ctx context.Context, reader client.Reader, namespaces ...string) (*Register, error) {
	all, err := settled.Records(ctx, reader, namespaces...)
	if err != nil {
		return nil, err
	}
	r := &Register{}
	for i := range all {
		object, err := typed(&all[i])
		if err != nil {
			return nil, err
		}
		r.Records = append(r.Records, object)
	}
	divisions := &metav1.PartialObjectMetadataList{}
	divisions.SetGroupVersionKind(corev1.SchemeGroupVersion.WithKind("Namespace"))
	if err := reader.List(ctx, divisions); err != nil {
		return nil, fmt.Errorf("reading the divisions: %w", err)
	}
	for i := range divisions.Items {
		if division, ok := records.DivisionFrom(&divisions.Items[i]); ok && within(division.Namespace, namespaces) {
			r.Divisions = append(r.Divisions, division)
		}
	}
	return r, nil
}

func within(namespace string, namespaces []string) bool {
	for _, one := range namespaces {
		if one == namespace {
			return true
		}
	}
	return len(namespaces) == 0
}

func typed(record *unstructured.Unstructured) (records.Object, error) {
	info, ok := records.Info(records.Kind(record.GetKind()))
	if !ok {
		return nil, fmt.Errorf("%s is no kind of the register", record.GetKind())
	}
	object := info.New()
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(record.Object, object); err != nil {
		return nil, fmt.Errorf("%s %s: %w", record.GetKind(), records.KeyOf(record), err)
	}
	return object, nil
}

// Question is what a register is held against.
type Question struct {
	// AsOf is the day of its managers.
	AsOf calendar.Date
	// Clock says that they follow the clock and were not given that day: their statuses don't name it then.
	Clock bool
	// Language of the messages in its statuses.
	Language string
	// Tidy says that every record came on its day, before the managers of a later one, and stayed as it was.
	Tidy bool
	// Before counts the entries of each ledger that were there when the records came to be as they are.
	Before map[records.Key]int
}

// Violations says what does not hold of a register that has settled.
func (r *Register) Violations(q Question) []string {
	view := files.NewMemory(r.Divisions, r.Records)
	var wrong []string
	var whole []records.Key
	for _, record := range records.List[*v1alpha1.Ledger](view) {
		key := records.KeyOf(record)
		if q.Tidy && record.Status.Frozen != "" {
			wrong = append(wrong, fmt.Sprintf("ledger %s is frozen, though nobody did what freezes one: %s", key, record.Status.Frozen))
		}
		if _, _, err := ledger.ReadWhole(view, key, register.FundsReturn(view, key)); err != nil {
			wrong = append(wrong, fmt.Sprintf("ledger %s: %v", key, err))
			continue
		}
		whole = append(whole, key)
	}
	for _, keys := range worlds(whole) {
		wrong = append(wrong, r.naively(view, keys, q)...)
	}
	return append(wrong, r.offline(view, q)...)
}

// starsLedger is the name by which the naive model knows a ledger of stars.
const starsLedger = "stars"

// worlds are the ledgers that the naive model is asked about together: it knows one of stars, and one of activities, whose reports are judged by
// both. Where there are several of activities or of another line, it is asked about each of stars alone.
func worlds(keys []records.Key) (all [][]records.Key) {
	var others []records.Key
	for _, key := range keys {
		if key.Name != starsLedger {
			others = append(others, key)
		}
	}
	if len(others) > 1 {
		others = nil
	}
	for _, key := range keys {
		if key.Name == starsLedger {
			all = append(all, append([]records.Key{key}, others...))
		}
	}
	if len(all) == 0 && len(others) > 0 {
		all = append(all, others)
	}
	return all
}

// naively asks the naive model about ledgers that belong together.
func (r *Register) naively(view records.View, keys []records.Key, q Question) []string {
	w := &naive.World{AsOf: q.AsOf, Levels: map[string]v1alpha1.Authority{}, Tidy: q.Tidy, Before: map[string]int{}}
	for _, division := range r.Divisions {
		w.Levels[division.Namespace] = division.Level()
	}
	for _, key := range keys {
		w.Before[key.Name] = q.Before[key]
	}
	for _, object := range r.Records {
		if concerns(view, object, keys) {
			w.Add(object)
		}
	}
	return w.Check()
}

// concerns says whether a record is one of those by which ledgers are judged: what another ledger pays is no business of their chains.
func concerns(view records.View, object records.Object, keys []records.Key) bool {
	switch record := object.(type) {
	case *v1alpha1.FundingDisbursement:
		return slices.Contains(keys, records.LedgerOfEntry(record))
	case *v1alpha1.Budget:
		return slices.Contains(keys, records.Key{Namespace: record.Namespace, Name: record.Spec.LedgerRef.Name})
	case *v1alpha1.Payment:
		return slices.Contains(keys, records.LedgerOfEntryName(records.Key{Namespace: record.Namespace, Name: record.Spec.DisbursementRef.Name}))
	case *v1alpha1.AwardRequest:
		return slices.Contains(keys, paidFrom(view, record))
	case *v1alpha1.ActivityProgram, *v1alpha1.ActivityPlan, *v1alpha1.ActivityReport:
		// They are judged by the entries of their ledger.
		return slices.ContainsFunc(keys, func(key records.Key) bool { return key.Name != starsLedger })
	}
	return true
}

// paidFrom is the ledger that the round names for what a request asks for: that of the request's own division where it names no division.
func paidFrom(view records.View, request *v1alpha1.AwardRequest) records.Key {
	application, _ := records.Get[*v1alpha1.StarApplication](view, records.Key{Namespace: request.Namespace, Name: request.Spec.ApplicationRef.Name})
	if application == nil {
		return records.Key{}
	}
	round, _ := records.Get[*v1alpha1.EvaluationRound](view, records.Key{Namespace: application.Spec.RoundRef.Namespace, Name: application.Spec.RoundRef.Name})
	if round == nil {
		return records.Key{}
	}
	for _, terms := range round.Spec.Ratings {
		if terms.Rating == application.Spec.Rating && terms.Award != nil {
			return records.RefKey(terms.Award.LedgerRef, request.Namespace)
		}
	}
	return records.Key{}
}

// offline computes the register of the same records and entries, and says where the API server has another: a status, or an entry that is
// still to be entered.
func (r *Register) offline(view records.View, q Question) []string {
	computed, err := register.Compute(view, register.Options{AsOf: q.AsOf, Fixed: !q.Clock, Language: q.Language})
	if err != nil {
		return []string{fmt.Sprintf("offline: %v", err)}
	}
	return Differ(r.Records, computed.Records())
}

// Differ lists where two registers differ: the one of an API server, and the one that was computed.
func Differ(cluster, computed []records.Object) []string {
	have, err := compare.FromFiles(cluster)
	if err != nil {
		return []string{err.Error()}
	}
	want, err := compare.FromFiles(computed)
	if err != nil {
		return []string{err.Error()}
	}
	_, differences := compare.Registers(have, want)
	wrong := make([]string, 0, len(differences))
	for _, difference := range differences {
		wrong = append(wrong, difference.String())
	}
	return wrong
}
