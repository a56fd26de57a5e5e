package evaluation

import (
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Request is what is said of an award request up to its approval. What the ledger made of it is told by its entries.
type Request struct {
	Result
	// Digest is what a review of the request has to name.
	Digest v1alpha1.Digest
	// Approval is how far the chain has come; nil where it was not asked.
	Approval *Approval
	// CompletedOn is the day on which the last stage was signed: its place in the queue. 0 while it is not complete.
	CompletedOn calendar.Date
	// Claim that the money belongs to, and Ledger that pays it; they are known once the application is.
	Claim  v1alpha1.Claim
	Ledger records.Key
	// Amount that the star is worth in its round; what is payable of it depends on the claim.
	Amount money.Fen

	record      *v1alpha1.AwardRequest
	application *Application
	// moved says that the terms name another ledger now than the one that paid.
	moved bool
}

// AwardRequest judges a request for the money of a star: nothing is payable without one (R19). Its outcome stays unset once all of
// its own conditions are met: the rest is for the ledger to say.
func (p *Pass) AwardRequest(key records.Key) *Request {
	if known, ok := p.requests[key]; ok {
		return known
	}
	j := p.judge(records.AwardRequest, key)
	found := &Request{}
	p.judgeRequest(j, found)
	found.Result = j.done()
	found.Findings = slices.Clip(found.Findings) // what is added for one who asks is not seen by the next
	p.requests[key] = found
	return found
}

func (p *Pass) judgeRequest(j *judgement, r *Request) {
	record, ok := records.Get[*v1alpha1.AwardRequest](p.view, j.key)
	if !ok {
		j.missing("metadata.name", j.kind, j.key)
		return
	}
	r.record = record
	if r.Digest, ok = j.digest(record.Spec); !ok {
		return
	}
	requested, ok := j.date("spec.requestedOn", record.Spec.RequestedOn)
	if !ok {
		return
	}
	d, ok := p.dossier(j, records.Key{Namespace: j.key.Namespace, Name: record.Spec.ApplicationRef.Name})
	if !ok {
		return
	}
	p.price(j, r, d)
	if j.result.Stalled != nil || j.notYet(requested) || j.result.Outcome != nil {
		return
	}
	if p.refuseRequest(j, r, d, requested) {
		return
	}
	r.Approval = p.requestApproval(&j.timeline, r, d, requested)
	if j.waitsForApproval(r.Approval, v1alpha1.ReasonUnderReview) {
		return
	}
	r.CompletedOn = r.Approval.On
	r.Claim.Identity = p.claimIdentity(j.key, d, r.CompletedOn)
}

// price finds what the star is worth (R15, R16, R17), which ledger pays it and which claim it belongs to. R20: a fixed sum for each
// alliance, paid by the ledger that the round names, whoever decided the star.
func (p *Pass) price(j *judgement, r *Request, d *dossier) {
	if d.terms == nil {
		return
	}
	r.Claim = v1alpha1.Claim{Identity: p.claimIdentity(j.key, d, p.asOf), Year: d.round.record.Spec.Year}
	award := d.terms.Award
	if award == nil {
		return
	}
	r.Ledger, r.moved = p.payingLedger(records.AwardRequest, j.key, records.RefKey(award.LedgerRef, j.key.Namespace))
	amount, err := money.Parse(string(award.Amount))
	if err != nil {
		j.stall(v1alpha1.ReasonInvalidRecord, messages.New("Any/InvalidRecord", "path", "spec.ratings", "value", err.Error()))
	}
	r.Amount = amount
}

// claimIdentity is the identity under which a request claims: that of its entry where the ledger has one, so that a succession
// that is declared later moves no money to another claim (F-17); else that of the organisation on the day of its completion.
func (p *Pass) claimIdentity(request records.Key, d *dossier, on calendar.Date) string {
	for _, entry := range p.entriesOf(records.AwardRequest, request) {
		if entry.Spec.Claim != nil {
			return entry.Spec.Claim.Identity
		}
	}
	return p.lineOf(d.alliance, on).identity
}

// payingLedger is the ledger that pays because of a request or a report: the one that has entered money because of it, else the one that the
// terms name. Terms that name another one later, past their freeze, move no money and pay nothing twice; moved says that they do.
func (p *Pass) payingLedger(kind records.Kind, key, named records.Key) (paying records.Key, moved bool) {
	for _, entry := range p.entriesOf(kind, key) {
		if entry.Spec.Claim != nil {
			paying = records.LedgerOfEntry(entry)
			return paying, paying != named
		}
	}
	return named, false
}

// entriesOf are the entries of which a record is the cause.
func (p *Pass) entriesOf(kind records.Kind, key records.Key) []*v1alpha1.FundingDisbursement {
	return records.Find[*v1alpha1.FundingDisbursement](p.view, records.EntriesByCause, records.SubjectValue(kind, key))
}

// refuseRequest asks everything that decides about a request before people sign it.
func (p *Pass) refuseRequest(j *judgement, r *Request, d *dossier, requested calendar.Date) bool {
	rating := ""
	if d.terms != nil {
		rating = string(d.terms.Rating)
	}
	// R17: a star that the round gives no money for is not funded.
	if j.refuse("R17", "", "spec.applicationRef", d.terms != nil && d.terms.Award != nil, v1alpha1.ReasonStarNotFunded,
		messages.New("AwardRequest/StarNotFunded", "rating", rating)) {
		return true
	}
	// R18: an award of the year, that was there when it was asked for.
	r.application = p.award(d.key)
	j.awaits(r.application.awardNext)
	if stalled := r.application.Stalled; stalled != nil {
		j.stall(stalled.Reason, stalled.Message)
		return true
	}
	awarded := r.application.AwardedOn
	if j.refuse("R18", "", "spec.applicationRef", awarded != 0, v1alpha1.ReasonNoAward,
		messages.New("AwardRequest/NoAward", "application", d.key.Name, "reason", r.application.reason())) {
		return true
	}
	if j.refuse("R18", "", "spec.requestedOn", awarded <= requested, v1alpha1.ReasonNoAward,
		messages.New("AwardRequest/NoAward/Early", "requested", requested.String(), "awarded", awarded.String())) {
		return true
	}
	by := day(d.terms.Award.RequestBy)
	inTime := requested <= by || r.record.Spec.Waiver != nil || p.reopened(d, requested, by)
	if j.refuse("", "Q-20", "spec.requestedOn", inTime, v1alpha1.ReasonClaimExpired,
		messages.New("AwardRequest/ClaimExpired", "requested", requested.String(), "by", by.String())) {
		return true
	}
	return j.refuse("", "Q-25", "spec.payee", payable(d.alliance, r.record.Spec.Payee), v1alpha1.ReasonWrongPayee,
		messages.New("AwardRequest/WrongPayee", "payee", r.record.Spec.Payee.Name, "host", hostName(d.alliance)))
}

// payable says whether money may go to a payee: to the alliance under its own credit code, or to its declared host (R20, Q-25).
func payable(alliance *v1alpha1.Alliance, payee v1alpha1.Payee) bool {
	if payee.CreditCode == "" {
		return false
	}
	host := alliance.Spec.Host
	return payee.CreditCode == alliance.Spec.CreditCode || host != nil && payee.CreditCode == host.CreditCode
}

func hostName(alliance *v1alpha1.Alliance) string {
	if alliance.Spec.Host == nil {
		return string(alliance.Spec.CreditCode)
	}
	return alliance.Spec.Host.DisplayName
}

func (a *Application) reason() string {
	if a.Outcome == nil {
		return ""
	}
	return a.Outcome.Reason
}

// requestApproval is the chain of a request.
func (p *Pass) requestApproval(t *timeline, r *Request, d *dossier, requested calendar.Date) *Approval {
	s := d.subject(records.AwardRequest, records.KeyOf(r.record), d.terms.Award.Stages, signsRequest)
	s.digest, s.filed = r.Digest, requested
	s.before = append(d.filing(), act{duty: filesRequest, by: r.record.Spec.FiledBy})
	return p.claimApproval(t, s)
}
