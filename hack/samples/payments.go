package main

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/ledger"
)

// payment is one that finance orders for the entry of a request.
type payment struct {
	division, request string
	ordered, paid     v1alpha1.Date
}

// pay orders and books the payments of a register. A payment names its entry and the entry's digest, which only the ledger knows,
// and its order changes all later entries: so the ledger is asked anew for each day of orders, with the payments until then.
func (r *register) pay() error {
	slices.SortStableFunc(r.pending, func(a, b payment) int { return cmp.Compare(a.ordered, b.ordered) })
	vouchers := map[string]int{}
	for len(r.pending) > 0 {
		day := r.pending[0].ordered
		entries, err := r.entriesAsOf(day)
		if err != nil {
			return err
		}
		for len(r.pending) > 0 && r.pending[0].ordered == day {
			next := r.pending[0]
			r.pending = r.pending[1:]
			year := string(day[:4])
			vouchers[year]++
			record, err := next.record(entries, fmt.Sprintf("PZ%s-%03d", year, vouchers[year]))
			if err != nil {
				return err
			}
			r.add(path.Join(city, year, "payments.yaml"), record)
		}
	}
	return nil
}

// record orders the payment of the entry that the request's completion caused.
func (p payment) record(entries []*v1alpha1.FundingDisbursement, voucher string) (*v1alpha1.Payment, error) {
	for _, entry := range entries {
		cause := entry.Spec.Cause
		if entry.Spec.Type != v1alpha1.EntryAward || cause.Namespace != p.division || cause.Name != p.request {
			continue
		}
		named, err := ledger.Digest(entry)
		if err != nil {
			return nil, err
		}
		return &v1alpha1.Payment{
			TypeMeta:   typeMeta("Payment"),
			ObjectMeta: metav1.ObjectMeta{Namespace: entry.Namespace, Name: entry.Name + "-1"},
			Spec: v1alpha1.PaymentSpec{
				DisbursementRef: v1alpha1.DisbursementRef{Name: entry.Name, Digest: named},
				Amount:          v1alpha1.Yuan(entry.Spec.Amount),
				OrderedOn:       p.ordered, OrderedBy: account(city, roleFinanceOrders),
				Voucher: voucher, PaidOn: p.paid, BookedBy: account(city, roleFinanceBooks),
			},
		}, nil
	}
	return nil, fmt.Errorf("request %s/%s is to be paid on an order of %s, but no entry of the ledger grants it by then", p.division, p.request, p.ordered)
}
