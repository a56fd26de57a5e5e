package register

import (
	"fmt"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Register is a whole register as of a day: every record with its status, and the ledgers with the entries that follow from the
// records.
type Register struct {
	// View shows the records with the entries that were computed, all as they were declared.
	View records.View
	// AsOf is the day of evaluation.
	AsOf calendar.Date

	records []records.Object
	byKind  map[records.Kind][]records.Object
	plans   map[records.Key]*evaluation.ActionPlan
}

// Compute computes a register from nothing but the records and a day: first every ledger's entries, by the function
// that a manager asks for its next entry, then every status. Entries that the records hold are taken as they are; what follows from
// them is added. The error says which ledger could not be walked.
func Compute(view records.View, o Options) (*Register, error) {
	if o.Books == nil {
		o.Books = &Books{}
	}
	view, err := Enter(view, o.AsOf)
	if err != nil {
		return nil, err
	}
	r := &Register{View: view, AsOf: o.AsOf, byKind: map[records.Kind][]records.Object{}, plans: map[records.Key]*evaluation.ActionPlan{}}
	o.Plans = func(key records.Key, plan *evaluation.ActionPlan) { r.plans[key] = plan }
	r.records = Statuses(view, o)
	for _, record := range r.records {
		r.byKind[records.KindOf(record)] = append(r.byKind[records.KindOf(record)], record)
	}
	return r, nil
}

// Statuses are copies of all records with their statuses, by kind, namespace and name. It goes through the register once, where Refresh
// of each record would judge again what several ask for.
func Statuses(view records.View, o Options) (all []records.Object) {
	w := &writer{pass: evaluation.At(view, o.AsOf), view: view, options: o}
	for _, info := range records.Kinds {
		for _, object := range view.List(info.Kind) {
			updated, _, _ := w.refresh(object)
			all = append(all, updated)
		}
	}
	return all
}

// Records are all records with their statuses, by kind, namespace and name.
func (r *Register) Records() []records.Object { return r.records }

// Plan is what was counted of an action plan, by level and division too; nil where there is no such plan.
func (r *Register) Plan(key records.Key) *evaluation.ActionPlan { return r.plans[key] }

// Of are the records of T's kind with their statuses, by namespace and name.
func Of[T records.Object](r *Register, kind records.Kind) []T {
	var found []T
	for _, object := range r.byKind[kind] {
		if record, ok := object.(T); ok {
			found = append(found, record)
		}
	}
	return found
}

// Enter shows a register with everything in its ledgers that may be entered by a day. The error says which ledger could not be walked.
func Enter(view records.View, asOf calendar.Date) (records.View, error) {
	ledgers := records.List[*v1alpha1.Ledger](view)
	if len(ledgers) == 0 {
		return view, nil
	}
	claims := claimsByLedger(view)
	for _, record := range ledgers {
		key := records.KeyOf(record)
		chain, err := walk(view, key, claims[key], asOf)
		if err != nil {
			return nil, fmt.Errorf("ledger %s: %w", key, err)
		}
		view = chain.View()
	}
	return view, nil
}

// walk enters everything into a ledger that may be entered by a day, of the claims that records make on it. A ledger that is frozen gets
// nothing; its status says why.
func walk(view records.View, key records.Key, claims []v1alpha1.Claim, asOf calendar.Date) (*ledger.Chain, error) {
	chain, err := ledger.Open(view, key, 0)
	if err != nil {
		return nil, err
	}
	if err := chain.Whole(); err != nil {
		return nil, err
	}
	source := Source(chain, asOf)
	pass := evaluation.At(chain.View(), asOf)
	for _, claim := range claims {
		source.Claims = append(source.Claims, pass.Steps(key, claim))
	}
	walker := ledger.NewWalker(chain, source)
	for {
		next := walker.Next()
		if next.Entry == nil {
			return chain, nil
		}
		if err := walker.Entered(next.Entry); err != nil {
			return nil, err
		}
		for _, ref := range ClaimsOf(chain.View(), next.Entry) {
			if ref.Ledger == key {
				walker.Replace(Steps(chain.View(), ref, asOf))
			}
		}
	}
}

// claimsByLedger are all claims that a record makes, by the ledger that they are on. They are found before anything is entered, for all
// ledgers at once: an entry is on the ledger of the claims that it may change. The requests are judged together, since each asks for what
// others of its organisation have.
func claimsByLedger(view records.View) map[records.Key][]v1alpha1.Claim {
	var requests []records.Key
	var all []ClaimRef
	for _, kind := range Claimants {
		for _, object := range view.List(kind) {
			if kind == records.AwardRequest {
				requests = append(requests, records.KeyOf(object))
				continue
			}
			all = append(all, ClaimsOf(view, object)...)
		}
	}
	byLedger := map[records.Key][]v1alpha1.Claim{}
	seen := map[string]bool{}
	for _, ref := range append(all, claimsOfCase(view, requests...)...) {
		if value := records.ClaimValue(ref.Ledger, ref.Claim); !seen[value] {
			seen[value] = true
			byLedger[ref.Ledger] = append(byLedger[ref.Ledger], ref.Claim)
		}
	}
	return byLedger
}
