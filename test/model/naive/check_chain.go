package naive

import (
	"fmt"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
)

// calendarEnd is later than every day of a history.
const calendarEnd = calendar.Max

// fen reads an amount; the schema has made sure that it is one.
func fen[T ~string](text T) money.Fen {
	amount, err := money.ParseSigned(string(text))
	if err != nil {
		return 0
	}
	return amount
}

// checkChain looks for gaps, for entries that do not carry the digest of the one before, and for steps that were entered twice (I5, I6).
func (w *World) checkChain(entries []*v1alpha1.FundingDisbursement) {
	if len(entries) == 0 {
		return
	}
	ledger := entries[0]
	previous := digest("Ledger", ledger.Namespace, ledger.Spec.LedgerRef.Name, nil)
	day := v1alpha1.Date("")
	for i, e := range entries {
		if int(e.Spec.Sequence) != i+1 || e.Name != fmt.Sprintf("%s-%06d", e.Spec.LedgerRef.Name, i+1) {
			w.violated("I5", "the entry at place %d is %s", i+1, e.Name)
		}
		if e.Spec.Previous != previous {
			w.violated("I5", "%s does not carry the digest of the entry before", e.Name)
		}
		if e.Spec.Day < day || e.Spec.EffectiveOn > e.Spec.Day || string(e.Spec.Day) > w.AsOf.String() {
			w.violated("I5", "%s is of %s, after an entry of %s, effective on %s", e.Name, e.Spec.Day, day, e.Spec.EffectiveOn)
		}
		previous, day = digest("FundingDisbursement", e.Namespace, e.Name, e.Spec), e.Spec.Day
	}
	w.checkSteps(entries)
}

// checkSteps looks for a step that was entered again after it had come to its net, or after another step of its claim.
func (w *World) checkSteps(entries []*v1alpha1.FundingDisbursement) {
	type key struct {
		claim, kind, name, stage string
	}
	done, open := map[key]string{}, map[string]key{}
	for _, e := range entries {
		if e.Spec.ClaimNet == "" || e.Spec.Claim == nil {
			continue
		}
		k := key{claimName(*e.Spec.Claim), e.Spec.Cause.Kind, id(e.Spec.Cause.Namespace, e.Spec.Cause.Name), e.Spec.Cause.Stage}
		if before, ok := open[k.claim]; ok && before != k {
			done[before] = "another step of its claim came after it"
		}
		if why, ok := done[k]; ok {
			w.violated("I6", "%s enters %s %s again: %s", e.Name, k.kind, k.name, why)
		}
		if e.Spec.ClaimNet == e.Spec.ClaimAfter {
			done[k] = "it had reached its net"
		}
		open[k.claim] = k
	}
}

// claimName tells claims apart: that of a plan names its plan.
func claimName(claim v1alpha1.Claim) string {
	if claim.Plan != nil {
		return "plan " + id(claim.Plan.Namespace, claim.Plan.Name)
	}
	return fmt.Sprintf("%s of %d", claim.Identity, claim.Year)
}

// granting says whether an entry grants money: for a star, or for an activity.
func granting(e *v1alpha1.FundingDisbursement) bool {
	return e.Spec.Type == v1alpha1.EntryAward || e.Spec.Type == v1alpha1.EntryActivity
}

// tally is what the entries up to a place come to, added up anew each time.
type tally struct {
	entries []*v1alpha1.FundingDisbursement
}

// sum adds up the entries of some types about an entry.
func (t tally) sum(name string, types ...v1alpha1.EntryType) (sum money.Fen) {
	for _, e := range t.entries {
		for _, kind := range types {
			if e.Spec.Entry == name && e.Spec.Type == kind {
				sum += fen(e.Spec.Amount)
			}
		}
	}
	return sum
}

// recoveries are the names of the recoveries of a grant.
func (t tally) recoveries(grant string) (names []string) {
	for _, e := range t.entries {
		if e.Spec.Type == v1alpha1.EntryRecovery && e.Spec.Entry == grant {
			names = append(names, e.Name)
		}
	}
	return names
}

// grants is what a grant still grants.
func (t tally) grants(e *v1alpha1.FundingDisbursement) money.Fen {
	still := fen(e.Spec.Amount) + t.sum(e.Name, v1alpha1.EntryCancellation, v1alpha1.EntryRecovery)
	for _, recovery := range t.recoveries(e.Name) {
		still += t.sum(recovery, v1alpha1.EntryCancellation)
	}
	return still
}

// paid is what was ordered for a grant and not returned.
func (t tally) paid(grant string) money.Fen {
	return -t.sum(grant, v1alpha1.EntryOrder, v1alpha1.EntryReturn)
}

func (t tally) received(grant string) (sum money.Fen) {
	for _, recovery := range t.recoveries(grant) {
		sum += t.sum(recovery, v1alpha1.EntryReceipt)
	}
	return sum
}

// balance of a grant: what may still be ordered, or below zero what is still to be recovered.
func (t tally) balance(e *v1alpha1.FundingDisbursement) money.Fen {
	return t.grants(e) - t.paid(e.Name) + t.received(e.Name)
}

func (t tally) claim(claim v1alpha1.Claim) (sum money.Fen) {
	for _, e := range t.entries {
		if granting(e) && claimName(*e.Spec.Claim) == claimName(claim) {
			sum += t.grants(e)
		}
	}
	return sum
}

// owed is what is still to be recovered of a claim.
func (t tally) owed(claim v1alpha1.Claim) (sum money.Fen) {
	for _, e := range t.entries {
		if granting(e) && claimName(*e.Spec.Claim) == claimName(claim) {
			sum += max(0, -t.balance(e))
		}
	}
	return sum
}

func (t tally) total(year int32) (sum money.Fen) {
	for _, e := range t.entries {
		if e.Spec.Type == v1alpha1.EntryAppropriation && e.Spec.Year == year {
			sum += fen(e.Spec.Amount)
		}
	}
	return sum
}

func (t tally) committed(year int32, fundsReturn bool) (sum money.Fen) {
	for _, e := range t.entries {
		if !granting(e) || e.Spec.Year != year {
			continue
		}
		out := t.paid(e.Name)
		if fundsReturn {
			out -= t.received(e.Name)
		}
		sum += max(t.grants(e), out)
	}
	return sum
}

func (t tally) named(name string) *v1alpha1.FundingDisbursement {
	for _, e := range t.entries {
		if e.Name == name {
			return e
		}
	}
	return nil
}
