package main

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/ledger"
)

// payment is one that finance orders for an entry, or money that came back under one.
type payment struct {
	about     origin
	amount    v1alpha1.Yuan // where it is not all that the entry grants
	ordered   v1alpha1.Date
	orderedBy v1alpha1.Account
	paid      v1alpha1.Date
	returned  v1alpha1.Date // by the bank
}

// origin is how an entry is found before it has a number: its type, and the record that caused it.
type origin struct {
	kind            v1alpha1.EntryType
	namespace, name string
}

// pay orders and books the payments of a register. A payment names its entry and the entry's digest, which only the ledger knows,
// and its order changes all later entries: so the ledger is asked anew for each day of orders, with the payments until then.
func (r *register) pay() error {
	slices.SortStableFunc(r.pending, func(a, b payment) int { return cmp.Compare(a.ordered, b.ordered) })
	vouchers, attempts := map[string]int{}, map[string]int{}
	for len(r.pending) > 0 {
		day := r.pending[0].ordered
		entries, err := r.entriesAsOf(day)
		if err != nil {
			return err
		}
		for len(r.pending) > 0 && r.pending[0].ordered == day {
			next := r.pending[0]
			r.pending = r.pending[1:]
			entry, err := next.entry(entries)
			if err != nil {
				return err
			}
			year := string(day[:4])
			prefix, folder := "PZ"+year, year
			if entry.Spec.LedgerRef.Name == activityLine {
				prefix, folder = "HD"+year, "activities-"+year
			}
			vouchers[prefix]++
			attempts[entry.Name]++
			record, err := next.record(entry, attempts[entry.Name], fmt.Sprintf("%s-%03d", prefix, vouchers[prefix]))
			if err != nil {
				return err
			}
			r.add(path.Join(city, folder, "payments.yaml"), record)
		}
	}
	return nil
}

// entry finds the entry that a payment is for.
func (p payment) entry(entries []*v1alpha1.FundingDisbursement) (*v1alpha1.FundingDisbursement, error) {
	for _, entry := range entries {
		cause := entry.Spec.Cause
		if entry.Spec.Type == p.about.kind && cause.Namespace == p.about.namespace && cause.Name == p.about.name {
			return entry, nil
		}
	}
	return nil, fmt.Errorf("%s/%s is paid on %s, but no entry of the ledger is a %s because of it by then",
		p.about.namespace, p.about.name, p.ordered, p.about.kind)
}

// record orders and books a payment of an entry, the so-and-so-many-th under it.
func (p payment) record(entry *v1alpha1.FundingDisbursement, number int, voucher string) (*v1alpha1.Payment, error) {
	named, err := ledger.Digest(entry)
	if err != nil {
		return nil, err
	}
	record := &v1alpha1.Payment{
		TypeMeta:   typeMeta("Payment"),
		ObjectMeta: metav1.ObjectMeta{Namespace: entry.Namespace, Name: entry.Name + "-" + strconv.Itoa(number)},
		Spec: v1alpha1.PaymentSpec{
			DisbursementRef: v1alpha1.DisbursementRef{Name: entry.Name, Digest: named},
			Amount:          cmp.Or(p.amount, v1alpha1.Yuan(entry.Spec.Amount)),
			OrderedOn:       p.ordered, OrderedBy: p.orderedBy,
		},
	}
	if p.paid != "" {
		record.Spec.Voucher, record.Spec.PaidOn, record.Spec.BookedBy = voucher, p.paid, account(city, roleFinanceBooks)
	}
	if p.returned != "" {
		record.Spec.Returned = &v1alpha1.PaymentReturn{On: p.returned, Slip: "样例退汇单-" + string(p.returned) + "(虚构)"}
	}
	return record, nil
}
