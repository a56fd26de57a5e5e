package ledger

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// EntryFacts is what became of an entry.
type EntryFacts struct {
	// Reason is Pending, OnHold, Ordered, PaymentInFlight, PaymentReturned, Recovering or EvidenceMissing while people are at work, and
	// Paid, Recovered, Cancelled or (all that neither grants nor recovers) Recorded when they are not.
	Reason string
	// Settled says that nothing is to be done about the entry.
	Settled bool
	// Balance is the sum of the amounts of the entry and of those about it: of a grant, above zero, what may still be ordered or cancelled, and
	// below zero what is still to be recovered; of a recovery, below zero, what may still come back under it.
	Balance money.Fen
	// Payment that is under way, that was booked last, or that the bank returned last.
	Payment records.Key
	// Until is the day on which a hold may end by time alone; 0 where it can't.
	Until calendar.Date
}

// EntryState says what became of an entry by the end of today. A step that waits for a payment is told by Waits; here the entry is
// PaymentInFlight once something of its claim was begun that such a step wants to finish.
func EntryState(chain *Chain, entry *v1alpha1.FundingDisbursement, today calendar.Date, asks Asks) (EntryFacts, error) {
	if entry.Spec.Claim == nil {
		return EntryFacts{Reason: v1alpha1.ReasonRecorded, Settled: true, Balance: amountOf(entry)}, nil
	}
	account, err := chain.Account(*entry.Spec.Claim)
	if err != nil {
		return EntryFacts{}, err
	}
	d := desk{chain: chain, asks: asks}
	if recovery := account.Recovery(entry.Name); recovery != nil {
		return recoveryFacts(account.Grant(entry.Name), recovery), nil
	}
	if grant := account.Grant(entry.Name); grant != nil {
		return d.grantFacts(account, grant, today), nil
	}
	return EntryFacts{Reason: v1alpha1.ReasonRecorded, Settled: true, Balance: amountOf(entry)}, nil
}

func recoveryFacts(grant *Grant, recovery *Recovery) EntryFacts {
	facts := EntryFacts{Balance: -recovery.Open()}
	switch {
	case recovery.Cancelled == recovery.Amount:
		facts.Reason, facts.Settled = v1alpha1.ReasonCancelled, true
	case recovery.Open() <= 0 || grant.ToRecover() == 0:
		// The bank may have returned the payment after the recovery was demanded: nothing is owed then.
		facts.Reason, facts.Settled = v1alpha1.ReasonRecovered, true
	default:
		facts.Reason = v1alpha1.ReasonRecovering
	}
	return facts
}

func (d desk) grantFacts(account *Account, grant *Grant, today calendar.Date) EntryFacts {
	facts := EntryFacts{Balance: grant.Balance()}
	flying := d.latest(grant, func(o *Order, booked bool) bool { return o.Return == nil && !booked }, today)
	returned := d.latest(grant, func(o *Order, _ bool) bool { return o.Return != nil }, today)
	booked := d.latest(grant, func(o *Order, booked bool) bool { return o.Return == nil && booked }, today)
	switch {
	case facts.Balance < 0:
		facts.Reason = v1alpha1.ReasonRecovering
	case flying != nil:
		facts.Reason, facts.Payment = v1alpha1.ReasonOrdered, flying.Payment
		if begun := account.Begun(); begun != nil && account.steps[KeyOf(begun.Spec.Cause)].net < account.After {
			facts.Reason = v1alpha1.ReasonPaymentInFlight
		}
	case facts.Balance > 0:
		d.pending(&facts, account, returned, today)
	case grant.StillGrants() > 0:
		facts.Reason, facts.Settled = v1alpha1.ReasonPaid, true
		if booked != nil {
			facts.Payment = booked.Payment
		}
	case grant.Received() > 0 || len(grant.Recoveries) > 0:
		facts.Reason, facts.Settled = v1alpha1.ReasonRecovered, true
	default:
		facts.Reason, facts.Settled = v1alpha1.ReasonCancelled, true
	}
	return facts
}

// pending is the state of a grant of which something may still be ordered, and no payment is under way.
func (d desk) pending(facts *EntryFacts, account *Account, returned *Order, today calendar.Date) {
	held, until := d.asks.held(account.Claim, today)
	switch {
	case d.asks.evidenceMissing(account.Claim):
		facts.Reason = v1alpha1.ReasonEvidenceMissing
	case held:
		facts.Reason, facts.Until = v1alpha1.ReasonOnHold, until
	case returned != nil:
		facts.Reason, facts.Payment = v1alpha1.ReasonPaymentReturned, returned.Payment
	default:
		facts.Reason = v1alpha1.ReasonPending
	}
}

// latest is the last order of a grant of which something holds; nil where there is none.
func (d desk) latest(grant *Grant, holds func(order *Order, booked bool) bool, today calendar.Date) *Order {
	var last *Order
	for _, order := range grant.Orders {
		payment, ok := records.Get[*v1alpha1.Payment](d.chain.view, order.Payment)
		if holds(order, ok && d.booking(payment, today).on != 0) {
			last = order
		}
	}
	return last
}

func amountOf(entry *v1alpha1.FundingDisbursement) money.Fen {
	amount, err := money.ParseSigned(string(entry.Spec.Amount))
	if err != nil {
		return 0
	}
	return amount
}

// Tally sums up what was paid and recovered of the budgets of a chain. It reads each entry once, as the chain grows: the caller
// keeps it and lets it catch up.
type Tally struct {
	sequence int64
	budgets  map[int32]BudgetSums
}

// BudgetSums is what moved in a budget.
type BudgetSums struct {
	// Paid is what was ordered and not returned.
	Paid money.Fen
	// Recovered is what came back under recoveries.
	Recovered money.Fen
}

// Advance reads at most so many entries that the tally has not read yet, and says whether any are left. A chain that is shorter
// than what was read (a restored one) is read anew.
func (t *Tally) Advance(chain *Chain, most int64) (more bool) {
	if t.budgets == nil || t.sequence > chain.sequence {
		t.sequence, t.budgets = 0, map[int32]BudgetSums{}
	}
	upTo := min(chain.sequence, t.sequence+most)
	for t.sequence < upTo {
		entry, ok := chain.Entry(t.sequence + 1)
		if !ok {
			return false
		}
		t.sequence++
		sums := t.budgets[entry.Spec.Year]
		switch entry.Spec.Type {
		case v1alpha1.EntryOrder, v1alpha1.EntryReturn:
			sums.Paid -= amountOf(entry)
		case v1alpha1.EntryReceipt:
			sums.Recovered += amountOf(entry)
		default:
		}
		t.budgets[entry.Spec.Year] = sums
	}
	return t.sequence < chain.sequence
}

// Sequence is the number of the last entry that was read.
func (t *Tally) Sequence() int64 { return t.sequence }

// Budget is what moved in the budget of a year, up to the last entry that was read.
func (t *Tally) Budget(year int32) BudgetSums { return t.budgets[year] }
