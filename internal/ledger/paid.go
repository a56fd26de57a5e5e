package ledger

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// PaidBefore is what of a claim had been paid before a day, is booked, and was not returned by another: what a decision leaves whose
// facts are of that day (F-06). Grants whose cause is skipped leave nothing. The error is a BrokenError where the chain can't be read.
func PaidBefore(chain *Chain, claim v1alpha1.Claim, facts, by calendar.Date, asks Asks, skip func(v1alpha1.Cause) bool) (money.Fen, error) {
	account, err := chain.Account(claim)
	if err != nil {
		return 0, err
	}
	d := desk{chain: chain, asks: asks}
	var paid money.Fen
	for _, grant := range account.Grants {
		if skip(grant.Entry.Spec.Cause) {
			continue
		}
		for _, order := range grant.Orders {
			if d.paidBefore(order, facts, by) {
				paid += order.Amount
			}
		}
	}
	return paid, nil
}

// paidBefore says whether the money of an order had moved before a day and stayed until another.
func (d desk) paidBefore(order *Order, facts, by calendar.Date) bool {
	payment, ok := records.Get[*v1alpha1.Payment](d.chain.view, order.Payment)
	if !ok {
		return false
	}
	if back := readPayment(payment).returnedOn; back != 0 && back <= by {
		return false
	}
	on := d.booking(payment, by).on
	return on != 0 && on < facts
}
