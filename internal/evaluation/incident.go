package evaluation

import (
	"slices"
	"time"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Incident is what is said of an incident (R7).
type Incident struct {
	Result
	// Digest is what a review of the incident has to name.
	Digest v1alpha1.Digest
	// Approval is how far it has come: complete means found, and decided where it can end a star. Nil where it is not judged yet.
	Approval *Approval
	// Appeal against it; nil where there is none to be heard.
	Appeal *Approval
	// Rectification of a misuse of a brand: its second stage, signed after the finding. Nil of every other incident.
	Rectification *Approval
	// Round by whose terms it is judged; empty where none covers the alliance.
	Round records.Key
	// ReportedOn is the day from which money is on hold; 0 before it has come.
	ReportedOn calendar.Date
	// DecidedOn is the day of the decision, whichever it is; 0 while it is open.
	DecidedOn calendar.Date
	// OverturnedOn is the day on which an appeal was upheld; 0 where none was.
	OverturnedOn calendar.Date
	// OverdueSince is the first day on which the stage that waits was overdue; 0 where it is not.
	OverdueSince calendar.Date

	record   *v1alpha1.Incident
	alliance *v1alpha1.Alliance
	terms    *v1alpha1.RevocationTerms
	chain    *subject
	effect   effect
	// unproven says that it was decided, or may have been, and that the records do not show it any more: on which day, where no approval tells, and
	// by which stage, where an entry does.
	unproven bool
	on       calendar.Date
	stage    string
	// suspends is the first day of a suspension by a misuse, and restores and revokesOn that on which it was put right or was not; 0
	// where it has not come to that.
	suspends, restores, revokesOn calendar.Date
}

// effect is what an incident does to stars when it is decided.
type effect string

const (
	endsNothing effect = ""
	revokes     effect = "Revokes" // ends every star, and bars (R11)
	annuls      effect = "Annuls"  // ends one star, without a bar (F-19)
	unclear     effect = "Unclear" // ended stars; which, and for how long, is not in view any more
)

// open says whether the incident holds money on a day: from its report until its decision, and longer where the records do not show what was
// decided, until an appeal was upheld.
func (i *Incident) open(on calendar.Date) bool {
	if !i.holds() || i.ReportedOn == 0 || on < i.ReportedOn {
		return false
	}
	if i.unproven {
		return i.OverturnedOn == 0 || on < i.OverturnedOn
	}
	return i.DecidedOn == 0 || on < i.DecidedOn
}

// holds says whether the incident can hold money at all: one about the alliance itself, or of which it is not known whose offence was decided.
func (i *Incident) holds() bool {
	return i.record != nil && (i.unproven || i.record.Spec.Subject == v1alpha1.SubjectAlliance)
}

// endsOn is the day on which it ends stars; 0 where it never did.
func (i *Incident) endsOn() calendar.Date {
	switch {
	case i.effect == endsNothing:
		return 0
	case i.on != 0:
		return i.on
	case i.Approval == nil || i.Approval.State != ApprovalComplete:
		return 0
	}
	return i.Approval.On
}

// standsOn says whether its decision stands on a day: it was taken by then, and no appeal was upheld by then.
func (i *Incident) standsOn(on calendar.Date) bool {
	ends := i.endsOn()
	return ends != 0 && ends <= on && (i.OverturnedOn == 0 || on < i.OverturnedOn)
}

// touches says whether its decision ends an application: a revocation every one that was filed by then, an annulment the one it names.
func (i *Incident) touches(application *v1alpha1.StarApplication) bool {
	switch i.effect {
	case revokes, unclear:
		return day(application.Spec.FiledOn) <= i.endsOn()
	case annuls:
		return application.Name == i.record.Spec.Annuls
	case endsNothing:
	}
	return false
}

// barThrough is the last day on which the alliance may not apply: the end of the year of the revocation and of so many whole years after
// it; 0 where there is no bar.
func (i *Incident) barThrough() calendar.Date {
	if i.effect != revokes || i.endsOn() == 0 {
		return 0
	}
	return calendar.OfDate(i.endsOn().Year()+int(i.terms.BarYears), time.December, 31)
}

// Incident judges a report: found by an official document, heard, and decided by the level that awarded the star (R8-R11, R13).
func (p *Pass) Incident(key records.Key) *Incident {
	if known, ok := p.incidents[key]; ok {
		return known
	}
	found := &Incident{}
	p.incidents[key] = found
	j := p.judge(records.Incident, key)
	p.judgeIncident(j, found)
	p.standAsEntered(j, found)
	found.Result = j.done()
	return found
}

func (p *Pass) judgeIncident(j *judgement, i *Incident) {
	record, ok := records.Get[*v1alpha1.Incident](p.view, j.key)
	if !ok {
		j.missing("metadata.name", j.kind, j.key)
		return
	}
	i.record = record
	if i.Digest, ok = j.digest(record.Spec); !ok {
		return
	}
	reported, ok := j.date("spec.reportedOn", record.Spec.ReportedOn)
	if !ok {
		return
	}
	if _, ok := j.date("spec.factsOn", record.Spec.FactsOn); !ok || j.notYet(reported) {
		return
	}
	i.ReportedOn = reported
	division, ok := p.view.Division(j.key.Namespace)
	if !ok {
		j.noDivision()
		return
	}
	named := records.Key{Namespace: j.key.Namespace, Name: record.Spec.AllianceRef.Name}
	if i.alliance, ok = records.Get[*v1alpha1.Alliance](p.view, named); !ok {
		j.missing("spec.allianceRef", records.Alliance, named)
		return
	}
	if i.misuse() {
		p.judgeMisuse(j, i)
		return
	}
	if lost, ok := p.lostStar(i.alliance, i.ReportedOn); ok {
		j.unproven(false, messages.New("Incident/StarLost", "record", lost.String(), "reported", reported.String()))
		p.perhapsDecided(&j.timeline, i)
		return
	}
	round, awarding := p.judgedBy(i, division)
	if round == nil || round.record.Spec.Revocation == nil {
		j.stall(v1alpha1.ReasonReferenceMissing, messages.New("Incident/NoRound", "reported", reported.String()))
		return
	}
	i.Round, i.terms = records.KeyOf(round.record), round.record.Spec.Revocation
	i.effect = i.effectOf()
	i.chain = i.approvedBy(round, division, awarding)
	p.hearIncident(j, i)
}

// effectOf is what the incident can do to stars: a ground of the closed list revokes, where it is the alliance's own offence (R11, Q-12).
func (i *Incident) effectOf() effect {
	spec := i.record.Spec
	switch {
	case spec.Subject != v1alpha1.SubjectAlliance:
		return endsNothing
	case spec.Ground == v1alpha1.GroundProceduralFault:
		return annuls
	case slices.Contains(i.terms.Grounds, v1alpha1.RevocationGround(spec.Ground)):
		return revokes
	}
	return endsNothing
}

// approvedBy is the chain of approval by which an incident that can end a star is decided.
func (i *Incident) approvedBy(round *Round, division records.Division, awarding v1alpha1.Authority) *subject {
	return &subject{
		kind: records.Incident, key: records.KeyOf(i.record), digest: i.Digest, filed: i.ReportedOn, stages: i.terms.Stages,
		awarding: awarding, level: division.Level(), duty: signsIncident,
		before:  acts{{duty: filesIncident, by: i.record.Spec.FiledBy}},
		recusal: recusal{round: round.record, alliance: i.alliance},
		finds:   true, waivable: true,
	}
}

// decisionOf judges the signatures under an incident. One that can end no star is over once it is found. Under another digest than its own all
// stages are asked for, and any day and any signer will do: what the report said then, and so what it could end, when and by whom it was filed, is not
// in view. (That it was dismissed is believed only as it stands now, since that would lift the hold; and which signatures count is told as it stands now.)
func (p *Pass) decisionOf(t *timeline, i *Incident) *Approval {
	found, edited, reviews := *i.chain, *i.chain, i.chain.reviews(p.view, t)
	if i.effect == endsNothing && len(found.stages) > 0 {
		found.stages = found.stages[:1]
	}
	edited.filed, edited.before = 0, nil
	stands := found.under(i.Digest, reviews, p.view, t)
	// What people signed to the end as it is now is decided, whatever was signed before; less would do to find it harmless.
	signedAnew := stands.State == ApprovalComplete && i.effect != endsNothing
	for _, digest := range otherDigests(reviews, i.Digest) {
		other := i.chain.under(digest, reviews, p.view, t)
		if before := edited.under(digest, reviews, p.view, t); before.State == ApprovalComplete && before.decidedBefore(other) {
			other.State, other.On, other.By, other.signed = before.State, before.On, nil, before.signed
		}
		if other.decidedBefore(stands) && (!signedAnew || other.State == ApprovalRejected) {
			stands = other
		}
	}
	return stands
}

// hearIncident carries an incident through its stages and an appeal.
func (p *Pass) hearIncident(j *judgement, i *Incident) {
	i.Approval = p.decisionOf(&j.timeline, i)
	switch i.Approval.State {
	case ApprovalComplete:
		i.DecidedOn = i.Approval.On
		if i.Approval.Digest != i.Digest {
			i.unproven, i.effect = true, unclear
		}
		p.appeal(j, i)
		i.confirmed(j)
	case ApprovalRejected:
		i.DecidedOn = i.Approval.On
		j.no(v1alpha1.ReasonDismissed, messages.New("Incident/Dismissed", "on", i.DecidedOn.String(), "reason", i.Approval.By.Spec.Reason))
	case ApprovalOpen, ApprovalReturned:
		j.waitsForApproval(i.Approval, v1alpha1.ReasonReported)
		if i.Approval.State == ApprovalOpen {
			j.result.Outcome.Reason = i.progress()
		}
		p.overdue(j, i)
	}
}

// progress is how far an open incident has come.
func (i *Incident) progress() string {
	done := 0
	for _, stage := range i.Approval.Stages {
		if stage.State == StageDone {
			done++
		}
	}
	switch done {
	case 0:
		return v1alpha1.ReasonReported
	case 1:
		return v1alpha1.ReasonFound
	}
	return v1alpha1.ReasonHeard
}

// confirmed says what the decision did.
func (i *Incident) confirmed(j *judgement) {
	on := i.DecidedOn.String()
	if i.OverturnedOn != 0 {
		j.no(v1alpha1.ReasonOverturned, messages.New("Incident/Overturned", "on", i.OverturnedOn.String(), "decided", on))
		return
	}
	if i.unproven {
		j.unproven(false, messages.New("Incident/Edited", "digest", string(i.Approval.Digest)))
		return
	}
	switch i.effect {
	case revokes:
		bar := i.barThrough()
		j.reached(bar.AddDays(1))
		j.yes(v1alpha1.ReasonRevoked, messages.New("Incident/Revoked", "on", on, "through", bar.String()))
	case annuls:
		j.yes(v1alpha1.ReasonAnnulled, messages.New("Incident/Annulled", "on", on, "application", i.record.Spec.Annuls))
	case endsNothing, unclear:
		j.yes(v1alpha1.ReasonConfirmed, messages.New("Incident/Confirmed", "on", on))
	}
}

// appeal hears an appeal against a decision that ended a star. One that the ledger has entered counts as upheld, in view or not.
func (p *Pass) appeal(j *judgement, i *Incident) {
	if i.effect == endsNothing {
		return
	}
	if i.OverturnedOn = p.enteredOf(records.KeyOf(i.record)).overturned; i.terms.Appeal == nil || len(i.terms.Appeal.Stages) == 0 {
		return
	}
	s := *i.chain
	s.stages, s.duty, s.filed, s.finds, s.waivable = i.terms.Appeal.Stages, signsAppeal, i.DecidedOn, false, false
	s.before = append(slices.Clone(i.chain.before), i.Approval.signed...)
	i.Appeal = s.under(i.Approval.Digest, s.reviews(p.view, &j.timeline), p.view, &j.timeline)
	if i.Appeal.State == ApprovalComplete {
		i.OverturnedOn = i.Appeal.On
	}
}

// appealStage is the name of the stage that upholds an appeal.
func (i *Incident) appealStage() string { return appealStage(i.terms) }

func appealStage(terms *v1alpha1.RevocationTerms) string {
	if terms == nil || terms.Appeal == nil || len(terms.Appeal.Stages) == 0 {
		return ""
	}
	return terms.Appeal.Stages[len(terms.Appeal.Stages)-1].Name
}

// judgedBy finds the round by whose terms an incident is judged, and who awards by them: that of the highest star in force when it was
// reported, else the newest round of its division, in the name of the division's own level.
func (p *Pass) judgedBy(i *Incident, division records.Division) (*Round, v1alpha1.Authority) {
	if star := p.starOn(i.alliance, i.ReportedOn); star != nil {
		return star.dossier.round, star.dossier.terms.Authority
	}
	for year := i.ReportedOn.Year(); year >= firstYear; year-- {
		if round := p.roundOver(division, year); round != nil && round.Stalled == nil {
			return round, division.Level()
		}
	}
	return nil, ""
}

// overdue says since when the stage that waits is overdue. It reports, and blocks nothing.
func (p *Pass) overdue(j *judgement, i *Incident) {
	since := i.ReportedOn
	for _, stage := range i.Approval.Stages {
		if stage.State == StageDone {
			since = stage.DoneOn
		}
	}
	stage := i.Approval.Waits()
	if stage == nil || stage.Stage.WorkingDays == 0 {
		return
	}
	end, err := workdaysOf(p.view, &j.timeline).end(since, int(stage.Stage.WorkingDays))
	if err == nil && j.reached(end.AddDays(1)) {
		i.OverdueSince = end.AddDays(1)
	}
}
