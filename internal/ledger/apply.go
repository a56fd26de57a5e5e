package ledger

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// apply adds the next entry of the claim to the account. It reads what the entry says and doubts nothing but its form; whether the
// entry was allowed is asked by check.
func (a *Account) apply(entry *v1alpha1.FundingDisbursement) error {
	amount, err := money.ParseSigned(string(entry.Spec.Amount))
	if err != nil {
		return broken(entry.Name, "amount: %v", err)
	}
	if err := a.place(entry, amount); err != nil {
		return err
	}
	if !isStep(entry) {
		return nil
	}
	net, err := money.Parse(string(entry.Spec.ClaimNet))
	if err != nil {
		return broken(entry.Name, "claimNet: %v", err)
	}
	a.steps[KeyOf(entry.Spec.Cause)] = mark{net: net, after: a.After, last: entry.Spec.Sequence}
	a.LastStep = entry
	return nil
}

// place puts an entry where it belongs in the account.
func (a *Account) place(entry *v1alpha1.FundingDisbursement, amount money.Fen) error {
	about := a.entries[entry.Spec.Entry]
	switch entry.Spec.Type {
	case v1alpha1.EntryAward, v1alpha1.EntryActivity:
		grant := &Grant{Entry: entry, Amount: amount}
		a.Grants = append(a.Grants, grant)
		a.entries[entry.Name] = place{grant: grant}
		a.After += amount
		return nil
	case v1alpha1.EntryDecision, v1alpha1.EntryAppropriation:
		return nil
	case v1alpha1.EntryReceipt:
		if about.recovery == nil {
			return broken(entry.Name, "it is about %q, which is no recovery of its claim", entry.Spec.Entry)
		}
		about.recovery.Received += amount
		return nil
	case v1alpha1.EntryCancellation:
		if about.recovery != nil {
			about.recovery.Cancelled += amount
			a.After += amount
			return nil
		}
	default:
	}
	if about.grant == nil || about.recovery != nil {
		return broken(entry.Name, "it is about %q, which is no grant of its claim", entry.Spec.Entry)
	}
	return a.placeOnGrant(about.grant, entry, amount)
}

func (a *Account) placeOnGrant(grant *Grant, entry *v1alpha1.FundingDisbursement, amount money.Fen) error {
	payment := records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}
	switch entry.Spec.Type {
	case v1alpha1.EntryCancellation:
		grant.Cancelled -= amount
		a.After += amount
	case v1alpha1.EntryRecovery:
		recovery := &Recovery{Entry: entry, Amount: -amount}
		grant.Recoveries = append(grant.Recoveries, recovery)
		a.entries[entry.Name] = place{grant: grant, recovery: recovery}
		a.After += amount
	case v1alpha1.EntryOrder:
		grant.Ordered -= amount
		grant.Orders = append(grant.Orders, &Order{Entry: entry, Payment: payment, Amount: -amount})
	case v1alpha1.EntryReturn:
		order := a.Order(payment)
		if order == nil || order.Return != nil {
			return broken(entry.Name, "the chain has no order of payment %s that was not returned", payment)
		}
		order.Return = entry
		grant.Returned += amount
	default:
		return broken(entry.Name, "its type %q is none", entry.Spec.Type)
	}
	return nil
}
