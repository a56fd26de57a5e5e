package ledger

import (
	"fmt"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Fault is the first entry of a chain that does not follow from those before it.
type Fault struct {
	// Entry that is wrong, by its name and number.
	Entry    string
	Sequence int64
	// Field of the entry that is wrong, as in "spec.committedAfter".
	Field string
	// Have is what the entry says, Want what follows from the entries before; Problem says it in words.
	Have, Want, Problem string
}

// Error says which entry is wrong and why.
func (f *Fault) Error() string {
	return fmt.Sprintf("entry %s, %s: %s (it says %q, expected %q)", f.Entry, f.Field, f.Problem, f.Have, f.Want)
}

// Verify recomputes the entries of a chain from one number to another, both included: numbers and digests, bounds on money, and
// where each entry leaves its budget and its claim. It returns the number up to which the chain is right, and what is wrong with
// the entry after that; nil where nothing is. Entries before the first number are taken as they are, so a chain may be verified piece by
// piece. Funds says whether recovered funds return to the budget of a year; nil means that they never do.
func Verify(chain *Chain, from, to int64, funds func(year int32) bool) (int64, *Fault) {
	from, to = max(from, 1), min(to, chain.sequence)
	v := verifier{chain: chain, budgets: map[int32]BudgetStand{}, accounts: map[string]*Account{}, from: from, funds: funds}
	for sequence := from; sequence <= to; sequence++ {
		if fault := v.verify(sequence); fault != nil {
			return sequence - 1, fault
		}
	}
	return max(to, from-1), nil
}

// verifier keeps where budgets and claims stand before the entry that is verified next.
type verifier struct {
	chain    *Chain
	from     int64
	funds    func(year int32) bool
	budgets  map[int32]BudgetStand
	accounts map[string]*Account
	previous *v1alpha1.FundingDisbursement
}

func (v *verifier) verify(sequence int64) *Fault {
	entry, ok := v.chain.Entry(sequence)
	name := EntryName(v.chain.ledger.Name, sequence)
	if !ok {
		return &Fault{Entry: name, Sequence: sequence, Field: "metadata.name", Want: name, Problem: "the entry is missing"}
	}
	fault := v.follows(entry, sequence)
	if fault == nil {
		fault = v.adds(entry)
	}
	if fault != nil {
		fault.Entry, fault.Sequence = name, sequence
		return fault
	}
	v.previous = entry
	return nil
}

// follows checks number, ledger, digest and days.
func (v *verifier) follows(entry *v1alpha1.FundingDisbursement, sequence int64) *Fault {
	if entry.Spec.Sequence != sequence {
		return fault("spec.sequence", fmt.Sprint(entry.Spec.Sequence), fmt.Sprint(sequence), "its number is not that of its name")
	}
	if entry.Spec.LedgerRef.Name != v.chain.ledger.Name {
		return fault("spec.ledgerRef", entry.Spec.LedgerRef.Name, v.chain.ledger.Name, "it belongs to another ledger")
	}
	before := v.previous
	if before == nil && sequence > 1 {
		var ok bool
		if before, ok = v.chain.Entry(sequence - 1); !ok {
			return fault("spec.previous", string(entry.Spec.Previous), "", "the entry before is missing")
		}
	}
	want, err := v.digestOf(before)
	if err != nil {
		return fault("spec.previous", string(entry.Spec.Previous), "", err.Error())
	}
	if entry.Spec.Previous != want {
		return fault("spec.previous", string(entry.Spec.Previous), string(want), "it does not carry the digest of the entry before")
	}
	day, err := calendar.Parse(string(entry.Spec.Day))
	if err != nil {
		return fault("spec.day", string(entry.Spec.Day), "", err.Error())
	}
	if before != nil && entry.Spec.Day < before.Spec.Day {
		return fault("spec.day", string(entry.Spec.Day), string(before.Spec.Day), "its day is before that of the entry before")
	}
	if effective, err := calendar.Parse(string(entry.Spec.EffectiveOn)); err != nil || effective > day {
		return fault("spec.effectiveOn", string(entry.Spec.EffectiveOn), string(entry.Spec.Day), "it was entered before it took effect")
	}
	return nil
}

func (v *verifier) digestOf(before *v1alpha1.FundingDisbursement) (v1alpha1.Digest, error) {
	if before == nil {
		return Genesis(v.chain.ledger)
	}
	return Digest(before)
}

// adds checks the bounds on money, and what the entry says that it leaves behind.
func (v *verifier) adds(entry *v1alpha1.FundingDisbursement) *Fault {
	before, err := v.budget(entry.Spec.Year)
	if err != nil {
		return fault("spec.year", fmt.Sprint(entry.Spec.Year), "", err.Error())
	}
	account, err := v.account(entry)
	if err != nil {
		return fault("spec.claim", "", "", err.Error())
	}
	if fault := v.allowed(entry, account); fault != nil {
		return fault
	}
	after, claimAfter, err := consequences(entry, before, account, v.returns)
	if err != nil {
		return fault("spec.amount", string(entry.Spec.Amount), "", err.Error())
	}
	if entry.Spec.TotalAfter != v1alpha1.Yuan(after.Total.String()) {
		return fault("spec.totalAfter", string(entry.Spec.TotalAfter), after.Total.String(), "it is not the total of the budget")
	}
	if entry.Spec.CommittedAfter != v1alpha1.Yuan(after.Committed.String()) {
		return fault("spec.committedAfter", string(entry.Spec.CommittedAfter), after.Committed.String(), "it is not what the budget has committed")
	}
	if isGrant(entry.Spec.Type) && after.Committed > after.Total {
		return fault("spec.committedAfter", after.Committed.String(), after.Total.String(), "a grant leaves more committed than the budget has")
	}
	v.budgets[entry.Spec.Year] = after
	if account == nil {
		return nil
	}
	if entry.Spec.ClaimAfter != v1alpha1.Yuan(claimAfter.String()) {
		return fault("spec.claimAfter", string(entry.Spec.ClaimAfter), claimAfter.String(), "it is not where the claim stands")
	}
	if err := account.apply(entry); err != nil {
		return fault("spec", "", "", err.Error())
	}
	return nil
}

func (v *verifier) returns(year int32) (returns, known bool) {
	return v.funds != nil && v.funds(year), true
}

func (v *verifier) budget(year int32) (BudgetStand, error) {
	if stand, ok := v.budgets[year]; ok {
		return stand, nil
	}
	if last, ok := v.chain.lastOfBudget(year, v.from-1); ok {
		return standAfter(last)
	}
	return BudgetStand{}, nil
}

// account is where the claim of an entry stood before it; nil of an appropriation, which has none.
func (v *verifier) account(entry *v1alpha1.FundingDisbursement) (*Account, error) {
	if entry.Spec.Claim == nil {
		return nil, nil
	}
	value := records.ClaimValue(v.chain.ledger, *entry.Spec.Claim)
	if account := v.accounts[value]; account != nil {
		return account, nil
	}
	var before []*v1alpha1.FundingDisbursement
	for _, other := range v.chain.OfClaim(*entry.Spec.Claim) {
		if other.Spec.Sequence < entry.Spec.Sequence {
			before = append(before, other)
		}
	}
	account, err := newAccount(*entry.Spec.Claim, before)
	if err == nil {
		v.accounts[value] = account
	}
	return account, err
}

func fault(field, have, want, problem string) *Fault {
	return &Fault{Field: field, Have: have, Want: want, Problem: problem}
}
