package register

import (
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// FormerClaims are the claims that a record may have made as it was, before it was changed or deleted: whoever holds their steps has
// to ask for them again. ClaimsOf tells what the records say now; a claim that nobody makes any more is not among those.
func FormerClaims(view records.View, before records.Object) []ClaimRef {
	f := former{view: view, seen: map[string]bool{}}
	switch record := before.(type) {
	case *v1alpha1.AwardRequest:
		f.request(records.KeyOf(record))
	case *v1alpha1.StarApplication:
		f.application(record, nil)
	case *v1alpha1.ActivityPlan:
		f.planNamed(record)
	case *v1alpha1.ActivityReport:
		if plan, ok := records.Get[*v1alpha1.ActivityPlan](view, records.Key{Namespace: record.Namespace, Name: record.Spec.PlanRef.Name}); ok {
			f.planNamed(plan)
		}
		for _, ref := range claimsOfPlans(view, sharingInvoice(view, record)...) {
			f.add(ref) // another may stand now for an invoice
		}
	case *v1alpha1.ActivityProgram:
		f.program(record)
	case *v1alpha1.Alliance:
		kin := kinOf(view, record)
		for _, key := range requestsOf(view, kin) {
			if application, ok := records.Get[*v1alpha1.StarApplication](view, key); ok {
				f.made(application, kin, nil)
			}
		}
	case *v1alpha1.EvaluationRound:
		// Another round of its year has stalled with it, or goes on without it.
		for _, round := range append(records.Find[*v1alpha1.EvaluationRound](view, records.RoundsByYear, strconv.Itoa(int(record.Spec.Year))), record) {
			for _, application := range records.Find[*v1alpha1.StarApplication](view, records.ApplicationsByRound, records.KeyOf(round).String()) {
				f.application(application, round)
			}
		}
	}
	return f.refs
}

type former struct {
	view records.View
	refs []ClaimRef
	seen map[string]bool
}

func (f *former) request(key records.Key) {
	if application, ok := records.Get[*v1alpha1.StarApplication](f.view, key); ok {
		f.application(application, nil)
	}
}

// application adds what an application may have led to, in the round that is given or else in the one that it names.
func (f *former) application(application *v1alpha1.StarApplication, round *v1alpha1.EvaluationRound) {
	if kin := kinOfApplicant(f.view, application); len(kin) > 0 {
		f.made(application, kin, round)
	}
}

// made adds the claims of every name under which the organisation may have been known, by the terms of the round.
func (f *former) made(application *v1alpha1.StarApplication, kin []*v1alpha1.Alliance, round *v1alpha1.EvaluationRound) {
	if round == nil {
		var ok bool
		if round, ok = records.Get[*v1alpha1.EvaluationRound](f.view, records.RefKey(application.Spec.RoundRef, application.Namespace)); !ok {
			return
		}
	}
	for _, terms := range round.Spec.Ratings {
		if terms.Award == nil || terms.Rating != application.Spec.Rating {
			continue
		}
		for _, alliance := range kin {
			for _, name := range namesOf(alliance) {
				f.add(ClaimRef{
					Ledger: records.RefKey(terms.Award.LedgerRef, application.Namespace),
					Claim:  v1alpha1.Claim{Identity: name.text, Year: round.Spec.Year},
				})
			}
		}
	}
}

func (f *former) add(ref ClaimRef) {
	if value := records.ClaimValue(ref.Ledger, ref.Claim); !f.seen[value] {
		f.seen[value] = true
		f.refs = append(f.refs, ref)
	}
}
