package ledger

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// PaidBefore is what of a claim had been paid before a day, is booked, and neither returned nor recovered by another: what a decision
// leaves whose facts are of that day (F-06). Money that came back is of what was paid last. Grants whose cause is skipped leave nothing. The
// error is a BrokenError where the chain can't be read.
func PaidBefore(chain *Chain, claim v1alpha1.Claim, facts, by calendar.Date, asks Asks, skip func(v1alpha1.Cause) bool) (money.Fen, error) {
	account, err := chain.Account(claim)
	if err != nil {
		return 0, err
	}
	d := desk{chain: chain, asks: asks}
	back := receivedBy(chain.OfClaim(claim), account, by)
	var paid money.Fen
	for _, grant := range account.Grants {
		if skip(grant.Entry.Spec.Cause) {
			continue
		}
		var kept, out money.Fen
		for _, order := range grant.Orders {
			if d.paidBefore(order, facts, by) {
				kept += order.Amount
			}
			if d.paidBefore(order, calendar.Max, by) {
				out += order.Amount
			}
		}
		paid += min(kept, max(0, out-back[grant]))
	}
	return paid, nil
}

// receivedBy is what had come back of each grant under its recoveries by a day.
func receivedBy(entries []*v1alpha1.FundingDisbursement, account *Account, by calendar.Date) map[*Grant]money.Fen {
	back := map[*Grant]money.Fen{}
	for _, entry := range entries {
		if entry.Spec.Type != v1alpha1.EntryReceipt || entry.Spec.EffectiveOn > v1alpha1.Date(by.String()) {
			continue
		}
		back[account.Grant(entry.Spec.Entry)] += amountOf(entry)
	}
	return back
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
