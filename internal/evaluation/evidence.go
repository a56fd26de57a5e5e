package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// EvidenceMissing says whether a cause that a ledger names for a claim is not in view: its record as it was signed, or the reviews
// that complete its stage under that digest. Nothing is granted to such a claim until a person has looked. It takes nothing away.
func (p *Pass) EvidenceMissing(ledgerKey records.Key, claim v1alpha1.Claim) bool {
	for _, entry := range records.Find[*v1alpha1.FundingDisbursement](p.view, records.EntriesByClaim, records.ClaimValue(ledgerKey, claim)) {
		if entry.Spec.ClaimNet != "" && !p.evident(entry.Spec.Cause) {
			return true
		}
	}
	return p.movedFrom(ledgerKey, claim)
}

// movedFrom says whether another ledger granted money of a claim by terms that name another one now. What is still to be granted of the claim is
// none of that ledger's business until the terms are put back: it can't see what it would be added to.
func (p *Pass) movedFrom(ledgerKey records.Key, claim v1alpha1.Claim) bool {
	for _, entry := range records.Find[*v1alpha1.FundingDisbursement](p.view, records.StepsByIdentity, claim.Identity) {
		cause := entry.Spec.Cause
		if records.LedgerOfEntry(entry) != ledgerKey && *entry.Spec.Claim == claim && cause.Kind == string(records.AwardRequest) &&
			p.AwardRequest(records.Key{Namespace: cause.Namespace, Name: cause.Name}).moved {
			return true
		}
	}
	return false
}

// evident says whether the cause of a step is in view.
func (p *Pass) evident(cause v1alpha1.Cause) bool {
	key := records.Key{Namespace: cause.Namespace, Name: cause.Name}
	switch records.Kind(cause.Kind) {
	case records.AwardRequest:
		return p.requestEvident(key, cause)
	case records.ActivityReport:
		return p.reportEvident(key, cause)
	case records.Incident:
		return p.incidentEvident(key, cause)
	default:
		_, ok := p.view.Get(records.Kind(cause.Kind), key)
		return ok
	}
}

// incidentEvident says whether an incident is in view with the reviews that complete the stage which the ledger entered. An appeal that
// the ledger names counts as upheld, in view or not, so only its record has to be there.
func (p *Pass) incidentEvident(key records.Key, cause v1alpha1.Cause) bool {
	incident := p.Incident(key)
	return incident.record != nil && incident.Digest == cause.Digest && incident.endsOn() != 0 && !incident.unproven
}

// requestEvident says whether a request is in view as it was signed, with the reviews that complete it.
func (p *Pass) requestEvident(key records.Key, cause v1alpha1.Cause) bool {
	record, ok := records.Get[*v1alpha1.AwardRequest](p.view, key)
	if !ok {
		return false
	}
	now, err := digestOf(records.AwardRequest, key, record.Spec)
	if err != nil || now != cause.Digest {
		return false
	}
	return p.AwardRequest(key).CompletedOn != 0
}

// SameSigner says whether the one who ordered a payment, or who booked it, may not have: who applied, signed or heard an objection
// in the case does not pay, and who orders does not book (SD-2).
func (p *Pass) SameSigner(payment *v1alpha1.Payment) (ordering, booking bool) {
	_, ordering, _, booking = p.sameSigner(payment)
	return ordering, booking
}

func (p *Pass) sameSigner(payment *v1alpha1.Payment) (before act, ordering bool, earlier act, booking bool) {
	done := p.caseOf(payment)
	order := act{duty: ordersPayment, by: payment.Spec.OrderedBy}
	before, ordering = done.collides(order)
	if payment.Spec.BookedBy != "" {
		earlier, booking = append(done, order).collides(act{duty: booksPayment, by: payment.Spec.BookedBy})
	}
	return before, ordering, earlier, booking
}

// SaySameSigner says which account has what other duty in the case of a payment that it ordered or booked.
func (p *Pass) SaySameSigner(payment *v1alpha1.Payment) messages.Message {
	before, ordering, earlier, booking := p.sameSigner(payment)
	switch {
	case ordering:
		return before.againstPayment("Payment/SameSigner/Order")
	case booking:
		return earlier.againstPayment("Payment/SameSigner/Booking")
	}
	return messages.New("Payment/SameSigner") // by what the ledger saw
}

// caseOf are the acts of the case that a payment belongs to, before any payment. What an appeal gave back belongs to the cases of the requests
// that it revived, and who upheld it approved it too.
func (p *Pass) caseOf(payment *v1alpha1.Payment) acts {
	entry, ok := records.Get[*v1alpha1.FundingDisbursement](p.view, records.Key{Namespace: payment.Namespace, Name: payment.Spec.DisbursementRef.Name})
	if !ok {
		return nil
	}
	cause := records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}
	switch records.Kind(entry.Spec.Cause.Kind) {
	case records.ActivityReport:
		return p.caseOfReport(cause)
	case records.AwardRequest:
		return p.caseOfRequest(cause)
	case records.Incident:
		if entry.Spec.Type != v1alpha1.EntryAward || entry.Spec.Claim == nil {
			return nil // money that came back is ordered by nobody
		}
		return p.caseOfAppeal(cause, entry)
	default: // nothing else grants money
		return nil
	}
}

// caseOfAppeal are the acts behind what an appeal gave back: who upheld it, and the cases of the requests that it revived. Where its incident is not in view as
// it was decided, whoever signed under it, and every request of the claim: what is gone lets nobody pay who might not.
func (p *Pass) caseOfAppeal(key records.Key, entry *v1alpha1.FundingDisbursement) (done acts) {
	incident := p.Incident(key)
	shown := incident.record != nil && incident.OverturnedOn != 0 && !incident.unproven
	if shown && incident.Appeal != nil {
		done = append(done, incident.Appeal.signed...)
	} else {
		for _, review := range records.Find[*v1alpha1.Review](p.view, records.ReviewsBySubject, records.SubjectValue(records.Incident, key)) {
			done = append(done, act{duty: signsAppeal, by: review.Spec.Reviewer, stage: review.Spec.Stage})
		}
	}
	for _, r := range p.requestsOf(records.LedgerOfEntry(entry), *entry.Spec.Claim) {
		if !shown || incident.touches(r.application.dossier.application) {
			done = append(done, p.caseOfRequest(records.KeyOf(r.record))...)
		}
	}
	return done
}

// caseOfRequest are the acts of a request, of its application and of the objections to that.
func (p *Pass) caseOfRequest(key records.Key) acts {
	request := p.AwardRequest(key)
	if request.record == nil {
		return nil
	}
	done := acts{{duty: filesRequest, by: request.record.Spec.FiledBy}}
	if request.Approval != nil {
		done = append(done, request.Approval.signed...)
	}
	application := p.StarApplication(records.Key{Namespace: key.Namespace, Name: request.record.Spec.ApplicationRef.Name})
	if application.dossier == nil {
		return done
	}
	done = append(done, application.dossier.filing()...)
	if application.Approval != nil {
		done = append(done, application.Approval.signed...)
	}
	for _, objection := range records.Find[*v1alpha1.Objection](p.view, records.ObjectionsBySubject, records.SubjectValue(records.StarApplication, application.dossier.key)) {
		if heard := p.Objection(records.KeyOf(objection)).Approval; heard != nil {
			done = append(done, heard.signed...)
		}
	}
	return done
}
