package synthetic

import (
	"fmt"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// The days of a year on which finance orders what was granted, and on which the money of recoveries comes back.
const (
	ordersOn   = "07-16"
	receiptsOn = "10-15"
)

// Pay returns the payments of a city. A payment names its entry and the entry's digest, which only the ledger knows, and its order
// changes all later entries: so the ledgers are asked on each day of payments, with the payments until then. The records are those of
// the city, shared ones and calendars among them.
func (p *Province) Pay(divisions []records.Division, all []records.Object) ([]records.Object, error) {
	var paid []records.Object
	for year := FirstYear; year <= p.lastYear(); year++ {
		for _, day := range []string{ordersOn, receiptsOn} {
			asOf := calendar.MustParse(string(on(year, day)))
			view, err := register.Enter(files.NewMemory(divisions, slices.Concat(all, paid)), asOf)
			if err != nil {
				return nil, err
			}
			for _, entry := range records.List[*v1alpha1.FundingDisbursement](view) {
				payment, err := p.PaymentOf(entry)
				if err != nil {
					return nil, err
				}
				if payment != nil && payment.Spec.OrderedOn == on(year, day) {
					paid = append(paid, payment)
				}
			}
		}
	}
	return paid, nil
}

// PaymentOf is how an entry is paid; nil where nobody pays it.
func (p *Province) PaymentOf(entry *v1alpha1.FundingDisbursement) (*v1alpha1.Payment, error) {
	day := ordersOn
	switch entry.Spec.Type {
	case v1alpha1.EntryActivity:
	case v1alpha1.EntryAward:
		var alliance, year int
		if _, err := fmt.Sscanf(entry.Spec.Cause.Name, "a%06d-%d", &alliance, &year); err != nil {
			return nil, fmt.Errorf("%s is because of %s, which is no request of this province: %w", entry.Name, entry.Spec.Cause.Name, err)
		}
		if !terms[p.coursesOf(alliance)[year-FirstYear]].ordered {
			return nil, nil
		}
	case v1alpha1.EntryRecovery:
		day = receiptsOn
	default:
		return nil, nil
	}
	named, err := ledger.Digest(entry)
	if err != nil {
		return nil, err
	}
	amount := entry.Spec.Amount
	if amount[0] == '-' {
		amount = amount[1:]
	}
	ordered := on(int(entry.Spec.Year), day)
	booked := calendar.MustParse(string(ordered)).AddDays(2)
	return &v1alpha1.Payment{
		TypeMeta: typeMeta(records.Payment), ObjectMeta: metav1.ObjectMeta{Namespace: entry.Namespace, Name: entry.Name + "-1"},
		Spec: v1alpha1.PaymentSpec{
			DisbursementRef: v1alpha1.DisbursementRef{Name: entry.Name, Digest: named}, Amount: v1alpha1.Yuan(amount),
			OrderedOn: ordered, OrderedBy: "finance-orders",
			Voucher: "PZ-" + entry.Name, PaidOn: v1alpha1.Date(booked.String()), BookedBy: "finance-books",
		},
	}, nil
}
