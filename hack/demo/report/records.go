package report

import (
	"cmp"
	"fmt"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// register is what was read, in the order of kinds, namespaces and names.
type register struct {
	rounds       []*v1alpha1.EvaluationRound
	alliances    []*v1alpha1.Alliance
	applications []*v1alpha1.StarApplication
	ledgers      []*v1alpha1.Ledger
	budgets      []*v1alpha1.Budget
	actionPlans  []*v1alpha1.ActionPlan
	plans        []*v1alpha1.ActivityPlan
	reports      []*v1alpha1.ActivityReport
	brands       []*v1alpha1.Brand
	licenses     []*v1alpha1.BrandLicense
	// entries in the order of their numbers.
	entries []*v1alpha1.FundingDisbursement
	all     []record
}

// record is what every kind has.
type record struct {
	kind       records.Kind
	key        records.Key
	conditions []metav1.Condition
	until      v1alpha1.Date
}

func (r record) name() string { return string(r.kind) + " " + r.key.String() }

// read brings records as an API server has them into the types of their kinds.
func read(all []unstructured.Unstructured) (*register, error) {
	found := &register{}
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b unstructured.Unstructured) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), records.Less(&a, &b))
	})
	for _, one := range sorted {
		if err := found.add(one); err != nil {
			return nil, fmt.Errorf("%s %s can't be read: %w", one.GetKind(), records.KeyOf(&one), err)
		}
	}
	slices.SortFunc(found.entries, func(a, b *v1alpha1.FundingDisbursement) int {
		return cmp.Or(cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Spec.LedgerRef.Name, b.Spec.LedgerRef.Name), cmp.Compare(a.Spec.Sequence, b.Spec.Sequence))
	})
	return found, nil
}

// place orders kinds as the story goes: from the application to the money.
func place(one unstructured.Unstructured) int {
	return slices.IndexFunc(records.Kinds, func(info records.KindInfo) bool { return string(info.Kind) == one.GetKind() })
}

func (r *register) add(one unstructured.Unstructured) error {
	var common struct {
		Status v1alpha1.RecordStatus `json:"status"`
	}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(one.Object, &common); err != nil {
		return err
	}
	r.all = append(r.all, record{records.Kind(one.GetKind()), records.KeyOf(&one), common.Status.Conditions, common.Status.NextTransition})
	switch records.Kind(one.GetKind()) {
	case records.ActivityPlan:
		return typed(one, &r.plans)
	case records.ActivityReport:
		return typed(one, &r.reports)
	case records.EvaluationRound:
		return typed(one, &r.rounds)
	case records.Alliance:
		return typed(one, &r.alliances)
	case records.StarApplication:
		return typed(one, &r.applications)
	case records.Brand:
		return typed(one, &r.brands)
	case records.BrandLicense:
		return typed(one, &r.licenses)
	case records.Ledger:
		return typed(one, &r.ledgers)
	case records.Budget:
		return typed(one, &r.budgets)
	case records.FundingDisbursement:
		return typed(one, &r.entries)
	case records.ActionPlan:
		return typed(one, &r.actionPlans)
	default:
		return nil
	}
}

func typed[T any](one unstructured.Unstructured, list *[]*T) error {
	object := new(T)
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(one.Object, object); err != nil {
		return err
	}
	*list = append(*list, object)
	return nil
}
