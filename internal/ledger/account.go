package ledger

import (
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Account is where a claim stands by its chain: what was granted to it, and what became of that.
type Account struct {
	// Claim that it is the account of.
	Claim v1alpha1.Claim
	// Grants in the order of the chain.
	Grants []*Grant
	// After is what the claim comes to: the sum of what its entries still grant.
	After money.Fen
	// LastStep is the last entry that is (part of) a step; nil where there is none.
	LastStep *v1alpha1.FundingDisbursement
	// steps by their key.
	steps map[StepKey]mark
	// entries of the account, by their name.
	entries map[string]place
}

// Grant is an Award or Activity entry with what the entries about it did.
type Grant struct {
	// Entry that grants.
	Entry *v1alpha1.FundingDisbursement
	// Amount that was granted, and what was cancelled of it.
	Amount, Cancelled money.Fen
	// Ordered is what was ordered to be paid, and Returned what the bank sent back of that.
	Ordered, Returned money.Fen
	// Recoveries of the grant, in the order of the chain.
	Recoveries []*Recovery
	// Orders of the grant, in the order of the chain.
	Orders []*Order
}

// Recovery is a Recovery entry with what the entries about it did.
type Recovery struct {
	// Entry that demands the money back.
	Entry *v1alpha1.FundingDisbursement
	// Amount that was demanded (above zero), what was given up of it, and what came back.
	Amount, Cancelled, Received money.Fen
}

// Order is an Order entry.
type Order struct {
	// Entry of the order.
	Entry *v1alpha1.FundingDisbursement
	// Payment that was ordered.
	Payment records.Key
	// Amount of the order (above zero).
	Amount money.Fen
	// Return is the entry by which the bank sent the money back; nil while it did not.
	Return *v1alpha1.FundingDisbursement
}

// mark is how far a step came in the chain.
type mark struct {
	net, after money.Fen
	last       int64
}

// place says what an entry is in its account.
type place struct {
	grant    *Grant
	recovery *Recovery
}

// Account reads where a claim stands, from the entries of the claim alone. The error is a BrokenError where one can't be read.
func (c *Chain) Account(claim v1alpha1.Claim) (*Account, error) {
	return newAccount(claim, c.OfClaim(claim))
}

func newAccount(claim v1alpha1.Claim, entries []*v1alpha1.FundingDisbursement) (*Account, error) {
	a := &Account{Claim: claim, steps: map[StepKey]mark{}, entries: map[string]place{}}
	for _, entry := range entries {
		if err := a.apply(entry); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// StillGrants is the amount of a grant less its cancellations and its recoveries, these less their cancellations.
func (g *Grant) StillGrants() money.Fen {
	still := g.Amount - g.Cancelled
	for _, recovery := range g.Recoveries {
		still -= recovery.Amount - recovery.Cancelled
	}
	return still
}

// Received is what came back under the recoveries of a grant.
func (g *Grant) Received() money.Fen {
	var sum money.Fen
	for _, recovery := range g.Recoveries {
		sum += recovery.Received
	}
	return sum
}

// Balance of a grant: above zero it may still be ordered or cancelled, below zero it is still to be recovered.
func (g *Grant) Balance() money.Fen {
	return g.StillGrants() - g.Ordered + g.Returned + g.Received()
}

// Cancellable is how much of a grant may be cancelled: no more than the balance, nor than it still grants.
func (g *Grant) Cancellable() money.Fen { return max(0, min(g.Balance(), g.StillGrants())) }

// ToRecover is how much of a grant is still to be recovered.
func (g *Grant) ToRecover() money.Fen { return max(0, -g.Balance()) }

// Commits is what a grant commits of its budget: the greater of what it still grants and what was ordered for it and not
// returned, nor received where the budget says that recovered funds return (F-10).
func (g *Grant) Commits(fundsReturn bool) money.Fen {
	out := g.Ordered - g.Returned
	if fundsReturn {
		out -= g.Received()
	}
	return max(g.StillGrants(), out)
}

// Open is how much of a recovery may still come back under it.
func (r *Recovery) Open() money.Fen { return r.Amount - r.Cancelled - r.Received }

// ToRecover is how much of a claim is still to be recovered. While that is above zero nothing is ordered for it.
func (a *Account) ToRecover() money.Fen {
	var sum money.Fen
	for _, grant := range a.Grants {
		sum += grant.ToRecover()
	}
	return sum
}

// Grant returns the grant of an entry: its own, or that of the recovery that the entry is. Nil where it is neither.
func (a *Account) Grant(entry string) *Grant { return a.entries[entry].grant }

// Recovery returns the recovery that an entry is; nil where it is none.
func (a *Account) Recovery(entry string) *Recovery { return a.entries[entry].recovery }

// Order returns the order of a payment; nil where the chain has none.
func (a *Account) Order(payment records.Key) *Order {
	for _, grant := range a.Grants {
		for _, order := range grant.Orders {
			if order.Payment == payment {
				return order
			}
		}
	}
	return nil
}

// Entered says whether the chain has an entry of a step.
func (a *Account) Entered(key StepKey) bool {
	_, ok := a.steps[key]
	return ok
}

// Done says whether a step needs no entry any more: it reached the net that was recorded for it, or it was begun and a later step
// of its claim is in the chain.
func (a *Account) Done(key StepKey) bool {
	mark, ok := a.steps[key]
	if !ok {
		return false
	}
	return mark.after == mark.net || mark.last < a.LastStep.Spec.Sequence
}

// Begun returns an entry of the step that was begun and is not done; nil where there is none. It has to be finished at its
// recorded net before anything else of its claim.
func (a *Account) Begun() *v1alpha1.FundingDisbursement {
	if a.LastStep == nil || a.Done(KeyOf(a.LastStep.Spec.Cause)) {
		return nil
	}
	return a.LastStep
}

// commits is the part of a budget that the grants of the claim commit.
func (a *Account) commits(year int32, fundsReturn bool) money.Fen {
	var sum money.Fen
	for _, grant := range a.Grants {
		if grant.Entry.Spec.Year == year {
			sum += grant.Commits(fundsReturn)
		}
	}
	return sum
}

// clone copies an account, so that an entry can be tried on it.
func (a *Account) clone() *Account {
	copied := &Account{
		Claim: a.Claim, After: a.After, LastStep: a.LastStep,
		steps: make(map[StepKey]mark, len(a.steps)), entries: make(map[string]place, len(a.entries)),
	}
	for key, mark := range a.steps {
		copied.steps[key] = mark
	}
	for _, grant := range a.Grants {
		g := *grant
		g.Recoveries = slices.Clone(grant.Recoveries)
		for i, recovery := range g.Recoveries {
			r := *recovery
			g.Recoveries[i] = &r
			copied.entries[r.Entry.Name] = place{grant: &g, recovery: &r}
		}
		g.Orders = slices.Clone(grant.Orders)
		for i, order := range g.Orders {
			o := *order
			g.Orders[i] = &o
		}
		copied.entries[g.Entry.Name] = place{grant: &g}
		copied.Grants = append(copied.Grants, &g)
	}
	return copied
}
