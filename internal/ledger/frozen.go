package ledger

import (
	"cmp"
	"errors"
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// frozen says why nothing may be entered; nil where something may.
func (w *Walker) frozen() *Frozen {
	if w.problem != nil {
		frozen := &Frozen{Reason: v1alpha1.ReasonChainBroken, Problem: w.problem.Error()}
		var brokenAt *BrokenError
		if errors.As(w.problem, &brokenAt) {
			frozen.Entry = brokenAt.Entry
		}
		return frozen
	}
	if !w.checked {
		if frozen := CheckLedger(w.chain, w.ledger); frozen != nil {
			return frozen
		}
		w.checked = true
	}
	wrong := make([]records.Key, 0, len(w.wrong))
	for key := range w.wrong {
		wrong = append(wrong, key)
	}
	slices.SortFunc(wrong, func(a, b records.Key) int { return cmp.Compare(a.Name, b.Name) })
	for _, key := range wrong {
		payment := w.papers[key].record
		if !w.putRight(payment) {
			return &Frozen{
				Reason: v1alpha1.ReasonLedgerBehind, Payment: key, Entry: payment.Spec.DisbursementRef.Name,
				Want: payment.Spec.DisbursementRef.Digest, Have: w.wrong[key],
			}
		}
	}
	return nil
}

// CheckLedger says why nothing may be entered into a chain by the record of its ledger: there is none, or the chain lacks the
// checkpoint that finance put on record. Nil where something may.
func CheckLedger(chain *Chain, ledger *v1alpha1.Ledger) *Frozen {
	if ledger == nil {
		return &Frozen{Reason: v1alpha1.ReasonReferenceMissing}
	}
	checkpoint := ledger.Spec.Checkpoint
	if checkpoint.Sequence == 0 {
		return nil
	}
	frozen := &Frozen{
		Reason: v1alpha1.ReasonLedgerBehind, Sequence: checkpoint.Sequence,
		Entry: EntryName(chain.ledger.Name, checkpoint.Sequence), Want: checkpoint.Head,
	}
	entry, ok := chain.Entry(checkpoint.Sequence)
	if !ok {
		return frozen
	}
	// The entry's own digest, not the one that the chain has of it: the checkpoint stands outside the chain.
	have, err := Digest(entry)
	if err != nil {
		return &Frozen{Reason: v1alpha1.ReasonChainBroken, Entry: entry.Name, Problem: err.Error()}
	}
	if frozen.Have = have; have != checkpoint.Head {
		return frozen
	}
	return nil
}
