package register

import (
	"strconv"

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

// Affected are the other records that a change of a record bears on, and the ledgers whose queues it may move: see InQueue. It names a
// record rather once too often: one whose status stays as it is costs a look and no write. What the change bears on through a
// status is named too, since no status is an input. Of a record that changed it is to be asked as it was and as it is.
func Affected(view records.View, object records.Object) (targets []Target, ledgers []records.Key) {
	// The day is no input: which ledger a request is for does not depend on it.
	a := &affected{view: view, pass: evaluation.At(view, calendar.Max), seen: map[Target]bool{}, cases: map[Target]bool{}, moved: map[records.Key]bool{}, covered: map[string]bool{}}
	key := records.KeyOf(object)
	a.seen[Target{records.KindOf(object), key}] = true
	a.people(key, object)
	a.money(key, object)
	a.ofActivity(object)
	for _, ref := range FormerClaims(view, object) {
		a.move(ref.Ledger)
	}
	a.actionPlans(object)
	return a.found, a.queues
}

// people names what a record that is no money's bears on.
func (a *affected) people(key records.Key, object records.Object) {
	switch record := object.(type) {
	case *v1alpha1.WorkCalendar:
		a.everything()
	case *v1alpha1.EvaluationRound:
		a.round(record)
	case *v1alpha1.Alliance:
		a.organisation(kinOf(a.view, record))
		a.rounds(key.Namespace)
		a.all(records.Initiative, a.view.Find(records.InitiativesByAlliance, key.String()))
		a.usersOf(key)
	case *v1alpha1.StarApplication:
		a.application(key, record)
	case *v1alpha1.Objection:
		a.reviews(records.Objection, key)
		subject := records.Key{Namespace: key.Namespace, Name: record.Spec.SubjectRef.Name}
		a.applicationNamed(subject)
		a.licenseNamed(subject)
	case *v1alpha1.AwardRequest:
		a.request(key)
	case *v1alpha1.Incident:
		a.incident(key, record)
	case *v1alpha1.Brand, *v1alpha1.BrandLicense:
		a.branded(record)
	case *v1alpha1.Review:
		a.review(record)
	}
}

// money names what a record of the ledgers bears on.
func (a *affected) money(key records.Key, object records.Object) {
	switch record := object.(type) {
	case *v1alpha1.Ledger:
		a.move(key)
	case *v1alpha1.Budget:
		a.move(records.Key{Namespace: key.Namespace, Name: record.Spec.LedgerRef.Name})
	case *v1alpha1.FundingDisbursement:
		a.entry(record)
	case *v1alpha1.Payment:
		a.payment(record)
	}
}

type affected struct {
	view   records.View
	pass   *evaluation.Pass
	found  []Target
	queues []records.Key
	seen   map[Target]bool
	// cases are the applications and requests that were gone through, and moved the ledgers.
	cases map[Target]bool
	moved map[records.Key]bool
	// covered are the namespaces whose rounds were named.
	covered map[string]bool
}

// add names a record.
func (a *affected) add(kind records.Kind, key records.Key) {
	target := Target{kind, key}
	if key.Name == "" || a.seen[target] {
		return
	}
	a.seen[target] = true
	a.found = append(a.found, target)
}

func (a *affected) all(kind records.Kind, objects []records.Object) {
	for _, object := range objects {
		a.add(kind, records.KeyOf(object))
	}
}

// entered says whether a case is gone through for the first time.
func (a *affected) entered(kind records.Kind, key records.Key) bool {
	target := Target{kind, key}
	if a.cases[target] {
		return false
	}
	a.cases[target] = true
	return true
}

// everything is for a calendar, which may end any period; it is published once a year.
func (a *affected) everything() {
	for _, info := range records.Kinds {
		a.all(info.Kind, a.view.List(info.Kind))
	}
}

// round: its own terms, and whether it stands beside another of its year.
func (a *affected) round(round *v1alpha1.EvaluationRound) {
	rivals := records.Find[*v1alpha1.EvaluationRound](a.view, records.RoundsByYear, strconv.Itoa(int(round.Spec.Year)))
	for _, round := range append(rivals, round) {
		key := records.KeyOf(round)
		a.add(records.EvaluationRound, key)
		for _, application := range records.Find[*v1alpha1.StarApplication](a.view, records.ApplicationsByRound, key.String()) {
			a.application(records.KeyOf(application), application)
		}
	}
	// Without it, or by it, others judge; an incident about an alliance that never applied is judged by the newest. Both are few.
	a.all(records.EvaluationRound, a.view.List(records.EvaluationRound))
	// What they end and bar goes by its terms.
	for _, incident := range records.List[*v1alpha1.Incident](a.view) {
		a.incident(records.KeyOf(incident), incident)
	}
}

// organisation: what its alliances are, and every case of theirs.
func (a *affected) organisation(kin []*v1alpha1.Alliance) {
	for _, alliance := range kin {
		a.add(records.Alliance, records.KeyOf(alliance))
		a.incidents(records.KeyOf(alliance))
		a.activities(records.KeyOf(alliance))
		a.rounds(alliance.Namespace)
	}
	for _, key := range requestsOf(a.view, kin) {
		a.applicationNamed(key)
	}
}

func (a *affected) applicationNamed(key records.Key) {
	if record, ok := records.Get[*v1alpha1.StarApplication](a.view, key); ok {
		a.application(key, record)
	}
}

// application: the star of its alliance, applications that need that star, everything that is signed in the case, and the money.
func (a *affected) application(key records.Key, application *v1alpha1.StarApplication) {
	if !a.entered(records.StarApplication, key) {
		return
	}
	a.add(records.StarApplication, key)
	alliance := records.Key{Namespace: key.Namespace, Name: application.Spec.AllianceRef.Name}
	a.add(records.Alliance, alliance)
	a.add(records.EvaluationRound, records.RefKey(application.Spec.RoundRef, key.Namespace))
	a.rounds(key.Namespace) // of every year: they count who never applied
	a.reviews(records.StarApplication, key)
	for _, objection := range a.view.Find(records.ObjectionsBySubject, records.SubjectValue(records.StarApplication, key)) {
		a.add(records.Objection, records.KeyOf(objection))
		a.reviews(records.Objection, records.KeyOf(objection))
	}
	a.incidents(alliance)
	a.activities(alliance) // where a star decides who may file plans
	a.request(key)
	a.siblings(kinOfApplicant(a.view, application))
	for _, other := range records.Find[*v1alpha1.StarApplication](a.view, records.ApplicationsByAlliance, alliance.String()) {
		if other.Spec.FiledOn > application.Spec.FiledOn {
			a.application(records.KeyOf(other), other)
		}
	}
}

// rounds are those that may cover a namespace, of every year: recognition is their scope, and they count what supervision has to look at.
// They are few, and looked at with a pace.
func (a *affected) rounds(namespace string) {
	if a.covered[namespace] {
		return
	}
	a.covered[namespace] = true
	division, known := a.view.Division(namespace)
	for _, round := range a.view.List(records.EvaluationRound) {
		if of, ok := a.view.Division(round.GetNamespace()); !known || !ok || of.Covers(division) {
			a.add(records.EvaluationRound, records.KeyOf(round))
		}
	}
}

// incidents are those of an alliance: the star in force decides by whose terms they are judged.
func (a *affected) incidents(alliance records.Key) {
	for _, incident := range a.view.Find(records.IncidentsByAlliance, alliance.String()) {
		a.add(records.Incident, records.KeyOf(incident))
		a.reviews(records.Incident, records.KeyOf(incident))
	}
}

// incident: its signatures, and everything of its alliance and of those that succeed it: stars, bar, money on hold and to be recovered,
// and what the rounds count of that.
func (a *affected) incident(key records.Key, incident *v1alpha1.Incident) {
	a.add(records.Incident, key)
	a.reviews(records.Incident, key)
	named := records.Key{Namespace: key.Namespace, Name: incident.Spec.AllianceRef.Name}
	a.add(records.Alliance, named)
	if alliance, ok := records.Get[*v1alpha1.Alliance](a.view, named); ok {
		a.organisation(kinOf(a.view, alliance))
	}
	a.rounds(key.Namespace)
	if incident.Spec.LicenseRef != nil {
		a.licenseNamed(records.RefKey(*incident.Spec.LicenseRef, key.Namespace))
	}
}

func (a *affected) reviews(kind records.Kind, key records.Key) {
	a.all(records.Review, a.view.Find(records.ReviewsBySubject, records.SubjectValue(kind, key)))
}

// request: its signatures, its place in the queue of its ledger, what that has entered for its claims, and what the same organisation
// asks for besides.
func (a *affected) request(key records.Key) {
	if !a.entered(records.AwardRequest, key) {
		return
	}
	a.add(records.AwardRequest, key)
	a.rounds(key.Namespace) // they count what is on hold, from its own day on
	a.reviews(records.AwardRequest, key)
	for _, entry := range records.Find[*v1alpha1.FundingDisbursement](a.view, records.EntriesByCause, records.SubjectValue(records.AwardRequest, key)) {
		a.claim(entry)
		a.move(records.LedgerOfEntry(entry))
	}
	a.move(a.pass.AwardRequest(key).Ledger)
	a.held(key)
	a.siblings(kinOfRequest(a.view, key))
}

// held: the rounds, which count the requests that an incident holds.
func (a *affected) held(request records.Key) {
	if len(a.view.Find(records.IncidentsByAlliance, allianceOf(a.view, request).String())) > 0 {
		a.rounds(request.Namespace)
	}
}

// siblings are the requests of one organisation: what one is granted may be part of another's year.
func (a *affected) siblings(kin []*v1alpha1.Alliance) {
	for _, key := range requestsOf(a.view, kin) {
		if _, ok := a.view.Get(records.AwardRequest, key); ok {
			a.add(records.AwardRequest, key)
			a.move(a.pass.AwardRequest(key).Ledger)
		}
	}
}

// claim: the entries of one claim, and their payments.
func (a *affected) claim(entry *v1alpha1.FundingDisbursement) {
	if entry.Spec.Claim == nil {
		return
	}
	key := records.LedgerOfEntry(entry)
	for _, other := range records.Find[*v1alpha1.FundingDisbursement](a.view, records.EntriesByClaim, records.ClaimValue(key, *entry.Spec.Claim)) {
		a.add(records.FundingDisbursement, records.KeyOf(other))
		a.all(records.Payment, a.view.Find(records.PaymentsByEntry, records.KeyOf(other).String()))
		if kind := records.Kind(other.Spec.Cause.Kind); kind == records.AwardRequest || kind == records.ActivityReport {
			a.add(kind, records.Key{Namespace: other.Spec.Cause.Namespace, Name: other.Spec.Cause.Name})
		}
	}
}

func (a *affected) review(review *v1alpha1.Review) {
	kind := records.Kind(review.Spec.SubjectRef.Kind)
	subject := records.Key{Namespace: review.Namespace, Name: review.Spec.SubjectRef.Name}
	a.reviews(kind, subject)
	if incident, ok := records.Get[*v1alpha1.Incident](a.view, subject); ok && kind == records.Incident {
		a.incident(subject, incident)
		return
	}
	if kind == records.ActivityPlan || kind == records.ActivityReport {
		a.activity(subject)
		return
	}
	for _, key := range caseOf(a.view, kind, subject) {
		if kind == records.AwardRequest {
			a.request(key)
			continue
		}
		a.applicationNamed(key)
	}
	a.licenseSigned(kind, subject)
	a.add(kind, subject)
}

// move: a ledger, its budgets, and who waits in their queues.
func (a *affected) move(key records.Key) {
	if key.Name == "" || a.moved[key] {
		return
	}
	a.moved[key] = true
	a.queues = append(a.queues, key)
	a.add(records.Ledger, key)
	// What waits in the queue of one budget may wait for money of another.
	a.all(records.Budget, a.view.Find(records.BudgetsByLedger, key.String()))
}

// entry: its ledger, its cause, its claim, and where the organisation goes by several names all that those have.
func (a *affected) entry(entry *v1alpha1.FundingDisbursement) {
	a.move(records.LedgerOfEntry(entry))
	a.claim(entry)
	a.all(records.Payment, a.view.Find(records.PaymentsByEntry, records.KeyOf(entry).String()))
	kind, cause := records.Kind(entry.Spec.Cause.Kind), records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}
	a.add(kind, cause)
	switch entry.Spec.Type {
	case v1alpha1.EntryReceipt, v1alpha1.EntryReturn, v1alpha1.EntryRecovery, v1alpha1.EntryCancellation:
		a.rounds(cause.Namespace) // they count what is still to be recovered
	default:
	}
	if incident, ok := records.Get[*v1alpha1.Incident](a.view, cause); ok && kind == records.Incident {
		a.incident(cause, incident)
	}
	a.claimant(entry)
	if kind == records.ActivityReport {
		a.activity(cause)
	}
	if kind != records.AwardRequest {
		return
	}
	a.request(cause)
	if kin := kinOfRequest(a.view, cause); len(kin) > 1 {
		a.organisation(kin)
	}
}

// claimant: of a decision that the ledger entered, and of an award to somebody of whom something was reported, whose claim it is. What was decided, and
// who decides, is told by the entry where the records do not show it.
func (a *affected) claimant(entry *v1alpha1.FundingDisbursement) {
	kind := records.Kind(entry.Spec.Cause.Kind)
	if entry.Spec.Claim == nil || entry.Spec.Claim.Identity == "" || kind != records.Incident && kind != records.AwardRequest {
		return
	}
	for _, alliance := range bearers(a.view, nameOf(entry.Spec.Claim.Identity)) {
		if kind == records.Incident || len(a.view.Find(records.IncidentsByAlliance, records.KeyOf(alliance).String())) > 0 {
			a.organisation(kinOf(a.view, alliance))
		}
	}
}

// allianceOf is the alliance that a request asks for.
func allianceOf(view records.View, request records.Key) records.Key {
	application, ok := records.Get[*v1alpha1.StarApplication](view, request)
	if !ok {
		return records.Key{}
	}
	return records.Key{Namespace: request.Namespace, Name: application.Spec.AllianceRef.Name}
}

// payment: its ledger, which it may freeze, the entries of its claim, and those whose payments share its voucher.
func (a *affected) payment(payment *v1alpha1.Payment) {
	for _, payment := range sharingVoucher(a.view, payment) {
		a.add(records.Payment, records.KeyOf(payment))
		key := records.Key{Namespace: payment.Namespace, Name: payment.Spec.DisbursementRef.Name}
		a.move(records.LedgerOfEntryName(key))
		a.all(records.Payment, a.view.Find(records.PaymentsByEntry, key.String()))
		if entry, ok := records.Get[*v1alpha1.FundingDisbursement](a.view, key); ok {
			a.claim(entry)
		}
	}
}

// InQueue are the records that wait for a ledger: requests for the money of its budgets, and payments for their orders. It goes
// through all that may wait, so whoever asks after each change of a large register asks at a pace.
func InQueue(view records.View, ledger records.Key) (targets []Target) {
	for _, request := range evaluation.OpenRequests(view, ledger, calendar.Max) {
		targets = append(targets, Target{records.AwardRequest, request})
	}
	for _, report := range evaluation.OpenReports(view, ledger) {
		targets = append(targets, Target{records.ActivityReport, report})
	}
	for _, payment := range records.Find[*v1alpha1.Payment](view, records.PaymentsByLedger, ledger.String()) {
		key := records.KeyOf(payment)
		if len(view.Find(records.EntriesByCause, records.SubjectValue(records.Payment, key))) == 0 {
			targets = append(targets, Target{records.Payment, key})
		}
	}
	return targets
}
