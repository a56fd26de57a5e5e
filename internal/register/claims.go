// Package register puts the parts together over a whole register: it computes what is said of every record, which records a change
// bears on, and what a ledger has to be asked. Controllers and files call the same functions.
package register

import (
	"strconv"

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

// Source is what the records say for a chain as of a day, all but the steps of its claims.
func Source(chain *ledger.Chain, asOf calendar.Date) ledger.Source {
	view, key := chain.View(), chain.Ledger()
	source := ledger.Source{
		Today:    asOf,
		Budgets:  records.Find[*v1alpha1.Budget](view, records.BudgetsByLedger, key.String()),
		Payments: records.Find[*v1alpha1.Payment](view, records.PaymentsByLedger, key.String()),
		Asks:     evaluation.Asks(chain, asOf),
	}
	if record, ok := records.Get[*v1alpha1.Ledger](view, key); ok {
		source.Ledger = record
	}
	return source
}

// ClaimsOf are the claims whose steps a change of a record may change. It names a claim rather once too often: steps are computed
// from all records, and the chain refuses one that it has. Of an entry that was appended they are those of its organisation.
func ClaimsOf(view records.View, object records.Object) []ClaimRef {
	return append(starClaimsOf(view, object), activityClaimsOf(view, object)...)
}

// starClaimsOf are those of them that are for the money of stars.
func starClaimsOf(view records.View, object records.Object) []ClaimRef {
	switch record := object.(type) {
	case *v1alpha1.AwardRequest:
		return claimsOfCase(view, records.KeyOf(record))
	case *v1alpha1.StarApplication:
		return claimsOf(view, append(requestsOf(view, kinOfApplicant(view, record)), records.KeyOf(record)))
	case *v1alpha1.Review:
		subject := records.Key{Namespace: record.Namespace, Name: record.Spec.SubjectRef.Name}
		return claimsOfCase(view, caseOf(view, records.Kind(record.Spec.SubjectRef.Kind), subject)...)
	case *v1alpha1.Objection:
		return claimsOfCase(view, records.Key{Namespace: record.Namespace, Name: record.Spec.SubjectRef.Name})
	case *v1alpha1.Alliance:
		return claimsOf(view, requestsOf(view, kinOf(view, record)))
	case *v1alpha1.Incident:
		return claimsOf(view, requestsNamed(view, records.Key{Namespace: record.Namespace, Name: record.Spec.AllianceRef.Name}))
	case *v1alpha1.Payment:
		return claimsPaid(view, record)
	case *v1alpha1.FundingDisbursement:
		return claimsOfEntry(view, record)
	case *v1alpha1.EvaluationRound:
		return claimsOfRound(view, record)
	case *v1alpha1.WorkCalendar:
		// A calendar may end any notice. It is published once a year, so all may be looked at.
		var requests []records.Key
		for _, request := range view.List(records.AwardRequest) {
			requests = append(requests, records.KeyOf(request))
		}
		return claimsOf(view, requests)
	}
	return nil
}

// claimsOfCase are the claims of requests, and all others of the organisations that ask: what one is granted may be part of another's
// year, or the first award that excludes a second.
func claimsOfCase(view records.View, keys ...records.Key) []ClaimRef {
	requests := keys
	for _, key := range keys {
		requests = append(requests, requestsOf(view, kinOfRequest(view, key))...)
	}
	return claimsOf(view, requests)
}

// claimsOfEntry are the claim of an entry and, where its organisation goes by several names, the claims of all of them.
func claimsOfEntry(view records.View, entry *v1alpha1.FundingDisbursement) []ClaimRef {
	if entry.Spec.Claim == nil {
		return nil
	}
	own := []ClaimRef{{Ledger: records.LedgerOfEntry(entry), Claim: *entry.Spec.Claim}}
	cause := records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}
	kin := kinOfRequest(view, cause)
	if incident, ok := records.Get[*v1alpha1.Incident](view, cause); ok && records.Kind(entry.Spec.Cause.Kind) == records.Incident {
		return append(own, claimsOf(view, requestsNamed(view, records.Key{Namespace: cause.Namespace, Name: incident.Spec.AllianceRef.Name}))...)
	}
	if records.Kind(entry.Spec.Cause.Kind) != records.AwardRequest || len(kin) < 2 {
		return own
	}
	return append(own, claimsOf(view, requestsOf(view, kin))...)
}

// claimsOfRound are the claims of a round, and of every other of its year: two that cover one division stall each other.
func claimsOfRound(view records.View, round *v1alpha1.EvaluationRound) []ClaimRef {
	rounds := append(records.Find[*v1alpha1.EvaluationRound](view, records.RoundsByYear, strconv.Itoa(int(round.Spec.Year))), round)
	var requests []records.Key
	for _, round := range rounds {
		for _, application := range records.Find[*v1alpha1.StarApplication](view, records.ApplicationsByRound, records.KeyOf(round).String()) {
			requests = append(requests, records.KeyOf(application))
		}
	}
	return claimsOfCase(view, requests...)
}

// Claimants are the kinds of records that make or move a claim: whoever knows all of them knows every claim that may have a step.
var Claimants = []records.Kind{records.ActivityReport, records.AwardRequest, records.Incident}

// claimsPaid are the claim that a payment is for, and those of payments that share its voucher, of which the first stands: what a
// revocation leaves of a claim depends on what of it was paid, and when.
func claimsPaid(view records.View, payment *v1alpha1.Payment) (refs []ClaimRef) {
	for _, one := range sharingVoucher(view, payment) {
		entry, ok := records.Get[*v1alpha1.FundingDisbursement](view, records.Key{Namespace: one.Namespace, Name: one.Spec.DisbursementRef.Name})
		if ok && entry.Spec.Claim != nil {
			refs = append(refs, ClaimRef{Ledger: records.LedgerOfEntry(entry), Claim: *entry.Spec.Claim})
		}
	}
	return refs
}

// sharingVoucher are a payment and all that name the same voucher, of which the first stands.
func sharingVoucher(view records.View, payment *v1alpha1.Payment) []*v1alpha1.Payment {
	shared := []*v1alpha1.Payment{payment}
	if payment.Spec.Voucher == "" {
		return shared
	}
	value := records.VoucherValue(payment.Namespace, payment.Spec.Voucher)
	return append(shared, records.Find[*v1alpha1.Payment](view, records.PaymentsByVoucher, value)...)
}

// requestsNamed are the requests of an alliance and of all that may be one organisation with it.
func requestsNamed(view records.View, key records.Key) []records.Key {
	alliance, ok := records.Get[*v1alpha1.Alliance](view, key)
	if !ok {
		return nil
	}
	return requestsOf(view, kinOf(view, alliance))
}

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
	default: // nothing of another kind leads to the money of a star
	}
	return nil
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
	pass := evaluation.At(view, calendar.Max)
	for _, key := range requests {
		request := pass.AwardRequest(key)
		add(ClaimRef{Ledger: request.Ledger, Claim: request.Claim})
		// Under which name of its line a request claims depends on the day of its completion.
		if kin := kinOfRequest(view, key); len(kin) > 1 || len(kin) == 1 && len(kin[0].Spec.Succeeds) > 0 {
			names := former{view: view, seen: map[string]bool{}}
			names.request(key)
			for _, ref := range names.refs {
				add(ref)
			}
		}
		for _, entry := range records.Find[*v1alpha1.FundingDisbursement](view, records.EntriesByCause, records.SubjectValue(records.AwardRequest, key)) {
			if entry.Spec.Claim != nil {
				add(ClaimRef{Ledger: records.LedgerOfEntry(entry), Claim: *entry.Spec.Claim})
			}
		}
	}
	return refs
}
