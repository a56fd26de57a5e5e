// Package register puts the parts together over a whole register: it computes what is said of every record, which records a change
// bears on, and what a ledger has to be asked. Controllers and files call the same functions.
package register

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// ClaimRef names a claim and the ledger that it is on.
type ClaimRef struct {
	Ledger records.Key
	Claim  v1alpha1.Claim
}

// Steps are all changes of what a claim comes to, by the records as of a day.
func Steps(view records.View, ref ClaimRef, asOf calendar.Date) ledger.ClaimSteps {
	return evaluation.At(view, asOf).Steps(ref.Ledger, ref.Claim)
}

// Source is what the records say for one ledger as of a day, all but the steps of its claims.
func Source(view records.View, key records.Key, asOf calendar.Date) ledger.Source {
	source := ledger.Source{
		Today:    asOf,
		Budgets:  records.Find[*v1alpha1.Budget](view, records.BudgetsByLedger, key.String()),
		Payments: records.Find[*v1alpha1.Payment](view, records.PaymentsByLedger, key.String()),
		Asks:     evaluation.Asks(view, key, asOf),
	}
	if record, ok := records.Get[*v1alpha1.Ledger](view, key); ok {
		source.Ledger = record
	}
	return source
}

// ClaimsOf are the claims whose steps a change of a record may change. It names a claim rather once too often: steps are computed
// from all records, and the chain refuses one that it has.
func ClaimsOf(view records.View, object records.Object) []ClaimRef {
	var requests []records.Key
	switch record := object.(type) {
	case *v1alpha1.AwardRequest:
		requests = append(requests, records.KeyOf(record))
	case *v1alpha1.StarApplication:
		requests = append(requests, records.KeyOf(record))
	case *v1alpha1.Review:
		requests = caseOf(view, records.Kind(record.Spec.SubjectRef.Kind), records.Key{Namespace: record.Namespace, Name: record.Spec.SubjectRef.Name})
	case *v1alpha1.Objection:
		requests = append(requests, records.Key{Namespace: record.Namespace, Name: record.Spec.SubjectRef.Name})
	case *v1alpha1.Alliance:
		requests = requestsOf(view, record)
	case *v1alpha1.Incident:
		requests = requestsNamed(view, records.Key{Namespace: record.Namespace, Name: record.Spec.AllianceRef.Name})
	case *v1alpha1.Payment:
		return claimPaid(view, record)
	case *v1alpha1.EvaluationRound:
		for _, application := range records.Find[*v1alpha1.StarApplication](view, records.ApplicationsByRound, records.KeyOf(record).String()) {
			requests = append(requests, records.KeyOf(application))
		}
	case *v1alpha1.WorkCalendar:
		// A calendar may end any notice. It is published once a year, so all may be looked at.
		for _, request := range view.List(records.AwardRequest) {
			requests = append(requests, records.KeyOf(request))
		}
	}
	return claimsOf(view, requests)
}

// Claimants are the kinds of records that make or move a claim: whoever knows all of them knows every claim that may have a step.
var Claimants = []records.Kind{records.AwardRequest, records.Incident}

// caseOf are the requests at the end of the case that a signed record belongs to.
func caseOf(view records.View, kind records.Kind, subject records.Key) []records.Key {
	switch kind {
	case records.StarApplication, records.AwardRequest:
		return []records.Key{subject}
	case records.Objection:
		if objection, ok := records.Get[*v1alpha1.Objection](view, subject); ok {
			return []records.Key{{Namespace: subject.Namespace, Name: objection.Spec.SubjectRef.Name}}
		}
	case records.Incident:
		if incident, ok := records.Get[*v1alpha1.Incident](view, subject); ok {
			return requestsNamed(view, records.Key{Namespace: subject.Namespace, Name: incident.Spec.AllianceRef.Name})
		}
	default: // nothing of another kind leads to money yet
	}
	return nil
}

// claimPaid is the claim that a payment is for: what a revocation leaves of it depends on when it was paid.
func claimPaid(view records.View, payment *v1alpha1.Payment) []ClaimRef {
	entry, ok := records.Get[*v1alpha1.FundingDisbursement](view, records.Key{Namespace: payment.Namespace, Name: payment.Spec.DisbursementRef.Name})
	if !ok || entry.Spec.Claim == nil {
		return nil
	}
	return []ClaimRef{{Ledger: records.Key{Namespace: entry.Namespace, Name: entry.Spec.LedgerRef.Name}, Claim: *entry.Spec.Claim}}
}

func requestsNamed(view records.View, key records.Key) []records.Key {
	if alliance, ok := records.Get[*v1alpha1.Alliance](view, key); ok {
		return requestsOf(view, alliance)
	}
	return nil
}

// requestsOf are the requests of an alliance and of those that succeed it.
func requestsOf(view records.View, alliance *v1alpha1.Alliance) []records.Key {
	var found []records.Key
	seen := map[records.Key]bool{}
	open := []*v1alpha1.Alliance{alliance}
	for len(open) > 0 {
		next := open[0]
		open = open[1:]
		if seen[records.KeyOf(next)] {
			continue
		}
		seen[records.KeyOf(next)] = true
		for _, application := range records.Find[*v1alpha1.StarApplication](view, records.ApplicationsByAlliance, records.KeyOf(next).String()) {
			found = append(found, records.KeyOf(application))
		}
		for _, name := range []string{string(next.Spec.CreditCode), records.KeyOf(next).String()} {
			if name != "" {
				open = append(open, records.Find[*v1alpha1.Alliance](view, records.AlliancesByPredecessor, name)...)
				open = append(open, records.Find[*v1alpha1.Alliance](view, records.AlliancesByCode, name)...)
			}
		}
	}
	return found
}

// claimsOf are the claims of requests by the records, and those under which the ledger has entered them.
func claimsOf(view records.View, requests []records.Key) []ClaimRef {
	var refs []ClaimRef
	seen := map[string]bool{}
	add := func(ref ClaimRef) {
		if value := records.ClaimValue(ref.Ledger, ref.Claim); ref.Ledger.Name != "" && !seen[value] {
			seen[value] = true
			refs = append(refs, ref)
		}
	}
	// The day is no input: which claim a request belongs to does not depend on it.
	pass := evaluation.At(view, calendar.Max)
	for _, key := range requests {
		request := pass.AwardRequest(key)
		add(ClaimRef{Ledger: request.Ledger, Claim: request.Claim})
		for _, entry := range records.Find[*v1alpha1.FundingDisbursement](view, records.EntriesByCause, records.SubjectValue(records.AwardRequest, key)) {
			if entry.Spec.Claim != nil {
				add(ClaimRef{Ledger: records.Key{Namespace: entry.Namespace, Name: entry.Spec.LedgerRef.Name}, Claim: *entry.Spec.Claim})
			}
		}
	}
	return refs
}
