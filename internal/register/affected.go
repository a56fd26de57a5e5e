package register

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Target names a record whose status may have to be computed anew.
type Target struct {
	Kind records.Kind
	Key  records.Key
}

// Affected are the other records that a change of a record bears on. It names a record rather once too often: one whose status stays
// as it is costs a look and no write. What the change bears on through a status is named too, since no status is an input.
func Affected(view records.View, object records.Object) []Target {
	a := &affected{view: view, seen: map[Target]bool{}}
	key := records.KeyOf(object)
	a.seen[Target{records.KindOf(object), key}] = true
	switch record := object.(type) {
	case *v1alpha1.WorkCalendar:
		a.everything()
	case *v1alpha1.EvaluationRound:
		a.round(record)
	case *v1alpha1.Alliance:
		a.alliance(record)
	case *v1alpha1.StarApplication:
		a.application(key, record)
	case *v1alpha1.Objection:
		a.reviews(records.Objection, key)
		a.applicationNamed(records.Key{Namespace: key.Namespace, Name: record.Spec.SubjectRef.Name})
	case *v1alpha1.AwardRequest:
		a.request(key)
	case *v1alpha1.Incident:
		a.incident(key, record)
	case *v1alpha1.Review:
		a.review(record)
	case *v1alpha1.Ledger:
		a.ledger(key)
	case *v1alpha1.Budget:
		a.queue(records.Key{Namespace: key.Namespace, Name: record.Spec.LedgerRef.Name})
	case *v1alpha1.FundingDisbursement:
		a.entry(record)
	case *v1alpha1.Payment:
		a.payment(record)
	}
	return a.found
}

type affected struct {
	view  records.View
	found []Target
	seen  map[Target]bool
}

// add names a record; false where it was named before.
func (a *affected) add(kind records.Kind, key records.Key) bool {
	target := Target{kind, key}
	if key.Name == "" || a.seen[target] {
		return false
	}
	a.seen[target] = true
	a.found = append(a.found, target)
	return true
}

func (a *affected) all(kind records.Kind, objects []records.Object) {
	for _, object := range objects {
		a.add(kind, records.KeyOf(object))
	}
}

// everything is for a calendar, which may end any period; it is published once a year.
func (a *affected) everything() {
	for _, info := range records.Kinds {
		if info.Kind != records.WorkCalendar {
			a.all(info.Kind, a.view.List(info.Kind))
		}
	}
}

// round: its own terms, and whether it stands beside another of its year.
func (a *affected) round(round *v1alpha1.EvaluationRound) {
	a.all(records.EvaluationRound, a.view.List(records.EvaluationRound))
	for _, target := range append([]Target(nil), a.found...) {
		a.roundApplications(target.Key)
	}
	a.roundApplications(records.KeyOf(round))
}

func (a *affected) roundApplications(key records.Key) {
	for _, application := range records.Find[*v1alpha1.StarApplication](a.view, records.ApplicationsByRound, key.String()) {
		a.applicationNamed(records.KeyOf(application))
	}
}

func (a *affected) alliance(alliance *v1alpha1.Alliance) {
	for _, request := range requestsOf(a.view, alliance) {
		a.applicationNamed(request)
	}
	a.all(records.Alliance, a.view.Find(records.AlliancesByCode, string(alliance.Spec.CreditCode)))
	for _, name := range []string{string(alliance.Spec.CreditCode), records.KeyOf(alliance).String()} {
		a.all(records.Alliance, a.view.Find(records.AlliancesByPredecessor, name))
	}
	// Recognition is the scope of every round that covers it; rounds are few, and looked at with a pace.
	a.all(records.EvaluationRound, a.view.List(records.EvaluationRound))
}

func (a *affected) applicationNamed(key records.Key) {
	if record, ok := records.Get[*v1alpha1.StarApplication](a.view, key); ok {
		a.application(key, record)
	}
}

// application: the star of its alliance, applications that need that star, everything that is signed in the case, and the money.
func (a *affected) application(key records.Key, application *v1alpha1.StarApplication) {
	if !a.add(records.StarApplication, key) && a.seen[Target{records.AwardRequest, key}] {
		return
	}
	alliance := records.Key{Namespace: key.Namespace, Name: application.Spec.AllianceRef.Name}
	a.add(records.Alliance, alliance)
	for _, other := range records.Find[*v1alpha1.StarApplication](a.view, records.ApplicationsByAlliance, alliance.String()) {
		if other.Spec.FiledOn > application.Spec.FiledOn {
			a.add(records.StarApplication, records.KeyOf(other))
		}
	}
	a.add(records.EvaluationRound, records.RefKey(application.Spec.RoundRef, key.Namespace))
	a.reviews(records.StarApplication, key)
	for _, objection := range a.view.Find(records.ObjectionsBySubject, records.SubjectValue(records.StarApplication, key)) {
		a.add(records.Objection, records.KeyOf(objection))
		a.reviews(records.Objection, records.KeyOf(objection))
	}
	a.request(key)
}

func (a *affected) reviews(kind records.Kind, key records.Key) {
	a.all(records.Review, a.view.Find(records.ReviewsBySubject, records.SubjectValue(kind, key)))
}

// request: its signatures, its place in the queue of its budget, the entries that it caused and their payments.
func (a *affected) request(key records.Key) {
	a.add(records.AwardRequest, key)
	a.reviews(records.AwardRequest, key)
	for _, entry := range records.Find[*v1alpha1.FundingDisbursement](a.view, records.EntriesByCause, records.SubjectValue(records.AwardRequest, key)) {
		a.add(records.FundingDisbursement, records.KeyOf(entry))
		a.all(records.Payment, a.view.Find(records.PaymentsByEntry, records.KeyOf(entry).String()))
	}
	if _, ok := a.view.Get(records.AwardRequest, key); !ok {
		return
	}
	asked := evaluation.At(a.view, calendar.Max).AwardRequest(key)
	for _, budget := range records.Find[*v1alpha1.Budget](a.view, records.BudgetsByLedger, asked.Ledger.String()) {
		a.add(records.Budget, records.KeyOf(budget))
	}
}

// incident: its signatures, and everything of its alliance: stars, bar, money on hold, and what supervision counts.
func (a *affected) incident(key records.Key, incident *v1alpha1.Incident) {
	a.reviews(records.Incident, key)
	named := records.Key{Namespace: key.Namespace, Name: incident.Spec.AllianceRef.Name}
	a.add(records.Alliance, named)
	if alliance, ok := records.Get[*v1alpha1.Alliance](a.view, named); ok {
		a.alliance(alliance)
	}
}

func (a *affected) review(review *v1alpha1.Review) {
	kind := records.Kind(review.Spec.SubjectRef.Kind)
	subject := records.Key{Namespace: review.Namespace, Name: review.Spec.SubjectRef.Name}
	a.add(kind, subject)
	a.reviews(kind, subject)
	if incident, ok := records.Get[*v1alpha1.Incident](a.view, subject); ok && kind == records.Incident {
		a.incident(subject, incident)
		return
	}
	for _, key := range caseOf(a.view, kind, subject) {
		if kind == records.AwardRequest {
			a.request(key)
			continue
		}
		a.applicationNamed(key)
	}
}

// ledger: what is on it, and who waits for it.
func (a *affected) ledger(key records.Key) {
	a.all(records.Budget, a.view.Find(records.BudgetsByLedger, key.String()))
	a.all(records.Payment, a.view.Find(records.PaymentsByLedger, key.String()))
	a.queue(key)
}

// queue are the requests that wait for a ledger's budgets.
func (a *affected) queue(key records.Key) {
	for _, request := range evaluation.OpenRequests(a.view, key, calendar.Max) {
		a.add(records.AwardRequest, request)
	}
}

// entry: the ledger and the budget that it moved, its cause, the entries of its claim with the requests that they granted, their payments, and
// who waits behind it. What an incident took or an appeal gave back concerns every request of its alliance, whether or not the chain
// names it.
func (a *affected) entry(entry *v1alpha1.FundingDisbursement) {
	ledgerKey := records.Key{Namespace: entry.Namespace, Name: entry.Spec.LedgerRef.Name}
	a.add(records.Ledger, ledgerKey)
	// A claim's money may come from several budgets, and what waits in the queue of one may have waited for this entry.
	a.all(records.Budget, a.view.Find(records.BudgetsByLedger, ledgerKey.String()))
	cause := records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}
	a.add(records.Kind(entry.Spec.Cause.Kind), cause)
	a.all(records.Payment, a.view.Find(records.PaymentsByEntry, records.KeyOf(entry).String()))
	if entry.Spec.Claim != nil {
		for _, other := range a.view.Find(records.EntriesByClaim, records.ClaimValue(ledgerKey, *entry.Spec.Claim)) {
			a.add(records.FundingDisbursement, records.KeyOf(other))
			a.all(records.Payment, a.view.Find(records.PaymentsByEntry, records.KeyOf(other).String()))
		}
		a.claimants(ledgerKey, entry)
	}
	switch entry.Spec.Type {
	case v1alpha1.EntryOrder, v1alpha1.EntryReturn, v1alpha1.EntryDecision:
	default:
		a.queue(ledgerKey)
	}
}

// claimants are the requests of an entry's claim, and the rounds, which count what is held and what is to be recovered.
func (a *affected) claimants(ledgerKey records.Key, entry *v1alpha1.FundingDisbursement) {
	if entry.Spec.Type == v1alpha1.EntryOrder {
		return
	}
	for _, other := range records.Find[*v1alpha1.FundingDisbursement](a.view, records.EntriesByClaim, records.ClaimValue(ledgerKey, *entry.Spec.Claim)) {
		if records.Kind(other.Spec.Cause.Kind) == records.AwardRequest {
			a.add(records.AwardRequest, records.Key{Namespace: other.Spec.Cause.Namespace, Name: other.Spec.Cause.Name})
		}
	}
	cause := records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}
	if incident, ok := records.Get[*v1alpha1.Incident](a.view, cause); ok && records.Kind(entry.Spec.Cause.Kind) == records.Incident {
		for _, request := range requestsNamed(a.view, records.Key{Namespace: cause.Namespace, Name: incident.Spec.AllianceRef.Name}) {
			a.add(records.AwardRequest, request)
		}
	}
	// Rounds are few, and looked at with a pace.
	a.all(records.EvaluationRound, a.view.List(records.EvaluationRound))
}

// payment: its entry and the others of its claim, the ledger that it may freeze, and payments that share its entry or voucher.
func (a *affected) payment(payment *v1alpha1.Payment) {
	entryKey := records.Key{Namespace: payment.Namespace, Name: payment.Spec.DisbursementRef.Name}
	a.add(records.Ledger, records.LedgerOfEntryName(entryKey))
	a.all(records.Payment, a.view.Find(records.PaymentsByEntry, entryKey.String()))
	if payment.Spec.Voucher != "" {
		a.all(records.Payment, a.view.Find(records.PaymentsByVoucher, records.VoucherValue(payment.Namespace, payment.Spec.Voucher)))
	}
	entry, ok := records.Get[*v1alpha1.FundingDisbursement](a.view, entryKey)
	if !ok {
		return
	}
	a.add(records.FundingDisbursement, entryKey)
	if entry.Spec.Claim == nil {
		return
	}
	ledgerKey := records.Key{Namespace: entry.Namespace, Name: entry.Spec.LedgerRef.Name}
	for _, other := range records.Find[*v1alpha1.FundingDisbursement](a.view, records.EntriesByClaim, records.ClaimValue(ledgerKey, *entry.Spec.Claim)) {
		a.add(records.FundingDisbursement, records.KeyOf(other))
		if records.Kind(other.Spec.Cause.Kind) == records.AwardRequest {
			a.add(records.AwardRequest, records.Key{Namespace: other.Spec.Cause.Namespace, Name: other.Spec.Cause.Name})
		}
	}
}
