package ledger

import (
	"cmp"
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
)

// Step is one change of what a claim comes to: from a day on the net is so much, because of a record.
type Step struct {
	// Claim is one organisation and year, or one plan.
	Claim v1alpha1.Claim
	// Cause is the record because of which the net changes, with the stage that completed it and the digest under which it did.
	Cause v1alpha1.Cause
	// EffectiveOn is the day from which the records entitle it: its place in a budget's queue.
	EffectiveOn calendar.Date
	// Net is what the claim comes to after all steps of the claim up to and including this one, in the order of CompareSteps.
	Net money.Fen
	// Lowers says what kind of record the cause is. One that lowers (a revocation, an annulment, an acceptance, a return under a
	// revocation) never raises; any other (a request, an appeal) never lowers.
	Lowers bool
	// Year of the budget that a grant by this step is charged to.
	Year int32
	// Type of a grant by this step: Award or Activity.
	Type v1alpha1.EntryType
	// Payee of a grant by this step.
	Payee *v1alpha1.Payee
	// Rules is the digest of the round or program that priced it, without its panel.
	Rules v1alpha1.Digest
	// Ends is the day from which a raise that is not in the chain can't be entered any more; 0 for never.
	Ends calendar.Date
}

// StepKey is what makes a step the one that it is, within its claim: the cause without its digest.
type StepKey struct {
	// Kind, Namespace and Name of the record.
	Kind, Namespace, Name string
	// Stage that completed it.
	Stage string
}

// KeyOf returns the key of a cause.
func KeyOf(cause v1alpha1.Cause) StepKey {
	return StepKey{Kind: cause.Kind, Namespace: cause.Namespace, Name: cause.Name, Stage: cause.Stage}
}

// Key returns the key of a step, within its claim.
func (s *Step) Key() StepKey { return KeyOf(s.Cause) }

// ClaimSteps is all that the records say of one claim.
type ClaimSteps struct {
	// Claim that the steps belong to.
	Claim v1alpha1.Claim
	// Steps that are known, also those that the chain holds and those of days to come, in the order of CompareSteps.
	Steps []Step
}

// CompareSteps orders steps by the day of their effect, then by namespace and name of the cause, its kind and its stage. It is
// the order in which the nets of one claim build on each other, and the order of a budget's queue.
func CompareSteps(a, b Step) int {
	return cmp.Or(cmp.Compare(a.EffectiveOn, b.EffectiveOn), compareCauses(a.Cause, b.Cause))
}

// SortSteps brings the steps of a claim into the order of CompareSteps.
func SortSteps(steps []Step) { slices.SortStableFunc(steps, CompareSteps) }

func compareCauses(a, b v1alpha1.Cause) int {
	return cmp.Or(
		cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Name, b.Name),
		cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Stage, b.Stage),
	)
}
