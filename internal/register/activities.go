package register

import (
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// plansOf are the keys of the plans of alliances.
func plansOf(view records.View, alliances []*v1alpha1.Alliance) (keys []records.Key) {
	for _, alliance := range alliances {
		keys = append(keys, keysOf(view.Find(records.PlansByAlliance, records.KeyOf(alliance).String()))...)
	}
	return keys
}

// plansOfProgram are the keys of the plans of a program, and of those of its year beside it, which stall with it or go on without it.
func plansOfProgram(view records.View, program *v1alpha1.ActivityProgram) (keys []records.Key) {
	for _, key := range programsOfYear(view, program) {
		keys = append(keys, keysOf(view.Find(records.PlansByProgram, key.String()))...)
	}
	return keys
}

// programsOfYear are a program, which may be gone, and every other of its year: there is one for each city.
func programsOfYear(view records.View, program *v1alpha1.ActivityProgram) []records.Key {
	own := records.KeyOf(program)
	keys := []records.Key{own}
	for _, key := range keysOf(view.Find(records.ProgramsByYear, strconv.Itoa(int(program.Spec.Year)))) {
		if key != own {
			keys = append(keys, key)
		}
	}
	return keys
}

func keysOf(objects []records.Object) (keys []records.Key) {
	for _, object := range objects {
		keys = append(keys, records.KeyOf(object))
	}
	return keys
}

// sharingInvoice are a report and all that name one of its invoices, of which the first stands.
func sharingInvoice(view records.View, report *v1alpha1.ActivityReport) []records.Key {
	keys := []records.Key{records.KeyOf(report)}
	for _, line := range report.Spec.Costs {
		if line.Invoice != "" {
			keys = append(keys, keysOf(view.Find(records.ReportsByInvoice, line.Invoice))...)
		}
	}
	return keys
}

// reportsWith are a report by its key and all that share an invoice with it; the key alone where there is none.
func reportsWith(view records.View, key records.Key) []records.Key {
	if report, ok := records.Get[*v1alpha1.ActivityReport](view, key); ok {
		return sharingInvoice(view, report)
	}
	return []records.Key{key}
}

// claimsOfPlans are the claims of plans, by the records and as the ledger has entered them, and those of reports that share an invoice.
func claimsOfPlans(view records.View, keys ...records.Key) (refs []ClaimRef) {
	pass := evaluation.At(view, calendar.Max)
	seen := map[string]bool{}
	add := func(ref ClaimRef) {
		if value := records.ClaimValue(ref.Ledger, ref.Claim); ref.Ledger.Name != "" && !seen[value] {
			seen[value] = true
			refs = append(refs, ref)
		}
	}
	for _, plan := range keys {
		for _, key := range reportsWith(view, plan) {
			ledger, claim := pass.ClaimOfReport(key)
			add(ClaimRef{Ledger: ledger, Claim: claim})
			for _, entry := range records.Find[*v1alpha1.FundingDisbursement](view, records.EntriesByCause, records.SubjectValue(records.ActivityReport, key)) {
				if entry.Spec.Claim != nil {
					add(ClaimRef{Ledger: records.LedgerOfEntry(entry), Claim: *entry.Spec.Claim})
				}
			}
		}
	}
	return refs
}

// activityClaimsOf are the claims for the money of activities whose steps a change of a record may change.
func activityClaimsOf(view records.View, object records.Object) []ClaimRef {
	key := records.KeyOf(object)
	switch record := object.(type) {
	case *v1alpha1.ActivityProgram:
		return claimsOfPlans(view, plansOfProgram(view, record)...)
	case *v1alpha1.ActivityPlan:
		return claimsOfPlans(view, key)
	case *v1alpha1.ActivityReport:
		return claimsOfPlans(view, sharingInvoice(view, record)...)
	case *v1alpha1.Review:
		subject := records.Key{Namespace: key.Namespace, Name: record.Spec.SubjectRef.Name}
		kind := records.Kind(record.Spec.SubjectRef.Kind)
		if kind == records.ActivityPlan || kind == records.ActivityReport {
			return claimsOfPlans(view, subject)
		}
		return claimsOfPlans(view, plansBeside(view, caseOf(view, kind, subject)...)...)
	case *v1alpha1.Alliance:
		return claimsOfPlans(view, plansOf(view, kinOf(view, record))...)
	case *v1alpha1.Incident:
		return claimsOfPlans(view, keysOf(view.Find(records.PlansByAlliance, records.Key{Namespace: key.Namespace, Name: record.Spec.AllianceRef.Name}.String()))...)
	case *v1alpha1.StarApplication:
		return claimsOfPlans(view, plansOf(view, kinOfApplicant(view, record))...)
	case *v1alpha1.Objection:
		return claimsOfPlans(view, plansBeside(view, records.Key{Namespace: key.Namespace, Name: record.Spec.SubjectRef.Name})...)
	case *v1alpha1.EvaluationRound:
		return claimsOfPlans(view, plansBeside(view, keysOf(view.Find(records.ApplicationsByRound, key.String()))...)...)
	case *v1alpha1.WorkCalendar:
		return claimsOfPlans(view, keysOf(view.List(records.ActivityReport))...)
	case *v1alpha1.FundingDisbursement:
		if records.Kind(record.Spec.Cause.Kind) == records.ActivityReport {
			return claimsOfPlans(view, records.Key{Namespace: record.Spec.Cause.Namespace, Name: record.Spec.Cause.Name})
		}
	}
	return nil
}

// plansBeside are the plans of the alliances that made applications: a star may decide who may file plans.
func plansBeside(view records.View, applications ...records.Key) (keys []records.Key) {
	for _, key := range applications {
		keys = append(keys, plansOf(view, kinOfRequest(view, key))...)
	}
	return keys
}

// plan adds what a plan may have claimed, by the terms of a program as it was.
func (f *former) plan(key records.Key, program *v1alpha1.ActivityProgram) {
	f.add(ClaimRef{
		Ledger: records.RefKey(program.Spec.LedgerRef, program.Namespace),
		Claim:  v1alpha1.Claim{Plan: &v1alpha1.Ref{Namespace: key.Namespace, Name: key.Name}},
	})
}

// program adds what the plans of a program may have claimed by its terms as they were, and those of others of its year, which stalled with it.
func (f *former) program(program *v1alpha1.ActivityProgram) {
	for _, key := range plansOfProgram(f.view, program) {
		plan, ok := records.Get[*v1alpha1.ActivityPlan](f.view, key)
		switch {
		case !ok:
		case records.RefKey(plan.Spec.ProgramRef, plan.Namespace) == records.KeyOf(program):
			f.plan(key, program)
		default:
			f.planNamed(plan)
		}
	}
}

// planNamed adds what a plan may have claimed by the program that it names.
func (f *former) planNamed(plan *v1alpha1.ActivityPlan) {
	if program, ok := records.Get[*v1alpha1.ActivityProgram](f.view, records.RefKey(plan.Spec.ProgramRef, plan.Namespace)); ok {
		f.plan(records.KeyOf(plan), program)
	}
}

// ofActivity is for programs, plans and reports.
func (a *affected) ofActivity(object records.Object) {
	key := records.KeyOf(object)
	switch record := object.(type) {
	case *v1alpha1.ActivityProgram:
		a.program(record)
	case *v1alpha1.ActivityPlan:
		a.beside(record)
		a.activity(key)
	case *v1alpha1.ActivityReport:
		a.activity(records.Key{Namespace: key.Namespace, Name: record.Spec.PlanRef.Name})
		for _, report := range sharingInvoice(a.view, record) {
			a.activity(report)
		}
		for _, shown := range record.Spec.Evidence {
			if shown.SHA256 != "" {
				a.all(records.ActivityReport, a.view.Find(records.ReportsByEvidence, shown.SHA256))
			}
		}
	}
}

// activities: every plan of an alliance. Whether it may file one, and what it may be paid, follows from what it is.
func (a *affected) activities(alliance records.Key) {
	for _, plan := range a.view.Find(records.PlansByAlliance, alliance.String()) {
		a.activity(records.KeyOf(plan))
	}
}

// activity: a plan with its report, everything that is signed under the two, what its program counts, reports that share an invoice,
// other plans of the alliance that it is compared with, and the money.
func (a *affected) activity(key records.Key) {
	if !a.entered(records.ActivityPlan, key) {
		return
	}
	a.add(records.ActivityPlan, key)
	a.reviews(records.ActivityPlan, key)
	for _, report := range reportsWith(a.view, key) {
		a.reported(report)
	}
}

// beside are the program that counts a plan, and the plans that are compared with it.
func (a *affected) beside(plan *v1alpha1.ActivityPlan) {
	a.add(records.ActivityProgram, records.RefKey(plan.Spec.ProgramRef, plan.Namespace))
	alliance := records.Key{Namespace: plan.Namespace, Name: plan.Spec.AllianceRef.Name}
	a.all(records.ActivityPlan, a.view.Find(records.PlansByAlliance, alliance.String()))
}

func (a *affected) reported(key records.Key) {
	a.add(records.ActivityReport, key)
	a.add(records.ActivityPlan, key)
	if plan, ok := records.Get[*v1alpha1.ActivityPlan](a.view, key); ok {
		a.beside(plan)
	}
	a.reviews(records.ActivityReport, key)
	ledger, _ := a.pass.ClaimOfReport(key)
	a.move(ledger)
	for _, entry := range records.Find[*v1alpha1.FundingDisbursement](a.view, records.EntriesByCause, records.SubjectValue(records.ActivityReport, key)) {
		a.claim(entry)
		a.move(records.LedgerOfEntry(entry))
	}
}

// program: its terms, by which every plan of it is judged, and whether another of its year stands.
func (a *affected) program(program *v1alpha1.ActivityProgram) {
	for _, key := range programsOfYear(a.view, program) {
		a.add(records.ActivityProgram, key)
	}
	for _, plan := range plansOfProgram(a.view, program) {
		a.activity(plan)
	}
}
