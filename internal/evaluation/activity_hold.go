package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// StageRelease is the stage under which the leadership lets a plan go on that a revocation has stopped, or ends it.
const StageRelease = "Release"

// release is a revocation that stopped a running plan, and the leadership's decision about it.
type release struct {
	incident *Incident
	approval *Approval
}

// holds says whether the revocation still stops the plan on a day.
func (r release) holds(on calendar.Date) bool {
	return r.incident.standsOn(on) && (r.approval.State != ApprovalComplete || on < r.approval.On)
}

// releases are the revocations of a plan's alliance that came after the leadership had agreed, each with what the leadership said
// to it since. A plan that was approved knowing of a revocation is not stopped by it. Who accepted the report before says nothing to it any more (SD-5),
// whether or not an invoice of it belongs to another.
func (p *Pass) releases(t *timeline, pl *Plan, accepted *Approval) []release {
	var found []release
	for _, incident := range p.incidentsOf(pl.alliance, calendar.Max) {
		ends := incident.endsOn()
		if incident.effect != revokes || ends == 0 || pl.ApprovedOn == 0 || ends < pl.ApprovedOn {
			continue
		}
		s := pl.chain()
		s.before = append(s.before, accepted.dated()...)
		s.stages, s.filed, s.check, s.setsAmount = []v1alpha1.Stage{{Name: StageRelease, Authority: v1alpha1.Municipal}}, ends, "", false
		found = append(found, release{incident, s.under(pl.Digest, s.reviews(p.view, t), p.view, t)})
	}
	return found
}

// endedByLeadership is the decision by which the leadership ended the plan of a report, after a revocation that came before its acceptance;
// nil where there is none.
func (p *Pass) endedByLeadership(t *timeline, plan *Plan, accepted *Approval) *release {
	if accepted.State != ApprovalComplete {
		return nil
	}
	for _, one := range p.releases(t, plan, accepted) {
		if one.approval.State == ApprovalRejected && one.incident.OverturnedOn == 0 && one.incident.endsOn() < accepted.On {
			return &one
		}
	}
	return nil
}

func (r release) ended() messages.Message {
	return messages.New("ActivityPlan/NotReleased", "on", r.approval.On.String(), "by", r.approval.By.Name, "reason", r.approval.By.Spec.Reason)
}

// heldPlan says whether a plan and its money are on hold on a day: while an incident about its alliance is open, and from a revocation
// that came while it ran until the leadership has decided about it. Until is the first later day on which a record that is
// declared now changes the answer; 0 for none.
func (p *Pass) heldPlan(key records.Key, on calendar.Date) (held bool, until calendar.Date) {
	pl := p.plan(key)
	if pl.alliance == nil {
		return false, 0
	}
	changes := timeline{asOf: on}
	for _, incident := range p.incidentsOf(pl.alliance, calendar.Max) {
		if !incident.holds() {
			continue
		}
		held = held || incident.open(on)
		changes.awaits(day(incident.record.Spec.ReportedOn))
		changes.awaits(incident.DecidedOn)
		changes.awaits(incident.OverturnedOn)
	}
	signed := timeline{asOf: p.asOf}
	report := p.report(key)
	accepted := report.AcceptedOn
	for _, one := range p.releases(&signed, pl, report.taken) {
		running := accepted == 0 || accepted > one.incident.endsOn()
		held = held || running && one.holds(on)
		changes.awaits(one.approval.On)
	}
	return held, changes.next
}

// judgeHeldPlan stops a plan that was approved, or ends one that the leadership did not release, until the money of its report is entered:
// what is asked of the leadership then is said by both.
func (p *Pass) judgeHeldPlan(j *judgement, pl *Plan) {
	p.awaitIncidents(&j.timeline, pl.alliance)
	for _, one := range p.releases(&j.timeline, pl, p.report(j.key).taken) {
		pl.Release = one.approval
	}
	if stepDone(p.view, records.ActivityReport, j.key) || !pl.approved() {
		return
	}
	if held, until := p.heldPlan(j.key, p.asOf); held {
		j.awaits(until)
		p.sayHeld(j, pl)
	}
}

// sayHeld says what holds a plan, or that the leadership ended it.
func (p *Pass) sayHeld(j *judgement, pl *Plan) {
	if says, open := p.heldBy(pl.alliance); open {
		j.unknown(v1alpha1.ReasonOnHold, says)
		return
	}
	for _, one := range p.releases(&j.timeline, pl, p.report(records.KeyOf(pl.record)).taken) {
		if !one.holds(p.asOf) {
			continue
		}
		if one.approval.State == ApprovalRejected {
			j.no(v1alpha1.ReasonCancelled, one.ended())
			return
		}
		j.unknown(v1alpha1.ReasonOnHold, messages.New("ActivityPlan/OnHold/Revoked", "incident", one.incident.record.Name,
			"on", one.incident.endsOn().String(), "stage", StageRelease))
	}
}
