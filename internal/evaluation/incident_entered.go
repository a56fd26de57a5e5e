package evaluation

import (
	"cmp"
	"slices"
	"strings"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// A decision that a ledger entered stands as entered, whatever becomes of the records that showed it: only an appeal undoes it. While the
// records do not show it, it is unproven: money of the organisation is on hold and nothing more is taken because of it, until a person has
// looked (docs/decisions/0005).

// entered is what the ledgers hold of the decision of an incident.
type entered struct {
	// first is the entry by which the decision was entered; nil where none was.
	first *v1alpha1.FundingDisbursement
	// digest under which it was decided; empty where no ledger knows of the incident.
	digest v1alpha1.Digest
	// overturned is the day of an appeal against it that a ledger holds too; 0 where none does.
	overturned calendar.Date
}

// stands says whether a decision was entered, and no appeal against it.
func (e entered) stands() bool { return e.first != nil && e.overturned == 0 }

// enteredOf reads what the ledgers hold of an incident. An appeal is what raised a claim, what names who is paid though it changed nothing, and what has
// another stage than the first, or the one that the terms of its round call so.
func (p *Pass) enteredOf(key records.Key) (found entered) {
	entries := slices.Clone(p.entriesOf(records.Incident, key))
	slices.SortFunc(entries, func(a, b *v1alpha1.FundingDisbursement) int {
		return cmp.Or(cmp.Compare(a.Spec.EffectiveOn, b.Spec.EffectiveOn), cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Name, b.Name))
	})
	for _, entry := range entries {
		found.digest = cmp.Or(found.digest, entry.Spec.Cause.Digest)
		switch {
		case raises(entry), found.first != nil && entry.Spec.Cause.Stage != found.first.Spec.Cause.Stage, p.appeals(entry):
			if found.overturned == 0 {
				found.overturned = day(entry.Spec.EffectiveOn)
			}
		case found.first == nil:
			found.first = entry
		}
	}
	return found
}

// raises says whether an entry of an incident was to raise its claim: an appeal.
func raises(entry *v1alpha1.FundingDisbursement) bool {
	if entry.Spec.Type == v1alpha1.EntryDecision {
		return entry.Spec.Payee != nil
	}
	return !strings.HasPrefix(string(entry.Spec.Amount), "-")
}

// appeals says whether the terms by which an entry was made call its stage one of an appeal.
func (p *Pass) appeals(entry *v1alpha1.FundingDisbursement) bool {
	round := p.roundOf(entry.Spec.Rules)
	return round != nil && entry.Spec.Cause.Stage == appealStage(round.record.Spec.Revocation)
}

// asEntered says whether a report stands as the ledgers know it; true too where they know nothing of it. One that was edited since tells nothing of
// what was decided: not even about whom, or when.
func (p *Pass) asEntered(record *v1alpha1.Incident) bool {
	known := p.enteredOf(records.KeyOf(record)).digest
	if known == "" {
		return true
	}
	now, err := digestOf(records.Incident, records.KeyOf(record), record.Spec)
	return err == nil && now == known
}

// lostDecisions are the decisions against an alliance that ledgers entered, of before a day, whose report is gone or not as it was decided. Which
// stars they ended, and whether they barred, is not in view.
func (p *Pass) lostDecisions(alliance *v1alpha1.Alliance, before calendar.Date) (found []*Incident) {
	seen := map[records.Key]bool{}
	for _, name := range p.lineOf(alliance, calendar.Max).names {
		for _, entry := range records.Find[*v1alpha1.FundingDisbursement](p.view, records.StepsByIdentity, name) {
			key := records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}
			if records.Kind(entry.Spec.Cause.Kind) != records.Incident || key.Namespace != alliance.Namespace || seen[key] {
				continue // an incident lies beside its alliance
			}
			seen[key] = true
			if record, ok := records.Get[*v1alpha1.Incident](p.view, key); ok && p.asEntered(record) {
				continue
			}
			decision := p.enteredOf(key)
			if !decision.stands() || day(decision.first.Spec.EffectiveOn) >= before ||
				!p.isOf(*entry.Spec.Claim, alliance, day(decision.first.Spec.EffectiveOn)) {
				continue
			}
			found = append(found, p.lostDecision(key, alliance, decision.first))
		}
	}
	return found
}

// lostDecision is all that an entry tells of a decision whose report is not in view as it was decided.
func (p *Pass) lostDecision(key records.Key, alliance *v1alpha1.Alliance, entry *v1alpha1.FundingDisbursement) *Incident {
	on := day(entry.Spec.EffectiveOn)
	t := timeline{asOf: p.asOf}
	t.reached(on)
	lost := &v1alpha1.Incident{Spec: v1alpha1.IncidentSpec{
		AllianceRef: v1alpha1.LocalRef{Name: alliance.Name}, Subject: v1alpha1.SubjectAlliance,
		FactsOn: entry.Spec.EffectiveOn, ReportedOn: entry.Spec.EffectiveOn,
	}}
	lost.Namespace, lost.Name = key.Namespace, key.Name
	return &Incident{
		Result: Result{Next: t.next}, record: lost, alliance: alliance, effect: unclear, unproven: true, stage: entry.Spec.Cause.Stage,
		ReportedOn: on, DecidedOn: on, on: on,
	}
}

// standAsEntered lets a decision stand that a ledger entered and the records do not show any more.
func (p *Pass) standAsEntered(j *judgement, i *Incident) {
	if i.record == nil {
		return
	}
	decision := p.enteredOf(j.key)
	if !p.asEntered(i.record) {
		// The decision stands against whom the ledger says (lostDecisions), and this report against nobody.
		i.unproven, i.effect, i.DecidedOn, i.Rectification = true, endsNothing, 0, nil
		i.suspends, i.restores, i.revokesOn = 0, 0, 0
		says := messages.New("Incident/Edited", "digest", string(decision.digest))
		if decision.overturned != 0 {
			says = messages.New("Incident/Edited/Overturned", "digest", string(decision.digest), "on", decision.overturned.String())
		}
		j.unproven(false, says)
		return
	}
	if decision.first == nil || i.alliance == nil {
		return
	}
	on := day(decision.first.Spec.EffectiveOn)
	if !j.reached(on) || p.shows(i, decision.first) {
		return
	}
	p.restore(i, decision.first)
	if i.OverturnedOn = decision.overturned; i.OverturnedOn == 0 && i.chain != nil {
		p.appeal(j, i)
	}
	if i.OverturnedOn != 0 {
		i.confirmed(j)
		return
	}
	j.unproven(true, messages.New("Incident/Unproven", "on", on.String(), "entry", decision.first.Name, "stage", decision.first.Spec.Cause.Stage))
}

// shows says whether the records show a decision as an entry names it: under its digest, on its day, by its stage and by the terms of its round.
func (p *Pass) shows(i *Incident, entry *v1alpha1.FundingDisbursement) bool {
	if i.endsOn() == 0 || i.unproven {
		return false
	}
	round := p.Round(i.Round)
	return i.decision() == entry.Spec.Cause && i.endsOn() == day(entry.Spec.EffectiveOn) && round.record != nil && p.rulesOf(round.record) == entry.Spec.Rules
}

// restore gives an incident that stands as it was signed the decision that an entry names. Whoever signed under it has acted in the case, whether it
// is in view that their signature counted or not.
func (p *Pass) restore(i *Incident, entry *v1alpha1.FundingDisbursement) {
	var awarding v1alpha1.Authority // where it is not in view who awarded, an appeal is heard by the authority that its stage names
	if i.chain != nil {
		awarding = i.chain.awarding
	}
	division, _ := p.view.Division(i.record.Namespace) // one that is gone has no level, and nothing is below it
	i.terms, i.chain = nil, nil
	if round := p.roundOf(entry.Spec.Rules); round != nil {
		i.Round, i.terms = records.KeyOf(round.record), round.record.Spec.Revocation
		i.chain = i.approvedBy(round, division, awarding)
	}
	i.unproven, i.effect = true, revokes
	switch {
	case i.record.Spec.Annuls != "":
		i.effect = annuls
	case i.terms == nil:
		i.effect = unclear
	}
	shown := Approval{}
	if i.Approval != nil {
		shown = *i.Approval
	}
	shown.Digest, shown.State, shown.On, shown.By = entry.Spec.Cause.Digest, ApprovalComplete, day(entry.Spec.EffectiveOn), nil
	for _, review := range records.Find[*v1alpha1.Review](p.view, records.ReviewsBySubject, records.SubjectValue(records.Incident, records.KeyOf(i.record))) {
		if review.Spec.SubjectRef.Digest == shown.Digest && review.Spec.Stage != i.appealStage() {
			shown.signed = append(shown.signed, act{duty: signsIncident, by: review.Spec.Reviewer, stage: review.Spec.Stage})
		}
	}
	i.Approval, i.on, i.stage, i.DecidedOn, i.OverdueSince = &shown, shown.On, entry.Spec.Cause.Stage, shown.On, 0
}

// roundOf is the round whose digest an entry names as its rules; nil where it is not in view.
func (p *Pass) roundOf(rules v1alpha1.Digest) *Round {
	for _, record := range records.List[*v1alpha1.EvaluationRound](p.view) {
		if p.rulesOf(record) == rules && record.Spec.Revocation != nil {
			return p.Round(records.KeyOf(record))
		}
	}
	return nil
}

// unproven says that a decision is not shown by the records any more. A report that stands as it was decided stays decided, so that nobody edits
// it; one that was edited is open, so that it can be put back.
func (j *judgement) unproven(decided bool, says messages.Message) {
	j.result.Stalled = nil
	if decided {
		j.yes(v1alpha1.ReasonEvidenceMissing, says)
		return
	}
	j.unknown(v1alpha1.ReasonEvidenceMissing, says)
}

// lostStar is the application of a star that may have been in force on a day and is not in view as it was awarded, though a ledger granted money
// for it, or a decision of before does not say what it ended. While there is one, nobody can say who decides about the alliance.
func (p *Pass) lostStar(alliance *v1alpha1.Alliance, on calendar.Date) (lost records.Key, found bool) {
	for _, name := range p.lineOf(alliance, on).names {
		for _, entry := range records.Find[*v1alpha1.FundingDisbursement](p.view, records.StepsByIdentity, name) {
			key := records.Key{Namespace: entry.Spec.Cause.Namespace, Name: entry.Spec.Cause.Name}
			if records.Kind(entry.Spec.Cause.Kind) == records.AwardRequest && day(entry.Spec.EffectiveOn) <= on &&
				!p.lapsed(alliance, entry.Spec.Claim.Year, on) && !p.awardShown(alliance, key, on) {
				return key, true
			}
		}
	}
	for _, incident := range p.incidentsOf(alliance, on) {
		if incident.effect == unclear && incident.standsOn(on) {
			return records.KeyOf(incident.record), true
		}
	}
	return records.Key{}, false
}

// perhapsDecided is for an incident of which nobody can say who decides: whoever approved of it may have been the one, and nobody can say either that
// they were not.
func (p *Pass) perhapsDecided(t *timeline, i *Incident) {
	for _, review := range records.Find[*v1alpha1.Review](p.view, records.ReviewsBySubject, records.SubjectValue(records.Incident, records.KeyOf(i.record))) {
		if on := day(review.Spec.SignedOn); review.Spec.Verdict == v1alpha1.Approve && t.reached(on) {
			i.unproven, i.effect, i.on = true, unclear, max(i.on, on)
		}
	}
}

// awardShown says whether an application shows the star that a ledger paid for, or is another alliance's: its name begins with that of its alliance,
// there or not.
func (p *Pass) awardShown(alliance *v1alpha1.Alliance, key records.Key, on calendar.Date) bool {
	if key.Namespace != alliance.Namespace || !strings.HasPrefix(key.Name, alliance.Name+"-") {
		return true
	}
	application, ok := records.Get[*v1alpha1.StarApplication](p.view, key)
	if !ok {
		return false
	}
	if application.Spec.AllianceRef.Name != alliance.Name {
		return true
	}
	if day(application.Spec.FiledOn) >= on {
		return false
	}
	// What people said since, such as an objection that was upheld late, is no loss.
	judged := p.award(key)
	return judged.AwardedOn != 0 || judged.Is(v1alpha1.ReasonObjectionUpheld, v1alpha1.ReasonRejected, v1alpha1.ReasonWithdrawn)
}

// lapsed says whether every star of a year was over by a day, as far as a round of that year says so.
func (p *Pass) lapsed(alliance *v1alpha1.Alliance, year int32, on calendar.Date) bool {
	division, ok := p.view.Division(alliance.Namespace)
	if !ok {
		return false
	}
	round := p.roundOver(division, int(year))
	return round != nil && round.valid < on
}

// enteredSteps are the steps by which a ledger took money of a claim because of an unproven decision, as entered: what else it would take is for a
// record to say that is not in view.
func (c *claimCase) enteredSteps(incident *Incident) {
	for _, entry := range c.entries() {
		cause := entry.Spec.Cause
		net, err := money.Parse(string(entry.Spec.ClaimNet))
		if err != nil || records.Kind(cause.Kind) != records.Incident || cause.Namespace != incident.record.Namespace || cause.Name != incident.record.Name ||
			entry.Spec.Type == v1alpha1.EntryDecision || raises(entry) {
			continue
		}
		if _, known := c.nets[ledger.KeyOf(cause)]; known {
			continue
		}
		c.add(ledger.Step{
			Cause: cause, EffectiveOn: day(entry.Spec.EffectiveOn), Lowers: true, Year: entry.Spec.Year, Type: v1alpha1.EntryAward, Rules: entry.Spec.Rules,
		}, func(before money.Fen) money.Fen { return min(before, net) })
	}
}
