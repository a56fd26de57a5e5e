package ledger

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Decision is what may be done to a chain next.
type Decision struct {
	// Entry to create, complete but for its status; nil where there is none to enter.
	Entry *v1alpha1.FundingDisbursement
	// Frozen says why nothing may be entered; nil where the chain is not frozen.
	Frozen *Frozen
	// NextDay is the first later day on which there may be something to enter though no record changed; 0 for never.
	NextDay calendar.Date
}

// Frozen says why nothing may be entered into a chain until a person acts.
type Frozen struct {
	// Reason is LedgerBehind, ChainBroken, or ReferenceMissing where no Ledger declares the chain.
	Reason string
	// Sequence of the checkpoint that the chain lacks; 0 where the reason is another.
	Sequence int64
	// Payment that names an entry with another digest; empty where the reason is another.
	Payment records.Key
	// Entry that the payment or the checkpoint names, or that is broken.
	Entry string
	// Want is the digest that was put on record, Have that of the chain; empty where the chain has no such entry.
	Want, Have v1alpha1.Digest
	// Problem in words where the chain is broken.
	Problem string
}

// Wait says why a step that is known was not entered.
type Wait struct {
	// Claim and Cause name the step.
	Claim v1alpha1.Claim
	Cause v1alpha1.Cause
	// EffectiveOn is the step's place in its queue.
	EffectiveOn calendar.Date
	// Lowers says that the step takes money away.
	Lowers bool
	// Reason is AwaitingDayEnd, PendingBudget, OnHold, EvidenceMissing, PaymentInFlight, or ReferenceMissing where its budget is not in view.
	Reason string
	// Asked is what the step would change its claim by, above zero in both directions.
	Asked money.Fen
	// Available is what its budget may still grant.
	Available money.Fen
	// Year of the budget that it waits for.
	Year int32
	// Before counts the steps that stand before it in the queue of its budget and hold it back, and First is the first of them.
	Before int
	First  *v1alpha1.Cause
	// Payment that is neither booked nor returned, where it waits for one.
	Payment records.Key
	// Until is the day on which time alone may end the wait; 0 where it can't.
	Until calendar.Date
}
