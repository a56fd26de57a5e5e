package ledger

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// Source is what people's records say for one ledger. It may lag behind: that delays, but never breaks a bound on money.
type Source struct {
	// Today is the day of the walk's end: payments of today are entered, steps up to yesterday.
	Today calendar.Date
	// Ledger is the record of the ledger with its checkpoint; nil where none is declared, and then nothing is entered.
	Ledger *v1alpha1.Ledger
	// Budgets of the ledger.
	Budgets []*v1alpha1.Budget
	// Claims that may have steps which are not done, each with all its steps.
	Claims []ClaimSteps
	// Payments that may have something to enter, or that may name an entry with another digest.
	Payments []*v1alpha1.Payment
	// Asks are the questions that only the evaluation can answer.
	Asks Asks
}

// Asks are the questions of the ledger to the evaluation. A nil function answers no.
type Asks struct {
	// Held says whether a claim was on hold on a day. Until is the first later day on which the answer may be another; 0 where no
	// day that is declared now changes it.
	Held func(claim v1alpha1.Claim, on calendar.Date) (held bool, until calendar.Date)
	// EvidenceMissing says whether a cause that the chain names for the claim is not in view (its record, or the reviews that
	// complete its stage under that digest). Nothing is granted to such a claim.
	EvidenceMissing func(claim v1alpha1.Claim) bool
	// SameSigner says whether the one who ordered a payment, or who booked it, may not have (separation of duties). The first is
	// judged by what stands before the order, the second once the payment is booked.
	SameSigner func(payment *v1alpha1.Payment) (ordering, booking bool)
}

func (a Asks) held(claim v1alpha1.Claim, on calendar.Date) (held bool, until calendar.Date) {
	if a.Held == nil {
		return false, 0
	}
	return a.Held(claim, on)
}

func (a Asks) evidenceMissing(claim v1alpha1.Claim) bool {
	return a.EvidenceMissing != nil && a.EvidenceMissing(claim)
}

func (a Asks) sameSigner(payment *v1alpha1.Payment) (ordering, booking bool) {
	if a.SameSigner == nil {
		return false, false
	}
	return a.SameSigner(payment)
}
